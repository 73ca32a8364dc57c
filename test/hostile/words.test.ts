// What a tweet contains stays data: the same hostile strings in every field, through an import and every command.

import { expect, test } from 'vitest';
import { hostileHome, idOfWord, THREAD, WORDS } from '../support/hostile.ts';
import { jsonOf, runMain, TERMINAL } from '../support/main.ts';

const VIEWS = [
  'on 11-22',
  'on 11-22 --images always',
  'week',
  'random',
  'search is:reply',
  'search evil',
  'stats',
  'calendar',
];

const MORE = [
  'year 2012',
  'accounts',
  'hidden',
  'digest preview --date 11-22',
  'digest status',
  `thread ${THREAD}`,
  ...WORDS.map((_, index) => `show ${idOfWord(index)}`),
];

/** The program's own: colours, and links to the web. */
// eslint-disable-next-line no-control-regex -- these are taken out
const OWN = /\u001b\[[\d;]*m|\u001b\]8;;(?:https?:\/\/[!-~]*)?\u0007/g;
// eslint-disable-next-line no-control-regex -- these are looked for
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

test('no command lets it drive the terminal', async () => {
  const home = await hostileHome();
  for (const words of [...VIEWS, ...MORE, ...WORDS.map((word) => ['search', '--', word])]) {
    const argv = typeof words === 'string' ? words.split(' ') : words;
    const env = { TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.5.0' };
    const { code, stdout, stderr } = await runMain(argv, { home, env, stdout: TERMINAL_LIKE, stderr: TERMINAL_LIKE });
    expect([0, 1, 2], `${argv.join(' ')}\n${stderr}`).toContain(code);
    expect((stdout + stderr).replace(OWN, ''), argv.join(' ')).not.toMatch(CONTROLS);
    expect(stdout, argv.join(' ')).not.toContain('\u0007click');
  }
});

const { isTTY, columns, getColorDepth } = TERMINAL;
const TERMINAL_LIKE = { isTTY, columns, getColorDepth };

test('no JSON does, though all of it is there', async () => {
  const home = await hostileHome();
  const lines = ['on 11-22', 'search evil', 'accounts', 'stats', `thread ${THREAD}`, `show ${idOfWord(5)}`];
  for (const line of [...lines.map((words) => `${words} --json`), 'export --format json', 'export --format jsonl']) {
    const { code, stdout } = await runMain(line.split(' '), { home });
    expect(code, line).toBe(0);
    expect(stdout, line).not.toMatch(CONTROLS);
  }
  const { stdout } = await runMain(['show', idOfWord(5), '--json'], { home });
  expect(stdout).toContain('\\u009b2J\\u009d0;x\\u009c');
});

test('JSON has the very same strings', async () => {
  const home = await hostileHome();
  const { years } = (await jsonOf(['on', '11-22'], { home })) as { years: { posts: { text: string }[] }[] };
  // SQLite keeps UTF-8, which has no halves of characters.
  const kept = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/[\ud83d\ufffd]+(?=\s)/g, '?');
  const texts = new Set(years.flatMap(({ posts }) => posts.map(({ text }) => kept(text))));
  const missing = WORDS.filter((word, index) => !texts.has(`${index}: ${kept(word)} .`));
  expect(missing).toEqual([]);
});
