// Archives as Mastodon, and what writes the same, makes them, in the shapes of each time.

import type { Files } from './archives.ts';

const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public';

/** Whom posts in archives are from, and where. */
export const FINCH = {
  handle: 'finch@example.social',
  id: 'https://example.social/users/finch',
  page: 'https://example.social/@finch',
} as const;

/** `to` and `cc` by whom a post is for. */
const SENT = {
  public: { to: [PUBLIC], cc: [`${FINCH.id}/followers`] },
  unlisted: { to: [`${FINCH.id}/followers`], cc: [PUBLIC] },
  followers: { to: [`${FINCH.id}/followers`], cc: [] },
  direct: { to: ['https://far.example/users/otter'], cc: [] },
} as const;

export interface StatusDraft {
  /** Its number is made of it, unless there is an `id`. */
  readonly at: string;
  readonly id?: string;
  readonly content?: string;
  readonly audience?: keyof typeof SENT;
  /** More fields of the post. */
  readonly fields?: object;
}

/** The number that Mastodon gives a post of this time. */
export function statusId(at: string, chance = 7): string {
  return ((BigInt(Date.parse(at)) << 16n) + BigInt(chance)).toString();
}

export function addressOf({ at, id = statusId(at) }: Pick<StatusDraft, 'at' | 'id'>): string {
  return `${FINCH.id}/statuses/${id}`;
}

/** A record of what somebody wrote. */
export function created(draft: StatusDraft): object {
  const { at, content = '', audience = 'public', fields = {} } = draft;
  const id = addressOf(draft);
  const published = new Date(Date.parse(at)).toISOString().replace('.000', '');
  const object = {
    ...{
      id,
      type: 'Note',
      summary: null,
      inReplyTo: null,
      published,
      url: id.replace(FINCH.id, FINCH.page).replace('/statuses', ''),
    },
    ...{ attributedTo: FINCH.id, ...SENT[audience], sensitive: false, content, contentMap: { en: content } },
    ...{ attachment: [], tag: [] },
    ...fields,
  };
  return { id: `${id}/activity`, type: 'Create', actor: FINCH.id, published, ...SENT[audience], object };
}

/** A record of a boost. */
export function boosted(at: string, object: string): object {
  const id = `${FINCH.id}/statuses/${statusId(at)}/activity`;
  return { id, type: 'Announce', actor: FINCH.id, published: at, ...SENT.public, object };
}

export function actorFile(changes: object = {}): string {
  const icon = { type: 'Image', mediaType: 'image/png', url: 'avatar.png' };
  const names = { preferredUsername: 'finch', name: 'Finch :bird:', id: FINCH.id, url: FINCH.page, icon };
  return JSON.stringify({ '@context': [], type: 'Person', ...names, ...changes });
}

/** `outbox.json`, on one line; its count of items is the server's, and never right. */
export function outboxFile(items: readonly object[]): string {
  const frame = { '@context': ['x', { sensitive: 'as:sensitive' }], id: 'outbox.json', type: 'OrderedCollection' };
  return JSON.stringify({ ...frame, totalItems: items.length + 40, orderedItems: items });
}

/** The files of an archive with these records. */
export function mastodonFiles(items: readonly object[], more: Files = {}): Files {
  return { ...more, 'outbox.json': outboxFile(items), 'likes.json': '{}', 'actor.json': actorFile() };
}
