// Which memories of a mail there is room for: something of every section, the best of all, and the rest counted.

import type { PlainDate } from '../../time/calendar.ts';
import type { Memory } from '../../library/memory.ts';
import { wireBytes, type WireEncoding } from '../../mail/wire-size.ts';
import { shareBudget, type Share } from '../../memories/budget.ts';
import { withOmitted, type UsualFor } from '../../memories/choose.ts';
import { spreadPhotos } from '../../memories/photo-quota.ts';
import { byRank, rankedBlocks } from '../../memories/ranking.ts';
import { pluralize } from '../../text/numbers-and-dates.ts';
import { markup, type Markup } from '../../text/html.ts';
import { beginsDay, postsIn, type OmittedPosts, type Section } from '../../views/album.ts';
import { omittedPhrase } from '../../views/note-words.ts';
import { shownPhotoFiles } from '../../views/photos.ts';
import { formatPostDate } from '../../views/post-words.ts';
import type { Phrase } from '../../views/phrase.ts';
import { headingsOf } from './headings.ts';
import { lines } from './document.ts';
import { countUnplaced, photosAlone, type EmailMediaOptions } from './media.ts';
import { postCard, type EmailLook } from './post-card.ts';
import { withPlace } from './placed-sections.ts';

/** A post that a mail has no room for, and the day that it stands under. */
export interface LeftOver {
  readonly post: Memory;
  /** Where there are several days. */
  readonly day: PlainDate | null;
}

/** The commands that a mail names where it has no room. */
export interface Elsewhere {
  /** What shows all posts of a section; null where the closing lines count its posts too. */
  readonly omitted: (section: Section, count: number) => OmittedPosts | null;
  /** What shows its photos. */
  readonly photos: (section: Section) => string;
}

export interface ChosenSections {
  /** Only those of which something is shown. */
  readonly sections: readonly Section[];
  /** What the closing lines are about. */
  readonly rest: readonly LeftOver[];
  /** The posts shown, the best block's first. */
  readonly best: readonly Memory[];
  /** Their photos, those to be shown first at the front. */
  readonly files: readonly string[];
}

export interface Room {
  /** On the wire. */
  readonly bytes: number;
  readonly encoding: WireEncoding;
  readonly mostPhotos: number;
}

type Options = EmailLook & { readonly elsewhere: Elsewhere; readonly usualFor: UsualFor };

/** The cards of all posts, as they are without photos: to find out which encoding suits them. */
export function allCards(sections: readonly Section[], look: EmailLook): string {
  const bare = { ...look, photos: new Map() };
  return sections.flatMap(({ blocks }) => blocks.map((block) => postCard(block, bare).toString())).join('');
}

/** Chooses what there is room for; sections beyond that are left to the closing lines. */
export function chooseSections(sections: readonly Section[], room: Room, options: Options): ChosenSections {
  const bare: EmailLook = { ...options, photos: new Map() };
  const wire = (made: Markup): number => wireBytes(made.toString(), room.encoding);
  const costOf = (posts: readonly Memory[]): number => wire(markup`${postCard(posts, bare)}\n`);
  const groups = sections.map((section) => {
    const blocks = rankedBlocks(section.blocks, options.usualFor);
    // Its day's heading too, as the sections before it may have no room.
    const overhead = wire(
      markup`${headingsOf(section, section.day !== null)}${closing(section, 99_999, 999, options)}`,
    );
    // The years of one day always have a place: to render each card once more would tell nothing.
    const firsts = section.day === null ? [] : blocks.map(({ posts }) => costOf(posts.slice(0, 1)));
    const least = firsts.length === 0 ? 0 : overhead + Math.min(...firsts);
    return { key: section, blocks, overhead, least };
  });
  const budget = Math.max(0, room.bytes - photosReserve(postsIn({ sections }), room, options));
  const placed = withPlace(groups, budget);
  const shares = new Map(
    shareBudget([...placed], budget, costOf).map((share): [Section, Share<Section, Memory>] => [share.key, share]),
  );
  return chosenOf(
    groups.map(({ key }) => shares.get(key) ?? { key, blocks: [], shown: 0, omitted: key.blocks.flat().length }),
    options,
  );
}

function chosenOf(shares: readonly Share<Section, Memory>[], { elsewhere, showSensitive }: Options): ChosenSections {
  const shown = shares.filter(({ blocks }) => blocks.length > 0);
  const ranked = shown.flatMap(({ blocks }) => blocks).sort(byRank);
  const kept = new Set(ranked.flatMap(({ posts }) => posts));
  return {
    sections: shown.map(({ key, blocks, omitted }) => ({
      ...key,
      blocks: blocks.map(withOmitted),
      omitted: omitted > 0 ? elsewhere.omitted(key, omitted) : null,
    })),
    rest: shares
      .filter(({ key, blocks, omitted }) => blocks.length === 0 || elsewhere.omitted(key, omitted) === null)
      .flatMap(({ key }) => key.blocks.flat().map((post) => ({ post, day: key.day })))
      .filter(({ post }) => !kept.has(post)),
    best: ranked.flatMap(({ posts, scores }) => bestFirst(posts, scores)),
    files: spreadPhotos(
      shown.map(({ blocks }) => blocks),
      (post) => shownPhotoFiles([post], showSensitive),
    ),
  };
}

function bestFirst(posts: readonly Memory[], scores: readonly number[]): Memory[] {
  const scored = posts.map((post, index) => ({ post, score: scores[index] ?? 0 }));
  return scored.sort((a, b) => b.score - a.score).map(({ post }) => post);
}

/** What the photos add, whichever have room: as if they were those with the longest descriptions. */
function photosReserve(posts: readonly Memory[], { encoding, mostPhotos }: Room, look: EmailLook): number {
  const sizes = posts.flatMap((post) =>
    photosAlone(post, formatPostDate(post, look.timeZone), look).map((made) => wireBytes(made, encoding)),
  );
  sizes.sort((a, b) => b - a);
  return sizes.slice(0, mostPhotos).reduce((sum, size) => sum + size, 0);
}

/** A section as it is shown. */
export function sectionMarkup(sections: readonly Section[], index: number, options: Options): Markup | null {
  const section = sections[index];
  if (!section) return null;
  const cards = section.blocks.map((block) => markup`${postCard(block, options)}\n`);
  const unplaced = section.blocks.flat().reduce((sum, post) => sum + countUnplaced(post, options), 0);
  const omitted = section.omitted?.count ?? 0;
  return markup`${headingsOf(section, beginsDay(sections, index))}${cards}${closing(section, omitted, unplaced, options)}`;
}

/** What is said below a section's cards. */
function closing(
  section: Section,
  omitted: number,
  unplaced: number,
  { elsewhere }: EmailMediaOptions & { readonly elsewhere: Elsewhere },
): Markup {
  const more = omitted > 0 ? elsewhere.omitted(section, omitted) : null;
  const photos: Phrase = [`${pluralize(unplaced, 'more photo')}: `, { command: elsewhere.photos(section) }];
  return markup`${lines([...(more ? [omittedPhrase(more)] : []), ...(unplaced > 0 ? [photos] : [])])}`;
}

/** What a mail without any of its memories would have to say. */
export function restOfAll(sections: readonly Section[]): LeftOver[] {
  return sections.flatMap(({ day, blocks }) => blocks.flat().map((post: Memory) => ({ post, day })));
}
