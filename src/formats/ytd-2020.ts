// March 2020 to September 2022: `data/tweet.js` and a manifest.

import { ytdFormat } from '../archive/twitter/ytd.ts';

export const ytd2020 = ytdFormat({
  name: '2020',
  until: Date.UTC(2022, 9, 10),
  recognises: (paths) => paths.some((path) => /^(data\/)?tweet(-part\d+)?\.js$/.test(path)),
});
