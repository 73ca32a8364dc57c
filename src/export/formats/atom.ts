// A feed of the last days: for each what was written on it in earlier years.

import type { PostRef } from '../../search/find-posts.ts';
import type { ExportContext, ExportedPosts, RefFormat } from './format.ts';
import { stableId } from '../../platform/stable-id.ts';
import { dayOf, daysOfYear, emptyDays, buildFeed } from '../../feed/days.ts';

export const atom: RefFormat = {
  makes: 'file',
  reads: 'glimpses',
  order: 'oldest',
  async write(glimpses, out, context) {
    const id = stableId('feed', context.query, ...context.accounts);
    const { text, posts } = await buildFeed(rememberedPosts(glimpses, context), id, context);
    await out.write(text);
    return posts;
  },
};

/** Of all posts those that a day of the feed remembers; only they are read. */
async function* rememberedPosts(glimpses: AsyncIterable<PostRef>, context: ExportContext): ExportedPosts {
  const byDay = daysOfYear(emptyDays(context.today));
  for await (const glimpse of glimpses) {
    const post = dayOf(glimpse, byDay, context) ? glimpse.whole() : null;
    if (post) yield post;
  }
}
