// What to type, for the help of each command and for hints.

export type Example = readonly [words: string, what: string];

/** By command, the plainest first. */
export const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  memories: [
    ['memories demo', 'see how it looks'],
    ['memories import twitter-archive.zip', 'take in what Twitter or X sent you'],
    ['memories today', 'what you wrote on this day, years ago'],
    ['memories on 12-24', 'another day'],
  ],
  'memories today': [
    ['memories today', 'this day in earlier years'],
    ['memories today --limit 10', 'only the best ten'],
    ['memories today --open', 'as a page in the browser'],
  ],
  'memories on': [
    ['memories on 12-24', '24 December'],
    ['memories on 24 December', 'the same'],
    ['memories on yesterday --days 1', 'yesterday, the day before and today'],
  ],
  'memories week': [
    ['memories week', 'the past seven days'],
    ['memories week --html week.html', 'as a page'],
  ],
  'memories random': [['memories random', 'a memory from anywhere']],
  'memories year': [
    ['memories year', 'the last whole year'],
    ['memories year 2015 --open', 'another year, as a page in the browser'],
  ],
  'memories search': [
    ['memories search otter', 'what has the word'],
    [`memories search '"wild river"' since:2015`, 'a phrase, from 2015 on'],
    ['memories search has:photo -is:reply -n 5', 'five with a photo, no replies'],
  ],
  'memories show': [['memories show 801153652801671215', 'the post with this id']],
  'memories thread': [['memories thread 801153652801671215', 'the thread that it is in']],
  'memories calendar': [
    ['memories calendar', 'all memories by day'],
    ['memories calendar 2015', 'the posts of one year'],
  ],
  'memories stats': [
    ['memories stats', 'everything, counted'],
    ['memories stats 2015', 'one year'],
    ['memories stats --since 2015 --until 2016', 'two years'],
  ],
  'memories import': [
    ['memories import twitter-archive.zip', 'one archive'],
    ['memories import', 'choose from those in Downloads'],
    ['memories import ~/archives', 'all archives in a folder'],
  ],
  'memories export': [
    ['memories export --out posts.csv', 'a table'],
    ['memories export --format html --out my-posts', 'a whole site'],
    ['memories export --format jsonl has:photo', 'what a query finds, for a pipe'],
  ],
  'memories backup': [['memories backup memories-backup.db', 'a whole copy']],
  'memories hide': [
    ['memories hide --word "old job"', 'posts with these words'],
    ['memories hide --user @otter_eats', 'posts that mention somebody'],
    ['memories hide --date 03-14', 'a day of every year'],
    ['memories hide 801153652801671215', 'one post'],
  ],
  'memories hidden': [['memories hidden', 'everything that is hidden']],
  'memories unhide': [
    ['memories unhide --date 03-14', 'that day again'],
    ['memories unhide 801153652801671215', 'that post again'],
  ],
  'memories setup': [
    ['memories setup', 'the daily mail'],
    ['memories setup family', 'one for somebody else'],
  ],
  'memories digest': [['memories digest preview', "today's mail, not sent"]],
  'memories digest preview': [
    ['memories digest preview', "today's mail"],
    ['memories digest preview --date yesterday --open', "yesterday's, in the browser"],
  ],
  'memories digest send': [
    ['memories digest send', "today's mail, now"],
    ['memories digest send --to otter@example.org', 'to somebody else'],
  ],
  'memories digest status': [['memories digest status', 'what was sent, and what is next']],
  'memories serve-digest': [['memories serve-digest', 'until Ctrl-C']],
  'memories service': [['memories service install', 'from now on, at every log-in']],
  'memories service install': [['memories service install', 'from now on, at every log-in']],
  'memories service uninstall': [['memories service uninstall', 'no more mails']],
  'memories service status': [['memories service status', 'whether it runs']],
  'memories accounts': [
    ['memories accounts', 'whose posts there are'],
    ['memories accounts remove @otter_eats', 'take one out again'],
  ],
  'memories accounts list': [['memories accounts list', 'whose posts there are']],
  'memories accounts remove': [['memories accounts remove @otter_eats', 'asks first']],
  'memories config': [
    ['memories config', 'all settings'],
    ['memories config set time_zone Europe/Paris', 'change one'],
  ],
  'memories config list': [['memories config list', 'all settings']],
  'memories config get': [['memories config get time_zone', 'one setting']],
  'memories config set': [['memories config set time_zone Europe/Paris', 'the zone whose days count']],
  'memories config unset': [['memories config unset time_zone', "the system's zone again"]],
  'memories config path': [['memories config path', 'where the file is']],
  'memories doctor': [
    ['memories doctor', 'everything'],
    ['memories doctor --offline', 'all but the mail server'],
  ],
  'memories demo': [
    ['memories demo', 'a made-up archive'],
    ['memories demo search plums', 'another command on it'],
    ['memories demo --open', 'with its photos, in the browser'],
  ],
  'memories completions': [['memories completions bash', 'what bash needs']],
  'memories help': [['memories help search', 'about one command']],
};

/** A command with the words that it needs; null if it needs none. */
export function exampleOf(command: string): string | null {
  return EXAMPLES[command]?.find(([words]) => words !== command)?.[0] ?? null;
}
