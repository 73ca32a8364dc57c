// `memories setup` on a terminal: asks, writes, tries, and lets the user correct what is wrong. Answers are written before
// anything can fail.

import { loadConfig, overridingVariable, type Config } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { findDigest } from '../digest/config.ts';
import { UserError } from '../platform/errors.ts';
import { sendmailCommand } from '../config/mail-channel.ts';
import { knownServer } from '../config/mail-server.ts';
import { parseMailbox, type Mailbox } from '../mail/mailbox.ts';
import { DEFAULT_DIGEST } from '../config/keys.ts';
import { valueText } from '../config/report.ts';
import { checkMailbox } from '../config/checks.ts';
import { settingFlags } from '../cli/flags.ts';
import { digestChanges, senderChanges, type Changes, type SenderAnswers } from './answers.ts';
import { askForDigest } from './ask-digest.ts';
import { sendTestMail } from './test-mail.ts';
import { createPrompter, type Prompter } from './prompts.ts';
import { askForSender, askForSignIn, describeServer } from './ask-server.ts';
import { offerService } from './offer-service.ts';
import type { SetupFlags } from './check.ts';

/** A setup under way. */
interface Setup {
  readonly prompter: Prompter;
  readonly context: Context;
  readonly flags: SetupFlags;
  /** The digest's. */
  readonly name: string;
}

export async function runSetupDialogue(
  context: Context,
  flags: SetupFlags,
  before: Config,
  name: string,
): Promise<void> {
  const setup = { prompter: await createPrompter(context), context, flags, name };
  setup.prompter.print(
    `This sets up ${name === DEFAULT_DIGEST ? 'the daily mail' : `the mail "${name}"`}.\nEnter takes what stands in brackets, Ctrl-C leaves.`,
  );
  const answers = await askForDigest(setup.prompter, context, before, name);
  const changes = digestChanges(answers, name, before, context);
  if (answers.notified === null) {
    const to = answers.to.value?.[0] ?? null;
    const asked = await serverQuestions(setup, before, to, { isFurther: name !== DEFAULT_DIGEST });
    for (const [key, value] of asked) changes.set(key, value);
  }
  const config = await trySettings(setup, await writeChanges(setup, before, changes));
  await offerService(setup.prompter, context, settingFlags(flags), config);
}

/** Asks for no server where the environment names one, and for a further digest only if its server is to change. */
async function serverQuestions(
  setup: Setup,
  config: Config,
  to: Mailbox | null,
  { isFurther = false, isWrong = false },
): Promise<Changes> {
  const { prompter, context } = setup;
  const server = knownServer(config);
  if (server !== null && overridingVariable('smtp.url', context) !== undefined) {
    prompter.print(`MEMORIES_SMTP_URL says: ${server.host}:${server.port}`);
    return new Map();
  }
  const command = sendmailCommand(config);
  if (command !== null && overridingVariable('smtp.sendmail', context) !== undefined) {
    prompter.print(`MEMORIES_SENDMAIL says: ${command}`);
    return new Map();
  }
  const now = command ?? (server === null ? null : describeServer(server));
  if (now !== null && isFurther && !(await prompter.yes(`${now} sends it. Change that?`, false))) return new Map();
  return withSender(
    setup,
    config,
    to,
    await askForSender(prompter, config, to, { isWrong, platform: context.platform }),
  );
}

/** Mail is sent from the address that signs in; where that is no address, it must be asked for. */
async function withSender(
  { prompter, context }: Setup,
  config: Config,
  to: Mailbox | null,
  answers: SenderAnswers,
): Promise<Changes> {
  const changes = senderChanges(answers, knownServer(config));
  const isAddress = 'sendmail' in answers || answers.user === null || parseMailbox(answers.user) !== null;
  if (isAddress || overridingVariable('digest.from', context) !== undefined) return changes;
  const initial = valueText(config.state('digest.from').written) || (to?.address ?? '');
  const from = await prompter.text('From which address is the mail?', initial, checkMailbox);
  return changes.set('digest.from', from.written);
}

/** Writes the changes and returns the new configuration. A failed write can be repeated, so that nothing is typed twice. */
async function writeChanges({ prompter, context, flags }: Setup, before: Config, changes: Changes): Promise<Config> {
  const { changeInFile } = await import('../config/file.ts');
  for (;;) {
    try {
      const secret = holdsPassword(before, changes);
      const wasOpen = await changeInFile(before.path, changes, { secret });
      prompter.print(`Saved in ${before.path}${wasOpen ? ', which only you can read now' : ''}.`);
      return await loadConfig(context, settingFlags(flags));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      prompter.showError(error);
      if (!(await prompter.yes('Try to save it again?'))) throw error;
    }
  }
}

/** Whether the file will have a password in it, or what is as good as one. */
function holdsPassword(before: Config, changes: Changes): boolean {
  // Whoever knows a topic can read it, and write to it.
  if (['digest.ntfy', 'digest.apprise', 'digest.webhook'].some((key) => changes.has(key))) return true;
  if (changes.has('smtp.password')) return changes.get('smtp.password') !== undefined;
  const isFromFile = (key: string): boolean => before.state(key).origin.source === 'file';
  return isFromFile('smtp.password') || (isFromFile('smtp.url') && (knownServer(before)?.password ?? null) !== null);
}

const NEXT = [
  { value: 'again', name: 'try again', needsMail: false },
  { value: 'sign-in', name: 'change the user or the password', needsMail: true },
  { value: 'server', name: 'change the mail server', needsMail: true },
  { value: 'address', name: 'change the address', needsMail: false },
  { value: 'leave', name: 'leave it so; it is saved', needsMail: false },
] as const;

/** Sends a test mail if one is wanted, and again after each correction. */
async function trySettings(setup: Setup, saved: Config): Promise<Config> {
  const { prompter, context, flags, name } = setup;
  let config = saved;
  const { to, by } = findDigest(config, name);
  const question = by === 'mail' ? `Send a test mail to ${to.address}?` : `Send a test to ${to.address}?`;
  if (flags.test === false || !(flags.test ?? (await prompter.yes(question)))) return config;
  for (;;) {
    const error = await testFailure(setup, config);
    if (error === null) return config;
    prompter.showError(error);
    const next = await prompter.choose('What now?', by === 'mail' ? NEXT : NEXT.filter(({ needsMail }) => !needsMail));
    if (next === 'leave') return config;
    const changes = await corrections(setup, config, next);
    if (changes.size > 0) config = await writeChanges({ prompter, context, flags, name }, config, changes);
  }
}

async function testFailure({ prompter, context, name }: Setup, config: Config): Promise<UserError | null> {
  const { to, by } = findDigest(config, name);
  try {
    prompter.print('Sending …');
    await sendTestMail(context, config, name);
    prompter.print(
      by === 'mail'
        ? `The mail server took it: look for it in the mailbox of ${to.address}, perhaps among the spam.`
        : `Its server took it: ${to.address}.`,
    );
    return null;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error;
  }
}

async function corrections(
  setup: Setup,
  config: Config,
  what: Exclude<(typeof NEXT)[number]['value'], 'leave'>,
): Promise<Changes> {
  const { prompter, context, name } = setup;
  const { to } = findDigest(config, name);
  const server = knownServer(config);
  if (what === 'again') return new Map();
  if (what === 'address')
    return digestChanges(await askForDigest(prompter, context, config, name), name, config, context);
  if (what === 'sign-in' && server !== null && overridingVariable('smtp.url', context) === undefined) {
    return withSender(setup, config, to, await askForSignIn(prompter, config, server));
  }
  return serverQuestions(setup, config, to, { isWrong: true });
}
