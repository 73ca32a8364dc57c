// A feed of the last days: for each what was written on it in earlier years.

import type { Glimpse } from '../../search/find-posts.ts';
import type { ExportContext, ExportedTweets, GlimpsedFormat } from './format.ts';
import { stableId } from '../../platform/stable-id.ts';
import { dayOf, daysOfYear, emptyDays, feedOf } from '../../feed/days.ts';

export const atom: GlimpsedFormat = {
  makes: 'file',
  reads: 'glimpses',
  order: 'oldest',
  async write(glimpses, out, context) {
    const id = stableId('feed', context.query, ...context.accounts);
    const { text, tweets } = await feedOf(remembered(glimpses, context), id, context);
    await out.write(text);
    return tweets;
  },
};

/** Of all tweets those that a day of the feed remembers; only they are read. */
async function* remembered(glimpses: AsyncIterable<Glimpse>, context: ExportContext): ExportedTweets {
  const byDay = daysOfYear(emptyDays(context.today));
  for await (const glimpse of glimpses) {
    const tweet = dayOf(glimpse, byDay, context) ? glimpse.whole() : null;
    if (tweet) yield tweet;
  }
}
