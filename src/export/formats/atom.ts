// A feed of the last days, each with what was written on it in earlier years.

import type { PostRef } from '../../search/find-posts.ts';
import type { ExportContext, ExportedPosts, RefFormat } from './format.ts';
import { stableId } from '../../platform/stable-id.ts';
import { dayOf, daysOfYear, emptyDays, buildFeed } from '../../feed/days.ts';

export const atom: RefFormat = {
  makes: 'file',
  reads: 'refs',
  order: 'oldest',
  async write(refs, out, context) {
    const id = stableId('feed', context.query, ...context.accounts);
    const { text, posts } = await buildFeed(rememberedPosts(refs, context), id, context);
    await out.write(text);
    return posts;
  },
};

/** Reads only the posts that a day of the feed remembers. */
async function* rememberedPosts(refs: AsyncIterable<PostRef>, context: ExportContext): ExportedPosts {
  const byDay = daysOfYear(emptyDays(context.today));
  for await (const ref of refs) {
    const post = dayOf(ref, byDay, context) ? ref.whole() : null;
    if (post) yield post;
  }
}
