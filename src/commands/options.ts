// Options and arguments that several commands share.

import { InvalidArgumentError, Option, type Command } from 'commander';
import { checkTimeZone, type CheckResult } from '../config/checks.ts';
import type { Context } from '../platform/context.ts';
import { UsageError } from '../platform/errors.ts';
import { COLOR_MODES, IMAGE_MODES } from '../config/settings.ts';
import type { ShowFlags } from '../cli/flags.ts';
import { helpBelow } from './help.ts';
import { parseHandle } from '../post/handle.ts';
import { NETWORKS } from '../post/network.ts';

export function withGlobalOptions(program: Command): Command {
  return program
    .option('--db <file>', 'use another database file (or set MEMORIES_DB)', path)
    .addOption(new Option('--color <when>', 'use colours').choices(COLOR_MODES))
    .option('--no-color', 'use no colours')
    .option('--no-input', 'never ask anything')
    .option('--no-pager', 'print at once what is longer than the screen');
}

/** For commands that choose among posts. */
export function withShowOptions(command: Command): Command {
  return withViewOptions(withDirectOption(withChoiceOptions(withAccountOption(command))));
}

export function withAccountOption(command: Command): Command {
  return command
    .option('-a, --account <handle>', 'only this account; repeat for more', handles)
    .addOption(new Option('--network <network>', 'only accounts of this network').choices(NETWORKS));
}

/** For commands that show posts which nobody but those they name should see. */
export function withDirectOption(command: Command): Command {
  return command.option('--direct', 'also what only the people named in it saw');
}

/** Which kinds of posts there are to see. */
export function withChoiceOptions(command: Command): Command {
  return command
    .option('--retweets', 'show retweets, boosts and reposts too')
    .option('--no-retweets', 'leave them out, whatever the configuration says')
    .option('--replies', 'show replies to others, whatever the configuration says')
    .option('--no-replies', 'leave replies to others out');
}

export function withZone(command: Command): Command {
  return command.option(
    '--time-zone <zone>',
    'the zone whose days count, such as Europe/Paris',
    toParser(checkTimeZone),
  );
}

/** For commands that count by days. */
export function withZoneAndJson(command: Command): Command {
  return withZone(command).addOption(new Option('--json', 'print one JSON object').conflicts(['html', 'open']));
}

/** For all commands that show posts. */
export function withViewOptions(command: Command): Command {
  return withZoneAndJson(command)
    .option('--html <file>', 'write one self-contained page instead (- for standard output)', path)
    .option('--open', 'open the page in the browser')
    .addOption(new Option('--images <when>', 'show photos in the terminal').choices(IMAGE_MODES))
    .option('--sensitive', 'show what is marked sensitive or has a content warning')
    .option('--no-sensitive', 'cover it, whatever the configuration says')
    .hook('preAction', assertPageIsFile);
}

/** A browser can't open standard output. */
function assertPageIsFile(command: Command): void {
  const { html, open } = command.opts<ShowFlags>();
  if (html === '-' && open === true)
    throw new UsageError("--open can't be used with --html -", { hint: 'name a file, or leave --open out' });
}

/** A setting's check as Commander wants it. */
export function toParser<Value>(check: (raw: unknown) => CheckResult<Value>): (raw: string) => Value {
  return (raw) => {
    const checked = check(raw);
    if (checked.ok) return checked.value;
    throw new InvalidArgumentError(`It must be ${checked.expected}`);
  };
}

/** An unset variable of the shell leaves an empty word, which would mean the current folder. */
export function path(raw: string): string {
  if (raw !== '') return raw;
  throw new InvalidArgumentError('It must be a path.');
}

/** `@jack` and `jack` alike. */
export function handle(raw: string): string {
  const found = parseHandle(raw);
  if (found === null) throw new InvalidArgumentError('It must be a handle such as @jack.');
  return found;
}

/** What names a post: a tweet's id, alone or in its address; another network's id or address as it is. */
export function requiredPost(raw: string): string {
  const reference = postReference(raw);
  if (reference !== null) return reference;
  throw new InvalidArgumentError('It must be the id of a post or its address.');
}

/** The same; null for what is neither. */
export function postReference(raw: string): string | null {
  return tweetId(raw) ?? (NETWORK_ID.test(raw) || ADDRESS.test(raw) ? raw : null);
}

/** A ULID, a UUID, the key of a record: none is as short as a word, or without a digit. */
const NETWORK_ID = /^(?=.*[a-z])(?=.*\d)[a-z\d-]{13,64}$/i;
/** As networks' servers have them; the last part is some kind of id. */
const ADDRESS =
  /^(?:at:\/\/|https?:\/\/[^\s/]+\/(?:@|(?:users|notice|objects|notes|profile|p)\/))\S*\/[^\s/]*\d[^\s/]*\/?$|^https?:\/\/[^\s/]+\/(?:notice|objects|notes)\/[^\s/]*\d[^\s/]*\/?$/i;

function tweetId(raw: string): string | null {
  const address =
    /^(?:https?:\/\/)?(?:[\w-]+\.)*(?:twitter|x)\.com\/(?:#!\/)?[^?#]*\/status(?:es)?\/(\d{1,19})(?:[/?#]|$)/i.exec(
      raw,
    );
  const id = address?.[1] ?? /^\d{1,19}$/.exec(raw)?.[0];
  return id !== undefined && BigInt(id) < 2n ** 63n ? id : null;
}

/** A whole number from 0. */
export function wholeNumber(most: number): (raw: string) => number {
  return (raw) => {
    const number = Number(raw);
    if (/^\d+$/.test(raw) && number <= most) return number;
    throw new InvalidArgumentError(`It must be a whole number up to ${most}.`);
  };
}

/** A year as a number. */
export function yearNumber(raw: string): number {
  if (/^\d{4}$/.test(raw) && Number(raw) > 0) return Number(raw);
  throw new InvalidArgumentError('It must be a year such as 2015.');
}

function handles(raw: string, before: readonly string[] = []): readonly string[] {
  return [...before, handle(raw)];
}

const CONDITIONS = [
  ['"some words"', `in this order; for the shell: '"some words"'`],
  ['rail*', 'what begins like this'],
  ['#tag, @name', 'only as a tag, as a name'],
  ['-word, -"some words"', 'posts without it'],
  ['since:2015 until:2016-03', 'from the first to the last day, both included'],
  ['on:11-22, on:2016-03-14', 'a day of every year, a day'],
  ['has:photo', 'also has:video, has:gif, has:link, has:place'],
  ['is:thread', 'also is:reply, is:quote, is:retweet'],
  ['from:account', 'one of your accounts'],
  ['on:mastodon', 'what was written on that network'],
  ['-has: -is: -from:', 'not so'],
] as const;

/** For commands with a query. */
export function withConditions(command: Command, context: Context): Command {
  const text = 'Words find posts that have them all. A query can also have:';
  return command.addHelpText('after', () => helpBelow(text, CONDITIONS, context));
}
