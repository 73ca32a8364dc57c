// The headings above a mail's memories.

import { formatDay } from '../../text/numbers-and-dates.ts';
import { markup, type Markup, type Piece } from '../../text/html.ts';
import type { Section } from '../../views/album.ts';
import { sectionHeading } from '../../views/album-words.ts';
import { look } from './style.ts';

/** The section's own, and above the first one of a day that day's. */
export function headingsOf(section: Section, isNewDay: boolean): Piece {
  const { day } = section;
  const dayHeading = day && isNewDay ? markup`<h2${look('day')}>${formatDay(day)}</h2>` : null;
  return [dayHeading, yearHeading(section, isNewDay)];
}

/** How long ago it was is what the eye looks for. */
function yearHeading(section: Section, isNewDay: boolean): Markup {
  const { name, date } = sectionHeading(section);
  const words = name === null ? date : markup`<span${look('ago')}>${name}</span><br>${date}`;
  if (section.day === null) return markup`<h2${look('year')}>${words}</h2>`;
  return markup`<h3${look('year', isNewDay ? 'margin-top:18px' : '')}>${words}</h3>`;
}
