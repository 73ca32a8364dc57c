import { simpleParser, type ParsedMail } from 'mailparser';
import { hostname, userInfo } from 'node:os';
import { describe, expect, test } from 'vitest';
import type { Message } from '../../src/mail/channel.ts';
import { buildMime } from '../../src/mail/mime.ts';
import { messageWith } from '../support/message.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

async function rawOf(parts: Partial<Message>): Promise<string> {
  return (await buildMime(messageWith(parts))).toString('latin1');
}

async function readBack(parts: Partial<Message>): Promise<ParsedMail> {
  return simpleParser(await buildMime(messageWith(parts)), { skipImageLinks: true });
}

/** The names of the headers of the whole, in order. */
function headerNames(raw: string): string[] {
  const [head = ''] = raw.split('\r\n\r\n', 1);
  return [...head.matchAll(/^([^\s:]+):/gm)].map(([, name = '']) => name);
}

test('a mail reads back as what it was', async () => {
  const message = messageWith({ photos: [{ cid: 'photo-1', mimeType: 'image/png', data: PNG }] });
  const mail = await simpleParser(await buildMime(message), { skipImageLinks: true });
  expect({ text: mail.text, html: mail.html, subject: mail.subject }).toEqual({
    text: message.text,
    html: message.html,
    subject: message.subject,
  });
  expect(mail.from?.value).toEqual([message.from]);
  expect(mail.to).toMatchObject({ value: [message.to] });
  expect(mail.date).toEqual(new Date(message.date));
  expect(mail.messageId).toBe(`<${message.messageId}>`);
});

test('a mail is multipart/alternative of text and HTML, the HTML with its photos', async () => {
  const photo = { mimeType: 'image/jpeg', data: PNG };
  const photos = [
    { ...photo, cid: 'photo-1' },
    { ...photo, cid: 'photo-2' },
  ];
  const raw = await rawOf({ photos });
  const types = [...raw.matchAll(/^Content-Type: ([\w/]+)/gm)].map(([, type]) => type);
  expect(types).toEqual([
    'multipart/alternative',
    'text/plain',
    'multipart/related',
    'text/html',
    'image/jpeg',
    'image/jpeg',
  ]);
  const { attachments } = await readBack({ photos });
  expect(
    attachments.map(({ cid, contentDisposition, filename, contentType }) => [
      cid,
      contentDisposition,
      filename,
      contentType,
    ]),
  ).toEqual([
    ['photo-1.9fe63b57c756fdc1e6629662@memories', 'inline', 'photo-1.jpg', 'image/jpeg'],
    ['photo-2.9fe63b57c756fdc1e6629662@memories', 'inline', 'photo-2.jpg', 'image/jpeg'],
  ]);
  expect(attachments.every(({ content }) => content.equals(PNG))).toBe(true);
});

test('two mails have no Content-ID in common, and each shows its own photos', async () => {
  const photos = [1, 2, 10].map((number) => ({ cid: `photo-${number}`, mimeType: 'image/png', data: PNG }));
  const html = `${photos.map(({ cid }) => `<img src="cid:${cid}" alt="">`).join('')}<p>He wrote: src="cid:photo-1</p>`;
  const cidsOf = async (messageId: string): Promise<string[]> => {
    const { attachments, html: shown } = await readBack({ photos, html, messageId });
    const cids = attachments.map(({ cid = '' }) => cid);
    expect([...String(shown).matchAll(/src="cid:([^"]*)" /g)].map(([, cid]) => cid)).toEqual(cids);
    expect(shown).toContain('He wrote: src="cid:photo-1</p>');
    return cids;
  };
  const first = await cidsOf('one@example.org');
  for (const [index, number] of [1, 2, 10].entries()) {
    expect(first[index]).toMatch(new RegExp(`^photo-${number}\\.[\\da-f]{24}@memories$`));
  }
  expect(await cidsOf('one@example.org')).toEqual(first);
  expect((await cidsOf('two@example.org')).filter((cid) => first.includes(cid))).toEqual([]);
});

test('the headers are these and no others', async () => {
  const raw = await rawOf({ unsubscribe: 'memories+stop@example.org' });
  expect(raw.split('\r\n\r\n', 1)[0]?.replace(/boundary=.*/, 'boundary=…')).toMatchInlineSnapshot(`
    "Subject: On this day: 22 November
    List-ID: "Memories of @wren_writes" <memories.wren.example.org>
    List-Unsubscribe: <mailto:memories%2Bstop@example.org?subject=unsubscribe>
    Auto-Submitted: auto-generated
    X-Auto-Response-Suppress: All
    From: Memories <memories@example.org>
    To: Wren <wren@example.org>
    Message-ID: <2026-11-22.4242@memories.example.org>
    Date: Sun, 22 Nov 2026 09:00:00 +0000
    MIME-Version: 1.0
    Content-Type: multipart/alternative;
     boundary=…"
  `);
  expect(headerNames(await rawOf({}))).not.toContain('List-Unsubscribe');
});

test('an address without a name is in brackets, as those with a name are', async () => {
  const to = { name: null, address: 'wren@example.org' };
  expect(await rawOf({ to })).toMatch(/^To: <wren@example\.org>\r$/m);
  const { to: read } = await readBack({ to, text: 'To: robin@example.org\n' });
  expect(read).toMatchObject({ value: [{ name: '', address: 'wren@example.org' }] });
});

test('nothing of this machine is in it', async () => {
  const raw = await rawOf({});
  expect(raw).not.toContain(hostname());
  expect(raw).not.toMatch(new RegExp(`\\b${userInfo().username}\\b`));
  expect(raw).not.toMatch(/nodemailer|X-Mailer|User-Agent/i);
});

test('the same mail is the same bytes, another one has another boundary', async () => {
  const boundary = (raw: string): string | undefined => /boundary="([^"]+)"/.exec(raw)?.[1];
  const raw = await rawOf({});
  expect(await rawOf({})).toBe(raw);
  expect(boundary(raw)).toMatch(/[\da-f]{32}/);
  expect(boundary(await rawOf({ text: 'other' }))).not.toBe(boundary(raw));
});

