// Setup's questions about the mail itself: to whom, when, in which zone, and what on empty days.

import { similarTimeZones } from '../time/zone.ts';
import { formatTimeOfDay, parseTypedTime, type Recurrence } from '../time/recurrence.ts';
import { overridingVariable, type Config } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import { checkWebAddress, isWebAddress } from '../config/address-checks.ts';
import { acceptAs, checkMailboxes, checkSchedule, checkTimeZone, type CheckResult } from '../config/checks.ts';
import { DEFAULT_DIGEST, digestKey, type DigestKey } from '../config/keys.ts';
import type { SettingValues } from '../config/settings.ts';
import { valueText } from '../config/report.ts';
import { accountsIn } from '../library/accounts.ts';
import { ianaTimeZone } from '../archive/twitter/time-zones.ts';
import { zoneKey, type Answer, type DigestAnswers, type NotificationAnswer } from './answers.ts';
import type { Prompter } from './prompts.ts';

/** Starts from what is set. What a variable sets is said, and not asked. */
export async function askForDigest(
  prompter: Prompter,
  context: Context,
  config: Config,
  name: string,
): Promise<DigestAnswers> {
  const set = (key: DigestKey): string => valueText(config.state(digestKey(name, key)).written);
  const unlessSet = async <Key extends DigestKey>(
    key: Key,
    ask: () => Promise<Answer<SettingValues[Key]>>,
    fullKey = digestKey(name, key),
  ): Promise<Answer<SettingValues[Key]>> => {
    const variable = overridingVariable(fullKey, context);
    if (variable === undefined) return ask();
    const { written, shown } = config.state(fullKey);
    prompter.print(`${variable} says: ${valueText(shown)}`);
    return { value: config.ofDigest(name, key), written };
  };
  const isFirst = name === DEFAULT_DIGEST;
  const isNew = config.state(digestKey(name, 'digest.to')).origin.source === 'default' || !isKnown(config, name);
  const asked: { notified: NotificationAnswer | null } = { notified: null };
  const to = await unlessSet('digest.to', async () => {
    if (!isFirst) return prompter.text(FOR_WHOM, isNew ? '' : set('digest.to'), checkAddresses);
    prompter.print(NO_MAIL);
    const answer = await prompter.text(FOR_WHOM, set('digest.to') || notifiedNow(config), checkRecipient(config));
    asked.notified = await askForNotification(prompter, config, answer.value);
    return asked.notified === null
      ? { value: mailboxesIn(answer.value), written: answer.written }
      : { value: null, written: null };
  });
  return {
    to,
    notified: asked.notified,
    timeZone: await unlessSet(
      'digest.time_zone',
      () => askForZone(prompter, context, config, name),
      zoneKey(name, config),
    ),
    schedule: await unlessSet('digest.schedule', () =>
      prompter.text('At what time is it to come?', set('digest.schedule'), checkTime),
    ),
    empty: await unlessSet('digest.empty', () => askForEmptyDays(prompter, set('digest.empty'))),
  };
}

const FOR_WHOM = 'Which address is the mail for?';
const NO_MAIL =
  'Without mail: the address of a topic of ntfy (https://ntfy.sh/a-topic-nobody-guesses), of your Apprise or of a webhook of yours.';

/** Addresses of people, or one of the web. */
type RecipientAnswer = readonly Mailbox[] | string;

function checkRecipient(config: Config): (raw: string) => CheckResult<RecipientAnswer> {
  return (raw) => {
    if (raw !== '' && raw === notifiedNow(config)) return acceptAs(raw, raw);
    return isWebAddress(raw) ? checkAddressOfWeb(raw.trim()) : checkAddresses(raw);
  };
}

function mailboxesIn(answer: RecipientAnswer): readonly Mailbox[] | null {
  return typeof answer === 'string' ? null : answer;
}

const checkAddressOfWeb = checkWebAddress('https://ntfy.sh/a-topic-nobody-guesses');

