// Languages by the codes that Twitter gave its posts.

/** Twitter's codes that have been renamed since. */
const RENAMED: Readonly<Record<string, string>> = { in: 'id', iw: 'he', ji: 'yi' };

/** The BCP 47 code; null for Twitter's own, such as `und`, `zxx` and `qme`. */
export function languageCode(lang: string | null): string | null {
  const code = lang?.toLowerCase() ?? '';
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/.test(code) || /^(?:und|zxx|art|mul|mis|q[a-t][a-z])\b/.test(code)) return null;
  return RENAMED[code] ?? code;
}

/** `Japanese` for `ja`; the code itself where it has no name. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
