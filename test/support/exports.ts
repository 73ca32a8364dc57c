// A database with the tweets that are hard to export, and what `memories export` makes of it.

import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { archiveWith, homeWith, replyDraft, runMain, type MainOptions } from './main.ts';
import type { TweetDraft } from './tweets.ts';

/** Texts that would be more than text to whoever reads them carelessly, as archives write them. */
export const HOSTILE: readonly string[] = [
  '=HYPERLINK("http://example.org/?"&amp;A1,"click")',
  '+1 and -1',
  "-2+3+cmd|' /C calc'!A0",
  '@SUM(1+1)*cmd',
  '\t=1+1',
  '＝1+1',
  "'quoted' already",
  'one, "two"\nthree; \\four\\n',
  '---\ntitle: mine\n---',
  '# no heading\n- no list\n1. no number\n> no quote\n    no code',
  '&lt;script&gt;alert(1)&lt;/script&gt; &lt;b&gt;bold&lt;/b&gt; &amp;amp;',
  '**bold** _thin_ `code` [link](javascript:alert(1)) ![x](y) [[wiki]] #tag ==mark== %%gone%% $x$ a:: b ~~s~~ ^id',
  ']]&gt; &lt;![CDATA[ x ]]&gt; &lt;!-- c --&gt;',
  'END:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:mine',
  'bell \u0007 escape \u001b[31m red \u009b nul \u0000 \u202e reversed \ufffe end',
  'half \ud83e of a pair',
  '👩🏽‍💻 '.repeat(40),
  '今日は図書館で猫を見た。'.repeat(20),
];

/** Each text on a day of its own, from 2015-03-01 on, at 10:20. */
function hostileTweets(): TweetDraft[] {
  return HOSTILE.map((text, index) => ({
    at: new Date(Date.UTC(2015, 2, 1 + index, 10, 20)).toISOString(),
    text,
  }));
}

/** A home with the hostile tweets and some of every kind. */
export async function homeToExport(): Promise<string> {
  return await homeWith(
    await archiveWith([
      ...hostileTweets(),
      { at: '2012-02-29T08:00:00Z', text: 'a leap day' },
      { at: '2019-11-22T10:53:27Z', text: 'a November day', favorite_count: '3' },
      { at: '2020-11-22T10:53:27Z', text: 'the same day, later' },
      replyDraft('2020-11-23T10:00:00Z', '@otter_eats yes'),
      { at: '2021-01-05T10:00:00Z', text: 'RT @otter_eats: fish' },
    ]),
  );
}

/** What an export writes to standard output; it must succeed. */
export async function exported(args: readonly string[], options: MainOptions): Promise<string> {
  const { code, stdout, stderr } = await runMain(['export', ...args], options);
  if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`);
  return stdout;
}

export interface TweetJson {
  readonly id: string;
  readonly text: string;
  readonly localTime: string;
  readonly kind: string;
  readonly account: string;
  readonly likes: number | null;
}

/** All tweets as search finds them, which knows nothing of exports; oldest first. */
export async function tweetsFound(home: string, args: readonly string[] = []): Promise<TweetJson[]> {
  const words = ['search', 'since:2000', '--sort', 'oldest', '--limit', '1000', '--json', ...args];
  const { stdout } = await runMain(words, { home });
  const { posts } = JSON.parse(stdout) as { posts: (TweetJson & { matches?: unknown })[] };
  return posts.map((tweet) => {
    delete tweet.matches;
    return tweet;
  });
}

/** Names beside a path, with what no listing shows. */
export function namesBeside(path: string): string[] {
  return readdirSync(dirname(path)).sort();
}
