// A feed of the last days, each with what was written on it in earlier years.

import type { Moment } from '../../search/find-posts.ts';
import type { ExportContext, MomentFormat } from './format.ts';
import { stableId } from '../../platform/stable-id.ts';
import { buildFeed, rememberedBy, type PostsOn } from '../../feed/days.ts';

export const atom: MomentFormat = {
  makes: 'file',
  reads: 'moments',
  order: 'oldest',
  async write(moments, out, context) {
    const id = stableId('feed', ...context.identity);
    const { text, posts } = await buildFeed(await rememberedPosts(moments, context), id, context);
    await out.write(text);
    return posts;
  },
};

/** Only posts that a day of the feed remembers are read, and only when it is that day's turn. */
async function rememberedPosts(moments: AsyncIterable<Moment>, context: ExportContext): Promise<PostsOn> {
  const dayOf = rememberedBy(context);
  const byDay = new Map<string, string[]>();
  for await (const moment of moments) {
    const day = dayOf(moment)?.toString();
    if (day === undefined) continue;
    const ids = byDay.get(day);
    if (ids) ids.push(moment.id);
    else byDay.set(day, [moment.id]);
  }
  return (date) => Promise.resolve(context.read(byDay.get(date.toString()) ?? []));
}
