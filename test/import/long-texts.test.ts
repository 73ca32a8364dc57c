// Long texts and articles in the database: with their bold and italic parts, and with the tweets that they belong to.

import { describe, expect, test } from 'vitest';
import { database, databaseWith, importInto, noteRows, tweetRow } from '../archive/importing.ts';
import { folderOf, type Files } from '../support/archives.ts';
import { snowflakeAt, ytdFile, ytdTweet, type Fields, type TweetDraft } from '../support/tweets.ts';

const AT = '2024-03-03T10:00:00.100Z';
const ID = snowflakeAt(AT);
const NOTE_ID = snowflakeAt('2024-03-03T10:00:00.075Z');
const ARTICLE_ID = snowflakeAt('2024-03-03T09:00:00Z');
const ADDRESS = `http://x.com/i/article/${ARTICLE_ID}`;
const LINKED: TweetDraft = {
  at: AT,
  text: 'https://t.co/aaaaaaaaaa',
  entities: { urls: [{ url: 'https://t.co/aaaaaaaaaa', expanded_url: ADDRESS, indices: ['0', '23'] }] },
};

function archive(tweets: readonly TweetDraft[], more: Files): Promise<string> {
  return folderOf({
    'data/account.js': ytdFile('account', [{ account: { accountId: '4242', username: 'wren_writes' } }]),
    'data/tweets.js': ytdFile('tweets', tweets.map(ytdTweet)),
    ...more,
  });
}

function notes(core: Fields): Files {
  return { 'data/note-tweet.js': ytdFile('note_tweet', [{ noteTweet: { noteTweetId: NOTE_ID, core } }]) };
}

const tag = (name: string, from: number, to: number): Fields => ({
  styleTypes: [{ value: '0', name, originalName: name.toUpperCase(), annotations: {} }],
  fromIndex: String(from),
  toIndex: String(to),
});

describe('bold and italic parts', () => {
  const styled = async (core: Fields): Promise<[string, string][]> => {
    const row = tweetRow(await databaseWith(await archive([{ at: AT, text: 'It …' }], notes(core))), ID);
    const styles = JSON.parse(String(row['styles'])) as { type: string; start: number; end: number }[];
    return styles.map(({ type, start, end }) => [type, String(row['text']).slice(start, end)]);
  };

  test('are where they were, behind emoji, line ends and links that have become longer', async () => {
    const text = 'It 🌊\r\nis https://t.co/aaaaaaaaaa bold & italic';
    const at = (part: string): number => Array.from(text.slice(0, text.indexOf(part))).length;
    const urls = [
      {
        shortUrl: 'https://t.co/aaaaaaaaaa',
        expandedUrl: 'https://example.com/long/address',
        fromIndex: String(at('https')),
        toIndex: String(at(' bold')),
      },
    ];
    const styletags = [
      tag('Italic', at('italic'), at('italic') + 6),
      tag('Bold', at('bold'), at('bold') + 4),
      tag('Bold', at('is '), at(' bold')),
    ];
    expect(await styled({ text, urls, styletags })).toEqual([
      ['bold', 'is https://example.com/long/address'],
      ['bold', 'bold'],
      ['italic', 'italic'],
    ]);
  });

  test.each<[string, Fields]>([
    ['beyond the text', tag('Bold', 90, 99)],
    ['empty', tag('Bold', 3, 3)],
    ['the wrong way round', tag('Bold', 5, 3)],
    ['of another kind', tag('Blinking', 0, 3)],
    ['without places', { styleTypes: [{ name: 'Bold' }] }],
    ['without a kind', { fromIndex: '0', toIndex: '3' }],
  ])('that are %s are none', async (_, odd) => {
    expect(await styled({ text: 'It is.', styletags: [odd] })).toEqual([]);
  });

  test('come in when an archive is imported again whose long texts are there without', async () => {
    const path = await archive([{ at: AT, text: 'It …' }], notes({ text: 'It is.', styletags: [tag('Bold', 0, 2)] }));
    const db = await databaseWith(path);
    db.exec("UPDATE tweets SET styles = '[]'; UPDATE notes SET styles = '[]'");
    await importInto(db, path);
    expect(tweetRow(db, ID)['styles']).toBe('[{"type":"bold","start":0,"end":2}]');
  });
});

