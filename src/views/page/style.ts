// How the page looks: warm paper by day, a dim room by night. System fonts only, since nothing may be loaded.

const css = String.raw;

export const STYLE = css`
  :root {
    color-scheme: light dark;
    --paper: #f7f3f0;
    --glow: #f1dcd0;
    --card: #fffdfb;
    --tint: #f8f2ef;
    --ink: #2c2429;
    --muted: #6d5f66;
    --line: #e3d9d4;
    --accent: #7c3159;
    --moss: #3a664e;
    --shadow: 0 1px 2px rgb(80 40 50 / 5%), 0 6px 20px rgb(80 40 50 / 5%);
    --emoji: 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji';
    --latin:
      'Iowan Old Style', Charter, 'Bitstream Charter', 'Sitka Text', 'Palatino Linotype', 'Source Serif 4',
      'Noto Serif', P052, Cambria, Georgia;
    --words: var(--latin), serif, 'Hiragino Mincho ProN', 'Yu Mincho', 'Songti SC', 'Noto Serif CJK JP', var(--emoji);
    --plain:
      system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif, 'Hiragino Sans', 'Noto Sans CJK JP',
      var(--emoji);
  }
  @media screen and (prefers-color-scheme: dark) {
    :root {
      --paper: #1a161a;
      --glow: #3a2733;
      --card: #241f24;
      --tint: #2c262c;
      --ink: #efe7e3;
      --muted: #b5a6ac;
      --line: #3d343b;
      --accent: #eba9c9;
      --moss: #a3cfb4;
      --shadow: none;
    }
  }
  * {
    box-sizing: border-box;
  }
  html {
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
  }
  body {
    margin: 0;
    background: linear-gradient(var(--glow), var(--paper) 26rem) no-repeat var(--paper);
    color: var(--ink);
    font: 1rem/1.5 var(--plain);
    overflow-wrap: anywhere;
  }
  .top,
  main,
  .end {
    max-width: 62rem;
    margin-inline: auto;
    padding-inline: max(1rem, env(safe-area-inset-left));
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .icon {
    width: 1em;
    height: 1em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.4;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .top {
    padding-block: clamp(2.75rem, 8vw, 4.5rem) 2.5rem;
  }
  h1 {
    margin: 0;
    font: 400 clamp(2.6rem, 9vw, 4.25rem)/1.05 var(--words);
    letter-spacing: -0.015em;
    text-wrap: balance;
  }
  .occasion {
    display: block;
    margin-block-end: 0.25em;
    color: var(--accent);
    font-size: clamp(1.15rem, 3vw, 1.5rem);
    font-style: italic;
    letter-spacing: 0;
  }
  .subtitle {
    margin: 1rem 0 0;
    color: var(--muted);
  }
  .day-name {
    margin: 1.5rem 0 1.25rem;
    font: 400 2rem/1.2 var(--words);
  }
  .day + .day .day-name {
    margin-block-start: 3.5rem;
    padding-block-start: 2.5rem;
    border-block-start: 1px solid var(--line);
  }

  .year {
    padding-block: 1rem 1.75rem;
  }
  .year-name {
    margin: 0 0 1rem;
    color: var(--muted);
    font: 400 0.875rem/1.45 var(--plain);
    text-wrap: balance;
  }
  .ago {
    display: block;
    color: var(--ink);
    font: 400 1.625rem/1.2 var(--words);
  }
  .cards {
    display: grid;
    gap: 1rem;
  }
  .card {
    min-width: 0;
    padding: 1.125rem 1.25rem;
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: 1rem;
    box-shadow: var(--shadow);
  }
  .about,
  .facts,
  .more,
  .missing {
    display: flex;
    flex-wrap: wrap;
    gap: 0.125rem 0.75rem;
    align-items: center;
    margin: 0;
    color: var(--muted);
    font-size: 0.875rem;
  }
  .context,
  .fact {
    display: inline-flex;
    gap: 0.35em;
    align-items: center;
  }
  .context:has(.icon) {
    color: var(--moss);
  }
  .account {
    color: var(--ink);
    font-weight: 600;
  }
  .permalink {
    color: inherit;
    font-variant-numeric: tabular-nums;
    text-decoration: none;
  }
  .permalink:hover {
    color: var(--accent);
    text-decoration: underline;
  }
  .text {
    max-width: 65ch;
    margin: 0.375rem 0 0;
    font: 1.1875rem/1.55 var(--words);
    unicode-bidi: plaintext;
    white-space: pre-wrap;
  }
  .text:lang(ja) {
    font-family:
      var(--latin), 'Hiragino Mincho ProN', 'Yu Mincho', 'Noto Serif CJK JP', 'Noto Serif JP', serif, var(--emoji);
  }
  .text:lang(zh) {
    font-family: var(--latin), 'Songti SC', 'Noto Serif CJK SC', 'Noto Serif SC', SimSun, serif, var(--emoji);
  }
  .text:lang(ko) {
    font-family: var(--latin), AppleMyungjo, 'Noto Serif CJK KR', 'Noto Serif KR', Batang, serif, var(--emoji);
  }
  .text:is(:lang(ja), :lang(zh), :lang(ko)) {
    line-height: 1.75;
  }
  .address,
  .name:link,
  .name:visited {
    color: var(--accent);
    text-decoration: underline;
    text-decoration-color: color-mix(in srgb, currentColor 40%, transparent);
    text-decoration-thickness: 1px;
    text-underline-offset: 0.2em;
  }
  .address:hover,
  mark {
    border-radius: 0.15em;
    background: color-mix(in srgb, var(--accent) 22%, transparent);
    color: inherit;
  }

  .text .name:hover {
    text-decoration-color: currentColor;
  }
  :is(a, summary):focus-visible {
    border-radius: 0.25rem;
    outline: 3px solid var(--accent);
    outline-offset: 3px;
  }
  .facts,
  .more,
  .missing {
    margin-block-start: 0.75rem;
  }
  code {
    padding: 0.1em 0.4em;
    background: var(--tint);
    border-radius: 0.35em;
    color: var(--ink);
    font:
      0.9em ui-monospace,
      'SF Mono',
      Menlo,
      Consolas,
      'Noto Sans Mono',
      monospace;
  }

  .thread .tweet {
    position: relative;
    padding: 0 0 1.375rem 1.375rem;
  }
  .thread .tweet:last-of-type {
    padding-block-end: 0;
  }
  .thread .tweet::before,
  .thread .tweet::after {
    position: absolute;
    inset-block-start: 0.375rem;
    inset-inline-start: 0;
    /* Borders, since paper gets no backgrounds. */
    border: 0.28125rem solid var(--accent);
    border-radius: 50%;
    content: '';
  }
  .thread .tweet::before {
    inset-block-end: -0.375rem;
    border: 0 solid var(--line);
    border-inline-start-width: 1px;
    margin-inline-start: 0.25rem;
    border-radius: 0;
  }
  .thread .tweet:last-of-type::before {
    display: none;
  }
  .thread .tweet:has(+ .more)::before {
    display: block;
    border-inline-start-style: dashed;
  }
  .thread > .more {
    padding-inline-start: 1.375rem;
  }

  .media {
    display: grid;
    gap: 0.375rem;
    margin-block-start: 0.875rem;
  }
  .photos {
    display: flex;
    gap: 0.375rem;
  }
  .photos > span {
    min-width: 0;
  }
  img {
    display: block;
    border-radius: 0.625rem;
  }
  .photos > span img {
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  .one img {
    max-width: 100%;
    width: auto;
    height: auto;
    max-height: 40rem;
    min-width: min(12rem, 100%);
    object-fit: cover;
    object-position: top;
  }
  .tile,
  summary {
    display: flex;
    gap: 0.875rem;
    align-items: center;
    margin: 0;
    padding: 0.875rem 1rem;
    background: var(--tint);
    border: 1px solid var(--line);
    border-radius: 0.625rem;
    color: var(--ink);
    font-size: 0.9375rem;
    text-decoration: none;
  }
  .tile .icon {
    width: 2rem;
    height: 2rem;
    color: var(--accent);
    stroke-width: 0.9;
  }
  .label > span {
    display: block;
  }
  .hint {
    color: var(--muted);
  }
  .alt {
    color: var(--muted);
    font-size: 0.875rem;
  }
  .tile:hover {
    border-color: var(--accent);
  }
  .cover {
    margin-block-start: 0.875rem;
  }
  .cover > .media {
    margin-block-start: 0.375rem;
  }
  summary .icon {
    width: 1.25em;
    height: 1.25em;
  }
  summary {
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  details[open] .when-closed,
  details:not([open]) .when-open {
    display: none;
  }
  .quoted {
    margin-block-start: 0.875rem;
    padding: 0.875rem 1rem;
    background: var(--tint);
    border: 1px solid var(--line);
    border-radius: 0.75rem;
  }
  .quoted .text {
    font-size: 1.0625rem;
  }
  .quoted .tile,
  .quoted summary {
    background: var(--card);
  }
  .empty {
    margin: 3rem 0 5rem;
    font: italic 1.5rem/1.4 var(--words);
  }
  .end {
    padding-block: 2.5rem 4rem;
    color: var(--muted);
    font-size: 0.875rem;
  }
  .end p {
    max-width: 65ch;
    margin: 0 0 0.5rem;
  }

  @media screen and (min-width: 56rem) {
    .year {
      display: grid;
      grid-template-columns: 16rem minmax(0, 1fr);
      padding-block: 0;
    }
    .year-name {
      position: sticky;
      inset-block-start: 2rem;
      align-self: start;
      padding-inline-end: 1.25rem;
    }
    .cards {
      position: relative;
      padding: 0 0 3.5rem 2.25rem;
      border-inline-start: 1px solid var(--line);
    }
    .cards::before {
      position: absolute;
      inset: 0.75rem auto auto -0.28125rem;
      width: 0.5rem;
      height: 0.5rem;
      background: var(--accent);
      border-radius: 50%;
      content: '';
    }
    .card {
      padding: 1.375rem 1.625rem;
    }
  }

  @media print {
    :root {
      color-scheme: light;
      --paper: #fff;
      --glow: #fff;
      --card: #fff;
      --tint: #fff;
      --shadow: none;
    }
    @page {
      margin: 18mm 16mm;
    }
    html {
      font-size: 9.5pt;
    }
    .top {
      padding-block: 0 0.5rem;
    }
    .top,
    main,
    .end {
      max-width: 42rem;
      padding-inline: 0;
    }
    .year {
      padding-block: 0.75rem;
    }
    .cards {
      display: block;
    }
    .card + .card {
      margin-block-start: 0.75rem;
    }
    h1,
    h2,
    h3 {
      break-after: avoid;
      break-inside: avoid;
    }
    .card:not(.thread),
    .tweet,
    .quoted,
    .photos,
    .tile,
    .cover {
      break-inside: avoid;
    }
    .one > img {
      max-height: 10cm;
    }
    summary .when-closed,
    summary .when-open,
    .hint {
      display: none;
    }
    .end {
      padding-block: 1rem 0;
    }
  }
`;
