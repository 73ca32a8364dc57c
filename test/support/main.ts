// The program within this process: its clock, zone, streams and environment are the test's own.

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../src/platform/context.ts';
import type { Output } from '../../src/platform/standard-output.ts';
import { ALL_COMMANDS } from '../../src/commands/index.ts';
import { main } from '../../src/main.ts';
import { folderOf } from './archives.ts';
import { tempFolder } from './temp.ts';
import { ytdFile, ytdTweet, type TweetDraft } from './tweets.ts';

export interface MainOptions {
  /** Beside and over the clean environment; `undefined` removes a variable. */
  env?: Record<string, string | undefined>;
  /** The home folder, to share a database between runs; else a new one. */
  home?: string;
  /** The current folder; else the home folder. */
  cwd?: string;
  /** The time, such as `2026-11-22T09:00:00Z`, which is also the default. */
  now?: string;
  systemTimeZone?: string;
  platform?: string;
  program?: Context['program'];
  stdin?: Partial<Context['stdin']>;
  /** What the streams say of themselves; pipes if nothing. */
  stdout?: Partial<Output>;
  stderr?: Partial<Output>;
  signal?: AbortSignal;
}

export interface MainResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A terminal of 80 cells with all colours. */
export const TERMINAL = { isTTY: true, columns: 80, getColorDepth: () => 24 } as const satisfies Partial<Output>;

/** Runs `main` to its end. */
export async function runMain(args: readonly string[], options: MainOptions = {}): Promise<MainResult> {
  const written = { stdout: '', stderr: '' };
  const context = contextFor(args, {
    ...options,
    stdout: { write: (text) => (written.stdout += text), ...options.stdout },
    stderr: { write: (text) => (written.stderr += text), ...options.stderr },
  });
  const code = await main(context, ALL_COMMANDS);
  return { code, ...written };
}

/** The context that `runMain` hands over; without a `write` of its own a stream swallows everything. */
export function contextFor(args: readonly string[], options: MainOptions = {}): Context {
  const home = options.home ?? tempFolder();
  const now = Date.parse(options.now ?? '2026-11-22T09:00:00Z');
  return {
    argv: args,
    env: { MEMORIES_DB: databaseOf(home), MEMORIES_CONFIG: configOf(home), TERM: 'xterm-256color', ...options.env },
    cwd: options.cwd ?? home,
    home,
    pid: process.pid,
    platform: options.platform ?? process.platform,
    program: options.program ?? { node: process.execPath, script: join(import.meta.dirname, '../../bin/memories.js') },
    stdin: { isTTY: false, ...options.stdin },
    stdout: { write: () => true, ...options.stdout },
    stderr: { write: () => true, ...options.stderr },
    random: () => 0.5,
    now: () => now,
    systemTimeZone: () => options.systemTimeZone ?? 'UTC',
    signal: options.signal ?? new AbortController().signal,
    withoutInterrupts: (use) => use(),
  };
}

/** Where a home's database is for `runMain`. */
export function databaseOf(home: string): string {
  return join(home, 'memories.db');
}

/** Where a home's configuration is for `runMain`: never this machine's own. */
function configOf(home: string): string {
  const path = join(home, 'config.yaml');
  if (!existsSync(path)) writeFileSync(path, '');
  return path;
}

/** Writes a home's configuration. */
export function writeConfig(home: string, yaml: string): void {
  writeFileSync(configOf(home), yaml);
}

/** A new home with these archives in its database. */
export async function homeWith(...archives: readonly string[]): Promise<string> {
  const home = tempFolder();
  await addArchive(home, ...archives);
  return home;
}

export async function addArchive(home: string, ...archives: readonly string[]): Promise<void> {
  const { code, stderr } = await runMain(['import', ...archives], { home });
  if (code !== 0) throw new Error(`the import failed: ${stderr}`);
}

export interface Person {
  readonly id: string;
  readonly handle: string;
}

const WREN = { id: '4242', handle: 'wren_writes' } as const satisfies Person;

/** An archive of today's kind with just these tweets; gives its path. */
export async function archiveWith(tweets: readonly TweetDraft[], { id, handle }: Person = WREN): Promise<string> {
  const account = { username: handle, accountId: id, accountDisplayName: handle };
  return folderOf({
    'data/account.js': ytdFile('account', [{ account }]),
    'data/tweets.js': ytdFile('tweets', tweets.map(ytdTweet)),
  });
}

/** A reply to somebody, for `archiveWith`. */
export function replyDraft(at: string, text: string): TweetDraft {
  const user = { in_reply_to_screen_name: 'otter_eats', in_reply_to_user_id: '7', in_reply_to_user_id_str: '7' };
  return { at, text, ...user };
}

/** Of what `today --json` prints, what most tests look at. */
export interface DayJson {
  readonly date: string;
  readonly timeZone: string;
  readonly years: readonly {
    readonly year: number;
    readonly yearsAgo: number;
    readonly posts: readonly { readonly text: string; readonly account: string }[];
  }[];
  readonly shown: number;
  readonly leftOut: { readonly retweets: number; readonly replies: number };
}

/** Runs a command with `--json`, which must succeed without a word on stderr, and gives what it printed. */
export async function jsonOf(args: readonly string[], options: MainOptions = {}): Promise<unknown> {
  const { code, stdout, stderr } = await runMain([...args, '--json'], options);
  if (code !== 0 || stderr !== '') throw new Error(`exit code ${code}: ${stderr}`);
  return JSON.parse(stdout);
}

/** The day that `today` or `on` gives. */
export async function dayOf(args: readonly string[], options: MainOptions = {}): Promise<DayJson> {
  return (await jsonOf(args, options)) as DayJson;
}

/** The texts that `today` or `on` shows, in their order. */
export async function textsOf(args: readonly string[], options: MainOptions = {}): Promise<string[]> {
  const { years } = await dayOf(args, options);
  return years.flatMap(({ posts: tweets }) => tweets.map(({ text }) => text));
}
