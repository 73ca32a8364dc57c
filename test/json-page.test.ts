// What docs/json.md shows is what is printed.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fixturePath } from './support/archives.ts';
import { homeWith, jsonOf, runMain, writeConfig } from './support/main.ts';

const JSON_PAGE = readFileSync(join(import.meta.dirname, '../docs/json.md'), 'utf8');

describe('the JSON in docs/json.md has every field that is printed, and no other:', () => {
  const examples = [...JSON_PAGE.matchAll(/```json\n([^]*?)```/g)].map(
    ([, text = '']) => JSON.parse(text) as Record<string, unknown>,
  );
  const example = (...fields: string[]): unknown =>
    examples.find((candidate) => fields.every((field) => field in candidate));

  test('import --json', async () => {
    const { stdout } = await runMain(['import', '--json', fixturePath('data-2024'), import.meta.filename]);
    expect(shapeOf(example('failed'))).toEqual(shapeOf(JSON.parse(stdout)));
  });

  test('accounts --json', async () => {
    const home = await homeWith(fixturePath('data-2024'));
    expect(shapeOf(example('accounts', 'imports'))).toEqual(shapeOf(await jsonOf(['accounts'], { home })));
  });

  test.each([
    { args: ['random'], fields: ['post'] },
    { args: ['show', '801153652801671215'], fields: ['post', 'hidden', 'versions', 'reasons'] },
    { args: ['thread', '801153652801671215'], fields: ['posts', 'leftOut'] },
    { args: ['hidden'], fields: ['hidden'] },
    { args: ['week'], fields: ['days'] },
  ])('$args --json', async ({ args, fields }) => {
    const home = await homeWith(fixturePath('grailbird-2016'));
    await runMain(['hide', '--date', '03-14'], { home });
    expect(Object.keys((await jsonOf(args, { home })) as object)).toEqual(fields);
    const shown = [...JSON_PAGE.matchAll(/`(\{"\w+": [^`]*\})`/g)].map(([, code = '']) => code);
    const keys = shown.map((code) =>
      Object.keys(JSON.parse(code.replaceAll('[…]', '[]').replaceAll('…', '0')) as object),
    );
    expect(keys).toContainEqual(fields);
  });

  test('digest status --json', async () => {
    const home = await homeWith(fixturePath('data-2024'));
    const yaml = `digest: { to: wren@example.org, feed: ${join(home, 'memories.atom')} }\nsmtp: { host: 127.0.0.1, port: 9 }\n`;
    writeConfig(home, yaml);
    const { code } = await runMain(['digest', 'send'], { home });
    expect(code).toBe(1);
    expect(shapeOf(example('digests', 'feeds'))).toEqual(shapeOf(await jsonOf(['digest', 'status'], { home })));
  });

  test('today --json --limit', async () => {
    const home = await homeWith(fixturePath('grailbird-2016'));
    const all = (await jsonOf(['on', '2026-11-22'], { home })) as object;
    const some = (await jsonOf(['on', '2026-11-22', '--limit', '1'], { home })) as object;
    const added = Object.keys(some).filter((key) => !(key in all));
    expect(added).toEqual(['omitted']);
    for (const key of added) expect(JSON_PAGE).toContain(`also have \`${key}\``);
  });

  test('today --json', async () => {
    const home = await homeWith(fixturePath('data-2024'));
    expect(shapeOf(example('years'))).toEqual(shapeOf(await jsonOf(['on', '2026-11-22'], { home })));
  });

  test('calendar --json, stats --json and year --json', async () => {
    const home = await homeWith(fixturePath('data-2024'));
    const calendar = shapeOf(await jsonOf(['calendar'], { home }));
    // Which of its parts may be null or empty depends on the tweets.
    expect(shapeOf(example('fullest'))).toEqual(calendar);
    expect(shapeOf(example('withoutTime'))).toEqual(shapeOf(await jsonOf(['stats'], { home })));
    const { statistics, first, mostLiked, last, ...year } = (await jsonOf(['year', '2019'], { home })) as Record<
      string,
      unknown
    >;
    expect([statistics, first, mostLiked, last]).not.toContain(undefined);
    expect(shapeOf(example('postsYearBefore'))).toEqual(shapeOf(year));
  });
});

/** The names of all fields, through lists and objects: `years[].posts[].id`. What may be null is no further looked into. */
function shapeOf(value: unknown): string[] {
  const found = new Set<string>();
  const walk = (part: unknown, path: string): void => {
    if (Array.isArray(part))
      part.forEach((item) => {
        walk(item, `${path}[]`);
      });
    else if (typeof part === 'object' && part !== null && !/\.(replyTo|quoted|thread)$/.test(path)) {
      for (const [key, item] of Object.entries(part)) walk(item, `${path}.${key}`);
    } else found.add(path);
  };
  walk(value, '');
  return [...found].filter((path) => !path.endsWith('warnings[]')).toSorted();
}
