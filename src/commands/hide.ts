// `hide`, `unhide` and `hidden`: what its owner would rather not see again.

import { InvalidArgumentError, type Command } from 'commander';
import { loadConfig, type Config } from '../config.ts';
import type { Context } from '../context.ts';
import { UserError } from '../errors.ts';
import { HIDE_KINDS, type HideRule } from '../hiding.ts';
import { explained, openDatabase, type Db } from '../store/database.ts';
import { addHideRule, madeRules, removeHideRule } from '../store/hidden.ts';
import { findTweet } from '../store/tweets.ts';
import { jsonText } from '../views/json.ts';
import { hiddenText, ruleInWords } from '../views/hidden.ts';
import { handle, settingFlags, tweetReference, type GlobalFlags } from './options.ts';

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
    .action(async (tweet: string | undefined, _flags: RuleFlags, command: Command) => {
      await withDatabase(context, command.optsWithGlobals<RuleFlags>(), (db, flags) => {
        for (const rule of rulesFrom(tweet, flags)) {
          const added = addHideRule(db, rule, context.now());
          const unknown = rule.kind === 'tweet' && !findTweet(db, rule.value) ? ' (no archive has brought it yet)' : '';
          context.stdout.write(`${added ? 'Hidden' : 'Was hidden already'}: ${ruleInWords(rule)}${unknown}\n`);
        }
      });
    });
}

export function addUnhide(program: Command, context: Context): void {
  withRules(program.command('unhide'))
    .description('show again what was hidden')
    .action(async (tweet: string | undefined, _flags: RuleFlags, command: Command) => {
      await withDatabase(context, command.optsWithGlobals<RuleFlags>(), (db, flags) => {
        for (const rule of rulesFrom(tweet, flags)) {
          if (!removeHideRule(db, rule)) {
            throw new UserError(`${ruleInWords(rule)} was not hidden`, { hint: 'memories hidden lists what is' });
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
      await withDatabase(context, command.optsWithGlobals<HiddenFlags>(), (db, flags) => {
        const rules = madeRules(db);
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

function rulesFrom(tweet: string | undefined, flags: RuleFlags): HideRule[] {
  const values: Record<HideRule['kind'], string | undefined> = {
    tweet,
    date: flags.date,
    user: flags.user?.toLowerCase(),
    word: flags.word?.trim().toLowerCase(),
  };
  const rules = HIDE_KINDS.flatMap((kind) => (values[kind] ? [{ kind, value: values[kind] }] : []));
  if (rules.length > 0) return rules;
  throw new UserError('nothing was named', { hint: 'name a tweet, or --date, --user or --word' });
}

/** Hiding must be possible before the first import: what hurts is known in advance. */
async function withDatabase<Flags extends GlobalFlags>(
  context: Context,
  flags: Flags,
  use: (db: Db, flags: Flags) => void,
): Promise<void> {
  const config: Config = await loadConfig(context, settingFlags(flags));
  const db = openDatabase(config.databasePath, { create: true });
  try {
    use(db, flags);
  } catch (error) {
    throw explained(error, config.databasePath);
  } finally {
    db.close();
  }
}
