// An archive in which a stranger wrote every word: the same hostile strings in every field of tweets and accounts.

import { homeWith } from './main.ts';
import { folderOf } from './archives.ts';
import { snowflakeAt, ytdFile, ytdTweet } from './tweets.ts';

const ESC = '\u001b';
export const WORDS: readonly string[] = [
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
  '\n---\nevil: true\n---\n# evil heading',
  '=HYPERLINK("https://evil.example";"x")',
  '@SUM(1+1)*cmd',
  'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:evil',
  ']]></content></entry><entry><title>evil</title></entry>',
  '"]);document.title="evil";//</script>',
  'long'.repeat(500),
];

const HANDLE = `wren${WORDS[0] ?? ''}`;

const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const at = (index: number): string => `${2011 + (index % 14)}-11-22T10:${String(10 + index)}:00Z`;

/** The tweet that has the word of that number everywhere. */
export const idOfWord = (index: number): string => snowflakeAt(at(index));

/** The tweet that begins a thread, all of whose parts are hostile. */
export const THREAD = snowflakeAt('2018-03-01T10:00:00Z');

function fieldsFor(word: string): Record<string, unknown> {
  const media = [{ type: 'photo', url: 'https://t.co/a', media_url_https: `https://x/${word}`, ext_alt_text: word }];
  return {
    source: `<a href="${word}">${escaped(word)}</a>`,
    lang: word,
    place: { full_name: word },
    extended_entities: { media },
    entities: {
      urls: [{ url: 'https://t.co/x', expanded_url: word, display_url: word, indices: ['0', '2'] }],
      user_mentions: [{ screen_name: word, name: word, indices: ['0', '1'] }],
      hashtags: [{ text: word, indices: ['0', '1'] }],
    },
  };
}

/** A home with a tweet on 22 November for each word, and a thread of them in March 2018. */
export async function hostileHome(): Promise<string> {
  const tweets = WORDS.map((word, index) =>
    ytdTweet({
      at: at(index),
      text: `${index}: ${escaped(word)} .`,
      in_reply_to_screen_name: word,
      ...fieldsFor(word),
    }),
  );
  let before = '';
  const thread = WORDS.map((word, index) => {
    const when = `2018-03-01T10:${String(index).padStart(2, '0')}:00Z`;
    const user = { in_reply_to_screen_name: HANDLE, in_reply_to_user_id: '4242', in_reply_to_user_id_str: '4242' };
    const reply = { in_reply_to_status_id: before, in_reply_to_status_id_str: before, ...user };
    const part = ytdTweet({ at: when, text: escaped(word), ...fieldsFor(word), ...(before === '' ? {} : reply) });
    before = snowflakeAt(when);
    return part;
  });
  const account = { username: HANDLE, accountId: '4242', accountDisplayName: WORDS.join(' ') };
  return homeWith(
    await folderOf({
      'data/account.js': ytdFile('account', [{ account }]),
      'data/tweets.js': ytdFile('tweets', [...tweets, ...thread]),
    }),
  );
}
