// Every kind of page and mail that the program makes, in every window and by day and night, must be well-behaved. What is
// special about each of them is in the tests of its folder.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { bare, emptyMail, exampleYears, fullMail, yearMail } from './digest/email/example-mails.ts';
import { exampleSite, FIRST } from './export/example-site.ts';
import { archiveWith, homeWith, replyDraft, runMain } from './support/main.ts';
import { TestBrowser } from './support/browser.ts';
import { expectWellBehaved } from './support/well-behaved.ts';
import { examplePage } from './views/page/example-page.ts';

type Look = readonly [width: number, scheme: 'light' | 'dark'];

const PAGE: readonly Look[] = [
  [390, 'light'],
  [390, 'dark'],
  [1280, 'light'],
  [1280, 'dark'],
];
/** A mail is as wide as its column, and narrower on a phone. */
const MAIL: readonly Look[] = [...PAGE, [700, 'light']];
/** In a client without style sheets. */
const BARE: readonly Look[] = [
  [320, 'light'],
  [390, 'light'],
  [390, 'dark'],
  [1280, 'dark'],
];

let browser: TestBrowser;
beforeAll(async () => {
  browser = await TestBrowser.start();
});
afterAll(() => browser.close());

const years = exampleYears();

/** Made once, when the first test asks. */
function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}

async function yearPage(): Promise<string> {
  const tweets = [
    { at: '2014-03-14T12:00:00Z', text: 'Low water at noon.', favorite_count: '7' },
    { at: '2015-03-14T23:30:00Z', text: 'Soup <script>alert(1)</script> \u001b[31m #soup', favorite_count: '12' },
    { at: '2015-07-01T08:00:00Z', text: 'Boots.' },
    replyDraft('2015-07-02T12:00:00Z', '@otter_eats yes'),
    { at: '2015-07-03T12:00:00Z', text: 'RT @otter_eats: soup' },
  ];
  const pond = [{ at: '2018-03-14T12:00:00Z', text: 'from the pond' }];
  const home = await homeWith(await archiveWith(tweets), await archiveWith(pond, { id: '77', handle: 'PondNews' }));
  const { code, stderr } = await runMain(['year', '2015', '--html', 'year.html'], { home });
  if (code !== 0) throw new Error(stderr);
  return readFileSync(join(home, 'year.html'), 'utf8');
}

const site = once(async () => `${pathToFileURL((await exampleSite()).site).href}/`);

const MAILS = {
  'a mail with everything': once(fullMail),
  'a mail without memories': once(emptyMail),
  'the mail of a full year': once(() => Promise.resolve(yearMail(years.full))),
  'the mail of an empty year': once(() => Promise.resolve(yearMail(years.none))),
  'the mail of a year that is not over': once(() => Promise.resolve(yearMail(years.running))),
};

interface Kind {
  readonly name: string;
  readonly looks: readonly Look[];
  readonly html: () => Promise<string>;
  /** Of the shade behind its words. */
  readonly ends?: readonly string[];
}

const KINDS: readonly Kind[] = [
  { name: 'the page of a day', looks: PAGE, html: once(examplePage), ends: ['--glow', '--paper'] },
  { name: 'the page of a year', looks: PAGE, html: once(yearPage) },
  ...Object.entries(MAILS).flatMap(([name, html]) => [
    { name, looks: MAIL, html },
    { name: `${name}, without style sheets,`, looks: BARE, html: async () => bare(await html()) },
  ]),
];

describe.each(KINDS.map((kind) => [kind.name, kind] as const))('%s', (_name, { looks, html, ends = [] }) => {
  test.each(looks)('is well-behaved at %i pixels, %s', async (width, scheme) => {
    await expectWellBehaved(await browser.open(await html(), { width, scheme }), { ends });
  });
});

describe.each([
  ['the front page', 'index.html'],
  ['a day', 'days/11-22.html'],
  ['a year', 'years/2018.html'],
  ['a thread', `threads/${FIRST}.html`],
  ['the search', 'search.html#q=cello'],
])('%s of a site', (_name, path) => {
  test.each(PAGE)('is well-behaved at %i pixels, %s', async (width, scheme) => {
    const opened = await browser.visit((await site()) + path, { width, scheme });
    if (path.includes('#q=')) await opened.page.locator('#results li').first().waitFor();
    await expectWellBehaved(opened, { within: await site(), ends: ['--glow'] });
  });
});
