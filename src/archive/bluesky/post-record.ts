// The posts and reposts of a repository.

import { BARE_POST } from '../../post/bare-post.ts';
import { isSameHandle } from '../../post/handle.ts';
import type { Kind, Parsed, Post } from '../../post/post.ts';
import { fieldsOf, listOf, textOf, type Fields } from '../network/fields.ts';
import { internalId } from '../network/ids.ts';
import type { Owner } from '../network/format.ts';
import { parseAtUri, postUrl, webUrl, type RecordAddress } from './addresses.ts';
import { parseEmbeds, type Embeds } from './embeds.ts';
import { toRichText, withLink, type RichText } from './rich-text.ts';
import { timeOf } from './times.ts';

export const POSTS = 'app.bsky.feed.post';
export const REPOSTS = 'app.bsky.feed.repost';

/** An owner whose DID is known. */
export type Author = Pick<Owner, 'handle'> & { readonly id: string };

/** The post that a record describes. @param path of the record, such as `app.bsky.feed.post/3jzfcijpj2z2a` */
export function parseRecord(path: string, record: unknown, author: Author): Parsed {
  const [collection, key = ''] = path.split('/');
  const fields = fieldsOf(record);
  const postedAt = timeOf(fields['createdAt'], key);
  if (postedAt === null) return { ok: false, problem: `${path} has no usable date` };
  return collection === REPOSTS
    ? parseRepost(path, fields, postedAt, author)
    : parsePost(key, fields, postedAt, author);
}

function parsePost(key: string, record: Fields, postedAt: number, author: Author): Parsed {
  const { text: written } = record;
  if (typeof written !== 'string') return { ok: false, problem: `${POSTS}/${key} has no text` };
  const embeds = parseEmbeds(record['embed'], author.id);
  const reply = replyOf(record['reply'], author);
  const [lang] = Array.isArray(record['langs']) ? (record['langs'] as unknown[]) : [];
  const post: Post = {
    ...BARE_POST,
    id: internalId('bluesky', author.id, key),
    networkId: key,
    url: postUrl(author.id, key),
    postedAt,
    kind: reply.kind ?? (embeds.quoted === null ? 'post' : 'quote'),
    ...textOfPost(written, record['facets'], embeds),
    media: embeds.media,
    ...reply.to,
    ...quoteOf(embeds.quoted, author),
    sensitive: listOf(fieldsOf(record['labels'])['values']).some(({ val }) => SENSITIVE.has(textOf(val) ?? '')),
    lang: textOf(lang),
    client: textOf(record['via']),
  };
  return { ok: true, value: post };
}

/** What was reposted is not in the repository: all there is of it is its address. */
function parseRepost(path: string, record: Fields, postedAt: number, author: Author): Parsed {
  const address = parseAtUri(fieldsOf(record['subject'])['uri']);
  const url = address === null ? null : webUrl(address);
  if (url === null) return { ok: false, problem: `${path} doesn't say what was reposted` };
  return {
    ok: true,
    value: {
      ...BARE_POST,
      // A post may have the same key.
      id: internalId('bluesky', author.id, path),
      networkId: path,
      url,
      postedAt,
      kind: 'retweet',
      ...withLink({ text: '', spans: [] }, url),
    },
  };
}

/** What others may not want to see, in the words of labels that authors give their own posts. */
const SENSITIVE = new Set(['porn', 'sexual', 'nudity', 'graphic-media', 'gore', 'nsfl', 'nsfw', '!warn', '!hide']);

/** The text, and behind it the links that it doesn't have but the app shows below it. */
function textOfPost(written: string, facets: unknown, { links }: Embeds): RichText {
  return links.reduce((text, url) => (has(text, url) ? text : withLink(text, url)), toRichText(written, facets));
}

function has({ text, spans }: RichText, url: string): boolean {
  return text.includes(url) || spans.some((span) => span.url !== null && plain(span.url) === plain(url));
}

function plain(url: string): string {
  return url
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/[/#?]+$/, '');
}

interface Reply {
  /** Null for what is no reply. */
  readonly kind: Kind | null;
  readonly to: Pick<Post, 'replyToId' | 'replyToUrl'>;
}

function replyOf(reply: unknown, author: Author): Reply {
  if (typeof reply !== 'object' || reply === null) return { kind: null, to: { replyToId: null, replyToUrl: null } };
  const parent = parseAtUri(fieldsOf(fieldsOf(reply)['parent'])['uri']);
  if (parent === null) return { kind: 'reply', to: { replyToId: null, replyToUrl: null } };
  if (isOwn(parent, author))
    return { kind: 'thread', to: { replyToId: idOf(parent, author), replyToUrl: webUrl(parent) } };
  return { kind: 'reply', to: { replyToId: null, replyToUrl: webUrl(parent) } };
}

function quoteOf(quoted: RecordAddress | null, author: Author): Pick<Post, 'quotedId' | 'quotedHandle' | 'quotedUrl'> {
  if (quoted === null) return { quotedId: null, quotedHandle: null, quotedUrl: null };
  if (!isOwn(quoted, author)) return { quotedId: null, quotedHandle: null, quotedUrl: webUrl(quoted) };
  return { quotedId: idOf(quoted, author), quotedHandle: author.handle, quotedUrl: webUrl(quoted) };
}

function isOwn({ account }: RecordAddress, { id, handle }: Author): boolean {
  return account === id || isSameHandle(account, handle);
}

function idOf({ key }: RecordAddress, author: Author): string {
  return internalId('bluesky', author.id, key);
}
