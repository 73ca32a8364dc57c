// What every page, mail and site must be in a browser, whatever it shows.

import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Opened } from './browser.ts';

/**
 * Nothing is wider than the window, nothing is loaded from elsewhere, nothing goes wrong, and everybody can read it, also
 * what a click uncovers. A page of several files names the folder that they are in; one that has a shade behind its words
 * names the colours of its ends, since axe can't judge words on a shade.
 */
export async function expectWellBehaved(
  { page, address, requests, complaints }: Opened,
  { within = address, ends = [] }: { within?: string; ends?: readonly string[] } = {},
): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  for (const cover of await page.locator('summary').all()) await cover.click();
  expect(requests).toContain(address.replace(/#.*/, ''));
  expect(requests.filter((request) => !request.startsWith(within))).toEqual([]);
  expect(complaints).toEqual([]);
  // From here on axe itself asks for style sheets, which files may not.
  const [first, ...others] = ends;
  if (first !== undefined) await paint(page, first);
  expect(await violations(page)).toEqual([]);
  for (const end of others) {
    await paint(page, end);
    expect(await violations(page, 'color-contrast')).toEqual([]);
  }
}

async function paint(page: Page, colour: string): Promise<void> {
  await page.addStyleTag({ content: `body { background: var(${colour}) !important }` });
}

/** What axe finds wrong, by all of its rules or one. */
export async function violations(page: Page, rule?: string): Promise<string[]> {
  await page.evaluate(axe.source);
  const options = { resultTypes: ['violations'], ...(rule !== undefined && { runOnly: [rule] }) };
  const found = await page.evaluate<axe.AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}
