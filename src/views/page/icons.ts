// Small drawings inside the page: characters such as ♥ become coloured emoji on some systems and empty boxes on others.

import { markup, Markup } from '../../text/html.ts';

const SHAPES = {
  heart: '<path d="M8 13.6C5 11.7 2 9.2 2 6.2A3.2 3.2 0 0 1 8 4.6a3.2 3.2 0 0 1 6 1.6c0 3-3 5.5-6 7.4Z"/>',
  repeat:
    '<path d="M2.6 7.4V6a2 2 0 0 1 2-2h8.6M11 1.8 13.2 4 11 6.2m2.4 2.4V10a2 2 0 0 1-2 2H2.8M5 14.2 2.8 12 5 9.8"/>',
  circle: '<circle cx="8" cy="8" r="6"/><circle cx="8" cy="8" r="2.2"/>',
  play: '<circle cx="8" cy="8" r="6.6"/><path d="M6.6 5.4v5.2L10.8 8Z"/>',
  photo:
    '<rect x="1.6" y="3" width="12.8" height="10" rx="1.6"/><path d="m2 11.2 3.4-3.4 2.8 2.8 2-2 3.6 3.4"/><circle cx="11" cy="6" r="1"/>',
  covered: '<path d="M1.6 8S4 3.8 8 3.8 14.4 8 14.4 8 12 12.2 8 12.2 1.6 8 1.6 8Z"/><path d="m2.6 13.4 10.8-10.8"/>',
};

/** Decoration: the words next to it say the same to a screen reader. */
export function icon(name: keyof typeof SHAPES): Markup {
  return markup`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${Markup.trusted(SHAPES[name])}</svg>`;
}
