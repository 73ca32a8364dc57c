// `memories config` in the real program: the file, its folder and its mode.

import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SETTINGS } from '../../src/config/settings.ts';
import { runMemories } from '../support/run.ts';
import { tempFolder } from '../support/temp.ts';

function modeOf(path: string): number {
  return statSync(path).mode & 0o777;
}

describe('memories config set', () => {
  test.skipIf(process.platform !== 'linux')('creates the file for its owner alone, and its folder', async () => {
    const home = tempFolder();
    const path = join(home, '.config/memories/config.yaml');
    expect(await runMemories(['config', 'set', 'time_zone', 'europe/paris'], { home })).toMatchObject({
      code: 0,
      stdout: `time_zone is now Europe/Paris (${path})\n`,
      stderr: '',
    });
    expect(readFileSync(path, 'utf8')).toBe('time_zone: Europe/Paris\n');
    expect([modeOf(path), modeOf(dirname(path))]).toEqual([0o600, 0o700]);
  });

  test('creates the file that MEMORIES_CONFIG names', async () => {
    const home = tempFolder();
    const env = { MEMORIES_CONFIG: 'deep/down/mine.yaml' };
    expect((await runMemories(['config', 'set', 'retweets', 'yes'], { home, env })).code).toBe(0);
    expect(readFileSync(join(home, 'deep/down/mine.yaml'), 'utf8')).toBe('retweets: true\n');
    expect((await runMemories(['config', 'get', 'retweets'], { home, env })).stdout).toBe('true\n');
  });

  test.each([
    [['timezone', 'UTC'], 'there is no setting "timezone"', 'did you mean "time_zone"?'],
    [['__proto__', 'UTC'], 'there is no setting "__proto__"', `settings are: ${Object.keys(SETTINGS).join(', ')}`],
    [['color', 'purple'], 'color can\'t be "purple"', 'it must be one of auto, always, never'],
    [['color', 'always', 'never'], 'color can\'t be "always never"', 'it must be one of auto, always, never'],
    [
      ['time_zone', 'new york'],
      'time_zone can\'t be "new york"',
      'it must be a time zone; did you mean America/New_York?',
    ],
    [['retweets', 'perhaps'], 'retweets can\'t be "perhaps"', 'it must be true or false'],
  ])('refuses %j: exit code 2, what would be right, and nothing written', async (args, what, hint) => {
    const home = tempFolder();
    const { code, stdout, stderr } = await runMemories(['config', 'set', ...args], { home });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`error: ${what}\nhint: ${hint}\n`);
    expect(existsSync(join(home, '.config'))).toBe(false);
  });
});

describe('memories config unset', () => {
  test('says so of one that is not set, and creates no file', async () => {
    const home = tempFolder();
    const { code, stdout } = await runMemories(['config', 'unset', 'color'], { home });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^color is not set in \S+\n$/);
    expect(existsSync(join(home, '.config'))).toBe(false);
  });
});

describe('writing the file', () => {
  const set = ['config', 'set', 'color', 'never'];

  test.skipIf(process.platform === 'win32')('keeps its mode, and leaves nothing beside it', async () => {
    const folder = tempFolder();
    const path = join(folder, 'mine.yaml');
    writeFileSync(path, 'retweets: true\n');
    chmodSync(path, 0o640);
    expect((await runMemories(set, { env: { MEMORIES_CONFIG: path } })).code).toBe(0);
    expect(modeOf(path)).toBe(0o640);
    expect(readdirSync(folder)).toEqual(['mine.yaml']);
  });

  test.skipIf(process.platform === 'win32').each(['with a target', 'whose target is still to come'])(
    'follows a link %s',
    async (kind) => {
      const home = tempFolder();
      const [link, middle, target] = [join(home, 'c.yaml'), join(home, 'b.yaml'), join(home, 'dotfiles/a.yaml')];
      symlinkSync('b.yaml', link);
      symlinkSync('dotfiles/a.yaml', middle);
      if (kind === 'with a target') {
        mkdirSync(dirname(target));
        writeFileSync(target, '# mine\n');
      }
      expect((await runMemories(set, { home, env: { MEMORIES_CONFIG: link } })).code).toBe(0);
      expect(readFileSync(target, 'utf8')).toContain('color: never\n');
      expect([readlinkSync(link), readlinkSync(middle)]).toEqual(['b.yaml', 'dotfiles/a.yaml']);
      expect(lstatSync(target).isFile()).toBe(true);
      expect(readdirSync(dirname(target))).toEqual(['a.yaml']);
    },
  );

  test.skipIf(process.platform === 'win32')('that is not possible is told in words: exit code 1', async () => {
    const home = tempFolder();
    writeFileSync(join(home, 'file'), '');
    symlinkSync('loop.yaml', join(home, 'loop.yaml'));
    for (const path of [home, join(home, 'file/config.yaml'), join(home, 'loop.yaml')]) {
      const { code, stdout, stderr } = await runMemories(set, { home, env: { MEMORIES_CONFIG: path } });
      expect({ code, stdout }, path).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/^error: the configuration \S+ can't be (read|written): .*\nhint: .*MEMORIES_CONFIG\n$/);
    }
  });

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'leaves a file alone that may only be read, and a folder',
    async () => {
      for (const readOnly of ['file', 'folder']) {
        const home = tempFolder();
        const path = join(home, 'folder', 'mine.yaml');
        mkdirSync(dirname(path));
        writeFileSync(path, 'color: auto\n');
        chmodSync(readOnly === 'file' ? path : dirname(path), readOnly === 'file' ? 0o400 : 0o500);
        const { code, stderr } = await runMemories(set, { home, env: { MEMORIES_CONFIG: path } });
        chmodSync(dirname(path), 0o700);
        expect(code).toBe(1);
        expect(stderr).toContain("can't be written");
        expect(readFileSync(path, 'utf8')).toBe('color: auto\n');
        expect(readdirSync(dirname(path))).toEqual(['mine.yaml']);
      }
    },
  );

  test('at once from several processes leaves a whole file', async () => {
    const [home, folder] = [tempFolder(), tempFolder()];
    const env = { MEMORIES_CONFIG: join(folder, 'mine.yaml') };
    const modes = ['auto', 'always', 'never', 'auto', 'always', 'never'];
    const results = await Promise.all(
      modes.map((mode) => runMemories(['config', 'set', 'color', mode], { home, env })),
    );
    expect(results.map(({ code }) => code)).toEqual(modes.map(() => 0));
    expect(readFileSync(env.MEMORIES_CONFIG, 'utf8')).toMatch(/^color: (auto|always|never)\n$/);
    expect(readdirSync(folder)).toEqual(['mine.yaml']);
  });
});
