// Mail by a program of this machine that takes it from standard input: sendmail, and what behaves like it, such as msmtp or dma.

import { spawn } from 'node:child_process';
import { sanitizeLine } from '../text/sanitize.ts';
import { withoutSecrets } from '../platform/secrets.ts';
import { exitCodeOf } from '../platform/subprocess.ts';
import { withTimeout } from '../platform/timeout.ts';
import type { Channel, Message, Receipt } from './channel.ts';
import { DeliveryError, type DeliveryErrorOptions } from './delivery-error.ts';
import { buildMime } from './mime.ts';
import { isAboutSize, isSendingLimit } from './smtp-errors.ts';
import { timeoutsFor } from './smtp-settings.ts';

export interface SendmailSettings {
  /** As a shell reads it: a path, perhaps with arguments. */
  readonly command: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** For one mail, in milliseconds; by default as long as a mail server may take. */
  readonly timeout?: number;
}

export function sendmailChannel(settings: SendmailSettings): Channel {
  return {
    name: programOf(settings.command),
    verify: (signal) => verify(settings, signal),
    deliver: (message, signal) => deliver(settings, message, signal),
  };
}

/** Only the program: its arguments are nobody's business in a log. */
function programOf(command: string): string {
  const [first = command] = /'[^']*'|"[^"]*"|\S+/.exec(command) ?? [];
  return sanitizeLine(first.replace(/^(['"])(.*)\1$/, '$2'));
}

/** Splits the command as the shell would, and looks the program up. */
const LOOK_UP = 'eval "set -- $1" && command -v -- "$1"';

async function verify(settings: SendmailSettings, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const { code } = await run(settings, ['-c', LOOK_UP, 'sh', settings.command], null, signal);
  if (code !== 0) throw errorFor(settings.command, { code: NOT_FOUND, words: '' });
}

async function deliver(settings: SendmailSettings, message: Message, signal: AbortSignal): Promise<Receipt> {
  signal.throwIfAborted();
  const { command } = settings;
  // The addresses are words of their own to the shell, whatever is in them. What is told to end is the program itself.
  const words = ['-c', `exec ${command} "$@"`, 'sh', '-i', '-f', message.from.address, '--', message.to.address];
  const bytes = withUnixLines(await buildMime(message));
  const ending = await withTimeout(
    settings.timeout ?? timeoutsFor(bytes.length).whole,
    new DeliveryError(`${programOf(command)} did not end in time`, { hint: TRY_LATER, mayHaveBeenDelivered: true }),
    signal,
    (limited) => run(settings, words, bytes, limited),
  );
  if (ending.code !== 0) throw errorFor(command, ending);
  return { response: `handed to ${programOf(command)}` };
}

/** Programs on standard input expect the system's own line ends. All else in a mail is encoded, so it has no others. */
function withUnixLines(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}

interface Ending {
  /** Null if a signal ended it, or it could not be started. */
  readonly code: number | null;
  /** What it printed as errors, on one line. */
  readonly words: string;
}

/** Throws the signal's reason once the program has been told to end. */
async function run(
  { env }: SendmailSettings,
  words: readonly string[],
  input: Buffer | null,
  signal: AbortSignal,
): Promise<Ending> {
  const child = spawn('/bin/sh', words, {
    env: withoutSecrets(env),
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let printed = '';
  child.stderr.on('data', (data: Buffer) => {
    printed = (printed + data.toString()).slice(-4096);
  });
  // A program that has ended without reading everything says why by its exit code.
  child.stdin.on('error', () => undefined).end(input ?? '');
  const code = await exitCodeOf(child, signal);
  signal.throwIfAborted();
  return { code, words: wordsIn(printed) };
}

const MOST_WORDS = 300;

/** What was printed, each line once, on one line. */
function wordsIn(printed: string): string {
  const lines = printed.split(/[\r\n]+/).map(sanitizeLine);
  const words = [...new Set(lines)].filter((line) => line !== '').join('; ');
  return words.slice(0, MOST_WORDS);
}

const NOT_FOUND = 127;
const TRY_LATER = 'try again later';

type Kind = DeliveryErrorOptions & { readonly what: string };

const MISSING: Kind = {
  what: 'is not there, or is no program',
  hint: 'install it, or name another one: memories config set smtp.sendmail <its path>',
};
const MAIL_ITSELF = 'its words say why; else look into its log';

/** What BSD's sysexits.h says of a mail: 5xx of SMTP is permanent, 4xx is not, and so it is here. */
const EXITS: Readonly<Record<number, Kind>> = {
  64: { what: 'did not understand how it was called', hint: 'check the arguments in smtp.sendmail', retryHourly: true },
  65: { what: 'refused the mail', hint: MAIL_ITSELF, permanent: true },
  67: { what: 'refused the recipient', hint: 'check the address that the mail goes to', permanent: true },
  68: { what: 'did not find the mail server', hint: 'check that this machine is online, and its settings' },
  69: { what: 'could not send it', hint: MAIL_ITSELF },
  75: { what: 'could not send it now', hint: TRY_LATER },
  77: { what: 'was not let in', hint: 'check the user and the password in its settings', retryHourly: true },
  78: { what: 'is not set up right', hint: 'check its settings', retryHourly: true },
  126: MISSING,
  [NOT_FOUND]: MISSING,
};

function errorFor(command: string, { code, words }: Ending): DeliveryError {
  const program = programOf(command);
  if (code === null) return new DeliveryError(`${program} was ended before it was done`, { hint: TRY_LATER });
  const { what, ...options } = EXITS[code] ?? { what: 'could not send it', hint: TRY_LATER };
  const said = words === '' ? '' : `: ${words}`;
  const isLimit = isSendingLimit(words);
  return new DeliveryError(`${program} ${what} (exit code ${code})${said}`, {
    ...options,
    permanent: !isLimit && (options.permanent === true || repeatsRefusal(words)),
    retryHourly: isLimit || options.retryHourly === true,
    isTooLarge: isAboutSize(Number(/\bserver message: (5\d\d)\b/.exec(words)?.[1] ?? 0), words),
  });
}

/** Some give one code for every answer of the mail server, which then is in the words: msmtp's, or an extended status. */
function repeatsRefusal(words: string): boolean {
  return /\bserver message: 5\d\d\b|\b5\.[1367]\.\d{1,3}\b/.test(words) && !/authenticat/i.test(words);
}
