// The work of `memories demo`: the program on an archive that ships with it, in a database that is thrown away.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dateOf } from '../time/calendar.ts';
import { loadConfig } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { settingFlags, type GlobalFlags } from '../cli/flags.ts';
import { runImport } from '../import/command.ts';
import { showDay } from '../cli/show-day.ts';
import { writeDemoArchive } from './archive.ts';

export async function runDemo(context: Context, flags: GlobalFlags): Promise<void> {
  const config = await loadConfig(context, settingFlags(flags));
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
    context.stdout.write('\nNone of this is kept. Your own: memories import <the zip that Twitter or X sent you>\n');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
