// What people type out of habit with other programs, or from the sound of it, and the command that does it here.

/** Commands that there are not. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  list: 'memories accounts lists what was imported, memories --help every command',
  ls: 'memories accounts lists what was imported, memories --help every command',
  find: 'memories search <words>',
  grep: 'memories search <words>',
  add: 'memories import <zip>',
  load: 'memories import <zip>',
  remove: 'memories accounts remove <handle>, or memories hide',
  delete: 'memories accounts remove <handle>, or memories hide',
  rm: 'memories accounts remove <handle>, or memories hide',
  update: 'memories import <zip> adds what a newer archive has',
  settings: 'memories config',
  set: 'memories config set <key> <value>',
  mail: 'memories setup sets up the daily mail, memories digest shows it',
  email: 'memories setup sets up the daily mail, memories digest shows it',
  send: 'memories digest send',
  status: 'memories digest status, memories service status, or memories doctor',
  check: 'memories doctor',
  html: 'memories export --format html --out <folder>',
  site: 'memories export --format html --out <folder>',
  open: 'memories today --open',
  month: 'memories calendar, or memories week',
  version: 'memories --version',
};

/** What does it; null for a name that says nothing. */
export function hintForCommand(name: string): string | null {
  const key = name.toLowerCase();
  return Object.hasOwn(OTHER_NAMES, key) ? (OTHER_NAMES[key] ?? null) : null;
}

/** What to type instead of a command with words too many; null for no idea. */
export function hintForExtraWords(command: string, words: readonly string[]): string | null {
  const typed = words.join(' ');
  return command === 'memories today' && /\d|day$/i.test(typed) ? `another day: memories on ${typed}` : null;
}
