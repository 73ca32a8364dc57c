// A JSON object on each line, for programs that read line by line.

import { tweetObject } from '../views/post-json.ts';
import type { FileFormat } from '../export/format.ts';

export const jsonl: FileFormat = {
  makes: 'file',
  async write(tweets, out, { timeZone }) {
    for await (const tweet of tweets) await out.write(`${JSON.stringify(tweetObject(tweet, timeZone))}\n`);
  },
};
