// The work of `memories hide`, `unhide` and `hidden`.

import { dateOf } from '../time/calendar.ts';
import { loadConfig, type Config } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { UsageError, UserError } from '../platform/errors.ts';
import { HIDE_KINDS, type HideRule } from '../memories/hide-rules.ts';
import { toUserError, openDatabase, type Db } from '../library/database.ts';
import { addHideRule, hideRuleRecords, removeHideRule } from '../memories/hide-store.ts';
import { findPost } from '../library/posts.ts';
import { jsonText } from '../text/json.ts';
import { openingNotices } from './notices.ts';
import { readDate } from './read-date.ts';
import { settingFlags, type GlobalFlags } from './flags.ts';
import { sanitizeLine } from '../text/sanitize.ts';

export interface RuleFlags extends GlobalFlags {
  readonly date?: string;
  readonly user?: string;
  readonly word?: string;
}

export interface HiddenFlags extends GlobalFlags {
  readonly json?: boolean;
}

export async function hide(context: Context, flags: RuleFlags, post: string | undefined): Promise<void> {
  const rules = await rulesFrom(context, post, flags);
  // People know what they don't want to see before they import anything.
  await withDatabase(context, flags, { create: true }, (db) => {
    for (const rule of rules) {
      const added = addHideRule(db, rule, context.now());
      const unknown = rule.kind === 'tweet' && !findPost(db, rule.value) ? ' (no archive has brought it yet)' : '';
      context.stdout.write(`${added ? 'Hidden' : 'Was hidden already'}: ${formatRule(rule)}${unknown}\n`);
    }
  });
}

/** Throws a UserError for what is not hidden. */
export async function unhide(context: Context, flags: RuleFlags, post: string | undefined): Promise<void> {
  const rules = await rulesFrom(context, post, flags);
  await withDatabase(context, flags, { create: false }, (db) => {
    for (const rule of rules) {
      if (!db || !removeHideRule(db, rule)) {
        throw new UserError(`this is not hidden: ${formatRule(rule)}`, { hint: 'memories hidden lists what is' });
      }
      context.stdout.write(`Shown again: ${formatRule(rule)}\n`);
    }
  });
}

export async function listHidden(context: Context, flags: HiddenFlags): Promise<void> {
  await withDatabase(context, flags, { create: false }, (db) => {
    const rules = db ? hideRuleRecords(db) : [];
    context.stdout.write(flags.json ? jsonText({ hidden: rules }) : hiddenText(rules));
  });
}

/** Throws a UsageError when nothing is named, or a day that isn't one. */
async function rulesFrom(context: Context, post: string | undefined, flags: RuleFlags): Promise<HideRule[]> {
  const values: Record<HideRule['kind'], string | undefined> = {
    tweet: post,
    date: flags.date === undefined ? undefined : await hiddenDay(context, flags, flags.date),
    user: flags.user?.toLowerCase(),
    word: flags.word?.trim().toLowerCase(),
  };
  const rules = HIDE_KINDS.flatMap((kind) => (values[kind] ? [{ kind, value: values[kind] }] : []));
  if (rules.length > 0) return rules;
  throw new UsageError('nothing was named', { hint: 'name a tweet, or --date, --user or --word' });
}

const DAY_HINT = 'write 2015-03-14, or 03-14 for every year; "14 March" will do';

/** `2015-03-14`, or `03-14` where no year was named. */
async function hiddenDay(context: Context, flags: RuleFlags, words: string): Promise<string> {
  // Which of yesterday's years is meant is anybody's guess.
  if (!/\d/.test(words)) throw new UsageError(`"${words}" isn't a day that can be hidden`, { hint: DAY_HINT });
  const { timeZone } = await loadConfig(context, settingFlags(flags));
  const { date, everyYear } = await readDate(words, dateOf(context.now(), timeZone));
  return everyYear ?? date.toString();
}

/** `use` gets null where there is no database and none is to be created. */
async function withDatabase<Create extends boolean>(
  context: Context,
  flags: GlobalFlags,
  { create }: { readonly create: Create },
  use: (db: Create extends true ? Db : Db | null) => void,
): Promise<void> {
  const config: Config = await loadConfig(context, settingFlags(flags));
  const db = openDatabase(config.databasePath, { create, ...openingNotices(context) });
  try {
    use(db as Db);
  } catch (error) {
    throw toUserError(error, config.databasePath);
  } finally {
    db?.close();
  }
}

function formatRule({ kind, value }: HideRule): string {
  const shown = sanitizeLine(value);
  if (kind === 'tweet') return `tweet ${shown}`;
  if (kind === 'user') return `tweets that mention or reply to @${shown}`;
  if (kind === 'word') return `tweets with "${shown}"`;
  return shown.length === 5 ? `${shown} of every year` : shown;
}

/** One line for each rule. Ends with a newline. */
function hiddenText(rules: readonly HideRule[]): string {
  if (rules.length === 0) return 'Nothing is hidden.\n';
  return rules.map((rule) => `${formatRule(rule)}\n`).join('');
}
