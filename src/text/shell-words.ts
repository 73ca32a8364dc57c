// Words of commands that people copy into a shell: sh and its kin, or that of Windows (`win32`).

/** In quotes. */
export function shellQuoted(text: string, platform: string): string {
  return platform === 'win32' ? `"${text}"` : `'${text.replaceAll("'", "'\\''")}'`;
}

/** In quotes where it needs them. */
export function shellWord(text: string, platform: string): string {
  const isPlain = platform === 'win32' ? /^[\w@+=:,./\\-]+$/ : /^[\w@%+=:,./-]+$/;
  return isPlain.test(text) ? text : shellQuoted(text, platform);
}
