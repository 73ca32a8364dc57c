// What can stand after an option or as an argument, by the name that its definition has for it: `<file>`, `<date>`.

/** What only the program knows, at the time it is asked. */
export const QUESTIONS = ['accounts', 'dates', 'days', 'years', 'zones', 'digests', 'keys', 'values'] as const;
export type Question = (typeof QUESTIONS)[number];

export type Value =
  | { readonly kind: 'any' }
  | { readonly kind: 'files' }
  | { readonly kind: 'choices'; readonly choices: readonly string[] }
  /** `values` is asked with the argument before it: the setting whose values they are. */
  | { readonly kind: 'asked'; readonly question: Question };

const ANY: Value = { kind: 'any' };
const FILES: Value = { kind: 'files' };
const asked = (question: Question): Value => ({ kind: 'asked', question });

/** By an option of one command, an option, or a name: the first of these that is here counts. */
const VALUES: Readonly<Record<string, Value>> = {
  'hide --date': asked('days'),
  'unhide --date': asked('days'),
  '--since': asked('years'),
  '--until': asked('years'),
  '--user': ANY,
  address: ANY,
  command: ANY,
  date: asked('dates'),
  file: FILES,
  handle: asked('accounts'),
  key: asked('keys'),
  n: ANY,
  name: asked('digests'),
  path: FILES,
  period: asked('years'),
  paths: FILES,
  post: ANY,
  query: ANY,
  value: asked('values'),
  word: ANY,
  words: ANY,
  year: asked('years'),
  yyyy: asked('years'),
  zone: asked('zones'),
};

/** What a value can be; undefined for one whose name says nothing. `option` is null for an argument. */
export function valueCalled(name: string, command: string, option: string | null): Value | undefined {
  const keys = option === null ? [name] : [`${command} ${option}`, option, name];
  const found = keys.find((key) => Object.hasOwn(VALUES, key));
  return found === undefined ? undefined : VALUES[found];
}
