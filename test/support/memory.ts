// Memories for tests of what is done with them, without an archive or a database.

import { Chalk } from 'chalk';
import { localDateOf, Temporal, type PlainDate } from '../../src/time/calendar.ts';
import { arrangeMemories, type Choice, type Memories } from '../../src/memories/selection.ts';
import { type Memory, type MemoryMedia } from '../../src/library/memory.ts';
import { BARE_POST } from '../../src/post/bare-post.ts';
import { toReadableText } from '../../src/archive/twitter/readable-text.ts';
import type { Terminal } from '../../src/views/terminal/post-text.ts';
import { snowflakeAt } from './tweets.ts';

export interface MemoryDraft extends Partial<Memory> {
  /** When it was written, in ISO 8601; else 22 November 2019, 10:53:27 UTC. */
  at?: string;
}

/** A post of @wren_writes. Its spans are those that stand in the text, its id the Snowflake of its time, unless that is older. */
export function memory({ at = '2019-11-22T10:53:27Z', ...changes }: MemoryDraft = {}): Memory {
  const text = changes.text ?? 'The heron is back.';
  return {
    ...BARE_POST,
    id: changes.id ?? snowflakeAt(at),
    account: 'wren_writes',
    network: 'twitter',
    postedAt: Date.parse(at),
    text,
    spans: toReadableText(text, [], false).spans,
    quotedPost: null,
    thread: null,
    ...changes,
  };
}

/** A photo that has no copy and no description. */
export function photo(changes: Partial<MemoryMedia> = {}): MemoryMedia {
  const url = 'https://pbs.twimg.com/media/EnFence.jpg';
  return { type: 'photo', url, alt: null, width: 1200, height: 900, duration: null, file: null, ...changes };
}

/** Everything shown, nothing hidden, in UTC. */
export const ALL = {
  circle: true,
  timeZone: 'UTC',
  retweets: true,
  replies: true,
  hidden: [],
} as const satisfies Choice;

export const TODAY: PlainDate = Temporal.PlainDate.from('2026-11-22');

/** The memories of a day as the database would find them: years by the zone asked for, in the order given; of the posts' accounts. */
export function dayWith(tweets: readonly Memory[], changes: Partial<Choice> = {}, date = TODAY): Memories {
  const choice = { ...ALL, ...changes };
  const years = new Map<number, Memory[]>();
  for (const tweet of tweets) {
    const { year } = localDateOf(tweet, choice.timeZone);
    years.set(year, [...(years.get(year) ?? []), tweet]);
  }
  const found = [...years].map(([year, those]) => ({ year, posts: those }));
  const accounts = tweets.length === 0 ? ['wren_writes'] : [...new Set(tweets.map(({ account }) => account))];
  return { ...arrangeMemories(date, found, choice), accounts };
}

export interface TerminalDraft extends Partial<Terminal> {
  /** As chalk counts it; none. */
  level?: 0 | 1 | 2 | 3;
}

/** A terminal of 80 cells that can do nothing but show text. */
export function terminal({ level = 0, ...changes }: TerminalDraft = {}): Terminal {
  const chalk = new Chalk({ level });
  return { width: 80, chalk, hyperlinks: false, images: new Map(), showSensitive: false, ...changes };
}
