// A feed of the last days, each with what was written on it in earlier years.

import type { PostRef } from '../../search/find-posts.ts';
import type { ExportContext, RefFormat } from './format.ts';
import { stableId } from '../../platform/stable-id.ts';
import { buildFeed, rememberedBy, type PostsOn } from '../../feed/days.ts';

export const atom: RefFormat = {
  makes: 'file',
  reads: 'refs',
  order: 'oldest',
  async write(refs, out, context) {
    const id = stableId('feed', ...context.identity);
    const { text, posts } = await buildFeed(await rememberedPosts(refs, context), id, context);
    await out.write(text);
    return posts;
  },
};

/** Only posts that a day of the feed remembers are read, and only when it is that day's turn. */
async function rememberedPosts(refs: AsyncIterable<PostRef>, context: ExportContext): Promise<PostsOn> {
  const dayOf = rememberedBy(context);
  const byDay = new Map<string, PostRef[]>();
  for await (const ref of refs) {
    const day = dayOf(ref)?.toString();
    if (day === undefined) continue;
    const own = byDay.get(day);
    if (own) own.push(ref);
    else byDay.set(day, [ref]);
  }
  return (date) => {
    const own = byDay.get(date.toString()) ?? [];
    return Promise.resolve(own.flatMap((ref) => ref.whole() ?? []));
  };
}
