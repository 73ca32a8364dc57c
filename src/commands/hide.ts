// `hide`, `unhide` and `hidden`: what its owner would rather not see again.

import { InvalidArgumentError, type Command } from 'commander';
import { loadConfig, type Config } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { UsageError, UserError } from '../platform/errors.ts';
import { HIDE_KINDS, type HideRule } from '../memories/hide-rules.ts';
import { toUserError, openDatabase, type Db } from '../library/database.ts';
import { addHideRule, hideRuleRecords, removeHideRule } from '../memories/hide-store.ts';
import { findPost } from '../library/posts.ts';
import { jsonText } from '../text/json.ts';
import { migrationNotice } from '../cli/notices.ts';
import { handle, tweetReference } from './options.ts';
import { settingFlags, type GlobalFlags } from '../cli/flags.ts';
import { sanitizeLine } from '../text/sanitize.ts';

interface RuleFlags extends GlobalFlags {
  readonly date?: string;
  readonly user?: string;
  readonly word?: string;
}

interface HiddenFlags extends GlobalFlags {
  readonly json?: boolean;
}

export function addHide(program: Command, context: Context): void {
  withRules(program.command('hide'))
    .description('hide a tweet, a day, a person or a word from every view, page, mail and export')
    .action(async (post: string | undefined, _flags: RuleFlags, command: Command) => {
      const flags: RuleFlags = command.optsWithGlobals();
      const rules = rulesFrom(post, flags);
      // What hurts is known before the first import.
      await withDatabase(context, flags, { create: true }, (db) => {
        for (const rule of rules) {
          const added = addHideRule(db, rule, context.now());
          const unknown = rule.kind === 'tweet' && !findPost(db, rule.value) ? ' (no archive has brought it yet)' : '';
          context.stdout.write(`${added ? 'Hidden' : 'Was hidden already'}: ${ruleInWords(rule)}${unknown}\n`);
        }
      });
    });
}

export function addUnhide(program: Command, context: Context): void {
  withRules(program.command('unhide'))
    .description('show again what was hidden')
    .action(async (post: string | undefined, _flags: RuleFlags, command: Command) => {
      const flags: RuleFlags = command.optsWithGlobals();
      const rules = rulesFrom(post, flags);
      await withDatabase(context, flags, { create: false }, (db) => {
        for (const rule of rules) {
          if (!db || !removeHideRule(db, rule)) {
            throw new UserError(`this is not hidden: ${ruleInWords(rule)}`, { hint: 'memories hidden lists what is' });
          }
          context.stdout.write(`Shown again: ${ruleInWords(rule)}\n`);
        }
      });
    });
}

export function addHidden(program: Command, context: Context): void {
  program
    .command('hidden')
    .description('list what is hidden')
    .option('--json', 'print one JSON object')
    .action(async (_flags: GlobalFlags, command: Command) => {
      const flags: HiddenFlags = command.optsWithGlobals();
      await withDatabase(context, flags, { create: false }, (db) => {
        const rules = db ? hideRuleRecords(db) : [];
        context.stdout.write(flags.json ? jsonText({ hidden: rules }) : hiddenText(rules));
      });
    });
}

function withRules(command: Command): Command {
  return command
    .argument('[tweet]', "a tweet's id or address", tweetReference)
    .option('--date <date>', 'a day: 2015-03-14, or 03-14 for every year', hiddenDate)
    .option('--user <handle>', 'tweets that mention or reply to a person', handle)
    .option('--word <word>', 'tweets with a word or phrase, in capitals or not');
}

function hiddenDate(raw: string): string {
  const [, year, month, day] = /^(?:(\d{4})-)?(\d\d)-(\d\d)$/.exec(raw) ?? [];
  const time = Date.parse(`${year ?? '2024'}-${month ?? ''}-${day ?? ''}`);
  if (!Number.isNaN(time) && new Date(time).getUTCDate() === Number(day)) return raw;
  throw new InvalidArgumentError('It must be a date such as 2015-03-14, or 03-14 for every year.');
}

function rulesFrom(post: string | undefined, flags: RuleFlags): HideRule[] {
  const values: Record<HideRule['kind'], string | undefined> = {
    tweet: post,
    date: flags.date,
    user: flags.user?.toLowerCase(),
    word: flags.word?.trim().toLowerCase(),
  };
  const rules = HIDE_KINDS.flatMap((kind) => (values[kind] ? [{ kind, value: values[kind] }] : []));
  if (rules.length > 0) return rules;
  throw new UsageError('nothing was named', { hint: 'name a tweet, or --date, --user or --word' });
}

/** Gives `use` null where there is no database and none is to be created. */
async function withDatabase<Create extends boolean>(
  context: Context,
  flags: GlobalFlags,
  { create }: { readonly create: Create },
  use: (db: Create extends true ? Db : Db | null) => void,
): Promise<void> {
  const config: Config = await loadConfig(context, settingFlags(flags));
  const db = openDatabase(config.databasePath, { create, onMigrated: migrationNotice(context) });
  try {
    use(db as Db);
  } catch (error) {
    throw toUserError(error, config.databasePath);
  } finally {
    db?.close();
  }
}

export function ruleInWords({ kind, value }: HideRule): string {
  const shown = sanitizeLine(value);
  if (kind === 'tweet') return `tweet ${shown}`;
  if (kind === 'user') return `tweets that mention or reply to @${shown}`;
  if (kind === 'word') return `tweets with "${shown}"`;
  return shown.length === 5 ? `${shown} of every year` : shown;
}

/** A line a rule; ends with a new line. */
export function hiddenText(rules: readonly HideRule[]): string {
  if (rules.length === 0) return 'Nothing is hidden.\n';
  return rules.map((rule) => `${ruleInWords(rule)}\n`).join('');
}
