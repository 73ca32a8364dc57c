// The work of `memories show`, `thread` and `random`: one post with all that is known of it, all of its thread, one from anywhere.

import type { Context } from '../platform/context.ts';
import { usualIn } from '../memories/choose.ts';
import { hydrator } from '../memories/hydrate.ts';
import { countOmitted, randomMemory } from '../memories/random.ts';
import { reasonsFor } from '../memories/reasons.ts';
import { isHidden } from '../memories/hide-rules.ts';
import { accountHandles, accounts } from '../library/accounts.ts';
import type { Memory } from '../library/memory.ts';
import { threadIds } from '../library/threads.ts';
import { findPosts, versionsOf } from '../library/posts.ts';
import { isVisibleTo } from '../memories/selection.ts';
import { namedPost } from './find-post.ts';
import type { Note } from '../views/album.ts';
import { omissionNotes } from '../views/note-words.ts';
import { postObject } from '../views/post-json.ts';
import { jsonText } from '../text/json.ts';
import { postDetails } from '../views/post-details.ts';
import { commandNaming, type ShowFlags } from './flags.ts';
import { withSession, type Session } from './session.ts';
import { showAlbum } from './show-album.ts';
import { singleAlbum, threadAlbum } from '../views/make-album.ts';

/** Throws a UserError for a post that is not there. */
export async function showPost(context: Context, flags: ShowFlags, name: string): Promise<void> {
  await withSession(context, flags, async (session) => {
    const hydrate = hydrator(session.library, session.choice);
    const [post] = hydrate([namedPost(session.library.db, name)]);
    const { timeZone, hidden } = session.choice;
    const versions = versionsOf(session.library.db, post);
    const reasons = reasonsFor(post, usualIn(session.library.db)(post));
    if (flags.json) {
      const all = hydrate(versions).map((version) => postObject(version, timeZone));
      const isIt = isHidden(post, hidden, timeZone);
      context.stdout.write(jsonText({ post: postObject(post, timeZone), hidden: isIt, versions: all, reasons }));
      return;
    }
    await showAlbum(context, session, flags, {
      ...singleAlbum('post', post, { today: session.today, timeZone }),
      notes: [...postDetails(post, versions, timeZone, reasons), ...hiddenNote(post, session)],
    });
  });
}

/** Throws a UserError for a post that is not there. */
export async function showThread(context: Context, flags: ShowFlags, name: string): Promise<void> {
  await withSession(context, flags, async (session) => {
    const { library, choice, today } = session;
    const hydrate = hydrator(library, choice);
    const named = namedPost(library.db, name);
    const found = findPosts(library.db, threadIds(library.db, named.id));
    const all = hydrate(found.filter((part) => part.id === named.id || isVisibleTo(part, choice)));
    const parts = all.filter((part) => !isHidden(part, choice.hidden, choice.timeZone));
    const hidden = all.length - parts.length;
    if (flags.json) {
      const posts = parts.map((part) => postObject(part, choice.timeZone));
      context.stdout.write(jsonText({ posts, leftOut: { hidden } }));
      return;
    }
    const { timeZone } = choice;
    await showAlbum(context, session, flags, threadAlbum(parts, hidden, { today, timeZone }));
  });
}

export async function showRandom(context: Context, flags: ShowFlags): Promise<void> {
  await withSession(context, flags, async (session) => {
    const { library, choice, accountIds, today } = session;
    const memory = randomMemory(library, choice, accountIds, () => context.random());
    if (flags.json) {
      context.stdout.write(jsonText({ post: memory && postObject(memory, choice.timeZone) }));
    } else if (memory) {
      await showAlbum(context, session, flags, singleAlbum('random', memory, { today, timeZone: choice.timeZone }));
    } else {
      const handles = accountHandles(accounts(library.db), accountIds);
      const omitted = { leftOut: countOmitted(library, choice, accountIds), accounts: handles };
      const notes = omissionNotes(omitted, commandNaming(context, flags));
      context.stdout.write(`${['There is no memory to show with these choices.', ...notes].join('\n')}\n`);
    }
  });
}

/** A post that is asked for by its name is shown even if it is hidden. */
function hiddenNote(post: Memory, { choice }: Session): Note[] {
  return isHidden(post, choice.hidden, choice.timeZone) ? [{ type: 'hidden' }] : [];
}
