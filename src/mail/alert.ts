// A word to a person, or to what watches over services: by a command, a POST of plain text, or a call of an address.

import { runCommandLine } from '../platform/subprocess.ts';
import { DeliveryError } from './delivery-error.ts';
import { assertTaken, credentials, statusOf, withoutCredentials } from './http-request.ts';

export interface Words {
  /** ASCII. */
  readonly title: string;
  readonly text: string;
}

interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/** To an address, as ntfy and others take it. Throws a DeliveryError, or the signal's reason. */
export async function postWords(address: string, { title, text }: Words, signal: AbortSignal): Promise<void> {
  const given = new URL(address);
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', Title: title, ...credentials(given) };
  const request = { url: withoutCredentials(given), method: 'POST', headers, body: text } as const;
  assertTaken(given, await statusOf(request, signal), 'digest.alert');
}

/** To a command, on its standard input. Throws a DeliveryError when it fails, or the signal's reason. */
export async function pipeWords(command: string, { title, text }: Words, surroundings: Surroundings): Promise<void> {
  const { problem } = await runCommandLine(command, { ...surroundings, input: `${title}\n\n${text}\n` });
  if (problem !== null) throw new DeliveryError(`digest.alert ${problem}`, { hint: `try it yourself: ${command}` });
}

/** What is said of the mails of a date. */
export type PingKind = 'start' | 'success' | 'fail';

/**
 * As healthchecks.io has it: the address itself when all is well, `/fail` behind its path when it is not, `/start` when it
 * begins. An address of Uptime Kuma says it in its own words. Says nothing else.
 * @param timeout in milliseconds
 */
export async function callAddress(
  address: string,
  how: PingKind,
  signal: AbortSignal,
  timeout?: number,
): Promise<void> {
  const given = new URL(address);
  const url = withoutCredentials(given);
  if (how === 'fail' && isUptimeKuma(url)) {
    url.searchParams.set('status', 'down');
    if (url.searchParams.has('msg')) url.searchParams.set('msg', 'failed');
  } else if (how !== 'success') url.pathname = `${url.pathname.replace(/\/$/, '')}/${how}`;
  const request = { url, method: 'GET', headers: credentials(given) } as const;
  assertTaken(given, await statusOf(request, signal, timeout), 'digest.ping');
}

function isUptimeKuma({ pathname, searchParams }: URL): boolean {
  return pathname.includes('/api/push/') || searchParams.get('status') === 'up';
}

const UUID = '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}';
const OWN_HEALTHCHECKS = new RegExp(`/ping/(?:${UUID}|[\\w-]{22}/[\\w-]+)/?$`, 'i');

/**
 * Whether an address is that of healthchecks.io, or of somebody's own server of that program. Others may take a call with
 * `/start` behind it for a success, or not know it.
 */
export function takesStarts(address: string): boolean {
  const { host, pathname } = new URL(address);
  return host === 'hc-ping.com' || OWN_HEALTHCHECKS.test(pathname);
}
