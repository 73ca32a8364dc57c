// What a handle may be, the one rule for texts, commands and settings. Each network has a form of its own: `wren_writes` of
// Twitter, `wren@example.social` of Mastodon, `wren.bsky.social` of Bluesky.

import { urlOf } from './url.ts';
import type { Network } from './network.ts';

/**
 * A handle of Twitter without its `@`, for regular expressions. Twitter allows 15 characters, but accounts of its first years keep
 * the up to 20 that they were given.
 */
export const HANDLE = String.raw`\w{1,20}`;

/** With a dot within; servers may have names in any script. */
const SERVER = String.raw`[^\s@/:?#,.]+(?:\.[^\s@/:?#,.]+)+(?::\d{1,5})?`;
const FEDIVERSE = String.raw`\w(?:[\w.-]*\w)?@${SERVER}`;
const DOMAIN = String.raw`[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)*\.[a-z][a-z\d-]*[a-z\d]`;

const WRITTEN = new RegExp(`^@?(${HANDLE}|${FEDIVERSE}|${DOMAIN})$`, 'i');

/** The handle in `jack` or `@jack`, in any network's form; null for anything else. */
export function parseHandle(written: string): string | null {
  return WRITTEN.exec(written)?.[1] ?? null;
}

/** The network whose form a handle has. */
export function networkOfHandle(handle: string): Network {
  if (handle.includes('@')) return 'mastodon';
  return handle.includes('.') ? 'bluesky' : 'twitter';
}

export const EXAMPLE_HANDLES = {
  twitter: 'name',
  mastodon: 'name@example.social',
  bluesky: 'name.bsky.social',
} as const satisfies Record<Network, string>;

/** `example.social` of `wren@example.social`; null for a handle without a server. */
export function serverOf(handle: string): string | null {
  const at = handle.indexOf('@');
  return at < 0 ? null : handle.slice(at + 1);
}

/** `wren` of `wren@example.social` and `wren.bsky.social`: by what people call somebody whose server goes without saying. */
export function withoutServer(handle: string): string {
  return /^[^@.]+(?=\.[^@]*$)|^[^@]+/.exec(handle)?.[0] ?? handle;
}

/** In whatever case, and with the server's name in its own letters or as the net has it: `bücher.example`, `xn--bcher-kva.example`. */
export function isSameHandle(one: string, other: string): boolean {
  return comparedHandle(one) === comparedHandle(other);
}

/** What two ways to write a handle have in common. */
export function comparedHandle(handle: string): string {
  const lower = handle.toLowerCase();
  const server = serverOf(lower);
  if (server === null || /^\p{ASCII}*$/u.test(server)) return lower;
  const url = urlOf(`https://${server}`);
  return url === null ? lower : `${lower.slice(0, -server.length)}${url.host}`;
}

/** The accounts that a handle may mean: those that have it, or else those that have it on some server. */
export function accountsCalled<Known extends { readonly handle: string }>(
  all: readonly Known[],
  handle: string,
): Known[] {
  const exact = all.filter((account) => isSameHandle(account.handle, handle));
  return exact.length > 0 ? exact : all.filter((account) => isSameHandle(withoutServer(account.handle), handle));
}

/** `https://example.social/@wren`, `https://example.social/users/wren`, `https://bsky.app/profile/wren.bsky.social`. */
const PROFILE = /^https?:\/\/(?:([^/?#]+)\/(?:@|users\/)([\w.-]+)|bsky\.app\/profile\/([a-z\d.-]+))\/?$/i;

/** The handle, with its server, of somebody whose profile this is; null where that has only the name, as on Twitter. */
export function handleOfProfile(url: string): string | null {
  const [, server, name, domain] = PROFILE.exec(url) ?? [];
  return domain ?? (server === undefined || name === undefined ? null : `${name}@${server}`);
}

interface Mentioning {
  readonly text: string;
  readonly spans: readonly {
    readonly type: string;
    readonly start: number;
    readonly end: number;
    readonly url: string | null;
  }[];
}

/** The handles that a text mentions: as they are written, and with their servers where they are written without. */
export function mentionedHandles({ text, spans }: Mentioning): string[] {
  return spans
    .filter(({ type }) => type === 'mention')
    .flatMap(({ start, end, url }) => {
      const written = text.slice(start + 1, end);
      const whole = url === null ? null : handleOfProfile(url);
      return whole === null || whole === written ? [written] : [written, whole];
    });
}
