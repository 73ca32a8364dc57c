// When a year's posts were written and what they name, as bars in a mail: a bar is a cell as wide as its share.

import type { YearReview } from '../../statistics/year/review.ts';
import type { Bar, Panel } from '../../views/terminal/bars.ts';
import { truncate } from '../../text/display-width.ts';
import { table } from './boxes.ts';
import { look } from './style.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import { Markup, markup, type Piece } from '../../text/html.ts';
import { formatNumber } from '../../text/numbers-and-dates.ts';
import { reviewPanels } from '../../statistics/year/wording.ts';

/** Names longer than this are cut, in cells of a terminal: what there is room for. */
const LONGEST_NAME = 18;

/** Two beside each other where there is room. */
export function panels(review: YearReview): Piece {
  return reviewPanels(review).map((panel, index) => [
    index % 2 === 1 ? markup`<div${look('gap')}></div>` : null,
    panelMarkup(panel),
  ]);
}

function panelMarkup({ heading, bars }: Panel): Markup {
  const most = Math.max(...bars.map(({ value }) => value));
  const isShort = bars.every(({ label }) => label.length <= 3);
  return markup`<div${look('panel')}><h2${look('chapter')}>${heading}</h2>${table(bars.map((bar) => row(bar, most, isShort ? 14 : 48)))}</div>`;
}

/** `nameWidth` in percent. */
function row({ label, value }: Bar, most: number, nameWidth: number): Markup {
  const name = truncate(sanitizeLine(label), LONGEST_NAME);
  return markup`<tr><td width="${nameWidth}%" dir="auto"${look('label')}>${name}</td><td>${bar(value, most)}</td><td width="17%" align="right"${look('count')}>${formatNumber(value)}</td></tr>`;
}

const BAR = Markup.trusted('<table role="presentation" cellpadding="0" cellspacing="0" border="0"');

function bar(value: number, most: number): Markup | null {
  if (value <= 0 || most <= 0) return null;
  const share = Math.max(2, Math.round((value / most) * 100));
  return markup`${BAR} width="${share}%"><tr><td height="12"${look('bar')}></td></tr></table>`;
}
