// Counts posts in any order: days and hours, kinds, languages, clients, people, tags and sites.

import { handleOfProfile } from '../post/handle.ts';
import { dayNumber, DAY_MS } from '../time/calendar.ts';
import type { LocalClock } from '../time/zone.ts';
import type { DayCounts } from './day-counts.ts';
import { languageCode } from '../post/languages.ts';
import { KINDS, type Kind, type Span } from '../post/post.ts';
import type { CountedPost } from '../memories/post-scan.ts';

const HOUR = 3_600_000;
const SEPARATOR = '\t';

/** How many of each list are kept. */
export const LONGEST_LIST = 10;

export interface Counts {
  readonly days: DayCounts;
  /** From midnight on; without the posts that have no time. */
  readonly hours: readonly number[];
  readonly withoutTime: number;
  readonly kinds: Readonly<Record<Kind, number>>;
  readonly clients: readonly Frequency[];
  /** By BCP 47 code; these and what follows of one's own posts only, not of retweets. */
  readonly languages: readonly Frequency[];
  readonly people: readonly Frequency[];
  readonly hashtags: readonly Frequency[];
  readonly sites: readonly Frequency[];
}

export class StatisticsTally {
  readonly #clock: LocalClock;
  readonly #own: ReadonlySet<string>;
  readonly #days = new Map<number, number>();
  readonly #hours = Array.from({ length: 24 }, () => 0);
  readonly #sorts = new Map<string, number>();
  readonly #people = new Frequencies();
  readonly #hashtags = new Frequencies();
  readonly #sites = new Frequencies();
  #withoutTime = 0;
  #place = 0;

  /** @param ownHandles one's own, in lower case: naming oneself does not count as a mention */
  constructor(clock: LocalClock, ownHandles: readonly string[]) {
    this.#clock = clock;
    this.#own = new Set(ownHandles);
  }

  /** @param postedAt milliseconds since 1970 UTC; midnight UTC of a date without a time */
  add(postedAt: number, dateOnly: boolean, { sort, spans, text }: CountedPost): void {
    const local = dateOnly ? postedAt : this.#clock(postedAt);
    const day = dayNumber(local);
    this.#days.set(day, (this.#days.get(day) ?? 0) + 1);
    if (dateOnly) this.#withoutTime += 1;
    else this.#addHour(Math.floor((local - day * DAY_MS) / HOUR));
    this.#sorts.set(sort, (this.#sorts.get(sort) ?? 0) + 1);
    this.#place += 1;
    for (const span of spans) this.#addSpan(span, text);
  }

  #addHour(hour: number): void {
    this.#hours[hour] = (this.#hours[hour] ?? 0) + 1;
  }

  #addSpan({ type, start, end, url }: Span, text: string): void {
    if (type === 'hashtag') this.#hashtags.add(text.slice(start + 1, end), this.#place);
    else if (type === 'link') this.#addSite(url);
    else if (type === 'mention') this.#addPerson(url);
  }

  #addSite(url: string | null): void {
    const site = siteOf(url ?? '');
    if (site !== null) this.#sites.add(site, this.#place);
  }

  /** A mention leads to the profile, whose last part is the handle, or part of it. */
  #addPerson(url: string | null): void {
    const handle = url === null ? '' : (handleOfProfile(url) ?? url.slice(url.lastIndexOf('/') + 1));
    if (handle !== '' && !this.#own.has(handle.toLowerCase())) this.#people.add(handle, this.#place);
  }

  counts(): Counts {
    const sorts = [...this.#sorts].map(([sort, count]) => ({ ...partsOf(sort), count }));
    const own = sorts.filter(({ kind }) => kind !== 'retweet');
    return {
      days: this.#days,
      hours: this.#hours,
      withoutTime: this.#withoutTime,
      kinds: kindsOf(sorts),
      clients: joined(sorts.map(({ client, count }) => ({ name: client, count }))),
      languages: joined(own.map(({ lang, count }) => ({ name: languageCode(lang) ?? '', count }))),
      people: this.#people.most(LONGEST_LIST),
      hashtags: this.#hashtags.most(LONGEST_LIST),
      sites: this.#sites.most(LONGEST_LIST),
    };
  }
}

/** A post's kind, language and client in one word, for `CountedPost`; SQL that makes the same is in library/post-scan.ts. */
export function groupKey(kind: Kind, lang: string | null, client: string | null): string {
  return `${kind}${SEPARATOR}${lang ?? ''}${SEPARATOR}${client ?? ''}`;
}

function partsOf(sort: string): { kind: string; lang: string; client: string } {
  const [kind = '', lang = '', ...client] = sort.split(SEPARATOR);
  return { kind, lang, client: client.join(SEPARATOR) };
}

function kindsOf(sorts: readonly { readonly kind: string; readonly count: number }[]): Record<Kind, number> {
  const kinds = { post: 0, reply: 0, thread: 0, quote: 0, retweet: 0 };
  for (const kind of KINDS) for (const sort of sorts) if (sort.kind === kind) kinds[kind] += sort.count;
  return kinds;
}

/** One entry a name, without the nameless. */
function joined(frequencies: readonly Frequency[]): Frequency[] {
  const counts = new Map<string, number>();
  for (const { name, count } of frequencies) if (name !== '') counts.set(name, (counts.get(name) ?? 0) + count);
  return mostOf(
    [...counts].map(([name, count]) => ({ name, count })),
    LONGEST_LIST,
  );
}

/** Links within Twitter are quotes and threads rather than sites. */
const TWITTER = /(?:^|\.)(?:twitter\.com|x\.com|t\.co)$/;

/** The host that an address leads to, without `www.`; null for Twitter's own hosts, and if it doesn't lead to the web. */
export function siteOf(url: string): string | null {
  const host = /^https?:\/\/(?:[^/?#@]*@)?(?:www\.)?([^/?#:@]+)/i.exec(url)?.[1]?.toLowerCase();
  return host === undefined || TWITTER.test(host) ? null : host;
}

export interface Frequency {
  /** As it was spelled first. */
  readonly name: string;
  readonly count: number;
}

interface Entry {
  readonly name: string;
  count: number;
  /** Where it was counted last. */
  place: number;
}

/** Counts names without regard to capitals, each once in a place, such as a post. */
class Frequencies {
  readonly #bySpelling = new Map<string, Entry>();
  readonly #entries = new Map<string, Entry>();

  add(name: string, place: number): void {
    const entry = this.#bySpelling.get(name) ?? this.#newSpelling(name);
    if (entry.place === place) return;
    entry.place = place;
    entry.count += 1;
  }

  #newSpelling(name: string): Entry {
    const key = name.toLowerCase().normalize();
    const entry = this.#entries.get(key) ?? { name, count: 0, place: -1 };
    this.#entries.set(key, entry);
    this.#bySpelling.set(name, entry);
    return entry;
  }

  /** The most frequent ones; of equals those that came first. */
  most(length: number): Frequency[] {
    return mostOf([...this.#entries.values()], length);
  }
}

/** The most frequent ones; equals stay in their order. */
function mostOf(frequencies: readonly Frequency[], length: number): Frequency[] {
  const sorted = frequencies.toSorted((a, b) => b.count - a.count);
  return sorted.slice(0, length).map(({ name, count }) => ({ name, count }));
}
