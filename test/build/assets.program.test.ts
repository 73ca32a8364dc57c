// Style sheets and scripts as the build takes them in.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { assetText } from '../../build/assets.js';
import { mailLooks } from '../../build/mail-looks.js';
import mail from '../../src/digest/email/email.css?looks';
import searchScript from '../../src/export/site/search/browser.ts?script';
import siteStyle from '../../src/export/site/site.css';
import yearStyle from '../../src/statistics/year/year.css';
import { LOOK_NAMES } from '../../src/digest/email/style.ts';
import pageStyle from '../../src/views/page/page.css';
import { tempFolder } from '../support/temp.ts';

test('a style sheet has all that it imports, in its order', () => {
  const places = [':root {', '.card {', '.thread .tweet {'].map((rule) => pageStyle.indexOf(rule));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places[0]).toBeGreaterThanOrEqual(0);
  expect(pageStyle.lastIndexOf('@media print {')).toBeGreaterThan(places[2] ?? 0);
  for (const rules of ['.card {', '.facts-of-year {', '.ways {', '.lines {']) expect(siteStyle).toContain(rules);
  for (const style of [pageStyle, yearStyle, siteStyle]) expect(style).not.toMatch(/@import|url\(|<\//);
});

test('a script is one file that is no module and loads nothing', () => {
  expect(() => new Script(searchScript)).not.toThrow();
  expect(searchScript).not.toMatch(/\bimport\b|\brequire\b/);
  // A reader of a site waits for it, and for nothing else before they can type.
  expect(searchScript.length).toBeLessThan(16_000);
});

describe('the build stops at a style sheet', () => {
  test.each([
    ['with a property that is none', '.card { widht: 1px }', /"widht" is not a known CSS property/],
    ['that does not end', '.card { color: red', /Expected "}"/],
    ['that imports what is not there', "@import './none.css';", /Could not resolve/],
  ])('one %s is refused, with the reason', async (_, text, problem) => {
    const file = join(tempFolder(), 'wrong.css');
    writeFileSync(file, text);
    await expect(assetText(file)).rejects.toThrow(problem);
  });
});

describe('a mail', () => {
  test('has a look for each name, without variables and without what would end an attribute', () => {
    expect(Object.keys(mail.looks).toSorted()).toEqual(LOOK_NAMES.toSorted());
    for (const look of Object.values(mail.looks)) expect(look).not.toMatch(/var\(|"|\n/);
    expect(mail.looks['card']).toBe(
      'padding:18px 22px 20px;border-radius:16px;color:#2c2429;background-color:#fffdfb;border:1px solid #e3d9d4',
    );
  });

  test('has its colours of the night and its measures for phones outdo the attributes', () => {
    const [sheet, outlook] = mail.sheets;
    const night = '.m-card{background-color:#241f24!important;border-color:#3d343b!important}';
    expect(sheet).toContain(`@media (prefers-color-scheme:dark){.m-paper{color:#efe7e3!important}`);
    expect(sheet).toContain(night);
    expect(sheet).toContain('@media (max-width:600px){.m-column{padding:32px 14px 28px!important}');
    expect(outlook).toContain(night.replace('.m-card', '[data-ogsb] .m-card,.m-card[data-ogsb]'));
  });

  test('is not built with a colour that has no value', () => {
    expect(() => mailLooks('.m-text { color: var(--ink); }')).toThrow('--ink has no value');
    expect(() => mailLooks(':root { --ink: #000; } .m-text { color: var(--ink); }')).toThrow(/\.m-text .* at night/);
  });
});
