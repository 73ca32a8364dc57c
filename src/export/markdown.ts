// A folder of notes, one for each month, with the photos beside them: for Obsidian, and to read without any program.

import { basename } from 'node:path';
import { localDateOf, type PlainDate } from '../time/calendar.ts';
import type { Memory } from '../memories/selection.ts';
import { frontMatter, tweetMarkdown } from '../views/markdown.ts';
import { dateInWords, MONTHS } from '../text/numbers-and-dates.ts';
import type { ExportContext, FolderFormat, FolderOut } from './format.ts';

const MEDIA_FOLDER = 'media';

export const markdown: FolderFormat = {
  makes: 'folder',
  async write(tweets, out, context) {
    const begun = new Set<string>();
    let lastDay = '';
    for await (const tweet of tweets) {
      const date = localDateOf(tweet, context.timeZone);
      const month = date.toString().slice(0, 7);
      let text = begun.has(month) ? '' : beginning(month, date, context);
      begun.add(month);
      if (date.toString() !== lastDay) text += `\n## ${dateInWords(date)}\n`;
      lastDay = date.toString();
      const places = await copiedMedia(tweet, out);
      text += tweetMarkdown(tweet, {
        timeZone: context.timeZone,
        withAccount: context.accounts.length > 1,
        showSensitive: context.showSensitive,
        placeOf: (_tweet, { file }) => (file === null ? null : (places.get(file) ?? null)),
      });
      await out.append(`${month}.md`, text);
    }
  },
};

function beginning(month: string, date: PlainDate, { accounts, timeZone }: ExportContext): string {
  const title = `${MONTHS[date.month - 1] ?? ''} ${date.year}`;
  const fields = { title, aliases: [title], month, accounts, time_zone: timeZone, tags: ['memories'] };
  return `${frontMatter(fields)}\n# ${title}\n`;
}

/** Copies a tweet's media and those of the tweet it quotes; where each file's copy is. */
async function copiedMedia(tweet: Memory, out: FolderOut): Promise<Map<string, string>> {
  const places = new Map<string, string>();
  for (const { file } of [...tweet.media, ...(tweet.quotedTweet?.media ?? [])]) {
    if (file === null) continue;
    const place = `${MEDIA_FOLDER}/${basename(file)}`;
    if (await out.copy(file, place)) places.set(file, place);
  }
  return places;
}
