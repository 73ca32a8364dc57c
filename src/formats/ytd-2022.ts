// Since October 2022: `data/tweets.js`, edits, long tweets, tweet headers.

import { ytdFormat } from '../archive/twitter/ytd.ts';

export const ytd2022 = ytdFormat({
  name: '2022',
  until: Infinity,
  recognises: (paths) => paths.some((path) => /^(data\/)?tweets(-part\d+)?\.js$/.test(path)),
});
