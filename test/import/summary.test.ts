import { expect, test } from 'vitest';
import type { ImportReport } from '../../src/library/import-report.ts';
import { formatImportSummary } from '../../src/import/summary.ts';

const REPORT: ImportReport = {
  source: 'twitter-2024-11-16.zip',
  account: 'wren_writes',
  accountId: '4242',
  format: '2022',
  generatedAt: '2024-11-16T06:57:22.776Z',
  tweets: { read: 12_223, expected: 12_223, added: 12_200, updated: 3, unchanged: 20, unreadable: 0 },
  longTweets: { joined: 0, unmatched: 0 },
  media: { copied: 0, bytes: 0, present: 0, missing: 0 },
  firstYear: 2008,
  lastYear: 2024,
  warnings: [],
  incomplete: false,
};

test('a complete import says what came in and what to do next', () => {
  expect(formatImportSummary(REPORT)).toMatchInlineSnapshot(`
    "@wren_writes, 2008 to 2024: twitter-2024-11-16.zip (made 2024-11-16)
      12,223 of 12,223 posts read
      12,200 added, 3 updated, 20 unchanged
      Complete. Now try: memories today
    "
  `);
});

test('direct posts that are left out are counted', () => {
  expect(formatImportSummary({ ...REPORT, leftOut: { direct: 2 } })).toContain(
    '\n  2 direct posts left out (--direct imports them too)\n',
  );
  expect(formatImportSummary(REPORT)).not.toContain('direct');
});

test('long tweets are told only where there are some', () => {
  expect(formatImportSummary({ ...REPORT, longTweets: { joined: 1, unmatched: 2 } })).toMatchInlineSnapshot(`
    "@wren_writes, 2008 to 2024: twitter-2024-11-16.zip (made 2024-11-16)
      12,223 of 12,223 posts read
      12,200 added, 3 updated, 20 unchanged
      1 long post joined to the full text
      2 long texts kept whose post is not in the archive
      Complete. Now try: memories today
    "
  `);
  expect(formatImportSummary(REPORT)).not.toContain('long');
});

test('photos of an archive that came without any are not missed', () => {
  const media = { copied: 0, bytes: 0, present: 0, missing: 4230 };
  expect(formatImportSummary({ ...REPORT, format: '2012', media })).toContain(
    '\n  4,230 photos not in the archive (archives of this kind have none)\n',
  );
});

test('photos are counted: copied with their size, there already, and not in the archive', () => {
  const media = { copied: 1214, bytes: 38_200_000, present: 12, missing: 3 };
  expect(formatImportSummary({ ...REPORT, media })).toContain(
    '\n  1,214 photos copied (38.2 MB), 12 already there, 3 not in the archive\n',
  );
  expect(formatImportSummary({ ...REPORT, media: { ...media, copied: 0 } })).toContain(
    '\n  12 photos already there, 3 not',
  );
  expect(formatImportSummary(REPORT)).not.toContain('photo');
});

test('a shortfall is loud', () => {
  const tweets = { ...REPORT.tweets, read: 12_000, unreadable: 1 };
  const summary = formatImportSummary({ ...REPORT, tweets, warnings: ['data/tweets.js is short'], incomplete: true });
  expect(summary).toMatchInlineSnapshot(`
    "@wren_writes, 2008 to 2024: twitter-2024-11-16.zip (made 2024-11-16)
      12,000 of 12,223 posts read
      12,200 added, 3 updated, 20 unchanged
      1 record could not be read, see the warnings
      INCOMPLETE: see the warnings
    "
  `);
  expect(summary).not.toContain('Complete.');
});

test('an archive that has no count and no date is told without them', () => {
  const bare = { ...REPORT, generatedAt: null, tweets: { ...REPORT.tweets, expected: null } };
  expect(formatImportSummary(bare)).toMatchInlineSnapshot(`
    "@wren_writes, 2008 to 2024: twitter-2024-11-16.zip
      12,223 posts read (the archive has no count to compare with)
      12,200 added, 3 updated, 20 unchanged
      Complete. Now try: memories today
    "
  `);
});

test('an archive without a tweet has no years', () => {
  const tweets = { ...REPORT.tweets, read: 0, expected: 0, added: 0, updated: 0, unchanged: 0 };
  const empty = { ...REPORT, firstYear: null, lastYear: null, tweets, warnings: ['not one tweet'], incomplete: true };
  expect(formatImportSummary(empty)).toMatchInlineSnapshot(`
    "@wren_writes: twitter-2024-11-16.zip (made 2024-11-16)
      0 of 0 posts read
      0 added, 0 updated, 0 unchanged
      INCOMPLETE: see the warnings
    "
  `);
});

test('one tweet of one year is told in the singular', () => {
  const one = { ...REPORT, firstYear: 2024, tweets: { ...REPORT.tweets, read: 1, expected: 1 } };
  expect(formatImportSummary(one)).toContain('1 of 1 post read');
  expect(formatImportSummary(one)).toMatch(/^@wren_writes, 2024: /);
});

test("the archive's own names can not drive the terminal", () => {
  const escape = String.fromCodePoint(0x1b);
  const hostile = { ...REPORT, source: `a${escape}[2J\nb.zip`, account: `wren${escape}[31m` };
  const [first] = formatImportSummary(hostile).split('\n');
  expect(first).toBe('@wren[31m, 2008 to 2024: a[2J b.zip (made 2024-11-16)');
});
