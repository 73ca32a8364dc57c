// What a tweet contains stays data: the same hostile strings in every field, through an import and every command.

import { expect, test } from 'vitest';
import { TestBrowser } from './support/browser.ts';
import { folderOf } from './support/archives.ts';
import { homeWith, jsonOf, runMain, TERMINAL } from './support/main.ts';
import { ytdFile, ytdTweet } from './support/tweets.ts';

const ESC = '\u001b';
const WORDS = [
  `${ESC}[2J${ESC}[31mred`,
  `${ESC}]0;title\u0007`,
  `${ESC}]8;;https://evil.example\u0007click${ESC}]8;;\u0007`,
  `${ESC}]52;c;ZXZpbA==\u0007`,
  `${ESC}P+q544e${ESC}\\`,
  '\u009b2J\u009d0;x\u009c',
  'safe\rEVIL',
  'no\b\b\b\u007f',
  'NUL\u0000in it',
  '\u202egpj.exe\u202c',
  '\u2066a\u2069\u2067b',
  'a\u2028b\u2029c',
  '<script>document.title="evil"</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style></title></textarea><svg onload=alert(1)>',
  '<iframe src="https://evil.example"></iframe>',
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  '<link rel=stylesheet href=//evil.example/x.css>',
  '<!-- --!><base href=//evil.example>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  "'; DROP TABLE tweets; --",
  '" OR 1=1 NEAR/0 * ^ {text}: x',
  '../../../etc/passwd',
  'a\r\nBcc: evil@example.com\r\n\r\nbody',
  '=?utf-8?q?evil?=',
  '${process.exit(1)} %s %n {{7*7}}',
  '__proto__',
  'half \ud83d a pair',
] as const;

const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

async function hostileHome(): Promise<string> {
  const tweets = WORDS.map((word, index) => {
    const year = 2011 + (index % 14);
    const media = [{ type: 'photo', url: 'https://t.co/a', media_url_https: `https://x/${word}`, ext_alt_text: word }];
    return ytdTweet({
      at: `${year}-11-22T10:${String(10 + index)}:00Z`,
      text: `${index}: ${escaped(word)} .`,
      source: `<a href="${word}">${escaped(word)}</a>`,
      lang: word,
      in_reply_to_screen_name: word,
      place: { full_name: word },
      extended_entities: { media },
      entities: {
        urls: [{ url: 'https://t.co/x', expanded_url: word, display_url: word, indices: ['0', '2'] }],
        user_mentions: [{ screen_name: word, name: word, indices: ['0', '1'] }],
        hashtags: [{ text: word, indices: ['0', '1'] }],
      },
    });
  });
  const account = { username: `wren${WORDS[0]}`, accountId: '4242', accountDisplayName: WORDS.join(' ') };
  return homeWith(
    await folderOf({
      'data/account.js': ytdFile('account', [{ account }]),
      'data/tweets.js': ytdFile('tweets', tweets),
    }),
  );
}

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
const MORE = ['year 2012', 'accounts', 'hidden', 'digest preview --date 11-22', 'show 1', 'digest status'];
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

test('JSON has the very same strings', async () => {
  const home = await hostileHome();
  const { years } = (await jsonOf(['on', '11-22'], { home })) as { years: { tweets: { text: string }[] }[] };
  // SQLite keeps UTF-8, which has no halves of characters.
  const kept = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/[\ud83d\ufffd]+(?=\s)/g, '?');
  const texts = new Set(years.flatMap(({ tweets }) => tweets.map(({ text }) => kept(text))));
  const missing = WORDS.filter((word, index) => !texts.has(`${index}: ${kept(word)} .`));
  expect(missing).toEqual([]);
});

test('a browser runs nothing and asks for nothing on the page, the mail and the year', async () => {
  const home = await hostileHome();
  const browser = await TestBrowser.start();
  try {
    for (const words of [
      'on 11-22 --html -',
      'digest preview --date 11-22 --html -',
      'year 2012 --html -',
      'search is:reply --html -',
    ]) {
      const { code, stdout } = await runMain(words.split(' '), { home });
      expect({ words, code }).toEqual({ words, code: 0 });
      const { page, address, requests, complaints } = await browser.open(stdout);
      expect({ words, requests, complaints }).toEqual({ words, requests: [address], complaints: [] });
      expect(
        await page.locator('script, iframe, object, embed, base, link[rel=stylesheet], svg[onload]').count(),
        words,
      ).toBe(0);
      expect(await page.title()).not.toBe('evil');
    }
  } finally {
    await browser.close();
  }
});
