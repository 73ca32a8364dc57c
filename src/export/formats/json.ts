// All posts as one JSON object, written as they come, or as one line each.

import { jsonLine } from '../../text/json.ts';
import { postObject } from '../../views/post-json.ts';
import type { FileFormat } from './format.ts';

export const json: FileFormat = {
  makes: 'file',
  async write(posts, out, { timeZone }) {
    await out.write(`{\n  "timeZone": ${jsonLine(timeZone)},\n  "posts": [`);
    let comma = '';
    for await (const post of posts) {
      await out.write(`${comma}\n    ${jsonLine(postObject(post, timeZone))}`);
      comma = ',';
    }
    await out.write(`${comma && '\n  '}]\n}\n`);
  },
};

export const jsonl: FileFormat = {
  makes: 'file',
  async write(posts, out, { timeZone }) {
    for await (const post of posts) await out.write(`${jsonLine(postObject(post, timeZone))}\n`);
  },
};
