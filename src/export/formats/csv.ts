// A table for spreadsheets, a row for each post.

import { isoDate, localDateOf } from '../../time/calendar.ts';
import type { Memory } from '../../library/memory.ts';
import { postUrl } from '../../post/addresses.ts';
import { publicId, quotedPublicId, repliedId } from '../../post/id.ts';
import { formatTimeOfDay } from '../../views/post-words.ts';
import type { FileFormat } from './format.ts';

/** Without this at its beginning, Excel doesn't read a file as Unicode. */
const BYTE_ORDER_MARK = '\uFEFF';

type Column = (post: Memory, timeZone: string) => Cell;

/** The columns by their names, in their order. */
const COLUMNS: Readonly<Record<string, Column>> = {
  id: (post) => idCell(publicId(post)),
  account: ({ account }) => textCell(account),
  date: (post, timeZone) => isoDate(localDateOf(post, timeZone)),
  time: (post, timeZone) => formatTimeOfDay(post, timeZone),
  utc: ({ postedAt, dateOnly }) => (dateOnly ? null : new Date(postedAt).toISOString()),
  kind: ({ kind }) => kind,
  text: ({ text }) => textCell(text),
  links: ({ spans }) => textCell(lines(spans.map(({ type, url }) => (type === 'link' ? url : null)))),
  media: ({ media }) => textCell(lines(media.map(({ file, url }) => file ?? url))),
  descriptions: ({ media }) => textCell(lines(media.map(({ alt }) => alt))),
  likes: ({ likes }) => likes,
  retweets: ({ retweets }) => retweets,
  reply_to: (post) => idCell(repliedId(post)),
  reply_to_account: ({ replyToHandle }) => textCell(replyToHandle),
  quoted: (post) => idCell(quotedPublicId(post)),
  quoted_account: ({ quotedHandle }) => textCell(quotedHandle),
  thread: ({ thread }) => idCell(thread?.networkId ?? thread?.id ?? null),
  circle: ({ audience }) => audience === 'circle',
  sensitive: ({ sensitive }) => sensitive,
  language: ({ lang }) => textCell(lang),
  client: ({ client }) => textCell(client),
  place: ({ place }) => textCell(place),
  latitude: ({ latitude }) => latitude,
  longitude: ({ longitude }) => longitude,
  url: (post) => textCell(postUrl(post)),
  network: ({ network }) => network,
  audience: ({ audience }) => audience,
  warning: ({ warning }) => textCell(warning),
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

/** What spreadsheets take for the beginning of a formula, Japanese ones also in full width, and the apostrophe we add ourselves. */
const DANGEROUS = /^[=+\-@\t\r\n＝＋－＠']/u;
/** C0 and C1 controls, except tab and line ends. */
// eslint-disable-next-line no-control-regex -- these are the characters to remove
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g;

export type Cell = string | number | boolean | null;

/** A row as RFC 4180 has it, with its line end. */
export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

/** An id as text, because spreadsheets keep only 15 digits of a number. */
export function idCell(id: string | null): Cell {
  return id === null ? null : `'${id}`;
}

/** Text that begins like a formula, or with an apostrophe, gets an apostrophe in front. */
export function textCell(text: string | null): Cell {
  const bare = text?.replace(CONTROLS, '') ?? null;
  return bare !== null && DANGEROUS.test(bare) ? `'${bare}` : bare;
}

function cellOf(cell: Cell): string {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