describe('an article', () => {
  const blocks = { blocks: [{ text: 'One paragraph.' }, { text: 'Another, on http://example.com' }] };
  const WHOLE = `The title\n\nOne paragraph.\n\nAnother, on http://example.com\n\nhttps://x.com/i/article/${ARTICLE_ID}`;
  const metadata = {
    'data/article-metadata.js': ytdFile('article_metadata', [
      { articleMetadata: { articleId: ARTICLE_ID, tweetId: ID } },
    ]),
  };
  const article = (fields: Fields): Files => ({
    'data/article.js': ytdFile('article', [{ article: { title: 'The title', ...fields } }]),
  });

  test.each<[string, Files]>([
    ['by its metadata', { ...article({ id: ARTICLE_ID, content: blocks }), ...metadata }],
    ['by the link in the tweet', article({ articleId: ARTICLE_ID, contentState: JSON.stringify(blocks) })],
    ['by a tweet that it names itself', article({ articleId: ARTICLE_ID, tweetId: ID, content_state: blocks })],
    [
      'as plain text',
      { ...article({ id: ARTICLE_ID, plainText: WHOLE.split('\n\n').slice(1, 3).join('\n\n') }), ...metadata },
    ],
  ])('is the text of its tweet, found %s', async (_, files) => {
    const db = database();
    const path = await archive([LINKED], files);
    expect((await importInto(db, path)).longTweets).toEqual({ joined: 1, unmatched: 0 });
    expect(tweetRow(db, ID)).toMatchObject({ text: WHOLE, extent: 'note' });
    expect(noteRows(db)).toEqual([{ id: ARTICLE_ID, tweet: ID }]);
    await importInto(db, path);
    expect(tweetRow(db, ID)).toMatchObject({ text: WHOLE, extent: 'note' });
  });

  test('without its tweet is kept for it', async () => {
    const db = database();
    const first = await importInto(
      db,
      await archive([], { ...article({ id: ARTICLE_ID, content: blocks }), ...metadata }),
    );
    expect(first.longTweets).toEqual({ joined: 0, unmatched: 1 });
    await importInto(db, await archive([LINKED], {}));
    expect(tweetRow(db, ID)).toMatchObject({ text: WHOLE, extent: 'note' });
  });

  test('that is only mentioned in a tweet is not its text', async () => {
    const mention = {
      ...LINKED,
      text: 'Read this: https://t.co/aaaaaaaaaa',
      entities: { urls: [{ url: 'https://t.co/aaaaaaaaaa', expanded_url: ADDRESS, indices: ['11', '34'] }] },
    };
    const db = database();
    const report = await importInto(db, await archive([mention], article({ id: ARTICLE_ID, content: blocks })));
    expect(report.longTweets).toEqual({ joined: 0, unmatched: 1 });
    expect(tweetRow(db, ID)).toMatchObject({ text: `Read this: ${ADDRESS}`, extent: 'whole' });
  });

  test.each<[string, string]>([
    ['empty', ytdFile('article', [])],
    ['without text', ytdFile('article', [{ article: { id: ARTICLE_ID, title: 'x' } }])],
    ['odd', ytdFile('article', [7, null, { article: [] }, { article: { id: 'x', content: 'y' } }])],
  ])('file that is %s adds nothing', async (_, content) => {
    const report = await importInto(database(), await archive([LINKED], { 'data/article.js': content }));
    expect(report).toMatchObject({ longTweets: { joined: 0, unmatched: 0 }, warnings: [], incomplete: false });
  });
});
