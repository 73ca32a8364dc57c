// The mail that only says that mail comes through.

import { markup } from '../text/html.ts';

export interface TestMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** `next` is when the first mail is due, in words; null when none ever is. */
export function testMail(next: string | null): TestMail {
  const lines = [
    'This is the test mail of memories: it works.',
    next === null ? 'Its schedule never comes, though.' : `The next mail is due ${next}.`,
  ];
  const paragraphs = lines.map((line) => markup`<p>${line}</p>\n`);
  return {
    subject: 'memories: the mail works',
    text: `${lines.join('\n\n')}\n`,
    html: markup`<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>memories</title></head>\n<body style="font:16px/1.5 sans-serif">\n${paragraphs}</body>\n</html>\n`.toString(),
  };
}
