// The memories of a mail as HTML, as many as there is room for, and what there was no room for.

import type { PlainDate } from '../../time/calendar.ts';
import type { Block, Memory } from '../../library/memory.ts';
import { beginsDay, type Section } from '../../views/album.ts';
import { sectionHeading } from '../../views/album-words.ts';
import type { Phrase } from '../../views/phrase.ts';
import { bytesOf } from './boxes.ts';
import { look } from './style.ts';
import { postCard, cidsOfBlock, type EmailLook } from './post-card.ts';
import { markup, type Markup, type Piece } from '../../text/html.ts';
import { formatDay } from '../../text/numbers-and-dates.ts';

export interface EmailBody {
  readonly cards: readonly Markup[];
  readonly cids: readonly string[];
  /** What there is no room for. */
  readonly rest: readonly Phrase[];
}

/** A post that a mail has no room for, and the day that it stands under. */
export interface LeftOver {
  readonly post: Memory;
  /** Where there are several days. */
  readonly day: PlainDate | null;
}

/** The lines about the posts that there is no room for. */
export type RestWords = (rest: readonly LeftOver[]) => readonly Phrase[];

/** A block with the headings that come before it. */
interface Entry {
  readonly block: Block;
  readonly day: PlainDate | null;
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
export function restOfAll(sections: readonly Section[], restWordsOf: RestWords): readonly Phrase[] {
  return restWordsOf(leftOver(entriesOf(sections), new Set()));
}

function leftOver(entries: readonly Entry[], shown: ReadonlySet<Memory>): LeftOver[] {
  return entries.flatMap(({ block, day }) => block.filter((post) => !shown.has(post)).map((post) => ({ post, day })));
}

function entriesOf(sections: readonly Section[]): Entry[] {
  return sections.flatMap((section, index) => {
    const { day, blocks } = section;
    const isNewDay = beginsDay(sections, index);
    const dayHeading = day && isNewDay ? markup`<h2${look('day')}>${formatDay(day)}</h2>` : null;
    const headings = [dayHeading, yearHeading(section, isNewDay)];
    return blocks.map((block, at) => ({ block, day, headings: at === 0 ? headings : null }));
  });
}

/** How long ago it was is what the eye looks for. */
function yearHeading(section: Section, isNewDay: boolean): Markup {
  const { name, date } = sectionHeading(section);
  const words = name === null ? date : markup`<span${look('ago')}>${name}</span><br>${date}`;
  if (section.day === null) return markup`<h2${look('year')}>${words}</h2>`;
  return markup`<h3${look('year', isNewDay ? 'margin-top:18px' : '')}>${words}</h3>`;
}
