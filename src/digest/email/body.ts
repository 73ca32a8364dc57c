// The memories of a mail as HTML, as many as there is room for, and what there was no room for.

import type { Memories } from '../../memories/selection.ts';
import type { Block, Memory } from '../../library/memory.ts';
import type { Section } from '../../views/album.ts';
import { bytesOf } from './boxes.ts';
import { look } from './style.ts';
import { postCard, cidsOfBlock, type EmailLook } from './post-card.ts';
import { restWords } from './wording.ts';
import { markup, type Markup, type Piece } from '../../text/html.ts';
import { formatDay } from '../../text/numbers-and-dates.ts';

export interface EmailBody {
  readonly cards: readonly Markup[];
  readonly cids: readonly string[];
  /** What there is no room for. */
  readonly rest: readonly string[];
}

/** A post that a mail has no room for, and the day that it stands under. */
export interface LeftOver {
  readonly post: Memory;
  /** Where there are several days. */
  readonly day: string | null;
}

/** What is said of those that there is no room for, in lines. */
export type RestWords = (rest: readonly LeftOver[]) => readonly string[];

/** A block with the headings that come before it. */
interface Entry {
  readonly block: Block;
  readonly day: string | null;
  readonly headings: Piece;
}

/** The body that takes at most `room` bytes; from the first memory on that has no room none is shown. */
export function bodyWithin(
  room: number,
  sections: readonly Section[],
  restWordsOf: RestWords,
  options: EmailLook,
): EmailBody {
  const entries = entriesOf(sections);
  const cards: Markup[] = [];
  const shown: Memory[] = [];
  let left = room;
  for (const entry of entries) {
    const fitting = fittingCard(entry, left, options);
    if (!fitting) break;
    cards.push(fitting.made);
    shown.push(...fitting.posts);
    left -= bytesOf(fitting.made.toString());
    if (fitting.posts.length < entry.block.length) break;
  }
  const rest = restWordsOf(leftOver(entries, new Set(shown)));
  return { cards, cids: [...new Set(cidsOfBlock(shown, options))], rest };
}

/** A thread that is too long begins at least. */
function fittingCard(
  { block, headings }: Entry,
  room: number,
  options: EmailLook,
): { made: Markup; posts: Block } | null {
  for (let count = block.length; count > 0; count = Math.floor(count / 2)) {
    const posts = block.slice(0, count);
    const made = markup`${headings}${postCard(posts, options, count === block.length)}\n`;
    if (bytesOf(made.toString()) <= room) return { made, posts };
  }
  return null;
}

/** What a mail without any of its memories would have to say. */
export function restOfAll(sections: readonly Section[], restWordsOf: RestWords): readonly string[] {
  return restWordsOf(leftOver(entriesOf(sections), new Set()));
}

function leftOver(entries: readonly Entry[], shown: ReadonlySet<Memory>): LeftOver[] {
  return entries.flatMap(({ block, day }) => block.filter((post) => !shown.has(post)).map((post) => ({ post, day })));
}

/** A line for each day. */
export function restOfDays(days: readonly Memories[]): RestWords {
  const several = days.length > 1;
  return (rest) =>
    days.flatMap((day) => {
      const own = rest.filter((left) => !several || left.day === formatDay(day.date)).map(({ post }) => post);
      return own.length === 0 ? [] : [restWords(own, day, several)];
    });
}

function entriesOf(sections: readonly Section[]): Entry[] {
  return sections.flatMap(({ day, heading, blocks }, index) => {
    const isNewDay = day !== null && day !== sections[index - 1]?.day;
    const headings = [isNewDay ? markup`<h2${look('day')}>${day}</h2>` : null, yearHeading(heading, day, isNewDay)];
    return blocks.map((block, at) => ({ block, day, headings: at === 0 ? headings : null }));
  });
}

/** `7 years ago · Friday, 22 November 2019`: how long ago is what the eye looks for. */
function yearHeading(heading: string, day: string | null, isNewDay: boolean): Markup {
  const [ago, date] = heading.split(' · ');
  const words = date === undefined ? heading : markup`<span${look('ago')}>${ago ?? ''}</span><br>${date}`;
  if (day === null) return markup`<h2${look('year')}>${words}</h2>`;
  return markup`<h3${look('year', isNewDay ? 'margin-top:18px' : '')}>${words}</h3>`;
}
