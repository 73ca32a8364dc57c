// What a handle may be, the one rule for texts, commands and settings. Twitter allows 15 characters, but accounts of its
// first years keep the up to 20 that they were given.

/** A handle without its `@`, for regular expressions. */
export const HANDLE = String.raw`\w{1,20}`;

const WRITTEN = new RegExp(`^@?(${HANDLE})$`);

/** The handle in `jack` or `@jack`; null for anything else. */
export function parseHandle(written: string): string | null {
  return WRITTEN.exec(written)?.[1] ?? null;
}
