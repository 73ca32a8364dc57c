// When the mail about a year is due.

import { beforeEach, describe, expect, test } from 'vitest';
import { archiveWith, jsonOf, runMain, writeConfig } from '../support/main.ts';
import { startSmtp, type TestSmtp } from '../support/smtp-server.ts';
import { tempFolder } from '../support/temp.ts';

let home = '';
let smtp: TestSmtp;

beforeEach(async () => {
  home = tempFolder();
  smtp = await startSmtp();
  await imports(
    await archiveWith([
      { at: '2019-03-01T10:00:00Z', text: 'the first of two', favorite_count: '3' },
      { at: '2019-03-02T10:00:00Z', text: 'the old job' },
      { at: '2020-05-01T10:00:00Z', text: 'plums for everybody', favorite_count: '7' },
      { at: '2020-05-02T10:00:00Z', text: 'the heron again' },
      { at: '2026-06-01T10:00:00Z', text: 'this year' },
    ]),
  );
  configure('year_review: 12-31');
});

async function imports(archive: string): Promise<void> {
  const { code, stderr } = await runMain(['import', archive], { home });
  if (code !== 0) throw new Error(stderr);
}

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
