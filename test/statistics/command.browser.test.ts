// The page of a year in a real browser.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestBrowser } from '../support/browser.ts';
import { runMain } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';
import { statisticsHome } from './example-home.ts';

let home: string;

beforeAll(async () => {
  home = await statisticsHome();
});

describe('the page of a year', () => {
  let browser: TestBrowser;
  let html: string;
  beforeAll(async () => {
    browser = await TestBrowser.start();
    const path = join(tempFolder(), 'year.html');
    const { code, stderr } = await runMain(['year', '2015', '--html', path], { home });
    expect({ code, stderr }).toEqual({ code: 0, stderr: `4 posts on 4 days, 4 times as many as in 2014: ${path}\n` });
    html = readFileSync(path, 'utf8');
  });
  afterAll(() => browser.close());

  test('has the year, its days, its months and its words', async () => {
    const { page } = await browser.open(html);
    expect(await page.title()).toBe('2015 in review');
    expect(await page.locator('.grid i').count()).toBe(365);
    expect(await page.locator('[title="14 March: 1 post"]').getAttribute('class')).toBe('shade-4');
    expect(await page.locator('.months li').nth(6).textContent()).toBe('3Jul in July');
    expect(await page.locator('article .text').allTextContents()).toEqual([
      'Soup <script>alert(1)</script> [31m #soup',
      '@otter_eats yes',
    ]);
  });
});
