// The access token that a command prints signs in, and is nowhere else.

import { expect, test } from 'vitest';
import { archiveWith, runMain, writeConfig } from '../support/main.ts';
import { startSmtp } from '../support/smtp-server.ts';
import { tempFolder } from '../support/temp.ts';

test('the mail of the day is sent with the token that a command prints', async () => {
  const [user, token] = ['wren@example.org', 'ya29.plums'];
  const server = await startSmtp({ auth: { user, password: token, methods: ['PLAIN', 'XOAUTH2'] } });
  const home = tempFolder();
  await runMain(['import', await archiveWith([{ at: '2019-11-22T10:00:00Z', text: 'a feather' }])], { home });
  const configure = (command: string): void => {
    writeConfig(
      home,
      `digest:\n  to: ${user}\nsmtp:\n  host: localhost\n  port: ${server.port}\n  user: ${user}\n  token_command: ${command}\n`,
    );
  };
  configure(`echo ${token}`);
  const sent = await runMain(['digest', 'send'], { home });
  expect(sent.stdout).toBe('digest, 2026-11-22, to wren@example.org: sent, 1 memory (OK: queued as 42)\n');
  expect(server.received).toMatchObject([{ user }]);
  expect((await runMain(['setup', '--no-input'], { home })).stdout).toContain(`localhost:${server.port}: ready`);

  configure('printf %s stale-figs');
  const stale = await runMain(['digest', 'send', '--force'], { home });
  expect(stale.stdout).toContain('did not take the token: it is no longer valid, or never was (400)');
  expect(stale.stdout + stale.stderr).not.toContain('stale-figs');

  configure('exit 1');
  const broken = await runMain(['digest', 'send', '--force'], { home });
  expect(broken.stderr).toBe('error: smtp.token_command failed\nhint: try it yourself: exit 1\n');
  // As everywhere, a variable beats the file.
  const env = { MEMORIES_SMTP_PASSWORD: 'plums' };
  expect((await runMain(['digest', 'send', '--force'], { home, env })).stderr).toContain('Username and password');
});

test('a token without a user is not left out in silence', async () => {
  const server = await startSmtp();
  const home = tempFolder();
  await runMain(['import', await archiveWith([{ at: '2019-11-22T10:00:00Z', text: 'a feather' }])], { home });
  const settings = `  host: localhost\n  port: ${server.port}\n  token_command: echo plums\n`;
  writeConfig(home, `digest:\n  to: wren@example.org\nsmtp:\n${settings}`);
  const { stderr, code } = await runMain(['digest', 'send'], { home });
  expect(code).toBe(1);
  expect(stderr).toContain('smtp.token_command is set, but not whose token it prints');
  expect(server.received).toEqual([]);
});
