// `hide`, `unhide` and `hidden`: the words of the command line. The work is loaded when it is asked for.

import type { Command } from 'commander';
import type { Context } from '../platform/context.ts';
import type { HiddenFlags, RuleFlags } from '../cli/hide.ts';
import { handleOfProfile } from '../post/handle.ts';
import { UsageError } from '../platform/errors.ts';
import { handle, postReference } from './options.ts';

export function addHide(program: Command, context: Context): void {
  withRules(program.command('hide'))
    .description('hide a post, a day, a person or a word from every view, page, mail and export')
    .action(async (post: string | undefined, _flags: RuleFlags, command: Command) => {
      const { hide } = await import('../cli/hide.ts');
      await hide(context, command.optsWithGlobals(), post);
    });
}

export function addUnhide(program: Command, context: Context): void {
  withRules(program.command('unhide'))
    .description('show again what was hidden')
    .action(async (post: string | undefined, _flags: RuleFlags, command: Command) => {
      const { unhide } = await import('../cli/hide.ts');
      await unhide(context, command.optsWithGlobals(), post);
    });
}

export function addHidden(program: Command, context: Context): void {
  program
    .command('hidden')
    .description('list what is hidden')
    .option('--json', 'print one JSON object')
    .action(async (_flags: HiddenFlags, command: Command) => {
      const { listHidden } = await import('../cli/hide.ts');
      await listHidden(context, command.optsWithGlobals());
    });
}

function withRules(command: Command): Command {
  return command
    .argument('[post]', "a post's id or address", (raw) => postOrHint(raw, command.name()))
    .option('--date <date>', 'a day: 2015-03-14, or 03-14 for every year; also "14 March"')
    .option('--user <handle>', 'posts that mention or reply to a person', handle)
    .option('--word <word>', 'posts with a word or phrase; capitals, accents and apostrophes make no difference');
}

/** What else can be hidden has an option of its own. */
function postOrHint(raw: string, command: string): string {
  const reference = postReference(raw);
  if (reference !== null) return reference;
  const profile = PROFILE.exec(raw)?.[1] ?? handleOfProfile(raw);
  const meant = profile ?? raw;
  const option = profile !== null || raw.startsWith('@') ? '--user' : isDay(raw) ? '--date' : '--word';
  const value = /^[@\w.-]+$/.test(meant) ? meant : `"${meant.replaceAll('"', '')}"`;
  throw new UsageError(`"${raw}" isn't the id or address of a post`, {
    hint: `did you mean memories ${command} ${option} ${value}?`,
  });
}

/** The address of somebody's profile. */
const PROFILE = /^https?:\/\/(?:(?:www|mobile)\.)?(?:x|twitter)\.com\/(\w+)\/?$/i;

/** With digits alone; other words may be in a post. */
function isDay(raw: string): boolean {
  return /^(?:\d{4}-)?\d{1,2}-\d{1,2}$/.test(raw);
}
