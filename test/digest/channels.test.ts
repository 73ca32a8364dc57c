// Digests by other ways than mail, to real servers that keep what they get.

import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { appriseChannel } from '../../src/mail/apprise.ts';
import { ntfyChannel } from '../../src/mail/ntfy.ts';
import { archiveWith, runMain, writeConfig } from '../support/main.ts';
import { circleArchive } from '../support/circle.ts';
import { closedPort, startHttp, type Received, type TestHttp } from '../support/http-server.ts';
import { messageWith } from '../support/message.ts';
import { tempFolder } from '../support/temp.ts';

let http: TestHttp;
let home = '';

beforeEach(async () => {
  http = await startHttp();
  home = tempFolder();
  const archive = await archiveWith([
    { at: '2019-11-22T10:00:00Z', text: 'The otters are back at the river, all of them' },
  ]);
  await runMain(['import', archive], { home });
});

function configure(lines: string): void {
  writeConfig(home, `digest:\n${lines}`);
}

describe('by ntfy', () => {
  test('the day comes with its title, its text and its best tweet to open, once', async () => {
    configure(`  ntfy: ${http.origin}/push/otters\n`);
    const { stdout, code } = await runMain(['digest', 'send'], { home });
    const { host } = new URL(http.origin);
    expect({ stdout, code }).toEqual({
      stdout: `digest, 2026-11-22, to ntfy:${host}: sent, 1 memory (taken by ${host})\n`,
      code: 0,
    });
    const [{ method, path, headers, body }] = http.received as [Received];
    expect({ method, path, authorization: headers.authorization }).toEqual({
      method: 'POST',
      path: '/push',
      authorization: undefined,
    });
    const { topic, title, message, click } = JSON.parse(body.toString()) as Record<string, string>;
    expect(topic).toBe('otters');
    expect(title).toContain('The otters are back');
    expect(message).toContain('The otters are back at the river');
    expect(message).toContain('memories config unset digest.ntfy');
    expect(click).toMatch(/^https:\/\/x\.com\/\w+\/status\/\d+$/);
    expect((await runMain(['digest', 'send'], { home })).stdout).toContain('sent already');
    expect(http.received).toHaveLength(1);
  });

  test('what was for a few only is not in it, though it would be in a mail', async () => {
    await runMain(['import', await circleArchive({ at: '2020-11-22T10:00:00Z', text: 'only for friends' })], { home });
    configure(`  ntfy: ${http.origin}/push/otters\n`);
    await runMain(['digest', 'send'], { home });
    const [{ body }] = http.received as [Received];
    expect(body.toString()).toContain('The otters are back');
    expect(body.toString()).not.toContain('friends');
  });

  test('what fails is tried again, and its topic and token are never shown', async () => {
    configure(`  ntfy: ${http.origin.replace('//', '//:tk_plums@')}/otters\n`);
    http.answers.push(503, 403);
    const { stdout, stderr, code } = await runMain(['digest', 'send'], { home });
    expect(code).toBe(1);
    expect(stdout).toMatch(/not sent: 127\.0\.0\.1:\d+ has trouble of its own: 503\n$/);
    const refused = await runMain(['digest', 'send'], { home });
    expect(refused.stderr).toMatch(/did not let us in: 403\nhint: check digest\.ntfy\n$/);
    await runMain(['digest', 'send'], { home });
    expect(http.received.map(({ headers }) => headers.authorization)).toEqual(Array(3).fill('Bearer tk_plums'));
    const shown = [stdout, stderr, refused.stderr];
    for (const words of ['config', 'config --json', 'digest status', 'digest status --json', 'digest preview'])
      shown.push((await runMain(words.split(' '), { home })).stdout);
    expect(shown.join('\n')).not.toMatch(/plums|\/otters/);
    expect(shown.join('\n')).toContain(`${http.origin}/…`);
  });

  test('the best photo is attached, unless the server takes none', async () => {
    const photo = { cid: 'photo-1', mimeType: 'image/jpeg', data: Buffer.from('jpeg') };
    const message = messageWith({ photos: [photo], text: 'plüms\n'.repeat(2000), link: 'https://x.com/w/status/1' });
    const channel = ntfyChannel(`${http.origin}/otters`);
    const signal = new AbortController().signal;
    await channel.deliver(message, signal);
    const [put] = http.received as [Received];
    expect(put).toMatchObject({ method: 'PUT', path: '/otters', body: Buffer.from('jpeg') });
    expect(put.headers['content-type']).toBe('image/jpeg');
    expect(put.query.get('title')).toBe(message.subject);
    expect(put.query.get('click')).toBe('https://x.com/w/status/1');
    expect(put.query.get('filename')).toBe('photo.jpg');
    expect(put.query.get('message')).toMatch(/^(?:plüms\n)+…$/);
    http.answers.push(413);
    await channel.deliver(message, signal);
    const words = JSON.parse(http.received[2]?.body.toString() ?? '') as { message: string };
    expect(words.message).toMatch(/^(?:plüms\n)+…$/);
    expect(Buffer.byteLength(words.message)).toBeLessThanOrEqual(4000);
    await expect(channel.deliver(message, AbortSignal.abort('SIGTERM'))).rejects.toBe('SIGTERM');
  });
});

