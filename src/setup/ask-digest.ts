// Setup's questions about the mail itself: to whom, when, in which zone, and what on empty days.

import { similarTimeZones } from '../time/calendar.ts';
import { overridingVariable, type Config } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { messageOf } from '../platform/errors.ts';
import { parseMailbox } from '../mail/mailbox.ts';
import { parseSchedule } from '../digest/schedule.ts';
import { checkMailbox, checkSchedule, checkTimeZone, type CheckResult } from '../config/checks.ts';
import { accounts } from '../library/accounts.ts';
import { openDatabase } from '../library/database.ts';
import { ianaTimeZone } from '../archive/twitter/time-zones.ts';
import { keyFor, zoneKey, type DigestAnswers } from './answers.ts';
import type { Prompter } from './prompts.ts';

/** Starts from what is set. What a variable sets is told, and not asked. */
export async function askForDigest(
  asker: Prompter,
  context: Context,
  config: Config,
  name: string,
): Promise<DigestAnswers> {
  const known = (key: `digest.${string}`): string => String(config.state(keyFor(name, key)).value ?? '');
  const unlessSet = async (key: string, ask: () => Promise<string>): Promise<string> => {
    const variable = overridingVariable(key, context);
    if (variable === undefined) return ask();
    const value = String(config.state(key).value);
    asker.say(`${variable} says: ${value}`);
    return value;
  };
  const isNew = config.state(keyFor(name, 'digest.to')).origin.source === 'default' || !isOwn(config, name);
  const to = await unlessSet(keyFor(name, 'digest.to'), () =>
    asker.text('Which address is the mail for?', isNew ? '' : known('digest.to'), checkAddress),
  );
  const timeZone = await unlessSet(zoneKey(name, config), () => askForZone(asker, context, config, name));
  const schedule = await unlessSet(keyFor(name, 'digest.schedule'), () =>
    asker.text('At what time is it to come?', known('digest.schedule'), checkTime),
  );
  const empty = await unlessSet(keyFor(name, 'digest.empty'), () =>
    asker.choose(
      'And on days without memories?',
      [
        { value: 'skip', name: 'no mail' },
        { value: 'send', name: 'a mail that says so' },
      ],
      known('digest.empty'),
    ),
  );
  return { to, timeZone, schedule, empty: empty === 'send' ? 'send' : 'skip' };
}

/** A further digest is new until it has its own address: it never goes to the first one's reader by accident. */
function isOwn(config: Config, name: string): boolean {
  return name === 'digest' || config.furtherDigests.includes(name);
}

function checkAddress(raw: string): CheckResult<string> {
  const checked = checkMailbox(raw);
  const domain = parseMailbox(raw)?.address.split('@')[1] ?? '';
  return checked.ok && domain !== 'localhost' && !domain.includes('.')
    ? { ok: false, expected: `whole; what comes after "${domain}"?` }
    : checked;
}

/** Also `8` and `7.30`. */
function checkTime(raw: string): CheckResult<string> {
  const [, hour, minute = '00'] = /^\s*(\d{1,2})(?:[:.h](\d\d))?\s*$/.exec(raw) ?? [];
  const checked = checkSchedule(hour === undefined ? raw : `${hour.padStart(2, '0')}:${minute}`);
  if (!checked.ok) return checked;
  try {
    parseSchedule(checked.value, 'UTC', 'day');
    return checked;
  } catch (error) {
    return { ok: false, expected: `a time or fields of cron: ${messageOf(error)}` };
  }
}

const ZONE = 'Which time zone do your days have?';
const OTHER = 'other';

async function askForZone(asker: Prompter, context: Context, config: Config, name: string): Promise<string> {
  const set = config.state(zoneKey(name, config));
  const current = set.value ?? (name === 'digest' ? null : config.timeZone);
  if (current !== null) return asker.text(ZONE, String(current), checkZone);
  const system = context.systemTimeZone();
  const twitter = twitterZone(config);
  if (twitter === null || twitter === system) return asker.text(ZONE, system, checkZone);
  const chosen = await asker.choose(ZONE, [
    { value: twitter, name: `${twitter}, as your archive says` },
    { value: system, name: `${system}, as this machine has it` },
    { value: OTHER, name: 'another one' },
  ]);
  return chosen === OTHER ? asker.text(ZONE, system, checkZone) : chosen;
}

/** The one zone that accounts had on Twitter; null when there is none, or several. */
function twitterZone(config: Config): string | null {
  const db = openDatabase(config.databasePath, { create: false });
  if (!db) return null;
  try {
    const zones = accounts(db).map(({ timeZone }) => (timeZone === null ? null : ianaTimeZone(timeZone)));
    const [zone = null, ...others] = new Set(zones.filter((one) => one !== null));
    return others.length === 0 ? zone : null;
  } finally {
    db.close();
  }
}

/** A city is enough where only one zone has it. */
function checkZone(raw: string): CheckResult<string> {
  const checked = checkTimeZone(raw.trim());
  const [similar, ...others] = checked.ok ? [] : similarTimeZones(raw.trim());
  return similar !== undefined && others.length === 0 ? { ok: true, value: similar } : checked;
}
