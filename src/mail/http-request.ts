// One request to a server that takes notifications, and what its answers mean. Its address may be a secret: only the host is named.

import { sanitizeLine } from '../text/sanitize.ts';
import { withTimeout } from '../platform/timeout.ts';
import { DeliveryError } from './delivery-error.ts';

export interface HttpRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  /** None in a GET. */
  readonly body?: string | Buffer;
}

/** In milliseconds. */
const TIMEOUT = 60_000;
const TRY_LATER = 'try again later';
const CHECK = 'check the address, and that this machine is online';

/**
 * Gives the status of its answer. Throws a DeliveryError when there is none, or the signal's reason.
 * @param timeout in milliseconds
 */
export async function statusOf(request: HttpRequest, signal: AbortSignal, timeout = TIMEOUT): Promise<number> {
  const { url, method, headers, body } = request;
  const late = new DeliveryError(`${url.host} did not answer in time`, { hint: CHECK, mayHaveBeenDelivered: true });
  try {
    return await withTimeout(timeout, late, signal, async (limited) => {
      const content = body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) };
      // Elsewhere than where it was meant to go, a message is not sent.
      const answer = await fetch(url, { method, headers, ...content, signal: limited, redirect: 'manual' });
      await answer.body?.cancel();
      return answer.status;
    });
  } catch (error) {
    signal.throwIfAborted();
    throw error === late ? late : unreachable(url, error);
  }
}

const CLOSED = 'closed the connection without an answer';

/** For the commonest codes of the system and of fetch itself. */
const WORDS: Readonly<Record<string, string>> = {
  '': 'could not be reached',
  ECONNREFUSED: 'refused the connection',
  ECONNRESET: CLOSED,
  EPIPE: CLOSED,
  UND_ERR_SOCKET: CLOSED,
  ENOTFOUND: 'was not found',
};

function unreachable({ host }: URL, error: unknown): DeliveryError {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const what = WORDS[code] ?? `could not be reached (${sanitizeLine(code)})`;
  return new DeliveryError(`${host} ${what}`, { hint: CHECK });
}

/** Throws a DeliveryError for an answer that is no yes: as in mail, only what is wrong with this very message is permanent. */
export function assertTaken({ host }: URL, status: number, setting: string): void {
  if (status >= 200 && status < 300) return;
  const said = (what: string): string => `${host} ${what}: ${status}`;
  if (status === 401 || status === 403) {
    throw new DeliveryError(said('did not let us in'), { hint: `check ${setting}`, retryHourly: true });
  }
  if (status === 429) throw new DeliveryError(said('takes no more for now'), { hint: TRY_LATER, retryHourly: true });
  if (status >= 500 || status === 408) throw new DeliveryError(said('has trouble of its own'), { hint: TRY_LATER });
  if ([400, 413, 422].includes(status)) {
    throw new DeliveryError(said('refused the message'), { hint: `ask whoever runs ${host}`, permanent: true });
  }
  throw new DeliveryError(said('takes no messages there'), { hint: `check ${setting}`, retryHourly: true });
}

/** As a request may have it. */
export function withoutCredentials(address: URL): URL {
  const url = new URL(address);
  [url.username, url.password] = ['', ''];
  return url;
}

/** A password without a name is an access token. */
export function credentials({ username, password }: URL): Record<string, string> {
  const [name, secret] = [decodeURIComponent(username), decodeURIComponent(password)];
  if (secret === '') return {};
  const basic = Buffer.from(`${name}:${secret}`).toString('base64');
  return { Authorization: name === '' ? `Bearer ${secret}` : `Basic ${basic}` };
}
