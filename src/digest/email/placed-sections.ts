// Which sections of a mail have a place in it at all. A week of full days has a hundred of them, and headings alone would fill
// the mail: then every year and every day has some, and room is left for more than one memory each.

import { byRank, type RankedBlock } from '../../memories/ranking.ts';
import type { Memory } from '../../library/memory.ts';
import type { Section } from '../../views/album.ts';

export interface Candidate {
  readonly key: Section;
  readonly blocks: readonly RankedBlock<Memory>[];
  /** Of its heading and the cheapest of its blocks. */
  readonly least: number;
}

/** What of the room the first memories of the sections may take where not all have a place. */
const SHARE = 0.6;

/** All of them if there is room. */
export function withPlace<Group extends Candidate>(candidates: readonly Group[], room: number): ReadonlySet<Group> {
  if (candidates.reduce((sum, { least }) => sum + least, 0) <= room) return new Set(candidates);
  const left = candidates
    .filter(({ blocks }) => blocks.length > 0)
    .map((candidate) => ({ candidate, best: bestOf(candidate), year: yearOf(candidate), day: dayOf(candidate) }))
    .sort((a, b) => byRank(a.best, b.best));
  const placed = new Set<Group>();
  const counts = new Map<string, number>();
  const countOf = (key: string): number => counts.get(key) ?? 0;
  let spent = 0;
  while (left.length > 0) {
    // Of the year that has least so far, then of the day that has; of equals the best.
    const next = left.reduce((a, b) => {
      const more = countOf(b.year) - countOf(a.year) || countOf(b.day) - countOf(a.day);
      return more < 0 ? b : a;
    });
    left.splice(left.indexOf(next), 1);
    const { candidate, year, day } = next;
    if (spent + candidate.least > room * SHARE) continue;
    spent += candidate.least;
    placed.add(candidate);
    for (const key of [year, day]) counts.set(key, countOf(key) + 1);
  }
  return placed;
}

function bestOf({ blocks }: Candidate): RankedBlock<Memory> {
  return blocks.reduce((best, block) => (byRank(block, best) < 0 ? block : best));
}

function yearOf({ key }: Candidate): string {
  return String(key.date.year);
}

function dayOf({ key }: Candidate): string {
  return key.day?.toString() ?? '';
}
