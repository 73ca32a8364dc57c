// `memories show <tweet>` and `memories thread <tweet>`: one post with all that is known of it, and all of its thread.

import type { Command } from 'commander';
import type { Context } from '../platform/context.ts';
import { UserError } from '../platform/errors.ts';
import { hydrate } from '../memories/hydrate.ts';
import { isHidden } from '../memories/hide-rules.ts';
import type { Memory } from '../library/memory.ts';
import { threadIds } from '../library/threads.ts';
import { findPost, versionsOf } from '../library/posts.ts';
import { albumOf, singleAlbum } from '../views/album.ts';
import { postObject } from '../views/post-json.ts';
import { jsonText } from '../text/json.ts';
import { detailLines } from '../views/post-details.ts';
import { pluralize } from '../text/numbers-and-dates.ts';
import { tweetReference, withViewOptions } from './options.ts';
import { type ShowFlags } from '../cli/flags.ts';
import { withSession, type Session } from '../cli/session.ts';
import { showAlbum } from '../cli/show-album.ts';

export function addShow(program: Command, context: Context): void {
  withViewOptions(program.command('show'))
    .description('show one tweet in full, with all that is known of it')
    .argument('<tweet>', 'its id or address', tweetReference)
    .action(async (id: string, _flags: ShowFlags, command: Command) => {
      const flags: ShowFlags = command.optsWithGlobals();
      await withSession(context, flags, async (view) => {
        const post = mustFind(view, id);
        const { timeZone } = view.choice;
        const versions = versionsOf(view.library.db, post);
        if (flags.json) {
          const all = versions.map((version) => postObject(hydrate(view.library, version, view.choice), timeZone));
          const hidden = isHidden(post, view.choice.hidden, timeZone);
          context.stdout.write(jsonText({ tweet: postObject(post, timeZone), hidden, versions: all }));
          return;
        }
        await showAlbum(context, view.config, flags, {
          ...singleAlbum('A tweet', post, view.today, timeZone),
          notes: [...detailLines(post, versions, timeZone), ...hiddenNote(post, view)],
        });
      });
    });
}

export function addThread(program: Command, context: Context): void {
  withViewOptions(program.command('thread'))
    .description('show a whole thread, from any of its parts')
    .argument('<tweet>', 'the id or address of a part', tweetReference)
    .action(async (id: string, _flags: ShowFlags, command: Command) => {
      const flags: ShowFlags = command.optsWithGlobals();
      await withSession(context, flags, async (view) => {
        const { library, choice, today } = view;
        mustFind(view, id);
        const all = threadIds(library.db, id).map((part) => mustFind(view, part));
        const parts = all.filter((part) => !isHidden(part, choice.hidden, choice.timeZone));
        const hidden = all.length - parts.length;
        if (flags.json) {
          context.stdout.write(
            jsonText({ tweets: parts.map((part) => postObject(part, choice.timeZone)), leftOut: { hidden } }),
          );
          return;
        }
        const subtitle = all.length === 1 ? 'one part: this tweet is no thread' : pluralize(all.length, 'part');
        await showAlbum(
          context,
          view.config,
          flags,
          albumOf('A thread', subtitle, [parts], today, choice.timeZone, hidden),
        );
      });
    });
}

function mustFind({ library, choice }: Session, id: string): Memory {
  const post = findPost(library.db, id);
  if (post) return hydrate(library, post, choice);
  throw new UserError(`there is no tweet ${id} in the database`, {
    hint: 'only tweets of imported archives are there: memories accounts',
  });
}

/** Whoever asks for a post by its name sees it, even a hidden one. */
function hiddenNote(post: Memory, { choice }: Session): string[] {
  return isHidden(post, choice.hidden, choice.timeZone) ? ['Hidden from all other views (see: memories hidden)'] : [];
}
