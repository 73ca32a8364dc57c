// What SpamAssassin, where it is installed, has to say of the mails' make: its own rules, without the network.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { fixturePath } from '../../support/archives.ts';
import { homeWith, runMain, writeConfig } from '../../support/main.ts';
import { startSmtp } from '../../support/smtp-server.ts';

function isInstalled(): boolean {
  try {
    execFileSync('spamassassin', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** As from a home line that has no name: the worst that can be. */
const RECEIVED = `Received: from [127.0.0.1] (unknown [93.184.216.34])\r
\tby mx.example.org (Postfix) with ESMTPS id 4ABC\r
\tfor <wren@example.org>; Sun, 22 Nov 2026 09:00:03 +0000 (UTC)\r
`;

/** The rules with points, but for that of the line. */
function pointsFor(mail: Buffer): string[] {
  const input = Buffer.concat([Buffer.from(RECEIVED), mail]);
  const report = execFileSync('spamassassin', ['-L', '-t'], { input, stdio: ['pipe', 'pipe', 'ignore'] }).toString();
  const rules = [...report.matchAll(/^ ?(\d+\.\d) ([A-Z]\w+)/gm)].map(
    ([, points, name]) => `${name ?? ''} ${points ?? ''}`,
  );
  expect(rules.join('\n')).toContain('HTML_MESSAGE');
  return rules.filter((rule) => !rule.endsWith(' 0.0') && !rule.startsWith('RDNS_NONE'));
}

describe.skipIf(!isInstalled())('SpamAssassin has no points for the make of', () => {
  let home = '';
  beforeAll(async () => {
    home = await homeWith(fixturePath('data-2024'));
  });

  test.each([
    ["a day's mail", '', []],
    ["a week's mail, to somebody else", ', every: week, from: robin@example.net', []],
    ["an empty day's mail", ', empty: send', ['--date', '02-03']],
    ["a year's mail with one photo", '', ['--year', '2024']],
  ])('%s', async (_what, settings, args) => {
    writeConfig(home, `digest: { to: wren@example.org${settings} }\n`);
    const path = join(home, 'mail.eml');
    const { code, stderr } = await runMain(['digest', 'preview', ...args, '--eml', path], { home });
    expect([code, stderr]).toEqual([0, expect.stringContaining(path)]);
    expect(pointsFor(readFileSync(path))).toEqual([]);
  });

  test("setup's test mail", async () => {
    const smtp = await startSmtp();
    writeConfig(home, `digest: { to: wren@example.org }\nsmtp: { url: "smtp://127.0.0.1:${smtp.port}" }\n`);
    expect((await runMain(['setup', '--no-input', '--test'], { home })).code).toBe(0);
    expect(pointsFor(Buffer.from(smtp.received[0]?.raw ?? '', 'latin1'))).toEqual([]);
  });
});
