// What a stranger wrote in every field, in every format of `memories export`, read by the programs that others wrote.

import { parse as parseCsv } from 'csv-parse/sync';
import ICAL from 'ical.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { exported } from '../support/exports.ts';
import { hostileHome, WORDS } from '../support/hostile.ts';
import { exportedFolder, namesIn, CONTROLS } from './exported.ts';

/** What the thread has and the day has, of each word. */
const TWEETS = 2 * WORDS.length;

let home: string;
beforeAll(async () => {
  home = await hostileHome();
});

test('notes: front matter is ours alone, no heading is theirs, and no name', async () => {
  const notes = await exportedFolder(home, 'markdown');
  const names = namesIn(notes).filter((name) => !name.startsWith('.'));
  expect(names.filter((name) => !/^(?:media|\d{4}-\d\d\.md)$/.test(name))).toEqual([]);
  for (const name of names.filter((one) => one.endsWith('.md'))) {
    const text = readFileSync(join(notes, name), 'utf8');
    expect(text.match(/^---$/gm), name).toHaveLength(2);
    const front = parseYaml(/^---\n(.*?)^---$/ms.exec(text)?.[1] ?? '') as Record<string, unknown>;
    expect(Object.keys(front)).toEqual(['title', 'aliases', 'month', 'accounts', 'time_zone', 'tags']);
    expect(text.match(/^#+ .*/gm)?.filter((line) => /evil/.test(line)) ?? []).toEqual([]);
    expect(text).not.toMatch(CONTROLS);
    // Addresses that Markdown would follow.
    const links = [...text.matchAll(/\]\(<?([^)>\s]*)/g)].map(([, address = '']) => address);
    expect(links.filter((address) => !/^(?:https?:\/\/|media\/[\w.-]+$)/.test(address))).toEqual([]);
    expect(text.replace(/\\./g, '')).not.toMatch(/<(?!https?:\/\/|media\/)/);
  }
});

test('the table: every tweet is a row, and no cell is a formula', async () => {
  const rows = parseCsv(await exported(['--format', 'csv', '--retweets'], { home }), { bom: true });
  expect(rows).toHaveLength(1 + TWEETS);
  expect(rows.flat().filter((cell) => /^[=+\-@\t\r\n＝＋－＠]/.test(cell))).toEqual([]);
  // eslint-disable-next-line no-control-regex -- these are looked for
  expect(rows.flat().filter((cell) => /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/.test(cell))).toEqual([]);
});

test('the calendar: no line, property or event is theirs', async () => {
  const text = await exported(['--format', 'ics', '--retweets'], { home });
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(text).not.toMatch(CONTROLS);
  const calendar = new ICAL.Component(ICAL.parse(text) as never);
  const events = calendar.getAllSubcomponents('vevent');
  expect(events.map((event) => String(event.getFirstPropertyValue('dtstart')).slice(5))).toEqual(['03-01', '11-22']);
  const known = /^(?:uid|dtstamp|dtstart|dtend|rrule|summary|description|transp|class)$/;
  const others = events.flatMap((event) => event.getAllProperties().map(({ name }) => name));
  expect(others.filter((name) => !known.test(name))).toEqual([]);
  expect(events.every((event) => !String(event.getFirstPropertyValue('summary')).includes('evil'))).toBe(true);
});

test('JSON by lines has as many lines as tweets', async () => {
  const lines = (await exported(['--format', 'jsonl', '--retweets'], { home })).trimEnd().split('\n');
  expect(lines.map((line) => typeof (JSON.parse(line) as { text: unknown }).text)).toEqual(
    Array.from({ length: TWEETS }, () => 'string'),
  );
});
