// Style sheets and scripts as the build takes them in.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { assetText } from '../../build/assets.js';
import searchScript from '../../src/export/site/search/browser.ts?script';
import siteStyle from '../../src/export/site/site.css';
import yearStyle from '../../src/statistics/year/year.css';
import pageStyle from '../../src/views/page/page.css';
import { tempFolder } from '../support/temp.ts';

test('a style sheet has all that it imports, in its order', () => {
  const places = [':root {', '.thread .tweet {', '@media print {'].map((rule) => pageStyle.indexOf(rule));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places[0]).toBeGreaterThanOrEqual(0);
  for (const rules of ['.card {', '.facts-of-year {', '.ways {', '.lines {']) expect(siteStyle).toContain(rules);
  for (const style of [pageStyle, yearStyle, siteStyle]) expect(style).not.toMatch(/@import|url\(|<\//);
});

test('a script is one file that is no module and loads nothing', () => {
  expect(() => new Script(searchScript)).not.toThrow();
  expect(searchScript).not.toMatch(/\bimport\b|\brequire\b/);
  // A reader of a site waits for it.
  expect(searchScript.length).toBeLessThan(15_000);
});

describe('the build stops at a style sheet', () => {
  test.each([
    ['with a property that is none', '.card { widht: 1px }', /"widht" is not a known CSS property/],
    ['that does not end', '.card { color: red', /Expected "}"/],
    ['that imports what is not there', "@import './none.css';", /Could not resolve/],
  ])('%s', async (_, text, problem) => {
    const file = join(tempFolder(), 'wrong.css');
    writeFileSync(file, text);
    await expect(assetText(file)).rejects.toThrow(problem);
  });
});
