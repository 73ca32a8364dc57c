// A site that works from its folder, without a server: a page for each day, each year and each thread, and a search.

import searchScript from '../export/site/search/browser.ts?script';
import siteStyle from '../export/site/site.css';
import type { Memory } from '../memories.ts';
import { threadFile, yearFile } from '../views/site-addresses.ts';
import { siteFront } from '../views/site-front.ts';
import type { SiteLook } from '../views/site-page.ts';
import { searchEntry, siteSearch } from '../views/site-search.ts';
import { siteYear } from '../views/site-year.ts';
import type { YearReview } from '../year-review.ts';
import type { ExportContext, FolderFormat, FolderOut } from './format.ts';
import { ALL_DAYS, DayPages } from './site-days.ts';
import { photosOf, withCopies } from './site-media.ts';
import { SearchParts } from './site-search.ts';
import { ThreadPages } from './site-threads.ts';
import { YearTallies } from './site-years.ts';

export const html: FolderFormat = {
  makes: 'folder',
  // A day's page begins with the newest year.
  order: 'newest',
  async write(tweets, out, context) {
    const look = lookOf(context);
    const days = new DayPages(out, look);
    const threads = new ThreadPages(out, look);
    const years = new YearTallies(context);
    const search = new SearchParts(out);
    await days.begin();
    for await (const tweet of withCopies(tweets, out)) {
      await days.add(tweet);
      await threads.add(tweet);
      years.add(tweet);
      await search.add(searchEntry(tweet, look));
    }
    for (const part of [days, threads, search]) await part.end();
    const reviews = years.reviews();
    await writeYears(reviews, threads, out, look);
    await writeTop(reviews, search.count, out, { context, look });
  },
};

function lookOf({ timeZone, accounts, now, showSensitive }: ExportContext): SiteLook {
  return {
    timeZone,
    withAccount: accounts.length > 1,
    generatedAt: new Date(now).toISOString(),
    photos: new Map(),
    showSensitive,
    withAnchors: true,
    addressOfFile: (file) => file,
    addressOfThread: (id) => `../${threadFile(id)}`,
  };
}

async function writeYears(
  reviews: readonly YearReview[],
  threads: ThreadPages,
  out: FolderOut,
  look: SiteLook,
): Promise<void> {
  const years = reviews.map(({ year }) => year);
  for (const review of reviews) {
    const own = { ...look, photos: photosOf(tweetsOf(review)) };
    const page = siteYear({ review, threads: threads.countOf(review.year), years }, own);
    await out.put(yearFile(review.year), page);
  }
}

function tweetsOf({ first, last, mostLiked }: YearReview): Memory[] {
  return [first, last, ...mostLiked].filter((tweet) => tweet !== null);
}

/** The pages that lie in the folder itself, and what all pages use. */
async function writeTop(
  reviews: readonly YearReview[],
  parts: number,
  out: FolderOut,
  { context, look }: { context: ExportContext; look: SiteLook },
): Promise<void> {
  const counts = new Map<string, number>();
  for (const { calendar } of reviews) {
    for (const { date, count } of calendar.days) {
      const day = date.toString().slice(-5);
      counts.set(day, (counts.get(day) ?? 0) + count);
    }
  }
  const days = ALL_DAYS.map((date) => {
    return { date, count: counts.get(date.toString().slice(-5)) ?? 0, isToCome: false };
  });
  const years = reviews.map(({ year, statistics }) => ({ year, count: statistics.tweets }));
  await out.put('index.html', siteFront({ accounts: context.accounts, days, years }, look));
  await out.put('search.html', siteSearch(parts, look));
  await out.put('search.js', searchScript);
  await out.put('style.css', siteStyle);
}
