// What demo/day.json says, with dates around today's and ids that agree with them.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY_MS } from '../time/calendar.ts';
import { PACKAGE } from '../platform/package.ts';
import { firstIdAt } from '../archive/twitter/snowflake.ts';

export const DEMO = join(PACKAGE, 'demo');

export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A time (UTC) so many days from today's date in an earlier year. */
export interface When {
  readonly yearsAgo: number;
  readonly dayOffset: number;
  readonly at: string;
}

interface Item {
  /** By which other tweets reply to this one, quote it or replace it. */
  readonly key?: string;
  readonly when: When;
  readonly text: string;
  readonly lang?: string;
  readonly likes?: number;
  readonly retweets?: number;
  readonly replyTo?: string;
  readonly quotes?: string;
  readonly edits?: string;
  readonly photos?: readonly string[];
  readonly video?: { readonly file: string; readonly seconds: number };
  readonly circle?: boolean;
  readonly sensitive?: boolean;
}

interface Account {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly bio: string;
  readonly location: string;
  readonly website: string;
  /** In demo/photos. */
  readonly avatar: string;
  readonly joined: When;
}

interface Content {
  readonly account: Account;
  /** Everybody else who is mentioned, by handle. */
  readonly people: Readonly<Record<string, { readonly id: string; readonly name: string }>>;
  readonly items: readonly Item[];
}

export interface Post extends Item {
  readonly id: string;
  /** In milliseconds since 1970 UTC, as all times here. */
  readonly time: number;
}

export interface Timeline extends Omit<Content, 'items'> {
  readonly joinedAt: number;
  readonly madeAt: number;
  /** Newest first, as in an archive. */
  readonly posts: readonly Post[];
}

export async function timelineAround(today: Day): Promise<Timeline> {
  const { account, people, items } = JSON.parse(await readFile(join(DEMO, 'day.json'), 'utf8')) as Content;
  const posts = items.map((item, index) => posted(item, index, today)).toSorted((a, b) => b.time - a.time);
  const madeAt = Date.UTC(today.year, today.month - 1, today.day);
  return { account, people, posts, joinedAt: timeOf(account.joined, today), madeAt };
}

function posted(item: Item, index: number, today: Day): Post {
  // Nobody writes on the minute; a note must fit into the same second before its tweet.
  const time = timeOf(item.when, today) + ((index * 17) % 60) * 1000 + 100 + ((index * 37) % 900);
  return { ...item, id: idAt(time, index), time };
}

export function timeOf({ yearsAgo, dayOffset, at }: When, today: Day): number {
  const year = today.year - yearsAgo;
  const daysInMonth = new Date(Date.UTC(year, today.month, 0)).getUTCDate();
  const [hours, minutes] = at.split(':').map(Number);
  return Date.UTC(year, today.month - 1, Math.min(today.day, daysInMonth) + dayOffset, hours, minutes);
}

const NEW_YEAR_2011 = Date.UTC(2011, 0, 1);
const YEAR = 365.25 * DAY_MS;

/** An id as Twitter would have given it out at that time; `n` keeps ids of the same millisecond apart. */
export function idAt(time: number, n = 0): string {
  // At first tweets were counted: nearly four times as many each year, and 29 billion by the end of 2010.
  if (time < NEW_YEAR_2011) return Math.floor(28.9e9 * 3.75 ** ((time - NEW_YEAR_2011) / YEAR)).toString();
  return (BigInt(firstIdAt(time)) | BigInt(n)).toString();
}
