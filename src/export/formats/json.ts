// One JSON object with all tweets, written as they come.

import { tweetObject } from '../../views/post-json.ts';
import type { FileFormat } from './format.ts';

export const json: FileFormat = {
  makes: 'file',
  async write(tweets, out, { timeZone }) {
    await out.write(`{\n  "timeZone": ${JSON.stringify(timeZone)},\n  "tweets": [`);
    let comma = '';
    for await (const tweet of tweets) {
      await out.write(`${comma}\n    ${JSON.stringify(tweetObject(tweet, timeZone))}`);
      comma = ',';
    }
    await out.write(`${comma && '\n  '}]\n}\n`);
  },
};

export const jsonl: FileFormat = {
  makes: 'file',
  async write(tweets, out, { timeZone }) {
    for await (const tweet of tweets) await out.write(`${JSON.stringify(tweetObject(tweet, timeZone))}\n`);
  },
};
