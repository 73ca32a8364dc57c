// `outbox.json`: everything that somebody wrote, as a list in an object on one line.

import { isUtf8 } from 'node:buffer';
import { UserError } from '../../platform/errors.ts';
import { asBuffer, readChunks } from '../files/chunks.ts';
import type { Entry } from '../files/container.ts';
import { fieldsOf, textOf } from '../network/fields.ts';
import type { Owner, PostReader, PostRecord, ReadOptions } from '../network/format.ts';
import type { Post } from '../../post/post.ts';
import { ListParser, type ListShape } from '../records/list-parser.ts';
import type { JsonRecord } from '../records/tolerant-parser.ts';
import { addressOf, handleInAddress, OwnAddresses } from './addresses.ts';
import { parseActivity, type StatusContext } from './status-record.ts';

/** After damage, only what has these fields is taken for a record. */
const SHAPE: ListShape = {
  name: 'orderedItems',
  beginning: /\{\s*"(?:@context|id|type|actor)"\s*:/g,
  isItem: (value) => {
    const fields = fieldsOf(value);
    return typeof fields['type'] === 'string' && 'object' in fields;
  },
};

/** What stands for bytes that are no character. */
const LOST_BYTES = '\ufffd';
const DAMAGED = { ok: false, problem: `bytes in it are no text: ${LOST_BYTES} stands for them` } as const;

export class OutboxReader implements PostReader {
  readonly #list = new ListParser(SHAPE);
  readonly #context: StatusContext;
  /** Records whose posts answer or quote what may be a post of the owner's that comes later, in JSON, by its address. */
  readonly #waiting = new Map<string, string[]>();
  /** Bytes of the record that is being read may have been lost. */
  #hasLostBytes = false;

  constructor(owner: Owner, options: ReadOptions) {
    this.#context = { owner, own: new OwnAddresses(owner), options };
  }

  read(chunk: Uint8Array): PostRecord[] {
    const isText = isUtf8(chunk);
    if (!isText) this.#hasLostBytes = true;
    const records = this.#list.read(readText(chunk));
    const posts = this.#posts(records);
    // A record may go on in the next chunk.
    if (isText && records.length > 0) this.#hasLostBytes = false;
    return posts;
  }

  end(): PostRecord[] {
    const posts = this.#posts(this.#list.end());
    const left = [...this.#waiting.values()].flat();
    return [...posts, ...left.flatMap((written) => parseActivity(JSON.parse(written), this.#context) ?? [])];
  }

  #posts(records: readonly JsonRecord[]): PostRecord[] {
    return records.flatMap((record) => {
      if (!record.ok) return record;
      const posts = this.#read(record.value);
      return this.#hasLostBytes && JSON.stringify(record.value).includes(LOST_BYTES) ? [DAMAGED, ...posts] : posts;
    });
  }

  /** The post of a record unless it has to wait, and those that waited for it. */
  #read(value: unknown): PostRecord[] {
    const { own } = this.#context;
    const read = parseActivity(value, this.#context);
    const awaited = read?.ok === true ? this.#awaitedBy(read.value) : null;
    if (awaited !== null) this.#waiting.set(awaited, [...(this.#waiting.get(awaited) ?? []), JSON.stringify(value)]);
    const posts = read === undefined || awaited !== null ? [] : [read];
    return [...posts, ...own.takeAdded().flatMap((address) => this.#release(address))];
  }

  #release(address: string): PostRecord[] {
    const waiting = this.#waiting.get(address) ?? [];
    this.#waiting.delete(address);
    return waiting.flatMap((written) => this.#read(JSON.parse(written)));
  }

  /** What it answers or quotes and may be one's own: some servers' addresses don't say whose they are, and not all list the oldest first. */
  #awaitedBy({ replyToId, replyToUrl, quotedId, quotedUrl }: Post): string | null {
    const named = [replyToId === null ? replyToUrl : null, quotedId === null ? quotedUrl : null];
    return named.find((url) => url !== null && this.#context.own.mayHave(url)) ?? null;
  }
}

/** The text of a chunk, which never ends within a character. */
function readText(chunk: Uint8Array): string {
  return asBuffer(chunk).toString('utf8');
}

/** The owner's `name@server` by what an outbox has from them; null if nothing says it. Throws a UserError where no record can be read. */
export async function handleInOutbox(entry: Entry, signal: AbortSignal): Promise<string | null> {
  const list = new ListParser(SHAPE);
  const steps = readChunks<readonly JsonRecord[]>(entry, {
    read: (bytes) => list.read(readText(bytes)),
    end: () => list.end(),
    fail: () => [],
  });
  let trouble: string | null = null;
  let hasRecords = false;
  for await (const { result } of steps) {
    signal.throwIfAborted();
    for (const record of result) {
      if (record.ok) hasRecords = true;
      else trouble ??= record.problem;
      const handle = record.ok ? handleIn(record.value) : null;
      if (handle !== null) return handle;
    }
  }
  if (trouble === null || hasRecords) return null;
  throw new UserError(`outbox.json has no posts that can be read: ${trouble}`, { hint: 'pass the archive as it came' });
}

/** By the page of what they wrote, or by their own address; boosts have others' pages. */
function handleIn(value: unknown): string | null {
  const activity = fieldsOf(value);
  const page = activity['type'] === 'Create' ? textOf(fieldsOf(activity['object'])['url']) : null;
  const found = [page, addressOf(activity['actor'])].map((address) =>
    address === null ? null : handleInAddress(address),
  );
  return found.find((handle) => handle !== null) ?? null;
}
