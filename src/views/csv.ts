// Rows that a spreadsheet can open: nothing in them becomes a formula, and no id a number that loses its last digits.

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
