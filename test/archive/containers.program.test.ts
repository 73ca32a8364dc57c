// A pipe in the place of an archive, which may never say anything.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openArchive } from '../../src/archive/archive.ts';
import { tempFolder } from '../support/temp.ts';

test.skipIf(process.platform === 'win32')('a pipe is no archive, and is not waited for', async () => {
  const path = join(tempFolder(), 'pipe.zip');
  execFileSync('mkfifo', [path]);
  const message = expect.stringMatching(/pipe\.zip is neither a file nor a folder$/) as string;
  await expect(openArchive([path])).rejects.toMatchObject({ name: 'UserError', message });
});
