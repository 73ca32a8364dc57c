// A site that works from its folder, without a server: a page for each day, each year and each thread, and a search.

import type { Memory } from '../../library/memory.ts';
import { monthAndDay } from '../../time/calendar.ts';
import { areOnSeveralNetworks } from '../../views/network-words.ts';
import { threadFile, yearFile } from './addresses.ts';
import { siteFrontPage } from './front-page.ts';
import type { SiteContext } from './page.ts';
import { searchable } from './search-entry.ts';
import { SearchIndex } from './search-index.ts';
import { siteSearch } from './search-page.ts';
import frontScript from './search/front.ts?script';
import searchScript from './search/browser.ts?script';
import siteStyle from './site.css';
import { siteYear, YearTallies } from './year-pages.ts';
import type { YearSummary } from '../../statistics/year/review.ts';
import type { ExportContext, FolderFormat } from '../formats/format.ts';
import type { FolderOut } from '../output/output.ts';
import { ALL_DAYS, DayPages } from './day-pages.ts';
import { DayYears } from './day-years.ts';
import { avatarsIn, photosOf, withCopies } from './media.ts';
import { ThreadPages } from './thread-pages.ts';

export const html: FolderFormat = {
  makes: 'folder',
  // A day's page begins with the newest year.
  order: 'newest',
  opens: 'index.html',
  async write(posts, out, context) {
    const look = lookOf(context);
    const dayYears = new DayYears(context.moments(), context.timeZone);
    const days = new DayPages(out, look, { years: dayYears, usualFor: context.usualFor });
    const threads = new ThreadPages(out, look);
    const years = new YearTallies(context);
    const search = new SearchIndex(out, dayYears.posts);
    days.begin();
    for await (const post of withCopies(posts, out)) {
      days.add(post);
      threads.add(post);
      years.add(post);
      const { entry, words } = searchable(post, look);
      search.add(entry, words);
    }
    for (const part of [days, threads, search]) part.end();
    const summaries = years.summaries();
    writeYears(summaries, threads, out, look);
    await writeTop(summaries, out, { context, look });
  },
};

function lookOf({ timeZone, accounts, now, showSensitive, isRefreshed = false }: ExportContext): SiteContext {
  return {
    timeZone,
    withAccount: accounts.length > 1,
    withNetwork: areOnSeveralNetworks(accounts),
    generatedAt: isRefreshed ? undefined : new Date(now).toISOString(),
    photos: new Map(),
    showSensitive,
    withAnchors: true,
    addressOfFile: (file) => file,
    addressOfThread: (id) => `../${threadFile(id)}`,
  };
}

function writeYears(summaries: readonly YearSummary[], threads: ThreadPages, out: FolderOut, look: SiteContext): void {
  const years = summaries.map(({ year }) => year);
  for (const summary of summaries) {
    const own = { ...look, photos: photosOf(postsOf(summary)) };
    const page = siteYear({ summary, threads: threads.countOf(summary.year), years }, own);
    out.put(yearFile(summary.year), page);
  }
}

function postsOf({ first, last, mostLiked }: YearSummary): Memory[] {
  return [first, last, ...mostLiked].filter((post) => post !== null);
}

/** The pages that lie in the folder itself, and what all pages use. */
async function writeTop(
  summaries: readonly YearSummary[],
  out: FolderOut,
  { context, look }: { context: ExportContext; look: SiteContext },
): Promise<void> {
  const counts = new Map<string, number>();
  for (const { calendar } of summaries) {
    for (const { date, count } of calendar) {
      const day = monthAndDay(date);
      counts.set(day, (counts.get(day) ?? 0) + count);
    }
  }
  const days = ALL_DAYS.map((date) => {
    return { date, count: counts.get(monthAndDay(date)) ?? 0, isFuture: false };
  });
  const years = summaries.map(({ year, tweets }) => ({ year, count: tweets }));
  const { accounts, names } = context;
  const avatars = await avatarsIn(out, context);
  out.put('index.html', siteFrontPage({ accounts, names, avatars, days, years }, look));
  out.put('search.html', siteSearch(look));
  out.put('search.js', searchScript);
  out.put('front.js', frontScript);
  out.put('style.css', siteStyle);
}
