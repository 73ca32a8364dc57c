// What a year's page looks like beyond a day's: facts, days, months and lists.

const css = String.raw;

export const YEAR_STYLE = css`
  .facts-of-year {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
    gap: 1rem 2rem;
    margin: 0 0 2.5rem;
  }
  .facts-of-year dt {
    color: var(--muted);
    font-size: 0.875rem;
  }
  .facts-of-year dd {
    margin: 0.125rem 0 0;
    font: 1.1875rem/1.4 var(--words);
  }
  .part {
    margin-block: 0 2.75rem;
    min-width: 0;
  }
  .part-name {
    margin: 0 0 1rem;
    font: 400 1.625rem/1.2 var(--words);
  }
  .part ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .calendar {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr));
    gap: 1.25rem 1.5rem;
  }
  .month-name,
  .month {
    color: var(--muted);
    font-size: 0.875rem;
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(7, 1fr);
    gap: 2px;
    margin-block-start: 0.375rem;
  }
  .grid i {
    aspect-ratio: 1;
    border: 1px solid transparent;
    border-radius: 3px;
    background: color-mix(in srgb, var(--accent) var(--share, 0%), var(--tint));
    print-color-adjust: exact;
  }
  .grid .shade-0 {
    border-color: var(--line);
  }
  .grid .shade-1 {
    --share: 28%;
  }
  .grid .shade-2 {
    --share: 50%;
  }
  .grid .shade-3 {
    --share: 74%;
  }
  .grid .shade-4 {
    --share: 100%;
  }
  .grid .shade-none {
    background: none;
  }
  .months {
    display: grid;
    grid-template-columns: repeat(12, 1fr);
    gap: 0.375rem;
  }
  .months li {
    display: grid;
    grid-template-rows: 1.5rem 9rem 1.5rem;
    grid-template-columns: minmax(0, 1fr);
    justify-items: center;
    align-items: end;
    position: relative;
  }
  .months .bar {
    width: 100%;
    max-width: 3rem;
    height: calc(var(--length) * 100%);
    min-height: 1px;
    background: var(--accent);
    border-radius: 0.25rem 0.25rem 0 0;
    print-color-adjust: exact;
  }
  .months .count,
  .names .count {
    color: var(--muted);
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .lists {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr));
    gap: 0 2rem;
  }
  .names li {
    display: flex;
    gap: 1rem;
    justify-content: space-between;
    padding-block: 0.375rem;
    border-block-end: 1px solid var(--line);
  }
  .names bdi {
    min-width: 0;
  }
  @media screen and (max-width: 34rem) {
    .months {
      display: block;
    }
    .months li {
      display: grid;
      grid-template: 'month bar count' auto / 2.75rem minmax(0, 1fr) 3.25rem;
      align-items: center;
      justify-items: start;
      padding-block: 0.1875rem;
    }
    .months .month {
      grid-area: month;
    }
    .months .bar {
      grid-area: bar;
      width: calc(var(--length) * 100%);
      max-width: none;
      height: 0.875rem;
      border-radius: 0 0.25rem 0.25rem 0;
    }
    .months .count {
      grid-area: count;
      justify-self: end;
    }
  }
  @media print {
    .calendar,
    .months,
    .facts-of-year {
      break-inside: avoid;
    }
  }
`;
