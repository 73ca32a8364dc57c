// `show <post>`, `thread <post>` and `random`: the words of the command line. The work is loaded when it is asked for.

import type { Command } from 'commander';
import type { Context } from '../platform/context.ts';
import type { ShowFlags } from '../cli/flags.ts';
import { requiredPost, withDirectOption, withShowOptions, withViewOptions } from './options.ts';

export function addShow(program: Command, context: Context): void {
  withViewOptions(program.command('show'))
    .description('show one post in full, with all that is known of it')
    .argument('<post>', 'its id or address', requiredPost)
    .action(async (id: string, _flags: ShowFlags, command: Command) => {
      const { showPost } = await import('../cli/show-post.ts');
      await showPost(context, command.optsWithGlobals(), id);
    });
}

export function addThread(program: Command, context: Context): void {
  withViewOptions(withDirectOption(program.command('thread')))
    .description('show a whole thread, from any of its parts')
    .argument('<post>', 'the id or address of a part', requiredPost)
    .action(async (id: string, _flags: ShowFlags, command: Command) => {
      const { showThread } = await import('../cli/show-post.ts');
      await showThread(context, command.optsWithGlobals(), id);
    });
}

export function addRandom(program: Command, context: Context): void {
  withShowOptions(program.command('random'))
    .description('show one memory from anywhere, preferably one with something to say')
    .action(async (_flags: ShowFlags, command: Command) => {
      const { showRandom } = await import('../cli/show-post.ts');
      await showRandom(context, command.optsWithGlobals());
    });
}
