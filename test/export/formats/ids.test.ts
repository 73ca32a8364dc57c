// Ids of calendars and feeds, by which other programs tell what they have from what is new.

import { parseAtomFeed } from 'feedsmith';
import { describe, expect, test } from 'vitest';
import { exported } from '../../support/exports.ts';
import { archiveWith, homeWith, runMain, type Person } from '../../support/main.ts';

const TWEETS = [
  { at: '2016-11-20T10:00:00Z', text: 'an otter' },
  { at: '2017-11-21T10:00:00Z', text: 'a wren' },
];
const WREN: Person = { id: '4242', handle: 'wren_writes' };
const RENAMED: Person = { id: '4242', handle: 'grey_heron' };
const ROBIN: Person = { id: '77', handle: 'a_robin_sings' };

const archiveOf = (person: Person): Promise<string> => archiveWith(TWEETS, person);

async function add(home: string, person: Person): Promise<void> {
  const { code } = await runMain(['import', await archiveOf(person)], { home });
  expect(code).toBe(0);
}

/** Of the events, or of the feed and its entries. */
async function idsOf(home: string, format: string, args: readonly string[]): Promise<string[]> {
  const text = await exported(['--format', format, ...args], { home, now: '2026-11-22T09:00:00Z' });
  if (format === 'ics') return Array.from(text.matchAll(/^UID:(.+)\r$/gm), ([, uid = '']) => uid);
  const { id = '', entries = [] } = parseAtomFeed(text);
  return [id, ...entries.map((entry) => entry.id ?? '')];
}

describe.each(['ics', 'atom'])('the ids of %s', (format) => {
  test.each<[what: string, before: readonly string[], after: readonly string[]]>([
    ['all', [], []],
    ['a query', ['otter'], ['otter']],
    ['--account', ['--account', 'wren_writes'], ['--account', 'GREY_HERON']],
    ['from:', ['from:wren_writes'], ['from:@grey_heron']],
    ['from: with other words', ['from:wren_writes', 'otter'], ['otter', 'from:grey_heron']],
  ])('stay when the account of %s is renamed and others are added', async (_, before, after) => {
    const home = await homeWith(await archiveOf(WREN));
    const ids = await idsOf(home, format, before);
    expect(ids.length).toBeGreaterThan(0);
    await add(home, RENAMED);
    await add(home, ROBIN);
    expect(await idsOf(home, format, after)).toEqual(ids);
  });

  test('are others for other people, accounts and queries', async () => {
    const [wren, robin] = [await homeWith(await archiveOf(WREN)), await homeWith(await archiveOf(ROBIN))];
    await add(wren, ROBIN);
    const choices = [[], ['--account', 'wren_writes'], ['from:a_robin_sings'], ['otter'], ['"from:a_robin_sings"']];
    const all = await Promise.all([...choices.map((args) => idsOf(wren, format, args)), idsOf(robin, format, [])]);
    expect(new Set(all.flat()).size).toBe(all.flat().length);
  });

  test('are the same whether the command, the query or a setting names the account', async () => {
    const home = await homeWith(await archiveOf(WREN), await archiveOf(ROBIN));
    const ids = await idsOf(home, format, ['--account', 'wren_writes']);
    expect(await idsOf(home, format, ['from:wren_writes'])).toEqual(ids);
    expect(await idsOf(home, format, ['-from:a_robin_sings'])).toEqual(ids);
    await runMain(['config', 'set', 'accounts', 'wren_writes'], { home });
    expect(await idsOf(home, format, [])).toEqual(ids);
  });
});
