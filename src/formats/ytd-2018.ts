// August 2018 to March 2020: `tweet.js` beside `account.js`, no folder, no manifest; without wrappers until January 2020.

import { ytdFormat } from '../archive/twitter/ytd.ts';

export const ytd2018 = ytdFormat({
  name: '2018',
  until: Date.UTC(2020, 2, 13),
  recognises: (paths) => !paths.includes('manifest.js') && paths.some((path) => /^tweet(-part\d+)?\.js$/.test(path)),
});
