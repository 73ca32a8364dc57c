// How a mail looks: each look inline, since many clients take <style> away, and once more in <style> for the night and for
// small screens. The colours are the page's.

import { Markup } from '../../text/html.ts';

const DAY = {
  paper: '#f7f3f0',
  card: '#fffdfb',
  tint: '#f8f2ef',
  ink: '#2c2429',
  muted: '#6d5f66',
  line: '#e3d9d4',
  accent: '#7c3159',
  shade0: '#ede5e1',
  shade1: '#d8bfcb',
  shade2: '#bc94a9',
  shade3: '#9c6381',
};

type Color = keyof typeof DAY;

const NIGHT: Readonly<Record<Color, string>> = {
  paper: '#1a161a',
  card: '#241f24',
  tint: '#2c262c',
  ink: '#efe7e3',
  muted: '#b5a6ac',
  line: '#3d343b',
  accent: '#eba9c9',
  shade0: '#352e34',
  shade1: '#5c4855',
  shade2: '#88667a',
  shade3: '#b888a0',
};

interface Look {
  readonly css: string;
  readonly text?: Color;
  readonly ground?: Color;
  /** A border of the colour `line`, such as `border:1px solid`. */
  readonly edge?: string;
  /** What is different on a small screen. */
  readonly phone?: string;
}

const WORDS = "'Iowan Old Style',Charter,'Palatino Linotype',Georgia,serif";
const PLAIN = "system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif";
/** Long words break anywhere; the older property is for clients that don't know the newer one. */
const BREAKS = 'word-break:break-word;overflow-wrap:anywhere';

const LOOKS = {
  paper: { css: `margin:0;padding:0;font:16px/1.5 ${PLAIN};${BREAKS}`, text: 'ink', ground: 'paper' },
  column: { css: 'padding:44px 20px 40px', phone: 'padding:32px 14px 28px' },
  occasion: { css: `font:italic 20px/1.3 ${WORDS};letter-spacing:0`, text: 'accent' },
  title: {
    css: `margin:0;font:400 46px/1.1 ${WORDS};letter-spacing:-0.015em;text-wrap:balance`,
    phone: 'font-size:40px',
  },
  subtitle: { css: 'margin:12px 0 0', text: 'muted' },
  empty: { css: `margin:28px 0 0;font:21px/1.5 ${WORDS}` },
  notice: { css: 'padding:12px 16px;border-radius:10px;font-size:15px', ground: 'tint', edge: 'border:1px solid' },
  day: { css: `margin:52px 0 0;padding:34px 0 0;font:400 32px/1.2 ${WORDS}`, edge: 'border-top:1px solid' },
  year: { css: 'margin:40px 0 0;font-size:14px;font-weight:400;line-height:1.45', text: 'muted' },
  ago: { css: `font:400 26px/1.25 ${WORDS}`, text: 'ink' },
  card: {
    css: 'padding:18px 22px 20px;border-radius:16px',
    text: 'ink',
    ground: 'card',
    edge: 'border:1px solid',
    phone: 'padding:14px 16px 16px',
  },
  part: { css: `padding:0 0 0 18px`, edge: 'border-left:2px solid', phone: 'padding-left:14px' },
  quoted: { css: 'padding:14px 16px;border-radius:12px', ground: 'tint', edge: 'border:1px solid' },
  tile: { css: 'padding:12px 16px;border-radius:10px;font-size:15px', ground: 'tint', edge: 'border:1px solid' },
  alt: { css: 'margin:4px 0 0;font-size:14px', text: 'muted' },
  about: { css: 'margin:0;font-size:14px', text: 'muted' },
  time: { css: 'text-decoration:none', text: 'muted' },
  account: { css: 'font-weight:600', text: 'ink' },
  text: { css: `margin:6px 0 0;font:19px/1.55 ${WORDS};white-space:pre-wrap;unicode-bidi:plaintext` },
  // Their letters fill the line from top to bottom.
  dense: { css: `margin:6px 0 0;font:19px/1.75 ${WORDS};white-space:pre-wrap;unicode-bidi:plaintext` },
  link: { css: 'text-decoration:underline', text: 'accent' },
  facts: { css: 'margin:12px 0 0;font-size:14px', text: 'muted' },
  code: { css: 'display:inline-block;font:13px ui-monospace,Menlo,Consolas,monospace', text: 'ink' },
  photo: { css: 'display:block;width:100%;height:auto;border:0;border-radius:10px' },
  // What a year's review is made of besides posts.
  chapter: { css: `margin:0 0 10px;font:400 22px/1.25 ${WORDS}`, text: 'ink' },
  name: { css: 'padding:3px 14px 3px 0;font-size:14px', text: 'muted' },
  fact: { css: 'padding:3px 0;font-size:16px', text: 'ink' },
  panel: {
    css: 'display:inline-block;width:100%;max-width:267px;padding:0 0 26px;vertical-align:top;font-size:14px',
    text: 'ink',
    phone: 'max-width:100%',
  },
  gap: { css: 'display:inline-block;width:20px;font-size:0', phone: 'display:none' },
  label: { css: 'padding:2px 8px 2px 0;font-size:14px', text: 'ink' },
  count: { css: 'padding:2px 0;font-size:13px', text: 'muted' },
  month: { css: 'font-size:11px;line-height:1.4;white-space:nowrap', text: 'muted' },
  bar: { css: 'font-size:0;line-height:0;border-radius:2px', ground: 'accent' },
  none: { css: '', ground: 'shade0' },
  few: { css: '', ground: 'shade1' },
  some: { css: '', ground: 'shade2' },
  many: { css: '', ground: 'shade3' },
  most: { css: '', ground: 'accent' },
  rest: { css: 'margin:28px 0 0;font-size:15px', text: 'muted' },
  end: { css: 'margin:44px 0 0;padding:20px 0 0;font-size:14px', text: 'muted', edge: 'border-top:1px solid' },
  line: { css: 'margin:0 0 6px' },
} satisfies Readonly<Record<string, Look>>;

