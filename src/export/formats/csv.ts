// A table for spreadsheets, a row for each post.

import { localDateOf } from '../../time/calendar.ts';
import type { Memory } from '../../library/memory.ts';
import { postUrl } from '../../post/post.ts';
import { formatTimeOfDay } from '../../views/post-words.ts';
import type { FileFormat } from './format.ts';

/** Excel takes a file for Unicode only if it begins with this. */
const BYTE_ORDER_MARK = '\uFEFF';

type Column = (post: Memory, timeZone: string) => Cell;

/** By their names, in their order; the README documents them. */
const COLUMNS: Readonly<Record<string, Column>> = {
  id: ({ id }) => idCell(id),
  account: ({ account }) => textCell(account),
  date: (post, timeZone) => localDateOf(post, timeZone).toString(),
  time: (post, timeZone) => formatTimeOfDay(post, timeZone),
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
  place: ({ place }) => textCell(place),
  latitude: ({ latitude }) => latitude,
  longitude: ({ longitude }) => longitude,
  url: ({ account, id }) => textCell(postUrl(account, id)),
};

export const csv: FileFormat = {
  makes: 'file',
  async write(posts, out, { timeZone }) {
    const columns = Object.values(COLUMNS);
    await out.write(BYTE_ORDER_MARK + csvRow(Object.keys(COLUMNS)));
    for await (const post of posts) await out.write(csvRow(columns.map((column) => column(post, timeZone))));
  },
};

function lines(parts: readonly (string | null)[]): string | null {
  const known = parts.filter((part) => part !== null);
  return known.length === 0 ? null : known.join('\n');
}

/** What a spreadsheet reads as the beginning of a formula, in Japanese ones also as wide signs; and our own sign. */
const DANGEROUS = /^[=+\-@\t\r\n＝＋－＠']/u;
/** C0 and C1 controls but tab and line ends. */
// eslint-disable-next-line no-control-regex -- these are the characters to remove
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g;

export type Cell = string | number | boolean | null;

/** A row of RFC 4180, with its end. */
export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

/** An id as a text: a spreadsheet keeps only 15 digits of a number. */
export function idCell(id: string | null): Cell {
  return id === null ? null : `'${id}`;
}

/** A text that may begin like a formula gets an apostrophe, and so does one that begins with an apostrophe. */
export function textCell(text: string | null): Cell {
  const bare = text?.replace(CONTROLS, '') ?? null;
  return bare !== null && DANGEROUS.test(bare) ? `'${bare}` : bare;
}

function cellOf(cell: Cell): string {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
