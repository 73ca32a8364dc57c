// `memories search otter -river`: to the reader of the command line `-river` is an option. Until it is read the word has
// something before its minus.

/** Not to be seen, should it get into a message. */
const SHIELD = '\u2060';

/** The options of a command, as they are typed: `-a` and `--account`. */
export interface OptionFlags {
  /** Alone. */
  readonly switches: readonly string[];
  /** With a value in the next word, or attached: `-awren`, `--account=wren`. */
  readonly valued: readonly string[];
}

/** Where the command stands among the words; -1 where none does. */
export function commandIndex(argv: readonly string[], flags: OptionFlags): number {
  return argv.findIndex((word, index) => !word.startsWith('-') && !isValue(argv, index, flags));
}

/**
 * The words of a command line, of which those that a query leaves out do not look like options. `isValueOf` says whether
 * the end of a word is the value of the option that it begins with: `-awren` may be an account, `-apple` a word. A single
 * letter is always an option, if not of this command: `-o` out of habit with other programs would find nothing, silently.
 */
export function shieldNegatedWords(
  argv: readonly string[],
  flags: OptionFlags,
  isValueOf: (flag: string, value: string) => boolean,
): string[] {
  const command = commandIndex(argv, flags);
  const end = argv.indexOf('--');
  const isOption = (word: string): boolean => {
    if (/^-[a-z]$/i.test(word) || flags.switches.includes(word) || flags.valued.includes(word)) return true;
    const attached = attachedValue(word, flags);
    return attached !== null && isValueOf(attached.flag, attached.value);
  };
  return argv.map((word, index) => {
    const isWord = index > command && (end < 0 || index < end) && !isValue(argv, index, flags);
    return isWord && /^-[^-]/.test(word) && !isOption(word) ? SHIELD + word : word;
  });
}

/** `{ flag: '-a', value: 'wren' }` for `-awren`; null for a word that begins with no short option that has a value. */
export function attachedValue(
  word: string,
  { valued }: OptionFlags,
): { readonly flag: string; readonly value: string } | null {
  const flag = valued.find((one) => /^-[^-]$/.test(one) && word.startsWith(one));
  return flag === undefined || word === flag ? null : { flag, value: word.slice(flag.length) };
}

function isValue(argv: readonly string[], index: number, { valued }: OptionFlags): boolean {
  return valued.includes(argv[index - 1] ?? '');
}

/** A query from words of the command line. */
export function unshieldQuery(words: readonly string[]): string {
  return words.map((word) => (word.startsWith(SHIELD) ? word.slice(SHIELD.length) : word)).join(' ');
}
