// A day with more memories than anybody reads at once: 600 posts in 17 years, most of them of late, some with photos, and a
// thread in two of the years.

import { snowflakeAt, type TweetDraft } from './tweets.ts';

export const FULL_DAY = 600;
export const FULL_YEARS: readonly number[] = Array.from({ length: 17 }, (_, index) => 2025 - index);
/** How many parts the thread of a year has that has one. */
export const THREADS: ReadonlyMap<number, number> = new Map([
  [2023, 20],
  [2012, 3],
]);

const WORDS = [
  'The heron is back, and the river with it. ',
  'Rain and wind all day, and on the towpath only the dog. ',
  '鷺が戻ってきました。雨の音だけが聞こえます。',
  'Soup again. ',
];

export function fullDayDrafts(monthAndDay = '11-22'): TweetDraft[] {
  const before = new Map<number, string>();
  const parts = new Map(THREADS);
  return Array.from({ length: FULL_DAY }, (_, index): TweetDraft => {
    const year = FULL_YEARS[index % 5 === 0 ? index % 17 : index % 6] ?? 2025;
    const at = new Date(Date.parse(`${year}-${monthAndDay}T00:00:30Z`) + index * 120_000).toISOString();
    // Older ones have ids that say nothing of their time.
    const id = year < 2011 ? String(5_000_000_000 + 7 * index) : snowflakeAt(at);
    const text = `${(WORDS[index % 4] ?? '').repeat(1 + (index % 5))}${index}`;
    const media = index % 15 === 0 ? { extended_entities: { media: [photoOf(index)] } } : {};
    return { at, id, text, favorite_count: String(index % 9), ...media, ...threadOf(year, id, before, parts) };
  });
}

function photoOf(index: number): object {
  return {
    type: 'photo',
    id_str: String(index),
    media_url_https: `https://pbs.twimg.com/media/full${index}.jpg`,
    sizes: { large: { w: index % 2 === 0 ? 1200 : 800, h: 1000 } },
  };
}

/** Makes a post the next part of its year's thread, as long as that goes on. */
function threadOf(year: number, id: string, before: Map<number, string>, parts: Map<number, number>): object {
  const left = parts.get(year) ?? 0;
  if (left === 0) return {};
  const last = before.get(year);
  parts.set(year, left - 1);
  before.set(year, id);
  if (last === undefined) return {};
  const user = { in_reply_to_screen_name: 'wren_writes', in_reply_to_user_id: '4242', in_reply_to_user_id_str: '4242' };
  return { in_reply_to_status_id: last, in_reply_to_status_id_str: last, ...user };
}
