// When the mail about a year is due.

import { beforeEach, describe, expect, test } from 'vitest';
import { addArchive, jsonOf, writeConfig } from '../support/main.ts';
import { startSmtp, type TestSmtp } from '../support/smtp-server.ts';
import { tempFolder } from '../support/temp.ts';
import { yearArchive } from './archives.ts';

let home = '';
let smtp: TestSmtp;

beforeEach(async () => {
  home = tempFolder();
  smtp = await startSmtp();
  await addArchive(home, await yearArchive());
  configure('year_review: 12-31');
});

function configure(settings: string, more = ''): void {
  const server = `smtp: { url: "smtp://127.0.0.1:${smtp.port}" }`;
  writeConfig(home, `digest: { to: wren@example.org, ${settings} }\n${server}\n${more}`);
}

describe('digest.year_review', () => {
  test('is that of the first digest where a further one has none, unless it says never', async () => {
    const further = 'digests:\n  own: { to: own@example.org }\n  quiet: { to: q@example.org, year_review: never }\n';
    configure('year_review: 02-29', further);
    const { digests } = (await jsonOf(['digest', 'status'], { home })) as { digests: Record<string, unknown>[] };
    const yearly = digests.filter(({ every }) => every === 'year');
    expect(yearly.map(({ digest, next }) => [digest, next])).toEqual([
      ['digest', '2027-02-28T08:00:00.000Z'],
      ['own', '2027-02-28T08:00:00.000Z'],
    ]);
  });
});
