// `memories search otter -river`: to the reader of the command line `-river` is an option. Until it is read the word has
// something before its minus.

/** Not to be seen, should it get into a message. */
const SHIELD = '\u2060';

/** Commands whose words are a query. */
const WITH_QUERY = ['search', 'export'];
/** What is an option wherever it stands, alone or with its value as the next word. */
const SHORT = ['-a', '-h', '-V'];
const WITH_VALUE = [
  ...['--db', '--color', '-a', '--account', '--time-zone'],
  ...['--html', '--images', '--sort', '--limit', '--format', '--out'],
];

/** The words of a command line, of which those that a query leaves out do not look like options. */
export function shieldNegatedWords(argv: readonly string[]): string[] {
  const command = argv.findIndex((word, index) => !word.startsWith('-') && !isValue(argv, index));
  if (!WITH_QUERY.includes(argv[command] ?? '')) return [...argv];
  const end = argv.indexOf('--');
  return argv.map((word, index) => {
    const isWord = index > command && (end < 0 || index < end) && !isValue(argv, index);
    return isWord && /^-[^-]/.test(word) && !SHORT.includes(word) ? SHIELD + word : word;
  });
}

function isValue(argv: readonly string[], index: number): boolean {
  return WITH_VALUE.includes(argv[index - 1] ?? '');
}

/** A query from words of the command line. */
export function unshieldQuery(words: readonly string[]): string {
  return words.map((word) => (word.startsWith(SHIELD) ? word.slice(SHIELD.length) : word)).join(' ');
}
