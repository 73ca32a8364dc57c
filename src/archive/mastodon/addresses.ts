// What the addresses of posts and people say. Every program has its own: `https://server/users/name/statuses/1093…` is Mastodon's,
// `https://server/ap/users/1093…/statuses/1093…` too, since 2026, and others have `/objects/<uuid>`, `/notes/…` and `/p/name/…`.

import { urlOf } from '../../post/url.ts';
import { oneOrListOf, textOf, type Fields } from '../network/fields.ts';
import type { Owner } from '../network/owner.ts';

/** The address in a field that is an address, or an object with one, or a list that begins with one of these. */
export function addressOf(value: unknown): string | null {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof one !== 'object' || one === null) return textOf(one);
  const fields = one as Record<string, unknown>;
  return textOf(fields['id']) ?? textOf(fields['href']) ?? textOf(fields['url']);
}

/** A post's own id, from its address: the last part of the path. Where that says nothing, the whole address is the id. */
export function idInAddress(address: string): string {
  const [, last] =
    /^https?:\/\/[^/]+\/(?:[^?#]*\/)?([\w.~-]{1,100})$/.exec(address.replace(/\/activity\/?$/, '')) ?? [];
  return last ?? address;
}

/** `name@server` of somebody, from the address of a post or profile that has the name in it. */
export function handleInAddress(address: string): string | null {
  const [, server = '', name] = /^https?:\/\/([^/]+)\/(?:users\/|@|p\/)([\w.-]+)(?:\/|$)/.exec(address) ?? [];
  return name === undefined ? null : `${name}@${server.toLowerCase()}`;
}

/** The server that an address is on; null for what is no address of the web. */
function hostOf(address: string | null): string | null {
  return /^https?:\/\/([^/?#]+)/i.exec(address ?? '')?.[1]?.toLowerCase() ?? null;
}

/** `name@server` of the mentioned person whose post is at an address: by its beginning, else the only one from its server. */
export function mentionedAt(object: Fields, address: string): string | null {
  const people = oneOrListOf(object['tag']).filter(({ type }) => type === 'Mention');
  const neighbours = people.filter(({ href }) => hostOf(textOf(href)) === hostOf(address));
  const tag =
    people.find(({ href }) => address.startsWith(`${textOf(href) ?? ' '}/`)) ??
    (handleInAddress(address) === null && neighbours.length === 1 ? neighbours[0] : undefined);
  const name = textOf(tag?.['name'])?.replace(/^@/, '') ?? null;
  return name?.includes('@') === true ? name : null;
}

/** Which addresses are those of the owner's posts. */
export class OwnAddresses {
  readonly #hosts: ReadonlySet<string | null>;
  /** Beginnings of addresses, in lower case. */
  readonly #beginnings: Set<string>;
  /** Addresses that don't say whose they are. */
  readonly #others = new Set<string>();
  readonly #added: string[] = [];

  constructor({ id, handle }: Owner) {
    const [name = '', server = ''] = handle.split('@');
    const hosts = new Set([server, urlOf(id ?? '')?.host ?? server]);
    this.#hosts = new Set([...hosts].map((host) => host.toLowerCase()));
    const own = [...hosts].flatMap((host) => [`https://${host}/users/${name}/`, `https://${host}/@${name}/`]);
    this.#beginnings = new Set([...own, ...(id === null ? [] : [`${id}/`])].map((one) => one.toLowerCase()));
  }

  /** Notes the address of one of the owner's posts, so that replies to it are known. */
  add(address: string): void {
    if (this.has(address)) return;
    const [numbered] = /^https?:\/\/[^/]+\/ap\/users\/\d+\/(?=statuses\/)/.exec(address) ?? [];
    if (numbered !== undefined) this.#beginnings.add(numbered.toLowerCase());
    else {
      this.#others.add(address);
      this.#added.push(address);
    }
  }

  /** Addresses that don't say whose they are and were noted since this was asked. */
  takeAdded(): string[] {
    return this.#added.splice(0);
  }

  /** Whether an address is on the owner's server and doesn't say whose it is. */
  mayHave(address: string): boolean {
    const isNamed = handleInAddress(address) !== null || /^https?:\/\/[^/]+\/ap\/users\//i.test(address);
    return !isNamed && this.#hosts.has(hostOf(address));
  }

  has(address: string): boolean {
    if (this.#others.has(address)) return true;
    const lower = address.toLowerCase();
    return [...this.#beginnings].some((beginning) => lower.startsWith(beginning));
  }
}

/** Since Mastodon 2.0 its numbers count milliseconds since 1970 in their upper 48 bits; before they counted posts. */
const FIRST_TIME = Date.UTC(2017, 8, 1);

/** When a post was made, by its address, in milliseconds since 1970 UTC; null where that doesn't say. */
export function timeInAddress(address: string): number | null {
  const [, digits] = /\/(?:users\/[^/]+|ap\/users\/\d+)\/statuses\/(\d{16,19})(?:\/activity)?$/.exec(address) ?? [];
  if (digits !== undefined) {
    const time = Number(BigInt(digits) >> 16n);
    return time >= FIRST_TIME ? time : null;
  }
  const [, ulid] = /\/statuses\/([0-7][0-9A-HJKMNP-TV-Z]{25})(?:\/activity)?$/.exec(address) ?? [];
  return ulid === undefined ? null : ulidTime(ulid);
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** GoToSocial's ids begin with ten letters of base 32: milliseconds since 1970 UTC. */
function ulidTime(ulid: string): number {
  return Array.from(ulid.slice(0, 10)).reduce((time, letter) => time * 32 + CROCKFORD.indexOf(letter), 0);
}
