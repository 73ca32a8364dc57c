// An outbox of Mastodon that takes a while to import, on its one line, written piece by piece.

import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { actorFile, created, FINCH, outboxFile } from '../support/mastodon.ts';
import { tempFolder } from '../support/temp.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2018, 0, 1);
const BATCH = 500;

/** An unpacked archive with so many posts of FINCH, one every hour from 2018 on. A post is about 1.3 KB; gives its folder. */
export async function writeBigOutbox(posts: number): Promise<string> {
  const folder = join(tempFolder(), 'archive-20260801000000-0123456789abcdef');
  await mkdir(folder);
  await writeFile(join(folder, 'actor.json'), actorFile());
  await pipeline(Readable.from(pieces(posts)), createWriteStream(join(folder, 'outbox.json')));
  return folder;
}

function* pieces(posts: number): Generator<string> {
  const [before = '', after = ''] = outboxFile([]).split('[]}');
  yield `${before}[`;
  for (let first = 0; first < posts; first += BATCH) {
    const records = Array.from({ length: Math.min(BATCH, posts - first) }, (_, index) => record(first + index));
    yield (first === 0 ? '' : ',') + JSON.stringify(records).slice(1, -1);
  }
  yield `]}${after}`;
}

function record(index: number): object {
  const at = new Date(START + index * HOUR).toISOString();
  const link =
    '<a href="https://example.org/marsh"><span class="invisible">https://</span><span>example.org/marsh</span></a>';
  const content = `<p>Post number ${index} of many 🌾<br>It says little &amp; says it at length, as posts of that time did. ${link}</p>`;
  return created({ at, content, fields: { conversation: `tag:example.social:objectId=${index}`, atomUri: FINCH.id } });
}
