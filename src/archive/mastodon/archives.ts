// Archives of Mastodon, and of what writes the same: `outbox.json` with all posts, `actor.json`, and the media in folders.

import type { ArchiveFormat, NetworkArchives, Piece } from '../network/format.ts';
import { aboutArchive } from './actor.ts';
import { pathInArchive } from './attachments.ts';
import { handleInOutbox, OutboxReader } from './outbox.ts';

const OUTBOX = 'outbox.json';

const format: ArchiveFormat = {
  name: 'mastodon',
  network: 'mastodon',
  until: Infinity,
  mayBeEmpty: true,
  recognises: (paths) => paths.includes(OUTBOX),
  contents: (paths) => ({
    posts: paths.filter((path) => path === OUTBOX).map((path) => ({ path, as: 'posts' })),
    notes: [],
    headers: [],
  }),
  about: aboutArchive,
  timeInName,
  findHandle: async (archive, { posts }, signal) => {
    const entry = archive.entries.get(posts[0]?.path ?? '');
    return entry ? await handleInOutbox(entry, signal) : null;
  },
  openReader: (_file, owner, options) => new OutboxReader(owner, options),
};

/** `archive-20240723183906-….zip`, of UTC. */
function timeInName(name: string): number | null {
  const [, year, month, day, hour, minute, second] = /^archive-(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)-/.exec(name) ?? [];
  const time = Date.parse(`${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}Z`);
  return Number.isNaN(time) ? null : time;
}

/** The folder of media, and what else is in the archive's own: these show where it is. */
const OTHER_FILE = /^((?:.*?\/)?)(?:media_attachments\/|(?:actor|likes|bookmarks)\.json$)/;

function describePiece(paths: readonly string[]): Piece | null {
  if (!paths.some((path) => /(^|\/)(?:actor\.json$|media_attachments\/)/.test(path))) return null;
  return { what: 'is a Mastodon archive without its posts (outbox.json)', hint: 'pass the whole archive' };
}

/** The post files' names are such that nothing else is taken for one. */
export const mastodon: NetworkArchives = {
  network: 'mastodon',
  formats: [format],
  isPostFile: (path) => path === OUTBOX || path.endsWith(`/${OUTBOX}`),
  rootOf: (path) => path.slice(0, -OUTBOX.length),
  rootOfOther: (path) => OTHER_FILE.exec(path)?.[1] ?? null,
  // Until 2023, servers that kept media on their own disk named them by the whole path there.
  ownPath: (path) => path.replace(/^.*\/(?=media_attachments\/)/, ''),
  isBesidePosts: (name) => /^(?:(?:outbox|actor)\.json|avatar\..*|media_attachments|media)$/.test(name),
  describePiece,
  media: {
    mediumAt: (path) => {
      const [, name] = /\/([^/]+)$/.exec(path) ?? [];
      return name === undefined ? null : { name, isInMediaFolder: false };
    },
    postIdIn: () => null,
    pathOf: pathInArchive,
  },
};