const NOTIFICATIONS = [
  { value: 'digest.ntfy', name: 'ntfy: a notification on phones and desktops' },
  { value: 'digest.apprise', name: 'Apprise, which passes it on to Telegram, Discord and others' },
  { value: 'digest.webhook', name: "a webhook of your own: the day's JSON is posted to it" },
] as const;

/** What there is without mail, as it may be shown; empty for nothing. */
function notifiedNow(config: Config): string {
  const states = NOTIFICATIONS.map(({ value }) => config.state(value));
  return valueText(states.find(({ written }) => written !== null)?.shown ?? null);
}

/** Null for a mail. What is there already, as it is shown, stays. */
async function askForNotification(
  prompter: Prompter,
  config: Config,
  answer: RecipientAnswer,
): Promise<NotificationAnswer | null> {
  if (typeof answer !== 'string') return null;
  if (answer === notifiedNow(config)) return { kept: true };
  return { key: await prompter.choose('What is it the address of?', NOTIFICATIONS), address: answer };
}

async function askForEmptyDays(prompter: Prompter, initial: string): Promise<Answer<'skip' | 'send'>> {
  const choices = [
    { value: 'skip', name: 'no mail' },
    { value: 'send', name: 'a mail that says so' },
  ] as const;
  const value = await prompter.choose<'skip' | 'send'>(
    'And on days without memories?',
    choices,
    initial === 'send' ? 'send' : 'skip',
  );
  return { value, written: value };
}

/** A further digest is new until it is in the configuration: its mail must not go to the first one's reader by accident. */
function isKnown(config: Config, name: string): boolean {
  return name === DEFAULT_DIGEST || config.hasDigest(name);
}

/** A domain with no dot in it is mostly an address that was sent off too early. */
function checkAddresses(raw: string): CheckResult<readonly Mailbox[]> {
  const checked = checkMailboxes(raw);
  const domains = checked.ok ? checked.value.map(({ address }) => address.split('@')[1] ?? '') : [];
  const short = domains.find((domain) => domain !== 'localhost' && !domain.includes('.'));
  return short === undefined ? checked : { ok: false, expected: `whole; what comes after "${short}"?` };
}

function checkTime(raw: string): CheckResult<Recurrence> {
  const time = parseTypedTime(raw);
  return checkSchedule(time ? formatTimeOfDay(time) : raw);
}

const ZONE = 'Which time zone do your days have?';

async function askForZone(prompter: Prompter, context: Context, config: Config, name: string): Promise<Answer<string>> {
  const { written } = config.state(zoneKey(name, config));
  const current = written ?? (name === DEFAULT_DIGEST ? null : config.timeZone);
  if (current !== null) return prompter.text(ZONE, valueText(current), checkZone);
  const system = context.systemTimeZone();
  const twitter = twitterZone(config);
  if (twitter === null || twitter === system) return prompter.text(ZONE, system, checkZone);
  const chosen = await prompter.choose(ZONE, [
    { value: twitter, name: `${twitter}, as your archive says` },
    { value: system, name: `${system}, as this machine has it` },
    { value: null, name: 'another one' },
  ]);
  return chosen === null ? prompter.text(ZONE, system, checkZone) : { value: chosen, written: chosen };
}

/** The one zone that accounts had on Twitter; null when there is none, or several. */
function twitterZone(config: Config): string | null {
  const zones = accountsIn(config.databasePath).map(({ timeZone }) => timeZone && ianaTimeZone(timeZone));
  const [zone = null, ...others] = new Set(zones.filter((one) => one !== null));
  return others.length === 0 ? zone : null;
}

/** A city is enough where only one zone has it. */
function checkZone(raw: string): CheckResult<string> {
  const checked = checkTimeZone(raw.trim());
  const [similar, ...others] = checked.ok ? [] : similarTimeZones(raw.trim());
  return similar !== undefined && others.length === 0 ? checkTimeZone(similar) : checked;
}
