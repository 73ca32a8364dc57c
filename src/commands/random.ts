// `memories random`: one memory from anywhere.

import type { Command } from 'commander';
import type { Context } from '../platform/context.ts';
import { countOmitted, randomMemory } from '../memories/random.ts';
import { omissionNotes, singleAlbum } from '../views/album.ts';
import { postObject } from '../views/post-json.ts';
import { jsonText } from '../text/json.ts';
import { withShowOptions } from './options.ts';
import { type ShowFlags } from '../cli/flags.ts';
import { withSession } from '../cli/session.ts';
import { showAlbum } from '../cli/show-album.ts';

export function addRandom(program: Command, context: Context): void {
  withShowOptions(program.command('random'))
    .description('show one memory from anywhere, rather one with something to say')
    .action(async (_flags: ShowFlags, command: Command) => {
      const flags: ShowFlags = command.optsWithGlobals();
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
    });
}
