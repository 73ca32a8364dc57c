// What is different on Windows and needs no Windows to be seen. Folders, quotation, files that others hold and the Task
// Scheduler have their tests beside those of other systems.

import { chmodSync, closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { groupByArchive } from '../src/archive/parts.ts';
import { Config } from '../src/config/config.ts';
import { mailChannel } from '../src/config/mail-channel.ts';
import { synchronousOutput } from '../src/platform/standard-output.ts';
import { askForSender } from '../src/setup/ask-server.ts';
import type { Prompter } from '../src/setup/prompts.ts';
import { contextFor, databaseOf, homeWith, archiveWith, runMain, writeConfig } from './support/main.ts';
import { tempFolder } from './support/temp.ts';

const SYSTEMS = ['linux', 'win32'] as const;

/** A configuration made of these variables alone. */
function configWith(env: Record<string, string>, platform: string): Config {
  const home = tempFolder();
  return new Config(contextFor([], { home, env, platform }), {}, join(home, 'config.yaml'), new Map());
}

describe('mail', () => {
  test('is not sent by a program, which Windows has none for, nor is one offered', async () => {
    const env = { MEMORIES_SENDMAIL: '/usr/sbin/sendmail' };
    const context = contextFor([], { env, platform: 'win32' });
    await expect(mailChannel(context, configWith(env, 'win32'))).rejects.toThrow('Windows has no sendmail');
    for (const platform of SYSTEMS) {
      const asked: string[] = [];
      const left = new Error('left');
      const choose = (_message: string, choices: readonly { readonly name: string }[]): never => {
        asked.push(...choices.map(({ name }) => name));
        throw left;
      };
      const prompter = { choose } as unknown as Prompter;
      const config = configWith({}, platform);
      await expect(askForSender(prompter, config, null, { isWrong: false, platform })).rejects.toBe(left);
      expect(asked.some((name) => name.includes('sendmail'))).toBe(platform !== 'win32');
      expect(asked).toContain('Gmail');
    }
  });

  test('of a password in a file that others can read is refused only where files have such permissions', async () => {
    const home = tempFolder();
    writeConfig(home, 'digest: { to: w@example.org }\nsmtp: { host: 127.0.0.1, port: 9, user: w, password: plums }\n');
    chmodSync(join(home, 'config.yaml'), 0o644);
    for (const platform of SYSTEMS) {
      const { stderr } = await runMain(['setup', '--no-input'], { home, platform });
      expect(stderr.includes('others can read')).toBe(platform !== 'win32');
    }
  });
});

test.skipIf(process.platform === 'win32')('doctor looks at permissions only where there are some', async () => {
  const home = await homeWith(await archiveWith([{ at: '2019-11-22T12:00:00Z', text: 'plums' }]));
  chmodSync(databaseOf(home), 0o644);
  for (const platform of SYSTEMS) {
    const { stdout } = await runMain(['doctor', '--offline'], { home, platform });
    expect(/permissions/.test(stdout)).toBe(platform !== 'win32');
  }
});

test('what is printed into a file is left to Node.js on Windows', () => {
  const file = openSync(join(tempFolder(), 'out'), 'w');
  const whole = (): never => {
    throw new Error('not wanted yet');
  };
  expect(SYSTEMS.map((platform) => synchronousOutput(file, platform, whole) === null)).toEqual([false, true]);
  closeSync(file);
});

test('parts of an archive are known by their names, whatever stands at their ends', () => {
  const parts = ['C:\\t\\twitter-2022-part1\\', 'C:\\t\\twitter-2022-part2'];
  expect(groupByArchive(parts)).toEqual([parts]);
});
