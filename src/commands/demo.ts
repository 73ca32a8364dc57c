// `memories demo`: the program at work on an archive that ships with it, in a database that is thrown away.

import type { Command } from 'commander';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dateOf } from '../time/calendar.ts';
import { loadConfig } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { settingFlags, type GlobalFlags } from '../cli/flags.ts';
import { showDay } from './day.ts';

export function addDemo(program: Command, context: Context): void {
  program
    .command('demo')
    .description('show how it looks, with a made-up archive and a throw-away database')
    .action(async (_flags: GlobalFlags, command: Command) => {
      const flags: GlobalFlags = command.optsWithGlobals();
      const config = await loadConfig(context, settingFlags(flags));
      const { writeDemoArchive } = await import('../demo/archive.ts');
      const { runImport } = await import('../import/command.ts');
      const folder = await mkdtemp(join(tmpdir(), 'memories-demo-'));
      try {
        const archive = join(folder, 'twitter-archive');
        const today = dateOf(context.now(), config.timeZone);
        await writeDemoArchive(archive, today);
        // Its posts are dated in UTC, so that the same ones show everywhere; nobody's configuration is about them.
        const alone = { ...context, env: { ...context.env, MEMORIES_CONFIG: join(folder, 'config.yaml') } };
        const demo = { ...flags, db: join(folder, 'memories.db'), timeZone: 'UTC', withoutFiles: true };
        context.stdout.write('$ memories import twitter-archive\n');
        await runImport(alone, demo, [archive]);
        context.stdout.write('\n$ memories today\n');
        await showDay(alone, demo, today.toString());
        context.stdout.write(
          '\nNone of this is kept. Your own: memories import <the zip that Twitter or X sent you>\n',
        );
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
}
