// What a stranger wrote, and what settings may say, in a mail that a real server takes: no header, part or recipient is theirs.

import { beforeAll, describe, expect, test } from 'vitest';
import { hostileHome } from '../support/hostile.ts';
import { runMain, writeConfig, type MainResult } from '../support/main.ts';
import { startSmtp, type TestSmtp } from '../support/smtp-server.ts';

const KNOWN = [
  'subject',
  'list-id',
  'list-unsubscribe',
  'auto-submitted',
  'x-auto-response-suppress',
  'from',
  'to',
  'message-id',
  'date',
  'mime-version',
  'content-type',
];

let home: string;
let smtp: TestSmtp;
beforeAll(async () => {
  [home, smtp] = [await hostileHome(), await startSmtp()];
});

function send(digest: object, ...more: string[]): Promise<MainResult> {
  writeConfig(home, JSON.stringify({ digest, smtp: { url: `smtp://127.0.0.1:${smtp.port}` } }));
  return runMain(['digest', 'send', '--date', '11-22', '--force', ...more], { home });
}

function headersOf(raw: string): string[] {
  const [head = ''] = raw.split('\r\n\r\n', 1);
  return [...head.matchAll(/^([^\s:]+):/gm)].map(([, name = '']) => name.toLowerCase());
}

test('a mail of hostile tweets has our headers, our parts and one recipient', async () => {
  expect(await send({ to: 'wren@example.org' })).toMatchObject({ code: 0, stderr: '' });
  const mail = smtp.received.at(-1);
  expect(mail?.envelope).toEqual({ from: 'wren@example.org', to: ['wren@example.org'] });
  const raw = mail?.raw ?? '';
  expect(headersOf(raw).filter((name) => !KNOWN.includes(name))).toEqual([]);
  expect([...raw.matchAll(/^Content-Type: ([\w/]+)/gm)].map(([, type]) => type)).toEqual([
    'multipart/alternative',
    'text/plain',
    'text/html',
  ]);
  expect(raw).not.toMatch(/[^\t\r\n -~]/);
  expect(Math.max(...raw.split('\r\n').map(({ length }) => length))).toBeLessThanOrEqual(998);
  expect(mail?.parsed.subject).toMatch(/^22 November 2026: .* \(\d+ memories, 2011 to 2024\)$/);
  expect(mail?.parsed.text).toContain('Bcc: evil@example.com');
  // eslint-disable-next-line no-control-regex -- these are looked for
  expect(mail?.parsed.text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
});

describe('an address', () => {
  const NAMES = [
    'x\r\nBcc: eve@example.org',
    'x\nBcc: eve@example.org',
    'x\r\n\r\nbody',
    'n\u0000l',
    '\u202egro.elpmaxe@evil\u202c',
    'y'.repeat(5000),
  ];
  const ADDRESSES = [
    'wren@example.org eve@example.org',
    'wren@example.org>\r\nRCPT TO:<eve@example.org',
    '<wren@example.org> <eve@example.org>',
    'wren@example.org\r\nDATA',
    `${'w'.repeat(500)}@example.org`,
  ];

  test('two of them are nobody who could send a mail, and no single one to whom a copy could go', async () => {
    const two = 'wren@example.org, eve@example.org';
    const before = smtp.received.length;
    expect((await send({ to: 'wren@example.org', from: two })).code).toBe(1);
    expect((await send({ to: 'wren@example.org' }, '--to', two)).code).toBe(2);
    expect(smtp.received).toHaveLength(before);
  });

  test.each([
    ...NAMES.map((name) => `${name} <wren@example.org>`),
    ...NAMES.map((name) => `"${name}" <wren@example.org>`),
    ...ADDRESSES,
  ])('such as %j is refused in words, as who gets it, who sends it and in a setting', async (address) => {
    const before = smtp.received.length;
    for (const digest of [{ to: address }, { to: 'wren@example.org', from: address }]) {
      const { code, stderr } = await send(digest);
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: expect.stringMatching(/^error: [^\n]+\n(?:hint: [^\n]+\n)?$/) as string,
      });
      // eslint-disable-next-line no-control-regex -- these are looked for
      expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    }
    if (!address.includes('\0')) expect((await send({ to: 'wren@example.org' }, '--to', address)).code).toBe(2);
    const set = await runMain(['config', 'set', 'digest.to', address], { home });
    expect(set.code).not.toBe(0);
    expect(smtp.received).toHaveLength(before);
  });
});
