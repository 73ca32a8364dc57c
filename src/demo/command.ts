// The work of `memories demo`: the program on archives that ship with it, in a database that is thrown away.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { dateOf, type PlainDate } from '../time/calendar.ts';
import { loadConfig } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { settingFlags, type GlobalFlags } from '../cli/flags.ts';
import { runImport } from '../import/command.ts';
import { showDay } from '../cli/show-day.ts';
import { writeDemoArchive } from './archive.ts';
import { writeDemoOutbox } from './outbox.ts';

/** Its day, and how to go on. */
export async function runDemo(context: Context, flags: GlobalFlags): Promise<void> {
  await withDemo(context, flags, async ({ inside, today, archives }) => {
    inside.stdout.write(`$ memories import ${archives.map((path) => basename(path)).join(' ')}\n`);
    const demo = { ...withoutDatabase(flags), withoutFiles: true };
    await runImport(inside, demo, archives);
    inside.stdout.write('\n$ memories today\n');
    await showDay(inside, demo, today.toString());
    context.stdout.write(HOW_TO_GO_ON);
  });
}

const HOW_TO_GO_ON = `
Go on with it:
  memories demo search plums   find something
  memories demo stats          everything, counted
  memories demo year           a year in review
  memories demo --open         the day with its photos, in the browser
  memories demo --digest       the day's mail
None of this is kept. Your own archive:
  memories import <the zip that Twitter or X sent you>
`;

/** Runs another command in the context of the demo. */
export async function runInDemo(
  context: Context,
  flags: GlobalFlags,
  run: (inside: Context) => Promise<void>,
): Promise<void> {
  await withDemo(context, flags, async ({ inside, archives }) => {
    await runImport(inside, { ...withoutDatabase(flags), quiet: true }, archives);
    await run(inside);
  });
}

/** It has one of its own. */
function withoutDatabase({ color, input, pager }: GlobalFlags): GlobalFlags {
  return { ...(color !== undefined && { color }), input, pager };
}

interface Demo {
  /** Knows nothing of the user's own database and settings. Its posts are dated in UTC, so that the same show everywhere. */
  readonly inside: Context;
  readonly today: PlainDate;
  /** Their paths. */
  readonly archives: readonly string[];
}

async function withDemo(context: Context, flags: GlobalFlags, use: (demo: Demo) => Promise<void>): Promise<void> {
  const config = await loadConfig(context, settingFlags(flags));
  const { signal } = context;
  const folder = await mkdtemp(join(tmpdir(), 'memories-demo-'));
  try {
    const [archive, outbox] = [join(folder, 'twitter-archive'), join(folder, 'mastodon-archive')];
    const today = dateOf(context.now(), config.timeZone);
    await writeDemoArchive(archive, today);
    await writeDemoOutbox(outbox, today);
    await writeFile(join(folder, 'config.yaml'), 'digest: { to: wren@example.org }\n');
    await use({ inside: { ...contextOf(context, folder, today), signal }, today, archives: [archive, outbox] });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function contextOf(context: Context, folder: string, today: PlainDate): Context {
  const others = Object.entries(context.env).filter(([name]) => !name.startsWith('MEMORIES_'));
  const env = {
    ...Object.fromEntries(others),
    MEMORIES_DB: join(folder, 'memories.db'),
    MEMORIES_CONFIG: join(folder, 'config.yaml'),
    MEMORIES_TIME_ZONE: 'UTC',
  };
  const noon = Date.UTC(today.year, today.month - 1, today.day, 12);
  return { ...context, env, now: () => noon, stdout: withDemoCommands(context.stdout) };
}

/** Commands that look at what was imported, not "No memories on 24 December"; also behind a colour, which ends with a letter. */
const LOOKING =
  /(?<!(?:\d|No) )(?:\b|(?<=\[[\d;]*m))memories (?=(?:on \d\d|today|week|random|year|search|show|thread|calendar|stats|accounts)\b)/g;

/** Names commands as they work here: those that are printed are there to be copied. */
function withDemoCommands(stdout: Context['stdout']): Context['stdout'] {
  const named = (text: string): string => (/^\n?\$ /.test(text) ? text : text.replace(LOOKING, 'memories demo '));
  return new Proxy(stdout, {
    get: (target, key) => {
      if (key === 'write') return (text: string) => target.write(named(text));
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
