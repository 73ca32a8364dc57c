// What the site looks like beyond a day's page and a year's: days as links, the way to other pages, the search.

import { STYLE } from '../../views/page/style.ts';
import { YEAR_STYLE } from '../../statistics/year/page-style.ts';

const css = String.raw;

/** The style sheet of all pages. */
export const SITE_STYLE =
  STYLE +
  YEAR_STYLE +
  css`
    .ways {
      display: flex;
      flex-wrap: wrap;
      gap: 0.25rem 1.25rem;
      align-items: center;
      margin-block-end: 2rem;
      font-size: 0.9375rem;
    }
    .ways a,
    a.ago,
    .years a {
      color: var(--ink);
      text-decoration: none;
    }
    .ways a {
      padding-block: 0.25rem;
      color: var(--accent);
    }
    .ways a:hover,
    a.ago:hover {
      color: var(--accent);
      text-decoration: underline;
      text-underline-offset: 0.2em;
    }
    .beside {
      display: flex;
      gap: 1.25rem;
      margin-inline-start: auto;
    }
    @media (max-width: 34rem) {
      .beside:has(a + a) {
        width: 100%;
        justify-content: space-between;
      }
    }
    .top {
      padding-block-start: clamp(1.25rem, 4vw, 2rem);
    }
    .tweet:target {
      border-radius: 0.25rem;
      outline: 2px solid var(--accent);
      outline-offset: 0.5rem;
    }

    .whole {
      display: block;
      height: 100%;
      min-width: 0;
      border-radius: 0.625rem;
    }

    .all-days {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr));
      gap: 1.75rem 2.25rem;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    h3.month-name {
      display: flex;
      justify-content: space-between;
      align-items: baseline;
      margin: 0 0 0.5rem;
      color: var(--ink);
      font: 400 1.1875rem/1.3 var(--words);
    }
    .month-total {
      color: var(--muted);
      font: 0.8125rem/1.3 var(--plain);
    }
    .days {
      display: grid;
      grid-template-columns: repeat(7, 1fr);
      gap: 3px;
    }
    .days > * {
      display: grid;
      place-items: center;
      min-height: 2.125rem;
      border: 1px solid transparent;
      border-radius: 0.375rem;
      background: color-mix(in srgb, var(--accent) var(--share, 0%), var(--tint));
      color: var(--ink);
      font-size: 0.8125rem;
      font-variant-numeric: tabular-nums;
      text-decoration: none;
      print-color-adjust: exact;
    }
    .days > .level-0 {
      border-color: var(--line);
      color: var(--muted);
    }
    .days > .weekday {
      min-height: 0;
      background: none;
      color: var(--muted);
      font-size: 0.75rem;
    }
    .days > .day-off {
      background: none;
      color: var(--muted);
    }
    .level-1 {
      --share: 16%;
    }
    .level-2 {
      --share: 34%;
    }
    .days > .level-3 {
      --share: 78%;
      color: var(--card);
    }
    .days > .level-4 {
      --share: 100%;
      color: var(--card);
    }
    .days > a:hover {
      border-color: var(--ink);
    }

    .years {
      max-width: 40rem;
      display: grid;
      gap: 0.125rem;
    }
    .years a {
      display: grid;
      grid-template-columns: 3.5rem minmax(0, 1fr) auto;
      gap: 0.75rem;
      align-items: center;
      padding-block: 0.375rem;
      font-variant-numeric: tabular-nums;
    }
    .years a:hover {
      color: var(--accent);
    }
    .years .bar {
      width: calc(var(--length) * 100%);
      min-width: 2px;
      height: 0.875rem;
      background: var(--accent);
      border-radius: 0 0.25rem 0.25rem 0;
      print-color-adjust: exact;
    }
    .years .count {
      color: var(--muted);
      font-size: 0.8125rem;
    }

    .search {
      display: flex;
      gap: 0.5rem;
      max-width: 40rem;
      margin-block-end: 2.5rem;
    }
    .search input {
      flex: 1;
      min-width: 0;
    }
    .search input,
    button {
      padding: 0.625rem 1rem;
      background: var(--card);
      border: 1px solid color-mix(in srgb, var(--muted) 80%, var(--card));
      border-radius: 0.625rem;
      color: var(--ink);
      font: inherit;
    }
    .search input::placeholder {
      color: var(--muted);
      opacity: 1;
    }
    button {
      background: var(--accent);
      border-color: var(--accent);
      color: var(--card);
      cursor: pointer;
    }
    :is(button, input):focus-visible {
      outline: 3px solid var(--accent);
      outline-offset: 2px;
    }
    .found {
      min-height: 1.5em;
      margin-block: 0 1rem;
      color: var(--muted);
    }
    .lines {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 1rem;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .lines .permalink {
      color: var(--accent);
    }
    @media print {
      .ways,
      .search {
        display: none;
      }
    }
  `;
