// The work of `memories hide`, `unhide` and `hidden`.

import { dateOf, localDateOf } from '../time/calendar.ts';
import { loadConfig, type Config } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { UsageError, UserError } from '../platform/errors.ts';
import { HIDE_KINDS, type HideRule } from '../memories/hide-rules.ts';
import { toUserError, openDatabase, type Db } from '../library/database.ts';
import { addHideRule, hideRuleRecords, removeHideRule } from '../memories/hide-store.ts';
import { copiesElsewhere } from '../memories/hidden-copies.ts';
import { countHidden } from '../memories/count-hidden.ts';
import { accounts } from '../library/accounts.ts';
import { serverOf } from '../post/handle.ts';
import { namesakesOf } from '../memories/people-called.ts';
import { findPost } from '../library/posts.ts';
import { NETWORK_NAMES } from '../post/network.ts';
import { isMadeId, publicId } from '../post/id.ts';
import { findNamedPost, namedPost } from './find-post.ts';
import { openText } from '../views/covered.ts';
import { truncate } from '../text/display-width.ts';
import { formatList, pluralize } from '../text/numbers-and-dates.ts';
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
  await withDatabase(context, flags, { create: true }, (db, { timeZone }) => {
    for (const rule of rules.map((one) => resolved(db, one))) {
      const added = addHideRule(db, rule, context.now());
      const [line] = linesFor(db, [rule], timeZone);
      context.stdout.write(`${added ? 'Hidden' : 'Was hidden already'}: ${line ?? ''}\n`);
      context.stderr.write(namesakesNote(db, rule));
    }
  });
}

/** Throws a UserError for what is not hidden. */
export async function unhide(context: Context, flags: RuleFlags, post: string | undefined): Promise<void> {
  const rules = await rulesFrom(context, post, flags);
  await withDatabase(context, flags, { create: false }, (db, { timeZone }) => {
    for (const rule of rules.map((one) => (db ? resolved(db, one) : one))) {
      if (!db || !removeHideRule(db, rule)) {
        throw new UserError(`this is not hidden: ${formatRule(rule)}`, { hint: 'memories hidden lists what is' });
      }
      const [line] = linesFor(db, [rule], timeZone);
      context.stdout.write(`Shown again: ${line ?? ''}\n`);
    }
  });
}

export async function listHidden(context: Context, flags: HiddenFlags): Promise<void> {
  await withDatabase(context, flags, { create: false }, (db, { timeZone }) => {
    const rules = db ? hideRuleRecords(db) : [];
    if (flags.json) context.stdout.write(jsonText({ hidden: rules.map((rule) => withPublicId(db, rule)) }));
    else if (!db || rules.length === 0) context.stdout.write('Nothing is hidden.\n');
    else
      context.stdout.write(
        linesFor(db, rules, timeZone)
          .map((line) => `${line}\n`)
          .join(''),
      );
  });
}

/** A tweet may be hidden before its archive comes; another network's post is known by our id only when it is here. */
function resolved(db: Db, rule: HideRule): HideRule {
  if (rule.kind !== 'tweet') return rule;
  const isId = /^\d+$/.test(rule.value);
  const post = isId ? findNamedPost(db, rule.value) : namedPost(db, rule.value);
  return post === undefined ? rule : { ...rule, value: post.id };
}

/** A rule about a post with the id that its network has for it. */
function withPublicId(db: Db | null, rule: HideRule): HideRule {
  const post = db !== null && rule.kind === 'tweet' && isMadeId(rule.value) ? findPost(db, rule.value) : undefined;
  return post === undefined ? rule : { ...rule, value: publicId(post) };
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
  throw new UsageError('nothing was named', { hint: 'name a post, or --date, --user or --word' });
}

const DAY_HINT = 'write 2015-03-14, or 03-14 for every year; "14 March" will do';

/** `2015-03-14`, or `03-14` where no year was named. */
async function hiddenDay(context: Context, flags: RuleFlags, words: string): Promise<string> {
  // Which of yesterday's years is meant is anybody's guess.
  if (!/\d/.test(words)) throw new UsageError(`"${words}" isn't a day that can be hidden`, { hint: DAY_HINT });
  const { timeZone } = await loadConfig(context, settingFlags(flags));
  const { date, everyYear } = await readDate(words, dateOf(context.now(), timeZone), DAY_HINT);
  return everyYear ?? date.toString();
}

/** `use` gets null where there is no database and none is to be created. */
async function withDatabase<Create extends boolean>(
  context: Context,
  flags: GlobalFlags,
  { create }: { readonly create: Create },
  use: (db: Create extends true ? Db : Db | null, config: Config) => void,
): Promise<void> {
  const config: Config = await loadConfig(context, settingFlags(flags));
  const db = openDatabase(config.databasePath, { create, ...openingNotices(context) });
  try {
    use(db as Db, config);
  } catch (error) {
    throw toUserError(error, config.databasePath);
  } finally {
    db?.close();
  }
}

/** A tweet with its date and first words, everything else with how many tweets it hides. */
function linesFor(db: Db, rules: readonly HideRule[], timeZone: string): string[] {
  const accountIds = accounts(db).map(({ id }) => id);
  // Before the first import there is nothing to count.
  const counts = accountIds.length === 0 ? [] : countHidden(db, accountIds, rules, timeZone);
  return rules.map((rule, index) => {
    const count = counts[index];
    if (rule.kind === 'tweet')
      return `${formatRule(withPublicId(db, rule))} (${describePost(db, rule.value, timeZone)})`;
    return `${formatRule(rule)}${count === undefined ? '' : ` (${pluralize(count, 'post')})`}`;
  });
}

/** A name without a server hides nobody of that name on one, which is easily thought. */
function namesakesNote(db: Db, { kind, value }: HideRule): string {
  const accountIds = accounts(db).map(({ id }) => id);
  if (kind !== 'user' || serverOf(value) !== null || value.includes('.') || accountIds.length === 0) return '';
  const others = namesakesOf(db, accountIds, value).slice(0, MOST_NAMESAKES);
  if (others.length === 0) return '';
  const named = others.map(({ handle, posts }) => `@${sanitizeLine(handle)} (${pluralize(posts, 'post')})`);
  return `note: posts that name ${formatList(named, 'or')} stay: hide them by the whole handle\n`;
}

const MOST_NAMESAKES = 5;

/** In cells, of a tweet's words. */
const OPENING = 30;

function describePost(db: Db, id: string, timeZone: string): string {
  const post = findPost(db, id);
  if (!post) return 'no archive has brought it yet';
  const words = truncate(sanitizeLine(openText(post)), OPENING);
  const networks = formatList(copiesElsewhere(db, id).map(({ network }) => NETWORK_NAMES[network]));
  const copies = networks === '' ? '' : `; also on ${networks}`;
  return `${localDateOf(post, timeZone).toString()}${words === '' ? '' : `: ${words}`}${copies}`;
}

function formatRule({ kind, value }: HideRule): string {
  const shown = sanitizeLine(value);
  if (kind === 'tweet') return `post ${shown}`;
  if (kind === 'user') return `posts that mention or reply to @${shown}`;
  if (kind === 'word') return `posts with "${shown}"`;
  return shown.length === 5 ? `${shown} of every year` : shown;
}
