// The work of `memories show`, `thread` and `random`: one post with all that is known of it, all of its thread, one from anywhere.

import type { Context } from '../platform/context.ts';
import { UserError } from '../platform/errors.ts';
import { hydrator, type Hydrate } from '../memories/hydrate.ts';
import { countOmitted, randomMemory } from '../memories/random.ts';
import { isHidden } from '../memories/hide-rules.ts';
import type { Memory } from '../library/memory.ts';
import { threadIds } from '../library/threads.ts';
import { findPost, versionsOf } from '../library/posts.ts';
import { albumOf, omissionNotes, singleAlbum } from '../views/album.ts';
import { postObject } from '../views/post-json.ts';
import { jsonText } from '../text/json.ts';
import { detailLines } from '../views/post-details.ts';
import { pluralize } from '../text/numbers-and-dates.ts';
import type { ShowFlags } from './flags.ts';
import { withSession, type Session } from './session.ts';
import { showAlbum } from './show-album.ts';

/** Throws a UserError for a post that is not there. */
export async function showPost(context: Context, flags: ShowFlags, id: string): Promise<void> {
  await withSession(context, flags, async (session) => {
    const hydrate = hydrator(session.library, session.choice);
    const post = findMemory(session, hydrate, id);
    const { timeZone, hidden } = session.choice;
    const versions = versionsOf(session.library.db, post);
    if (flags.json) {
      const all = versions.map((version) => postObject(hydrate(version), timeZone));
      const isIt = isHidden(post, hidden, timeZone);
      context.stdout.write(jsonText({ tweet: postObject(post, timeZone), hidden: isIt, versions: all }));
      return;
    }
    await showAlbum(context, session.config, flags, {
      ...singleAlbum('A tweet', post, session.today, timeZone),
      notes: [...detailLines(post, versions, timeZone), ...hiddenNote(post, session)],
    });
  });
}

/** Throws a UserError for a post that is not there. */
export async function showThread(context: Context, flags: ShowFlags, id: string): Promise<void> {
  await withSession(context, flags, async (session) => {
    const { library, choice, today, config } = session;
    const hydrate = hydrator(library, choice);
    findMemory(session, hydrate, id);
    const all = threadIds(library.db, id).map((part) => findMemory(session, hydrate, part));
    const parts = all.filter((part) => !isHidden(part, choice.hidden, choice.timeZone));
    const hidden = all.length - parts.length;
    if (flags.json) {
      const tweets = parts.map((part) => postObject(part, choice.timeZone));
      context.stdout.write(jsonText({ tweets, leftOut: { hidden } }));
      return;
    }
    const subtitle = all.length === 1 ? 'one part: this tweet is no thread' : pluralize(all.length, 'part');
    const album = albumOf('A thread', subtitle, [parts], today, choice.timeZone, hidden);
    await showAlbum(context, config, flags, album);
  });
}

export async function showRandom(context: Context, flags: ShowFlags): Promise<void> {
  await withSession(context, flags, async ({ config, library, choice, accountIds, today }) => {
    const memory = randomMemory(library, choice, accountIds, () => context.random());
    if (flags.json) {
      context.stdout.write(jsonText({ tweet: memory && postObject(memory, choice.timeZone) }));
    } else if (memory) {
      await showAlbum(context, config, flags, singleAlbum('A memory', memory, today, choice.timeZone));
    } else {
      const notes = omissionNotes(countOmitted(library, choice, accountIds));
      context.stdout.write(`${['There is no memory to show with these choices.', ...notes].join('\n')}\n`);
    }
  });
}

function findMemory({ library }: Session, hydrate: Hydrate, id: string): Memory {
  const post = findPost(library.db, id);
  if (post) return hydrate(post);
  throw new UserError(`there is no tweet ${id} in the database`, {
    hint: 'only tweets of imported archives are there: memories accounts',
  });
}

/** A post that is asked for by its name is shown even if it is hidden. */
function hiddenNote(post: Memory, { choice }: Session): string[] {
  return isHidden(post, choice.hidden, choice.timeZone) ? ['Hidden from all other views (see: memories hidden)'] : [];
}
