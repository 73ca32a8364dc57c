// Where an archive is looked for that nobody named.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { downloadFolders } from '../../src/import/downloads.ts';
import { tempFolder } from '../support/temp.ts';

test.each<[written: string, folder: ((home: string) => string) | null]>([
  [
    'XDG_DESKTOP_DIR="$HOME/Bureau"\nXDG_DOWNLOAD_DIR="$HOME/Téléchargements"\n',
    (home) => join(home, 'Téléchargements'),
  ],
  ['XDG_DOWNLOAD_DIR="/data/my downloads"', () => '/data/my downloads'],
  [String.raw`XDG_DOWNLOAD_DIR="$HOME/a \"b\" \$c"`, (home) => join(home, 'a "b" $c')],
  ['XDG_DOWNLOAD_DIR="$HOME"', (home) => home],
  ['# XDG_DOWNLOAD_DIR="$HOME/old"\n', null],
  ['XDG_DOWNLOAD_DIR="relative"\n', null],
  ['XDG_DOWNLOAD_DIR="$HOMER/x"\n', null],
])('%j', async (written, folder) => {
  for (const variable of [true, false]) {
    const home = tempFolder();
    const config = join(home, variable ? 'settings' : '.config');
    mkdirSync(config);
    writeFileSync(join(config, 'user-dirs.dirs'), written);
    const env = variable ? { XDG_CONFIG_HOME: config } : {};
    expect(await downloadFolders({ env, home })).toEqual([...(folder ? [folder(home)] : []), join(home, 'Downloads')]);
  }
});

test('is Downloads alone where no desktop says otherwise', async () => {
  const home = tempFolder();
  expect(await downloadFolders({ env: {}, home })).toEqual([join(home, 'Downloads')]);
  expect(await downloadFolders({ env: { XDG_CONFIG_HOME: 'relative' }, home })).toEqual([join(home, 'Downloads')]);
});