export type LookName = keyof typeof LOOKS;

const ALL: readonly (readonly [string, Look])[] = Object.entries(LOOKS);

/** The attributes that give an element its look, with a space before them; `more` is for this element only. */
export function look(name: LookName, more = ''): Markup {
  return Markup.trusted(` class="m-${name}" style="${inline(LOOKS[name])}${more && `;${more}`}"`);
}

function inline({ css, text, ground, edge }: Look): string {
  const colors = [
    text && `color:${DAY[text]}`,
    ground && `background-color:${DAY[ground]}`,
    edge && `${edge} ${DAY.line}`,
  ];
  return [css, ...colors].filter(Boolean).join(';');
}

/** The one part of a look at night, of those looks that have it, under what a client or a browser says for night. */
function atNight(part: 'text' | 'ground', selectors: (name: string) => string): string {
  return ALL.map(([name, { text, ground, edge }]) => {
    const rules =
      part === 'text'
        ? [text && `color:${NIGHT[text]}!important`]
        : [ground && `background-color:${NIGHT[ground]}!important`, edge && `border-color:${NIGHT.line}!important`];
    const css = rules.filter(Boolean).join(';');
    return css && `${selectors(`.m-${name}`)}{${css}}`;
  }).join('');
}

const ON_PHONES = ALL.map(([name, { phone }]) => phone && `.m-${name}{${phone}!important}`)
  .filter(Boolean)
  .join('');

/** The enhancement. Outlook on the web rewrites colours and marks what it rewrote; its rules stand apart, since some clients drop a whole sheet for them. */
export const STYLE_SHEETS: readonly string[] = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}' +
    `@media (prefers-color-scheme:dark){${atNight('text', (name) => name)}${atNight('ground', (name) => name)}}` +
    `@media (max-width:600px){${ON_PHONES}}`,
  atNight('text', (name) => `[data-ogsc] ${name},${name}[data-ogsc]`) +
    atNight('ground', (name) => `[data-ogsb] ${name},${name}[data-ogsb]`),
];
