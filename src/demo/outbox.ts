// The other archive that `memories demo` imports: what Mastodon has written since 2026, with posts on today's date.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { markup, type Markup } from '../text/html.ts';
import { statusesAround, type Photo, type Status, type Statuses } from './statuses.ts';
import { DEMO, type Day } from './timeline.ts';

const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public';
const HOUR = 3_600_000;
const CONTEXT = ['https://www.w3.org/ns/activitystreams', { sensitive: 'as:sensitive', Hashtag: 'as:Hashtag' }];

export async function writeDemoOutbox(folder: string, today: Day): Promise<void> {
  const statuses = await statusesAround(today);
  const files = new Map<string, string | Buffer>([
    ['outbox.json', JSON.stringify(outboxOf(statuses))],
    ['actor.json', JSON.stringify(actorOf(statuses))],
    ['avatar.jpg', await photoFile(statuses.account.avatar)],
  ]);
  for (const status of statuses.statuses) {
    for (const photo of status.photos ?? []) files.set(pathOf(status, photo), await photoFile(photo.file));
  }
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

function photoFile(name: string): Promise<Buffer> {
  return readFile(join(DEMO, 'photos', name));
}

function pathOf({ id }: Status, { file }: Photo): string {
  return `media_attachments/files/${id.replace(/(\d{3})(?=\d)/g, '$1/')}/original/${file}`;
}

function actorAddress({ account }: Statuses): string {
  return `https://${account.server}/users/${account.name}`;
}

function pageAddress({ account }: Statuses): string {
  return `https://${account.server}/@${account.name}`;
}

function addressOf({ id }: Status, statuses: Statuses): string {
  return `${actorAddress(statuses)}/statuses/${id}`;
}

function actorOf(statuses: Statuses): object {
  const { account, joinedAt } = statuses;
  return {
    '@context': CONTEXT,
    id: actorAddress(statuses),
    type: 'Person',
    followers: `${actorAddress(statuses)}/followers`,
    outbox: 'outbox.json',
    preferredUsername: account.name,
    webfinger: `${account.name}@${account.server}`,
    name: account.displayName,
    summary: markup`<p>${account.bio}</p>`.toString(),
    url: pageAddress(statuses),
    published: isoTime(joinedAt),
    icon: { type: 'Image', mediaType: 'image/jpeg', url: 'avatar.jpg' },
  };
}

function outboxOf(statuses: Statuses): object {
  const orderedItems = statuses.statuses.map((status) => activityOf(status, statuses));
  const kind = { id: 'outbox.json', type: 'OrderedCollection' };
  return { '@context': CONTEXT, ...kind, totalItems: orderedItems.length, orderedItems };
}

function activityOf(status: Status, statuses: Statuses): object {
  const followers = `${actorAddress(statuses)}/followers`;
  const sent = status.audience === 'followers' ? { to: [followers], cc: [] } : { to: [PUBLIC], cc: [followers] };
  return {
    id: `${addressOf(status, statuses)}/activity`,
    type: status.boost === undefined ? 'Create' : 'Announce',
    actor: actorAddress(statuses),
    published: isoTime(status.time),
    ...sent,
    object: status.boost ?? { ...noteOf(status, statuses), ...sent },
  };
}

function noteOf(status: Status, statuses: Statuses): object {
  const { text = '', warning = null, photos = [], poll, edited, likes = 0, boosts = 0 } = status;
  const content = contentOf(text, statuses);
  const id = addressOf(status, statuses);
  return {
    id,
    type: poll ? 'Question' : 'Note',
    summary: warning,
    inReplyTo: replyAddress(status, statuses),
    published: isoTime(status.time),
    url: `${pageAddress(statuses)}/${status.id}`,
    attributedTo: actorAddress(statuses),
    sensitive: warning !== null,
    content,
    contentMap: { en: content },
    ...(edited === true && { updated: isoTime(status.time + HOUR / 4) }),
    attachment: photos.map((photo) => ({
      type: 'Document',
      mediaType: 'image/jpeg',
      url: pathOf(status, photo),
      name: photo.alt,
      width: 900,
      height: 600,
    })),
    tag: tagsIn(text, statuses),
    likes: { id: `${id}/likes`, type: 'Collection', totalItems: likes },
    shares: { id: `${id}/shares`, type: 'Collection', totalItems: boosts },
    ...pollFields(status),
  };
}

function replyAddress({ replyTo }: Status, statuses: Statuses): string | null {
  if (replyTo === undefined) return null;
  const parent = statuses.statuses.find(({ key }) => key === replyTo);
  if (!parent) throw new Error(`demo/fediverse.json has no item "${replyTo}"`);
  return addressOf(parent, statuses);
}

function pollFields({ poll, time }: Status): object {
  if (!poll) return {};
  const end = isoTime(time + poll.hours * HOUR);
  const oneOf = poll.options.map(({ text, votes }) => ({
    type: 'Note',
    name: text,
    replies: { type: 'Collection', totalItems: votes },
  }));
  return { oneOf, endTime: end, closed: end, votersCount: poll.voters };
}

/** Names, tags and links. */
const MARKED = /(@\w+@[\w.]+\w|#\p{L}[\p{L}\p{N}_]*|https:\/\/\S+)/u;

function contentOf(text: string, { account }: Statuses): string {
  const parts = text.split(MARKED).map((part, index) => (index % 2 === 0 ? part : markedUp(part, account.server)));
  return markup`<p>${parts}</p>`.toString();
}

function markedUp(part: string, server: string): Markup {
  if (part.startsWith('#')) {
    const tag = part.slice(1);
    const page = `https://${server}/tags/${tag.toLowerCase()}`;
    return markup`<a href="${page}" class="mention hashtag" rel="tag">#<span>${tag}</span></a>`;
  }
  if (part.startsWith('@')) {
    const [, name = '', host = ''] = part.split('@');
    const link = markup`<a href="https://${host}/@${name}" class="u-url mention">@<span>${name}</span></a>`;
    return markup`<span class="h-card">${link}</span>`;
  }
  const [start = '', seen = ''] = part.split(/(?<=:\/\/)/);
  return markup`<a href="${part}" rel="nofollow noopener"><span class="invisible">${start}</span><span>${seen}</span></a>`;
}

function tagsIn(text: string, { account }: Statuses): object[] {
  return text.split(MARKED).flatMap((part, index) => {
    if (index % 2 === 0 || part.startsWith('https:')) return [];
    const [, name = '', host = ''] = part.split('@');
    return part.startsWith('@')
      ? [{ type: 'Mention', href: `https://${host}/users/${name}`, name: part }]
      : [{ type: 'Hashtag', href: `https://${account.server}/tags/${part.slice(1).toLowerCase()}`, name: part }];
  });
}

/** To the second, as Mastodon writes times. */
function isoTime(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}
