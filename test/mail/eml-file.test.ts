import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildMime } from '../../src/mail/mime.ts';
import { writeEmlFile } from '../../src/mail/eml-file.ts';
import { UserError } from '../../src/platform/errors.ts';
import { messageWith } from '../support/message.ts';
import { tempFolder } from '../support/temp.ts';

test('a mail becomes a file for its owner only, with exactly its bytes and nothing beside it', async () => {
  const folder = tempFolder();
  const path = join(folder, 'today.eml');
  await writeEmlFile(path, messageWith());
  expect(readFileSync(path)).toEqual(await buildMime(messageWith()));
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['today.eml']);
});

test('a file that others could read is replaced by one for its owner only', async () => {
  const path = join(tempFolder(), 'today.eml');
  await writeEmlFile(path, messageWith({ text: 'old' }));
  chmodSync(path, 0o644);
  await writeEmlFile(path, messageWith());
  expect(readFileSync(path, 'latin1')).toContain('Found a feather');
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('where nothing can be written there are words that name the file, and nothing is left behind', async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, 'taken', 'full'), { recursive: true });
  for (const name of ['missing/today.eml', 'taken']) {
    const error = await writeEmlFile(join(folder, name), messageWith()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toContain(join(folder, name));
  }
  expect(readdirSync(folder)).toEqual(['taken']);
});

test.each([
  ['a letter', 'Subject: not written by any program\r\n\r\nX-Auto-Response-Suppress: All\r\n'],
  ['a database', `SQLite format 3\0${'x'.repeat(100)}`],
])('%s is never replaced by a mail', async (_what, content) => {
  const folder = tempFolder();
  const path = join(folder, 'letter');
  writeFileSync(path, content);
  await expect(writeEmlFile(path, messageWith())).rejects.toThrow(
    /can't be written to .*: what is there is (a database|another file)/,
  );
  expect(readFileSync(path, 'utf8')).toBe(content);
  expect(readdirSync(folder)).toEqual(['letter']);
});
