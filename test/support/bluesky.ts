// Repositories of Bluesky, made by the library that its own servers make them with.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TID } from '@atproto/common-web';
import { Secp256k1Keypair } from '@atproto/crypto';
import {
  BlockMap,
  blocksToCarStream,
  cidForRecord,
  getFullRepo,
  MemoryBlockstore,
  Repo,
  WriteOpAction,
  type RecordWriteOp,
} from '@atproto/repo';
import { tempFolder } from './temp.ts';

export const WREN_DID = 'did:plc:wren2222222222222222wren';

/** Records by their paths, such as `app.bsky.feed.post/3jzfcijpj2z2a`; null takes one out. */
export type Records = Readonly<Record<string, object | null>>;

export interface RepositoryDraft {
  readonly did?: string;
  /** When the last commit was made. */
  readonly made?: string;
  /** What is written to it after the first records, each in a commit of its own. */
  readonly commits?: readonly Records[];
  /** How the blocks are ordered: as the tree names them; as servers keep them, the last commit's first; or the other way round. */
  readonly order?: 'tree' | 'newest first' | 'oldest first';
  /** What earlier commits had is there too. */
  readonly history?: boolean;
}

/** The bytes of a CAR file with these records. */
export async function carOf(records: Records, draft: RepositoryDraft = {}): Promise<Buffer> {
  const {
    did = WREN_DID,
    made = '2026-11-20T08:00:00Z',
    commits = [],
    order = 'newest first',
    history = false,
  } = draft;
  const storage = new MemoryBlockstore();
  const keypair = await Secp256k1Keypair.import('01'.repeat(32));
  let repo = await Repo.create(storage, did, keypair);
  const layers = [new BlockMap(storage.blocks)];
  for (const commit of [records, ...commits]) {
    const data = await repo.formatCommit(writesOf(commit), keypair);
    layers.push(data.newBlocks);
    if (history) data.removedCids.clear();
    repo = await repo.applyCommit(data);
  }
  const last = await repo.formatResignCommit(tidAt(made), keypair);
  layers.push(last.newBlocks);
  if (history) last.removedCids.clear();
  await storage.applyCommit(last);
  if (order === 'tree') return joined(getFullRepo(storage, last.cid));
  const blocks = layers.reverse().flatMap((layer) => layer.entries().filter(({ cid }) => storage.blocks.has(cid)));
  if (order === 'oldest first') blocks.reverse();
  return joined(blocksToCarStream(last.cid, new BlockMap(blocks.map(({ cid, bytes }) => [cid, bytes]))));
}

function writesOf(records: Records): RecordWriteOp[] {
  return Object.entries(records).map(([path, record]): RecordWriteOp => {
    const [collection = '', rkey = ''] = path.split('/');
    if (record === null) return { action: WriteOpAction.Delete, collection, rkey };
    return { action: WriteOpAction.Create, collection, rkey, record: { $type: collection, ...record } };
  });
}

async function joined(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

/** Bytes as a file; gives its path. */
export function carFile(bytes: Buffer, name = 'repo.car'): string {
  const path = join(tempFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

/** The key of a record that was made at a time. @param clock a number that tells those of the same microsecond apart */
export function tidAt(at: string, clock = 7): string {
  return TID.fromTime(Date.parse(at) * 1000, clock).toString();
}

/** The path of a post that was made at a time. */
export function postPath(at: string, clock?: number): string {
  return `app.bsky.feed.post/${tidAt(at, clock)}`;
}

/** A reference to a blob, such as of a photo. */
export async function blobOf(content: string, mimeType = 'image/jpeg'): Promise<object> {
  const ref = (await cidForRecord({ content })) as unknown;
  return { $type: 'blob', ref, mimeType, size: content.length };
}