describe('by Apprise', () => {
  const configured = (): void => {
    configure(`  apprise: ${http.origin}/notify/otters\n`);
  };

  test('the day comes with its title, its text and the address of its best tweet, once', async () => {
    configured();
    const { stdout, code } = await runMain(['digest', 'send'], { home });
    const { host } = new URL(http.origin);
    expect({ stdout, code }).toEqual({
      stdout: `digest, 2026-11-22, to apprise:${host}: sent, 1 memory (taken by ${host})\n`,
      code: 0,
    });
    const [{ method, path, headers, body }] = http.received as [Received];
    expect({ method, path, type: headers['content-type'] }).toEqual({
      method: 'POST',
      path: '/notify/otters',
      type: 'application/json',
    });
    const words = JSON.parse(body.toString()) as Record<string, string>;
    expect(words).toMatchObject({ type: 'info', format: 'text' });
    expect(words['title']).toContain('The otters are back');
    expect(words['body']).toMatch(/The otters are back at the river[^]*\n\nhttps:\/\/x\.com\/\w+\/status\/\d+$/);
    expect(words['body']).toContain('memories config unset digest.apprise');
    expect((await runMain(['digest', 'send'], { home })).stdout).toContain('sent already');
    expect(http.received).toHaveLength(1);
    expect((await runMain(['config'], { home })).stdout).not.toContain('/notify/otters');
  });

  test('what was for a few only is not in it', async () => {
    await runMain(['import', await circleArchive({ at: '2020-11-22T10:00:00Z', text: 'only for friends' })], { home });
    configured();
    await runMain(['digest', 'send'], { home });
    expect(http.received[0]?.body.toString()).toContain('The otters are back');
    expect(http.received[0]?.body.toString()).not.toContain('friends');
  });

  test.each([
    [204, 'passes it on to nobody: 204'],
    [424, 'could not pass it on: 424'],
    [500, 'has trouble of its own: 500'],
  ])('what it says of who got it counts: %i', async (answer, words) => {
    configured();
    http.answers.push(answer);
    const { code, stdout } = await runMain(['digest', 'send'], { home });
    expect([code, stdout.includes(words)]).toEqual([1, true]);
    expect((await runMain(['digest', 'send'], { home })).code).toBe(0);
  });

  test('the best photo is attached, unless it takes none', async () => {
    const photo = { cid: 'photo-1', mimeType: 'image/jpeg', data: Buffer.from('jpeg') };
    const message = messageWith({ photos: [photo], text: 'plüms\n'.repeat(2000), link: null });
    const channel = appriseChannel(`${http.origin}/notify/otters`);
    const signal = new AbortController().signal;
    await channel.deliver(message, signal);
    const [posted] = http.received as [Received];
    const form = posted.body.toString();
    expect(posted.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(form).toContain(`name="title"\r\n\r\n${message.subject}\r\n`);
    // Lines of a form end as those of a mail do.
    expect(form).toMatch(/name="body"\r\n\r\n(?:plüms\r\n)+…\r\n/);
    expect(form).toMatch(/name="attachment"; filename="photo\.jpg"\r\nContent-Type: image\/jpeg\r\n\r\njpeg\r\n/);
    http.answers.push(431);
    await channel.deliver(message, signal);
    const words = JSON.parse(http.received[2]?.body.toString() ?? '') as { body: string };
    expect(Buffer.byteLength(words.body)).toBeLessThanOrEqual(1500);
  });
});

describe('by a webhook', () => {
  test('the JSON of the day is posted, signed, and recognised when it is tried again', async () => {
    configure(`  webhook: ${http.origin}/hooks/plums\n  webhook_secret: figs\n`);
    http.answers.push(500);
    expect((await runMain(['digest', 'send'], { home })).code).toBe(1);
    expect((await runMain(['digest', 'send'], { home })).code).toBe(0);
    expect((await runMain(['digest', 'send'], { home })).stdout).toContain('sent already');
    expect(http.received).toHaveLength(2);
    const [first, second] = http.received as [Received, Received];
    expect(second).toMatchObject({ method: 'POST', path: '/hooks/plums' });
    expect(second.headers['idempotency-key']).toBe(first.headers['idempotency-key']);
    const signature = createHmac('sha256', 'figs').update(second.body).digest('hex');
    expect(second.headers['x-memories-signature']).toBe(`sha256=${signature}`);
    const { stdout } = await runMain(['on', '2026-11-22', '--json'], { home });
    expect(second.body.toString()).toBe(stdout);
    expect((await runMain(['config'], { home })).stdout).not.toMatch(/figs|\/plums/);
  });

  test('a day that is refused is not tried again by the schedule, and an address that moved is not followed', async () => {
    configure(`  webhook: ${http.origin}/hook\n`);
    http.answers.push(422);
    expect((await runMain(['digest', 'send', '--json'], { home })).stdout).toContain('"state": "failed"');
    expect(http.received[0]?.headers['x-memories-signature']).toBeUndefined();
    http.answers.push(301);
    const moved = await runMain(['digest', 'send'], { home });
    expect(moved.stderr).toContain('takes no messages there: 301');
    expect(http.received).toHaveLength(2);
  });

  test('one that is not there is told, and may pass', async () => {
    configure('  webhook: http://127.0.0.1:9/plums\n');
    const { stdout } = await runMain(['digest', 'send', '--json'], { home });
    expect(stdout).toContain('"state": "waiting"');
    expect(stdout).toContain('127.0.0.1:9 could not be reached');
    expect(stdout).not.toContain('/plums');
  });

  test('one that closes the connection, or lets nobody in, is said in words', async () => {
    configure(`  webhook: ${http.origin}/hook\n`);
    http.answers.push('drop');
    const dropped = await runMain(['digest', 'send'], { home });
    expect(dropped.stderr).toMatch(/^error: 127\.0\.0\.1:\d+ closed the connection without an answer\n/);
    const { port } = await closedPort();
    configure(`  webhook: http://127.0.0.1:${port}/hook\n`);
    const refused = await runMain(['digest', 'send'], { home });
    expect(refused.stderr).toContain(`error: 127.0.0.1:${port} refused the connection\n`);
  });
});

test('several that fail are not called mails', async () => {
  configure(`  ntfy: ${http.origin}/otters\n  webhook: ${http.origin}/hook\n`);
  http.answers.push(503, 503);
  const { stderr } = await runMain(['digest', 'send'], { home });
  expect(stderr).toMatch(/^error: 2 of 2 messages were not sent: /);
});

test('each way and each recipient is tried by itself, and empty days are sent by none', async () => {
  configure(`  ntfy: ${http.origin}/otters\n  webhook: ${http.origin}/hook\n`);
  http.answers.push(503);
  const { stdout } = await runMain(['digest', 'send'], { home });
  expect(stdout.match(/to \w+:[^:]+:\d+: (?:not )?sent/g)?.map((line) => line.replace(/:[^:]+:\d+/, ''))).toEqual([
    'to ntfy: not sent',
    'to webhook: sent',
  ]);
  await runMain(['digest', 'send', '--date', '2026-11-23'], { home });
  expect(http.received).toHaveLength(2);
});

test('a password goes nowhere unencrypted', async () => {
  configure('  ntfy: http://:tk_plums@ntfy.example.org/otters\n');
  const { stderr } = await runMain(['digest', 'send'], { home });
  expect(stderr).toContain('https://');
  expect(stderr).not.toContain('tk_plums');
});
