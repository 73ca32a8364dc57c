// What sends the mails where there is neither systemd nor launchd: lines for cron, which uses the machine's time zone,
// whichever zone the digests have.

import { dateOf, Temporal, type PlainDate } from '../time/calendar.ts';
import type { Config } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { DEFAULT_DIGEST } from '../config/keys.ts';
import { digestsOf, originOf, withOneRecipient, type Digest } from '../digest/config.ts';
import { nextOf, type Schedule } from '../digest/schedule.ts';
import { cronLine, type Launch } from './units.ts';
import { withYearDigests } from '../digest/year-digest.ts';

/** Text for a hint, with one line for each mail. Throws a UserError for a digest with wrong settings. */
export function printCronFallback(context: Context, config: Config, launch: Launch): string {
  if (context.platform === 'win32') return 'keep memories serve-digest running';
  const digests = withOneRecipient(digestsOf(config));
  const schedule = digests[0]?.schedule ?? originOf(config, DEFAULT_DIGEST, 'day').schedule;
  const mails = withYearDigests(digests).map((digest) => ({
    when: fieldsHere(digest.schedule, context),
    words: wordsOf(digest, digests.length > 1),
  }));
  if (mails.length === 0) mails.push({ when: fieldsHere(schedule, context), words: [] });
  const unknown = mails.find(({ when }) => !CRON_FIELDS.test(when));
  if (unknown) return `cron knows no "${unknown.when}": keep memories serve-digest running, or set another schedule`;
  const lines = mails.map(({ when, words }) => cronLine(launch, when, words));
  return lines.length === 1
    ? `let cron send it (crontab -e): ${lines.join('')}`
    : ['let cron send them (crontab -e):', ...lines].join('\n');
}

/** Numbers and names of three letters. No cron has the last day of a month or its second Monday. */
const CRON_FIELDS = /^(?:\d+|\*|[a-z]{3}(?![a-z])|[-,/ ])+$/i;

/** The arguments of `digest send` that select a mail. */
function wordsOf({ name, every }: Digest, isOneOfSeveral: boolean): string[] {
  return [...(isOneOfSeveral ? [name] : []), ...(every === 'year' ? ['--year'] : [])];
}

interface When {
  readonly hour: number;
  readonly minute: number;
  /** The date here, and how many days later it is than in the digest's zone. */
  readonly date: PlainDate;
  readonly later: number;
}

/** When a schedule is due next, by the machine's clock. */
function whenHere(schedule: Schedule, context: Context): When {
  const here = context.systemTimeZone();
  const at = nextOf({ schedule }, context.now());
  const date = dateOf(at ?? context.now(), here);
  if (at === null) return { ...schedule.time, date, later: 0 };
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(here);
  return { hour, minute, date, later: dateOf(at, schedule.timeZone).until(date).days };
}

/** The five fields of cron that mean by the machine's clock what the schedule means in its own zone. */
function fieldsHere(schedule: Schedule, context: Context): string {
  const when = whenHere(schedule, context);
  return `${when.minute} ${when.hour} ${daysHere(schedule, when)}`;
}

/** Days of the year and of the week can be moved to the day before or after; a day of every month can't. */
function daysHere(schedule: Schedule, { date, later }: When): string {
  const [, , day = '*', month = '*', weekday = '*'] = schedule.expression.split(' ');
  if (later !== 0 && /^\d+ \d+$/.test(`${day} ${month}`)) return `${date.day} ${date.month} ${weekday}`;
  if (later === 0 || day !== '*' || month !== '*' || /^\*$|[#l]/i.test(weekday)) return `${day} ${month} ${weekday}`;
  const week = Array.from({ length: 7 }, (_, index) => date.add({ days: index }));
  const days = week
    .filter((one) => schedule.dueOn(one.subtract({ days: later })) !== null)
    .map((one) => one.dayOfWeek % 7);
  return `* * ${days.sort((a, b) => a - b).join(',')}`;
}