test('lines end with CRLF, are not longer than servers take, and are plain ASCII', async () => {
  const long = 'feather '.repeat(500);
  const texts = [
    long,
    `${'x'.repeat(5000)}\n`,
    '🐦'.repeat(900),
    'é\n\n\n',
    'a\rb\nc\r\nd',
    'tab\t \u00a0 trailing  \n',
  ];
  for (const text of texts) {
    const raw = await rawOf({
      text,
      html: `<p>${text}</p>`,
      subject: text,
      from: { name: long.slice(0, 300), address: 'a@example.org' },
    });
    expect(raw).not.toMatch(/[^\t\r\n -~]/);
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
  }
});

describe('what survives unchanged:', () => {
  test.each([
    ['words of every kind', 'Zaunkönig, ミソサザイ, крапивник, 🐦‍⬛, שלום'],
    ['one very long line', 'feather '.repeat(2000).trim()],
    ['one very long word', 'x'.repeat(4000)],
    ['dots at the start of lines', '.\n..\n.hidden\n...\nend'],
    ['what looks like a boundary', '----\n--x--\n--_memories'],
    ['what looks like headers', 'From: eve@example.org\nFrom the start\n\nSubject: x'],
    ['what looks like encoded text', '=?utf-8?Q?x?= =41 =\n'],
    ['spaces at the ends of lines', 'a  \n \n\tb\t\nc'],
  ])('%s come back as they were sent', async (_what, text) => {
    const html = `<pre>${text}</pre>`;
    const mail = await readBack({ text: `${text}\n`, html });
    expect(mail.text).toBe(`${text}\n`);
    expect(mail.html).toBe(html);
  });

  test.each([
    'Am 22. November: Zaunkönig',
    '11月22日の思い出 🐦',
    'a'.repeat(300),
    'word '.repeat(80).trim(),
    'ü'.repeat(300),
    '"quoted", (bracketed) <x@example.org>; \\',
  ])('the subject and the names %j', async (words) => {
    const from = { name: words, address: 'memories@example.org' };
    const mail = await readBack({ subject: words, from, list: { id: 'memories', name: words } });
    expect(mail.subject).toBe(words);
    expect(mail.from?.value).toEqual([from]);
    expect(mail.headers.get('list')).toMatchObject({ id: { id: 'memories' } });
  });
});

test('a subject that looks encoded is shown as it is', async () => {
  const { subject } = await readBack({ subject: '=?utf-8?Q?Bcc=3A_x?= as it is' });
  expect(subject).toBe('=?utf-8?Q?Bcc=3A_x?= as it is');
});

test('line breaks of every kind are line breaks', async () => {
  const { text } = await readBack({ text: 'a\rb\r\nc\nd\n' });
  expect(text).toBe('a\nb\nc\nd\n');
});

describe('nothing can smuggle a header in:', () => {
  const EVIL = 'x\r\nBcc: eve@example.org\r\n\r\nEvil';
  const EVILS = [
    EVIL,
    EVIL.replaceAll('\r\n', '\n'),
    EVIL.replaceAll('\r\n', '\r'),
    EVIL.replaceAll('\r\n', '\u2028'),
    'x\0y',
  ];
  const address = (text: string): Message['from'] => ({ name: null, address: `${text}@example.org` });
  const ways: Record<string, (text: string) => Partial<Message>> = {
    'the subject': (subject) => ({ subject }),
    "the sender's name": (name) => ({ from: { name, address: 'memories@example.org' } }),
    "the recipient's name": (name) => ({ to: { name, address: 'wren@example.org' } }),
    "the sender's address": (text) => ({ from: address(text) }),
    "the recipient's address": (text) => ({ to: address(text) }),
    'the Message-ID': (messageId) => ({ messageId }),
    "the list's id": (id) => ({ list: { id, name: 'Memories' } }),
    "the list's name": (name) => ({ list: { id: 'memories', name } }),
    'the address to unsubscribe': (unsubscribe) => ({ unsubscribe }),
    "a photo's name": (cid) => ({ photos: [{ cid, mimeType: 'image/png', data: PNG }] }),
    "a photo's type": (mimeType) => ({ photos: [{ cid: 'a', mimeType, data: PNG }] }),
  };
  test.each(Object.entries(ways))('%s adds no header and loses no text', async (_what, way) => {
    const names = headerNames(await rawOf(way('harmless')));
    for (const evil of EVILS) {
      const raw = await rawOf(way(evil));
      expect(headerNames(raw)).toEqual(names);
      expect(raw).not.toMatch(/^Bcc|^Evil|[\0]/m);
      expect((await simpleParser(raw)).text).toBe(messageWith().text);
    }
  });
});
