// The timer with the Task Scheduler of Windows: a task of the user's own, which needs no administrator and no password.

import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../platform/context.ts';
import { UserError } from '../platform/errors.ts';
import { userFolder } from '../platform/folders.ts';
import { commandRunner, type RunCommand } from '../platform/subprocess.ts';
import { LOGGED, type ServiceHost, type ServiceState } from './host.ts';
import { endOf, taskStarter, taskXml, withoutEnds } from './task-files.ts';
import { isGeneratedByUs } from './units.ts';

export function taskScheduler(context: Context): ServiceHost {
  const { env, signal } = context;
  const run = commandRunner(env, signal);
  const folder = userFolder('data', context);
  const [starter, xml, log] = ['memories-digest.mjs', 'memories-digest.xml', 'memories-digest.log'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  const { USERNAME: name, USERDOMAIN: domain } = env;
  const user = name && domain ? `${domain}\\${name}` : null;
  // All users of a machine share one list of tasks.
  const task = name ? `memories-digest-${name}` : 'memories-digest';
  return {
    name: 'the Task Scheduler',
    // A task that ends is not started again, so that a process all day would not last.
    kinds: ['timer'],
    paths: [starter, xml],
    logCommand: `type "${log}"`,
    knowsZones: false,
    files: (launch, times) => [
      { path: starter, text: taskStarter(launch, log) },
      { path: xml, text: taskXml({ node: launch.node, starter, user, times: times ?? [] }), encoding: 'utf16le' },
    ],
    read: (files) => {
      const text = files.find(({ path }) => path === xml)?.text ?? '';
      return { kind: 'timer', times: /<CalendarTrigger>[^]*<\/CalendarTrigger>/.exec(text)?.[0] ?? '' };
    },
    unavailable: async () => {
      const { code } = await run('schtasks', '/?');
      return code === 0 ? null : 'there is no schtasks on this machine';
    },
    start: async () => {
      await assertOurs(run, task);
      // What it said before says nothing of how it is now. One that is at work keeps its log open.
      await rm(log, { force: true }).catch(() => undefined);
      await must(run, '/Create', '/XML', xml, '/TN', task, '/F');
      // What is due already is not left for tomorrow.
      await must(run, '/Run', '/TN', task);
    },
    stop: async () => {
      const made = await definitionOf(run, task);
      if (made === null || !isGeneratedByUs(made)) return;
      await run('schtasks', '/End', '/TN', task);
      await must(run, '/Delete', '/TN', task, '/F');
    },
    forget: () => rm(log, { force: true }).catch(() => undefined),
    state: () => stateOf(run, task, log),
    advice: () => Promise.resolve(null),
  };
}

async function must(run: RunCommand, ...words: string[]): Promise<void> {
  const { code, stdout, stderr } = await run('schtasks', ...words);
  if (code === 0) return;
  const [said] = (stderr.trim() || stdout.trim() || 'failed').split('\n');
  const command = ['schtasks', ...words.map((word) => (/[^\w/]/.test(word) ? `"${word}"` : word))].join(' ');
  throw new UserError(`schtasks ${words[0] ?? ''}: ${said?.trim() ?? ''}`, { hint: `try it yourself: ${command}` });
}

/** The XML of a task; null if there is none. */
async function definitionOf(run: RunCommand, task: string): Promise<string | null> {
  const { code, stdout } = await run('schtasks', '/Query', '/TN', task, '/XML');
  return code === 0 ? stdout : null;
}

/** Throws a UserError for a task of that name that we didn't make. */
async function assertOurs(run: RunCommand, task: string): Promise<void> {
  const xml = await definitionOf(run, task);
  if (xml === null || isGeneratedByUs(xml)) return;
  throw new UserError(`the task ${task} was not made by memories, and is left as it is`, {
    hint: 'rename it in the Task Scheduler, or look after it yourself',
  });
}

/** Results of a task that are no exit codes: it is at work, or has not run yet. */
const AT_WORK = 0x41301;
const NOT_RUN = 0x41303;

async function stateOf(run: RunCommand, task: string, log: string): Promise<ServiceState> {
  const xml = (await definitionOf(run, task)) ?? '';
  const settings = /<Settings>[^]*<\/Settings>/.exec(xml)?.[0] ?? '';
  const isSet = isGeneratedByUs(xml) && !/<Enabled>\s*false/.test(settings);
  const { next, lastRun, result } = await lastResult(run, task);
  const lines = (await readFile(log, 'utf8').catch(() => '')).split(/\r?\n/).filter(Boolean);
  const isAtWork = result === AT_WORK;
  const end = isAtWork ? null : endOf(lines);
  const wasCut = end === null && lines.length > 0;
  return {
    enabled: isSet,
    running: isSet,
    isAtWork,
    since: end?.at ?? lastRun,
    ending: isAtWork ? null : (endWords(end?.code ?? 0) ?? resultWords(result) ?? (wasCut ? 'ended too early' : null)),
    next: isSet ? next : null,
    log: withoutEnds(lines).slice(-LOGGED),
  };
}

function endWords(code: number): string | null {
  return code === 0 ? null : `exit code ${code}`;
}

/** Of a task whose program could not be started, such as after Node.js has moved. */
function resultWords(result: number | null): string | null {
  return result === null || result === 0 || result === NOT_RUN ? null : `result 0x${(result >>> 0).toString(16)}`;
}

interface LastResult {
  readonly next: string | null;
  readonly lastRun: string | null;
  readonly result: number | null;
}

/** Its columns stand in one order in every language; their names and the times don't. */
async function lastResult(run: RunCommand, task: string): Promise<LastResult> {
  const { stdout } = await run('schtasks', '/Query', '/TN', task, '/V', '/FO', 'CSV', '/NH');
  const [row = ''] = stdout.trim().split('\n');
  const fields = [...row.matchAll(/"((?:[^"]|"")*)"/g)].map(([, field = '']) => field);
  const [, , next = '', , , lastRun = '', result = ''] = fields;
  const number = /^-?\d+$/.test(result) ? Number(result) : null;
  return { next: timeIn(next), lastRun: number === NOT_RUN ? null : timeIn(lastRun), result: number };
}

/** Null for what is no time, such as `N/A`, and for what could not be read in this code page. */
function timeIn(field: string): string | null {
  return /\d/.test(field) && !field.includes('\uFFFD') ? field : null;
}
