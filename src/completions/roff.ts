// The little roff that a manual page needs, with every text escaped.

/** A text as it is to be read: nothing of it is a command, and what can be typed can be copied. */
export function roffText(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/['`^~]/g, (sign) => SIGNS[sign] ?? sign)
    .replace(/[^\n -~]/gu, (sign) => `\\[u${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`)
    .replace(/^(?=\.)/gm, '\\&');
}

const SIGNS: Readonly<Record<string, string>> = { "'": '\\(aq', '`': '\\(ga', '^': '\\(ha', '~': '\\(ti' };

export function bold(text: string): string {
  return `\\fB${roffText(text)}\\fR`;
}

export function italic(text: string): string {
  return `\\fI${roffText(text)}\\fR`;
}

/** A line that begins a section. */
export function section(title: string): string {
  return `.SH ${heading(title)}`;
}

export function subsection(title: string): string {
  return `.SS ${heading(title)}`;
}

function heading(title: string): string {
  return `"${roffText(title).replaceAll('"', '\\(dq')}"`;
}

/** A term with what it means below it; the term is roff already. */
export function entry(term: string, what: string): string {
  return `.TP\n${term}\n${roffText(what)}`;
}
