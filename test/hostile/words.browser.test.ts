// What a stranger wrote in every field, on pages and in mails that a browser shows.

import { expect, test } from 'vitest';
import { TestBrowser } from '../support/browser.ts';
import { hostileHome, THREAD } from '../support/hostile.ts';
import { runMain } from '../support/main.ts';

test('a browser runs nothing and asks for nothing on the page, the mail and the year', async () => {
  const home = await hostileHome();
  const browser = await TestBrowser.start();
  try {
    for (const words of [
      'on 11-22 --html -',
      'digest preview --date 11-22 --html -',
      'year 2012 --html -',
      'search is:reply --html -',
      `thread ${THREAD} --html -`,
    ]) {
      const { code, stdout } = await runMain(words.split(' '), { home });
      expect({ words, code }).toEqual({ words, code: 0 });
      const { page, address, requests, complaints } = await browser.open(stdout);
      expect({ words, requests, complaints }).toEqual({ words, requests: [address], complaints: [] });
      expect(
        await page.locator('script, iframe, object, embed, base, link[rel=stylesheet], svg[onload]').count(),
        words,
      ).toBe(0);
      expect(await page.title()).not.toBe('evil');
    }
  } finally {
    await browser.close();
  }
});
