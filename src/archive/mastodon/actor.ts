// `actor.json`: whose archive it is.

import { urlOf } from '../../post/url.ts';
import { text } from 'node:stream/consumers';
import { reasonOf, UserError } from '../../platform/errors.ts';
import type { FileSet } from '../files/container.ts';
import { fieldsOf, textOf, type Fields } from '../network/fields.ts';
import type { ArchiveDetails } from '../network/format.ts';
import type { Owner } from '../network/owner.ts';
import { addressOf } from './addresses.ts';
import { plainLine } from './post-text.ts';

/** In bytes: real ones have up to 20 KB, so a larger file is something else. */
const LIMIT = 8 << 20;

/** What an archive says of itself. Its own count of posts is the server's, and differs from what is there in either direction. */
export async function aboutArchive(archive: FileSet): Promise<ArchiveDetails> {
  const { actor, problem } = await readActor(archive);
  const moved = addressOf(actor['movedTo']);
  return {
    owner: ownerOf(actor),
    generatedAt: null,
    timeZone: null,
    avatar: avatarIn(actor, archive),
    expected: new Map(),
    warnings: [
      ...(problem === null ? [] : [problem]),
      ...(moved === null
        ? []
        : [`the account has moved to ${moved}: what was written there is in an archive of its own`]),
    ],
    contradictions: [],
    isExact: false,
  };
}

async function readActor(archive: FileSet): Promise<{ readonly actor: Fields; readonly problem: string | null }> {
  const entry = archive.entries.get('actor.json');
  const wrong = (why: string): { actor: Fields; problem: string } => ({ actor: {}, problem: `actor.json ${why}` });
  if (!entry) return { actor: {}, problem: null };
  if (entry.size > LIMIT) return wrong('is too large to be what its name says');
  try {
    const actor = fieldsOf(JSON.parse((await text(entry.read())).replace(/^\ufeff/, '')));
    return ownerOf(actor) === null ? wrong("doesn't say whose archive this is") : { actor, problem: null };
  } catch (error) {
    if (error instanceof UserError) throw error;
    return wrong(`can't be read: ${error instanceof SyntaxError ? 'it is not JSON' : reasonOf(error)}`);
  }
}

/** The path of the account's picture, which stands beside it. */
function avatarIn(actor: Fields, archive: FileSet): string | null {
  const icon: unknown = actor['icon'];
  const path = textOf(fieldsOf(Array.isArray(icon) ? icon[0] : icon)['url'])?.replace(/^\/+/, '') ?? '';
  return archive.entries.has(path) ? path : null;
}

function ownerOf(actor: Fields): Owner | null {
  const name = textOf(actor['preferredUsername']);
  const id = addressOf(actor['id']);
  const server = serverOf(actor);
  if (name === null || !/^[\w.-]{1,100}$/.test(name) || server === null) return null;
  const shown = plainLine(textOf(actor['name']) ?? '');
  return { id, handle: `${name}@${server}`, name: textOf(shown) };
}

/** People may be called by another server than the one that their pages are on. */
function serverOf(actor: Fields): string | null {
  const [, server] = /^(?:acct:)?@?[^@\s]+@([^@\s/]+)$/.exec(textOf(actor['webfinger']) ?? '') ?? [];
  if (server !== undefined) return server.toLowerCase();
  const urls = [actor['id'], actor['url']].map((value) => urlOf(addressOf(value) ?? ''));
  return urls.find((url) => url !== null && /^https?:$/.test(url.protocol))?.host ?? null;
}
