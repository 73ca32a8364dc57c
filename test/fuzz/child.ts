// Runs cases in a process that may hang or die: it says what it begins before it begins, and watch.ts listens.

import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../src/platform/context.ts';
import { ALL_COMMANDS } from '../../src/commands/index.ts';
import { main } from '../../src/main.ts';
import { fuzzCase } from './cases.ts';
import { Random } from './random.ts';

const [sandbox = '', first = '0', count = '0'] = process.argv.slice(2);

/** What is looked at after the import: something else each time. */
const VIEWS = [
  ['on', '11-22', '--days', '182', '--retweets'],
  ['on', '11-22', '--days', '182', '--retweets', '--json'],
  ['on', '11-22', '--days', '182', '--retweets', '--html', '-'],
  ['search', 'the', '--retweets'],
  ['search', 'is:retweet', '--json'],
  ['stats'],
  ['stats', '--json'],
  ['year', '2012'],
  ['calendar'],
  ['random', '--json'],
  ['accounts'],
  ['digest', 'preview', '--date', '11-22'],
] as const;

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(home: string, argv: readonly string[]): Promise<Run> {
  const written = { stdout: '', stderr: '' };
  const now = Date.UTC(2026, 10, 22, 9);
  const context: Context = {
    argv,
    env: { MEMORIES_DB: join(home, 'memories.db'), MEMORIES_CONFIG: join(home, 'config.yaml'), HOME: home },
    cwd: home,
    home,
    pid: process.pid,
    platform: process.platform,
    program: { node: process.execPath, script: '/nowhere' },
    stdin: { isTTY: false },
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
    random: () => 0.5,
    now: () => now,
    systemTimeZone: () => 'UTC',
    signal: new AbortController().signal,
    withoutInterrupts: (use) => use(),
  };
  return { code: await main(context, ALL_COMMANDS), ...written };
}

/** What is wrong with how a command ended. */
function faultsOf(argv: readonly string[], { code, stdout, stderr }: Run): string[] {
  const faults: string[] = [];
  const told = (what: string): void => {
    faults.push(`${argv[0] ?? ''}: ${what}\n${stderr.slice(0, 1500)}`);
  };
  if (code !== 0 && code !== 1) told(`exit code ${code}`);
  if (/^\s+at .*:\d+:\d+\)?$/m.test(stderr)) told('a stack trace');
  if (/\bundefined\b|\[object |\bNaN\b/.test(stderr)) told('words of JavaScript');
  // eslint-disable-next-line no-control-regex -- these are looked for
  if (/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(stderr)) told('control characters');
  if (stderr.length > 20_000) told(`${stderr.length} characters of complaints`);
  if (code === 1 && !argv.includes('--json') && !/^(error|warning): .+$/m.test(stderr))
    told('no word of what is wrong');
  if (argv.includes('--json') && stdout !== '') {
    try {
      JSON.parse(stdout);
    } catch {
      told('JSON that is none');
    }
  }
  return faults;
}

/** Everything in the sandbox that nobody should have written. */
function strayFiles(): string[] {
  const own =
    /^(?:case\/(?:in(?:\/.*)?|home(?:\/memories\.db(?:-wal|-shm)?|\/memories-media(?:\/(?:\d+|avatar)-[\w.-]+)?)?)?|case)$/s;
  return readdirSync(sandbox, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !own.test(path));
}

async function runCase(seed: number): Promise<void> {
  const folder = join(sandbox, 'case');
  rmSync(folder, { recursive: true, force: true });
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  const { kind, write, options = [] } = fuzzCase(seed);
  process.send?.({ type: 'begins', seed, kind });
  const random = new Random(seed + 1);
  const archive = write(join(folder, 'in'));
  const imports = ['import', archive, '--media', 'all', ...options, ...random.one([[], ['--json'], ['--strict']])];
  const faults = [];
  const codes = [];
  for (const argv of [imports, random.one(VIEWS), random.one(VIEWS)]) {
    const ended = await run(home, argv);
    codes.push(ended.code);
    faults.push(...faultsOf(argv, ended));
  }
  faults.push(...strayFiles().map((path) => `wrote ${path}`));
  if (Object.keys(Object.prototype).length > 0 || 'id_str' in {})
    faults.push('the prototype of all objects was changed');
  const { rss } = process.memoryUsage();
  process.send?.({ type: 'ended', seed, kind, faults, rss, imported: codes[0] === 0 });
}

for (let seed = Number(first); seed < Number(first) + Number(count); seed += 1) await runCase(seed);
process.disconnect();
