// Checks of addresses of the web, in which passwords may stand.

import { urlOf } from '../post/url.ts';
import { acceptAs, checkLine, refuse, type Check } from './checks.ts';

/** An address of the web. Which folder or topic it names may be a secret, and what stands before the host is one. */
export function checkWebAddress(example: string): Check<string> {
  return (raw) => {
    const url = typeof raw === 'string' ? urlOf(raw) : null;
    if (typeof raw !== 'string' || url === null || !/^https?:$/.test(url.protocol) || url.pathname === '/') {
      return refuse(`an address such as ${example}`);
    }
    const isOpen =
      url.protocol === 'http:' && url.password !== '' && !/^(?:localhost|127\.[\d.]+|\[::1\])$/.test(url.hostname);
    return isOpen ? refuse('an address with https://, as it has a password') : acceptAs(raw, raw, `${url.origin}/…`);
  };
}

const checkCommand = checkLine('a command, or an address such as https://ntfy.sh/a-topic-nobody-guesses');
const checkTopic = checkWebAddress('https://ntfy.sh/a-topic-nobody-guesses, or a command');

/** Who is to hear of something: a command, or an address of the web. */
export const checkAlert: Check<string> = (raw) => (isWebAddress(raw) ? checkTopic : checkCommand)(raw);

export function isWebAddress(raw: unknown): boolean {
  return typeof raw === 'string' && /^https?:/i.test(raw);
}
