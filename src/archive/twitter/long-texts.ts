// Texts that are too long for the files of tweets and stand in files of their own: long tweets, and articles.

import type { FileSet } from '../files/container.ts';
import { readMetadata } from './metadata.ts';
import type { Note, Parsed, Style } from '../../post/post.ts';
import { fieldsOf, idOf, listOf, numberOf, textOf, type Fields } from '../network/fields.ts';
import type { Articles } from '../network/format.ts';
import { toStyledText, type Mark } from './readable-text.ts';

export function parseNote(record: unknown): Parsed<Note> {
  const fields = fieldsOf(fieldsOf(record)['noteTweet']);
  const id = idOf(fields['noteTweetId']);
  const core = fieldsOf(fields['core']);
  const text = textOf(core['text']);
  if (id === null || text === null) return { ok: false, problem: 'a long tweet without id or text' };
  return { ok: true, value: { id, postId: null, ...toStyledText(text, noteMarks(core), stylesOf(core)) } };
}

function noteMarks(core: Fields): Mark[] {
  const of = (key: string, mark: (entity: Fields) => Omit<Mark, 'start' | 'end'>): Mark[] =>
    listOf(core[key]).map((entity) => ({ ...placeOf(entity), ...mark(entity) }));
  return [
    ...of('urls', (url) => ({
      type: 'link',
      written: textOf(url['shortUrl']) ?? '',
      expanded: textOf(url['expandedUrl']) ?? undefined,
    })),
    ...of('mentions', (user) => ({ type: 'mention', written: `@${textOf(user['screenName']) ?? ''}` })),
    ...of('hashtags', (tag) => ({ type: 'hashtag', written: `#${textOf(tag['text']) ?? ''}` })),
    ...of('cashtags', (tag) => ({ type: 'cashtag', written: `$${textOf(tag['text']) ?? ''}` })),
  ];
}

/** Bold and italic: no other styles are known. */
function stylesOf(core: Fields): Style[] {
  return listOf(core['styletags']).flatMap((tag) =>
    listOf(tag['styleTypes']).flatMap(({ name, originalName }) => {
      const type = (textOf(name) ?? textOf(originalName) ?? '').toLowerCase();
      return type === 'bold' || type === 'italic' ? [{ type, ...placeOf(tag) } as const] : [];
    }),
  );
}

function placeOf(entity: Fields): { start: number; end: number } {
  return { start: numberOf(entity['fromIndex']) ?? -1, end: numberOf(entity['toIndex']) ?? -1 };
}

/**
 * The articles of an archive, from two files: one has their text, the other which tweet published which. No known archive
 * has any, so all likely names of their fields are understood.
 */
export async function readArticles(archive: FileSet, folder: string): Promise<Articles> {
  const problems: string[] = [];
  const records = async (pattern: RegExp): Promise<Fields[]> => {
    const found: Fields[] = [];
    for (const path of archive.entries.keys()) {
      if (!path.startsWith(folder) || !pattern.test(path.slice(folder.length))) continue;
      const { value, problem } = await readMetadata(archive, path);
      if (problem !== undefined) problems.push(problem);
      found.push(...listOf(value).map(unwrapped));
    }
    return found;
  };
  const metadata = await records(/^(?:twitter-)?article-metadata(?:-part\d+)?\.js$/);
  const tweets = new Map(metadata.flatMap((one) => pairOf(one)));
  const notes = (await records(/^(?:twitter-)?articles?(?:-part\d+)?\.js$/)).flatMap((record): Note[] => {
    const id = articleId(record);
    const words = wordsOf(record);
    if (id === null || words === '') return [];
    const postId = tweetIdOf(record) ?? tweets.get(id) ?? null;
    return [{ id, postId, ...toStyledText(`${words}\n\nhttps://x.com/i/article/${id}`, [], []) }];
  });
  return { notes, problems };
}

function unwrapped(record: Fields): Fields {
  const values = Object.values(record);
  const [only] = values;
  return values.length === 1 && typeof only === 'object' ? fieldsOf(only) : record;
}

function articleId(record: Fields): string | null {
  return idOf(record['articleId']) ?? idOf(record['articleEntityId']) ?? idOf(record['id']) ?? idOf(record['restId']);
}

function tweetIdOf(record: Fields): string | null {
  return idOf(record['tweetId']) ?? idOf(record['tweet_id']) ?? idOf(fieldsOf(record['metadata'])['tweetId']);
}

function pairOf(record: Fields): [string, string][] {
  const [id, tweet] = [articleId(record), tweetIdOf(record)];
  return id === null || tweet === null ? [] : [[id, tweet]];
}

/** The title and the text; none for an article without text. */
function wordsOf(record: Fields): string {
  const fields = ['plainText', 'plain_text', 'text', 'body', 'content', 'contentState', 'content_state'];
  const text = fields.map((name) => plainText(record[name])).find((words) => words !== '') ?? '';
  const title = textOf(record['title'])?.trim() ?? '';
  return text === '' ? '' : [title, text].filter(Boolean).join('\n\n');
}

/** A text; or the blocks of an editor, as objects or as JSON. */
function plainText(value: unknown): string {
  if (typeof value === 'string') return /^\s*\{/.test(value) ? plainText(parsedOrNull(value)) : value.trim();
  const fields = fieldsOf(value);
  const blocks = listOf(fields['blocks']);
  if (blocks.length > 0)
    return blocks
      .map((block) => textOf(block['text']) ?? '')
      .join('\n\n')
      .trim();
  return textOf(fields['plainText'])?.trim() ?? textOf(fields['text'])?.trim() ?? '';
}

function parsedOrNull(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
