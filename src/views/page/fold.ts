// What of a long page is open at once: something of every section and the best of all, on some forty screens. The rest is
// folded, so that nothing is lost.

import type { Block, Memory } from '../../library/memory.ts';
import { shareBudget } from '../../memories/budget.ts';
import type { UsualFor } from '../../memories/choose.ts';
import { rankedBlock, scoreOf, type RankedBlock } from '../../memories/ranking.ts';
import { displayWidth } from '../../text/display-width.ts';
import { isTextCovered } from '../covered.ts';
import { ratioOf, rowsOf } from './media.ts';

export interface FoldedSection {
  readonly open: readonly Block[];
  readonly folded: readonly Block[];
}

/** In CSS pixels: forty screens of 900 without what stands above and below the posts. */
const MOST_OPEN = 34_500;
/** What a section takes besides its cards: its heading, the margins, and the line that unfolds the rest. */
const SECTION = 190;
/** Around the words of a card. */
const CARD = 80;
/** The line above the words, the one below, and the margins. */
const TWEET = 70;
const LINE = 30;
/** How many cells of a line a phone has room for. */
const CELLS = 34;
/** The widest that photos are, on a desk. */
const PHOTOS = 620;
const HIGHEST_PHOTO = 640;
/** A film, what is covered or missing. */
const TILE = 75;
/** An option of a poll. */
const OPTION = 55;

/** Each section as it is where all fit; a thread is open or folded as a whole. */
export function foldSections(
  sections: readonly (readonly Block[])[],
  usualFor: UsualFor,
  most = MOST_OPEN,
): FoldedSection[] {
  const room = most - SECTION * sections.length;
  const heights = new Map(sections.flat().map((block) => [block, heightOf(block)]));
  if ([...heights.values()].reduce((sum, height) => sum + height, 0) <= room) {
    return sections.map((open) => ({ open, folded: [] }));
  }
  const groups = sections.map((blocks, key) => ({ key, blocks: blocks.map((block) => asOne(block, usualFor)) }));
  // It is asked for again and again.
  const costOf = (wholes: readonly Whole[]): number =>
    wholes.reduce((sum, { block }) => sum + (heights.get(block) ?? 0), 0);
  return shareBudget(groups, Math.max(0, room), costOf).map((share, index) => {
    const open = new Set(share.blocks.flatMap(({ posts }) => posts.map(({ block }) => block)));
    const blocks = sections[index] ?? [];
    return { open: blocks.filter((block) => open.has(block)), folded: blocks.filter((block) => !open.has(block)) };
  });
}

/** A block that can't be cut. */
interface Whole {
  readonly id: string;
  readonly postedAt: number;
  readonly block: Block;
}

function asOne(block: Block, usualFor: UsualFor): RankedBlock<Whole> {
  const scores = block.map((post) => scoreOf(post, usualFor(post)));
  const { score } = rankedBlock(block, scores);
  return rankedBlock(
    block.slice(0, 1).map(({ id, postedAt }) => ({ id, postedAt, block })),
    [score],
  );
}

/** How high a card is at most, on a phone or a desk. */
function heightOf(block: Block): number {
  return CARD + block.reduce((sum, post) => sum + heightOfPost(post), 0);
}

function heightOfPost(post: Memory): number {
  const { quotedPost: quoted } = post;
  return TWEET + heightOfBody(post) + (quoted ? heightOfPost(quoted) : 0);
}

function heightOfBody(post: Memory): number {
  if (isTextCovered(post, false)) return TILE;
  const options = post.poll?.options.length ?? 0;
  return linesOf(post.text) * LINE + options * OPTION + heightOfMedia(post);
}

function linesOf(text: string): number {
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(displayWidth(line) / CELLS)), 0);
}

function heightOfMedia({ media, sensitive }: Memory): number {
  if (media.length === 0) return 0;
  if (sensitive) return TILE;
  const photos = media
    .filter(({ type, file }) => type === 'photo' && file !== null)
    .map(({ width, height }) => ({ width: width ?? 4, height: height ?? 3 }));
  const rows = rowsOf(photos).map((row) => PHOTOS / row.reduce((sum, photo) => sum + ratioOf(photo), 0));
  const tiles = media.length - photos.length;
  return tiles * TILE + rows.reduce((sum, height) => sum + Math.min(HIGHEST_PHOTO, height), 0);
}
