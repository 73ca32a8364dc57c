// One JSON object with all posts, written as they come.

import { postObject } from '../../views/post-json.ts';
import type { FileFormat } from './format.ts';

export const json: FileFormat = {
  makes: 'file',
  async write(posts, out, { timeZone }) {
    await out.write(`{\n  "timeZone": ${JSON.stringify(timeZone)},\n  "tweets": [`);
    let comma = '';
    for await (const post of posts) {
      await out.write(`${comma}\n    ${JSON.stringify(postObject(post, timeZone))}`);
      comma = ',';
    }
    await out.write(`${comma && '\n  '}]\n}\n`);
  },
};

export const jsonl: FileFormat = {
  makes: 'file',
  async write(posts, out, { timeZone }) {
    for await (const post of posts) await out.write(`${JSON.stringify(postObject(post, timeZone))}\n`);
  },
};
