// The help's layout: in narrow terminals Commander gives up wrapping.

import { Help } from 'commander';
import { wrapProse } from '../text/wrap.ts';

/** Words in fewer cells than this are hard to read. */
const NARROW = 30;

/** In two columns where there is room for the second, else one below the other. */
export function formatItem(this: Help, term: string, termWidth: number, description: string, helper: Help): string {
  const width = helper.helpWidth ?? 80;
  if (description === '' || width - termWidth - 4 >= NARROW) {
    return Help.prototype.formatItem.call(helper, term, termWidth, description, helper);
  }
  const below = helper.boxWrap(description, Math.max(NARROW, width - 6));
  return [`  ${term}`, ...below.split('\n').map((line) => `      ${line}`)].join('\n');
}

const EXAMPLES = [
  ['memories demo', 'see how it looks'],
  ['memories import twitter-archive.zip', 'take in what Twitter or X sent you'],
  ['memories today', 'what you wrote on this day, years ago'],
  ['memories on 12-24', 'another day'],
] as const;

export function examples(width: number): string {
  const lines = EXAMPLES.map(([words, what]) =>
    width < 80 ? `  ${words}\n      ${wrapProse(what, width, '      ')}` : `  ${words.padEnd(37)}  ${what}`,
  );
  return `\n${['Examples:', ...lines].join('\n')}\n`;
}
