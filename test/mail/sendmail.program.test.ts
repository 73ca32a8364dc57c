// Mail by a program: a script that ends as a test wants, and a real msmtp that hands it to a mail server on loopback.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DeliveryError } from '../../src/mail/delivery-error.ts';
import type { Message } from '../../src/mail/channel.ts';
import { buildMime } from '../../src/mail/mime.ts';
import { sendmailChannel, type SendmailSettings } from '../../src/mail/sendmail.ts';
import { told } from '../support/deliver.ts';
import { archiveWith, runMain, writeConfig } from '../support/main.ts';
import { messageWith } from '../support/message.ts';
import { startSmtp } from '../support/smtp-server.ts';
import { tempFolder } from '../support/temp.ts';

const MSMTP = '/usr/bin/msmtp';
const NEVER = new AbortController().signal;

/** A program that keeps its words and its mail in its folder and ends with a code. */
function program(code: number, says = ''): { path: string; read: (name: 'words' | 'mail' | 'environment') => string } {
  const folder = tempFolder();
  const path = join(folder, 'send mail');
  writeFileSync(
    path,
    `#!/bin/sh
printf '%s\\n' "$@" > '${folder}/words'
env > '${folder}/environment'
cat > '${folder}/mail'
printf '${says}' >&2
exit ${code}
`,
    { mode: 0o755 },
  );
  return { path, read: (name) => readFileSync(join(folder, name), 'utf8') };
}

async function deliver(parts: Partial<SendmailSettings>, message: Message = messageWith()): Promise<string> {
  const channel = sendmailChannel({ command: 'sendmail', env: { PATH: process.env['PATH'] }, ...parts });
  return (await channel.deliver(message, NEVER)).response;
}

async function failure(parts: Partial<SendmailSettings>): Promise<string> {
  const error: unknown = await deliver(parts).catch((thrown: unknown) => thrown);
  if (!(error instanceof DeliveryError)) throw new Error('it was delivered, or failed without words');
  return told(error, { port: 0 }).replaceAll(/\/\S+\/(send mail)/g, '$1');
}

describe('a program gets', () => {
  test('the sender, the recipient and the mail, with the line ends of the system', async () => {
    const { path, read } = program(0);
    expect(await deliver({ command: `'${path}' -a nest` })).toBe(`handed to ${path}`);
    expect(read('words')).toBe('-a\nnest\n-i\n-f\nmemories@example.org\n--\nwren@example.org\n');
    const bytes = (await buildMime(messageWith())).toString('latin1');
    expect(read('mail')).toBe(bytes.replaceAll('\r\n', '\n'));
  });

  test('addresses as they are, whatever a shell would make of them', async () => {
    const { path, read } = program(0);
    await deliver({ command: `'${path}'` }, messageWith({ to: { name: null, address: "a'$HOME`id`@example.org" } }));
    expect(read('words')).toContain("\n--\na'$HOME`id`@example.org\n");
  });

  test('no password of a mail server', async () => {
    const { path, read } = program(0);
    await deliver({ command: `'${path}'`, env: { MEMORIES_SMTP_PASSWORD: 'plums', NEST: 'oak' } });
    expect(read('environment')).toContain('NEST=oak');
    expect(read('environment')).not.toContain('plums');
  });

  test('a mail of which it reads nothing, and is believed', async () => {
    const large = messageWith({ text: 'plums\n'.repeat(200_000) });
    expect(await deliver({ command: 'true' }, large)).toBe('handed to true');
  });
});

