// A table for spreadsheets, a row for each tweet.

import { localDateOf } from '../time/calendar.ts';
import type { Memory } from '../memories/selection.ts';
import { tweetUrl } from '../post/post.ts';
import { csvRow, idCell, textCell, type Cell } from '../views/csv.ts';
import { timeInWords } from '../views/post-words.ts';
import type { FileFormat } from './format.ts';

/** Excel takes a file for Unicode only if it begins with this. */
const BYTE_ORDER_MARK = '\uFEFF';

type Column = (tweet: Memory, timeZone: string) => Cell;

/** By their names, in their order; the README documents them. */
const COLUMNS: Readonly<Record<string, Column>> = {
  id: ({ id }) => idCell(id),
  account: ({ account }) => textCell(account),
  date: (tweet, timeZone) => localDateOf(tweet, timeZone).toString(),
  time: (tweet, timeZone) => timeInWords(tweet, timeZone),
  utc: ({ postedAt, dateOnly }) => (dateOnly ? null : new Date(postedAt).toISOString()),
  kind: ({ kind }) => kind,
  text: ({ text }) => textCell(text),
  links: ({ spans }) => textCell(lines(spans.map(({ type, url }) => (type === 'link' ? url : null)))),
  media: ({ media }) => textCell(lines(media.map(({ file, url }) => file ?? url))),
  descriptions: ({ media }) => textCell(lines(media.map(({ alt }) => alt))),
  likes: ({ likes }) => likes,
  retweets: ({ retweets }) => retweets,
  reply_to: ({ replyToId }) => idCell(replyToId),
  reply_to_account: ({ replyToHandle }) => textCell(replyToHandle),
  quoted: ({ quotedId }) => idCell(quotedId),
  quoted_account: ({ quotedHandle }) => textCell(quotedHandle),
  thread: ({ thread }) => idCell(thread?.id ?? null),
  circle: ({ circle }) => circle,
  sensitive: ({ sensitive }) => sensitive,
  language: ({ lang }) => textCell(lang),
  client: ({ client }) => textCell(client),
  url: ({ account, id }) => textCell(tweetUrl(account, id)),
};

export const csv: FileFormat = {
  makes: 'file',
  async write(tweets, out, { timeZone }) {
    const columns = Object.values(COLUMNS);
    await out.write(BYTE_ORDER_MARK + csvRow(Object.keys(COLUMNS)));
    for await (const tweet of tweets) await out.write(csvRow(columns.map((column) => column(tweet, timeZone))));
  },
};

function lines(parts: readonly (string | null)[]): string | null {
  const known = parts.filter((part) => part !== null);
  return known.length === 0 ? null : known.join('\n');
}
