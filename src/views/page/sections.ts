// The years of a page: the row of links to them, their headings, their cards, and those that are folded.

import type { Block } from '../../library/memory.ts';
import type { UsualFor } from '../../memories/choose.ts';
import { markup, Markup, type Piece } from '../../text/html.ts';
import { formatDay, formatNumber, pluralize } from '../../text/numbers-and-dates.ts';
import { phraseText, type NameCommand, type Phrase } from '../phrase.ts';
import { beginsDay, type Album, type Section } from '../album.ts';
import { sectionHeading, type SectionHeading } from '../album-words.ts';
import { omittedPhrase } from '../note-words.ts';
import { foldSections, type FoldedSection } from './fold.ts';
import { postCard, type Look } from './post-card.ts';

interface PageSection extends Section, FoldedSection {
  /** Of the heading. */
  readonly id: string;
}

/** The sections, those of one day under its name. */
export function daysOf(album: Album, look: Look, usualFor: UsualFor | undefined): Piece {
  const sections = foldedSections(album, usualFor);
  const days: PageSection[][] = [];
  for (const [index, section] of sections.entries()) {
    const last = days.at(-1);
    if (last && !beginsDay(sections, index)) last.push(section);
    else days.push([section]);
  }
  return days.map((own) => {
    const day = own[0]?.day ?? null;
    const content = [yearsOf(own), own.map((section) => yearOf(section, look))];
    if (day === null) return content;
    return markup`<section class="day"><h2 class="day-name">${formatDay(day)}</h2>${content}</section>`;
  });
}

/** Only days are folded: what was searched for, and a thread, are to be read in their order. */
function foldedSections({ occasion, sections }: Album, usualFor: UsualFor | undefined): PageSection[] {
  const blocks = sections.map((section) => section.blocks);
  const folded = occasion.type === 'days' && usualFor ? foldSections(blocks, usualFor) : [];
  return sections.map((section, index) => ({
    ...section,
    ...(folded[index] ?? { open: section.blocks, folded: [] }),
    id: `year-${index + 1}`,
  }));
}

function yearsOf(sections: readonly PageSection[]): Markup | null {
  const ids = new Map<number, string>();
  for (const { date, name, id } of sections) {
    if (typeof name === 'object' && !ids.has(date.year)) ids.set(date.year, id);
  }
  return yearLinks([...ids].map(([year, anchor]) => ({ year, anchor })));
}

/** So many years are more than one sees at once. */
const MANY_YEARS = 3;

/** The way to each year of a day, where there are many. */
export function yearLinks(years: readonly { readonly year: number; readonly anchor: string }[]): Markup | null {
  if (years.length < MANY_YEARS) return null;
  const links = years.map(({ year, anchor }) => markup`<li><a href="#${anchor}">${year}</a></li>`);
  return markup`<nav class="year-links" aria-label="Years"><ul>${links}</ul></nav>`;
}

function yearOf(section: PageSection, look: Look): Markup {
  const { day, date, id, omitted } = section;
  const level = Markup.trusted(day === null ? 'h2' : 'h3');
  return markup`
<section class="year" aria-labelledby="${id}">
<${level} class="year-name" id="${id}">${headingMarkup(sectionHeading(section))}</${level}>
<div class="cards">
${yearCards(section, date.year, look)}${omitted ? moreMarkup(omitted, look) : null}</div>
</section>`;
}

/** `7 years ago` stands out from the date. */
export function headingMarkup({ name, date }: SectionHeading): Piece {
  if (name === null) return date;
  return markup`<span class="ago">${name}</span><span class="unseen"> · </span>${date}`;
}

/** The cards of a year, those that are folded behind the others. */
export function yearCards({ open, folded }: FoldedSection, year: number, look: Look): Piece {
  const cards = (blocks: readonly Block[]): Piece => blocks.map((block) => [postCard(block, look), '\n']);
  if (folded.length === 0) return cards(open);
  const count = folded.reduce((sum, block) => sum + block.length, 0);
  const what =
    open.length > 0 ? `${formatNumber(count)} more from ${year}` : `${pluralize(count, 'post')} from ${year}`;
  return [
    cards(open),
    markup`<details class="fold"><summary><span><span class="when-closed">show </span>${what}</span></summary>
<div class="folded">
${cards(folded)}</div></details>
`,
  ];
}

function moreMarkup(omitted: NonNullable<Section['omitted']>, { nameCommand }: Look): Markup {
  return markup`<p class="more">${phraseMarkup(omittedPhrase(omitted), nameCommand)}</p>`;
}

/** Commands stand out, to be copied. */
export function phraseMarkup(phrase: Phrase, nameCommand?: NameCommand): Piece {
  return phrase.map((part) => {
    const words = phraseText([part], nameCommand);
    return typeof part !== 'string' && 'command' in part ? markup`<code>${words}</code>` : words;
  });
}
