// `memories year`: one year, looked back at.

import type { Command } from 'commander';
import type { Context } from '../platform/context.ts';
import { reviewSections, summaryOf } from '../statistics/year/wording.ts';
import { yearJson, yearText } from '../statistics/year/report.ts';
import { reviewedYear, computeYearReview, type YearReview } from '../statistics/year/review.ts';
import { withAccountOption, withViewOptions, yearNumber } from './options.ts';
import { type ShowFlags } from '../cli/flags.ts';
import { withSession, type Session } from '../cli/session.ts';
import { terminalFor } from '../cli/show-album.ts';

export function addYear(program: Command, context: Context): void {
  withViewOptions(withAccountOption(program.command('year')))
    .description('look back at one year: the last whole one, or in December this one')
    .argument('[year]', 'a year such as 2015', yearNumber)
    .action(async (year: number | undefined, _flags: ShowFlags, command: Command) => {
      const flags: ShowFlags = command.optsWithGlobals();
      await withSession(context, flags, async (view) => {
        const { library, choice, accountIds, today } = view;
        const query = { ...choice, accountIds, today };
        const review = computeYearReview(library, query, year ?? reviewedYear(library, query) ?? today.year);
        if (flags.json) context.stdout.write(yearJson(review));
        else await showReview(context, flags, view, review);
      });
    });
}

async function showReview(context: Context, flags: ShowFlags, { config }: Session, review: YearReview): Promise<void> {
  const sections = reviewSections(review);
  if (flags.html === undefined && flags.open !== true) {
    context.stdout.write(yearText(review, await terminalFor(context, config, flags, { sections })));
    return;
  }
  const { pageOptions, outputPage: putPage } = await import('../cli/page-output.ts');
  const { yearPage } = await import('../statistics/year/page.ts');
  const posts = sections.flatMap(({ blocks }) => blocks.flat());
  await putPage(context, flags, yearPage(review, await pageOptions(context, config, flags, posts)), {
    what: summaryOf(review),
    name: 'memories-year.html',
  });
}