describe('its exit code says whether trying again is of use', () => {
  test.each([
    [65, 'send mail refused the mail (exit code 65)', 'permanent'],
    [67, 'send mail refused the recipient (exit code 67)', 'permanent'],
    [64, 'send mail did not understand how it was called (exit code 64)', 'may pass, hourly'],
    [68, 'send mail did not find the mail server (exit code 68)', 'may pass'],
    [69, 'send mail could not send it (exit code 69)', 'may pass'],
    [75, 'send mail could not send it now (exit code 75)', 'may pass'],
    [77, 'send mail was not let in (exit code 77)', 'may pass, hourly'],
    [78, 'send mail is not set up right (exit code 78)', 'may pass, hourly'],
    [1, 'send mail could not send it (exit code 1)', 'may pass'],
  ])('%i', async (code, what, kind) => {
    const [message, , means] = (await failure({ command: `'${program(code).path}'` })).split('\n');
    expect(message).toBe(what);
    expect(means).toBe(`(${kind})`);
  });

  test('and its words, where they repeat what the mail server said', async () => {
    const refused = program(69, 'msmtp: the server did not accept the mail\\nmsmtp: server message: 554 spam\\n').path;
    expect(await failure({ command: `'${refused}'` })).toMatchInlineSnapshot(`
      "send mail could not send it (exit code 69): msmtp: the server did not accept the mail; msmtp: server message: 554 spam
      its words say why; else look into its log
      (permanent)"
    `);
    const limited = program(69, 'server message: 550 5.4.5 Daily user sending limit exceeded').path;
    expect(await failure({ command: `'${limited}'` })).toMatch(/\(may pass, hourly\)$/);
    const later = program(69, 'msmtp: server message: 451 4.7.1 later').path;
    expect(await failure({ command: `'${later}'` })).toMatch(/451 4\.7\.1 later\n.*\n\(may pass\)$/);
  });

  test('one that is not there, or is no program', async () => {
    const missing = (await failure({ command: '/nowhere/sendmail' })).replace(/: sh: .*/, ': not found');
    expect(missing).toMatchInlineSnapshot(`
      "/nowhere/sendmail is not there, or is no program (exit code 127): not found
      install it, or name another one: memories config set smtp.sendmail <its path>
      (may pass)"
    `);
    const file = join(tempFolder(), 'send mail');
    writeFileSync(file, 'no program', { mode: 0o644 });
    expect(await failure({ command: `'${file}'` })).toContain('send mail is not there, or is no program');
  });

  test('one that does not end', async () => {
    expect(await failure({ command: 'sleep 60;', timeout: 100 })).toMatchInlineSnapshot(`
      "sleep did not end in time
      try again later
      (may pass, mayHaveBeenDelivered)"
    `);
    expect(await failure({ command: `sh -c 'kill $$'` })).toContain('sh was ended before it was done');
  });
});

test('whether there is such a program is found out without a mail', async () => {
  const { path } = program(75);
  await sendmailChannel({ command: `'${path}' -a nest`, env: {} }).verify(NEVER);
  await expect(sendmailChannel({ command: '/nowhere/x -a', env: {} }).verify(NEVER)).rejects.toThrow(
    '/nowhere/x is not there, or is no program',
  );
});

test.each(['sleep 60;', `sh -c 'trap "" TERM; sleep 9; sleep 9; sleep 60'`])(
  'when it is to end, the program is ended: %s',
  async (command) => {
    const controller = new AbortController();
    const channel = sendmailChannel({ command, env: { PATH: process.env['PATH'] } });
    const delivery = channel.deliver(messageWith(), controller.signal);
    setTimeout(() => {
      controller.abort('SIGTERM');
    }, 200);
    await expect(delivery).rejects.toBe('SIGTERM');
  },
);

test.skipIf(!existsSync(MSMTP))('a real msmtp hands the mail of the day to its mail server (needs msmtp)', async () => {
  const server = await startSmtp({ auth: { user: 'wren', password: 'plums' } });
  const home = tempFolder();
  const rc = join(home, 'msmtprc');
  writeFileSync(
    rc,
    `account default\nhost 127.0.0.1\nport ${server.port}\nauth plain\nuser wren\npassword plums\ntls off\nfrom x@y.z\n`,
    { mode: 0o600 },
  );
  await runMain(['import', await archiveWith([{ at: '2019-11-22T10:00:00Z', text: 'plums' }])], { home });
  writeConfig(home, `digest:\n  to: wren@example.org\nsmtp:\n  sendmail: ${MSMTP} -C '${rc}'\n`);
  const check = await runMain(['setup', '--no-input'], { home });
  expect(check.stdout).toBe(`digest: to wren@example.org, "08:00" in UTC\nmail server ${MSMTP}: ready\n`);
  const { stdout } = await runMain(['digest', 'send'], { home });
  expect(stdout).toBe(`digest, 2026-11-22, to wren@example.org: sent, 1 memory (handed to ${MSMTP})\n`);
  const [mail] = server.received;
  expect(mail).toMatchObject({ user: 'wren', envelope: { from: 'wren@example.org', to: ['wren@example.org'] } });
  expect(mail?.parsed.text).toContain('plums');
  server.answers.rcpt = '550 5.1.1 no such user';
  const refused = await runMain(['digest', 'send', '--force'], { home });
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.stdout).toContain('550 5.1.1 no such user');
});
