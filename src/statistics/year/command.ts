// The work of `memories year`: one year, looked back at.

import type { Context } from '../../platform/context.ts';
import { reviewSections, summaryOf } from './wording.ts';
import { yearJson, yearText } from './report.ts';
import { reviewedYear, computeYearReview, type YearReview } from './review.ts';
import type { ShowFlags } from '../../cli/flags.ts';
import { printText } from '../../cli/print-text.ts';
import { withSession, type OpenSession } from '../../cli/session.ts';
import { terminalFor } from '../../cli/show-album.ts';

/** Without a year the one that is worth it now. */
export async function showYear(context: Context, flags: ShowFlags, year: number | undefined): Promise<void> {
  await withSession(context, flags, async (session) => {
    const { library, choice, accountIds, today } = session;
    const query = { ...choice, accountIds, today };
    const review = computeYearReview(library, query, year ?? reviewedYear(library, query) ?? today.year);
    if (flags.json) context.stdout.write(yearJson(review));
    else await showReview(context, flags, session, review);
  });
}

async function showReview(context: Context, flags: ShowFlags, session: OpenSession, review: YearReview): Promise<void> {
  const { config } = session;
  const sections = reviewSections(review);
  if (flags.html === undefined && flags.open !== true) {
    const text = yearText(review, await terminalFor(context, config, flags, { sections }));
    await printText(context, config, flags, text);
    return;
  }
  const { pageOptions, outputPage } = await import('../../cli/page-output.ts');
  const { yearPage } = await import('./page.ts');
  const posts = sections.flatMap(({ blocks }) => blocks.flat());
  await outputPage(context, flags, yearPage(review, await pageOptions(context, session, flags, posts)), {
    what: summaryOf(review),
    name: 'memories-year.html',
  });
}
