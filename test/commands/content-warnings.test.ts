// What a content warning covers, from an archive of Mastodon to every view: the warning is there, the text is not.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { folderOf } from '../support/archives.ts';
import { homeWith, runMain } from '../support/main.ts';
import { addressOf, created, mastodonFiles, type StatusDraft } from '../support/mastodon.ts';
import { tempFolder } from '../support/temp.ts';

const WARNING = 'Spiders, large ones';
/** What nobody may see who hasn't asked for it: in the text, a description, a poll, a thread's beginning. */
const SECRET = /tarantula/i;

const POLL = [
  { type: 'Note', name: 'Keep the tarantula', replies: { type: 'Collection', totalItems: 3 } },
  { type: 'Note', name: 'Let it go', replies: { type: 'Collection', totalItems: 1 } },
];
const PHOTO = { type: 'Document', mediaType: 'image/jpeg', url: '/media_attachments/1.jpg', name: 'My tarantula' };
const COVERED: StatusDraft = {
  at: '2019-11-22T10:00:00Z',
  content: '<p>A tarantula in the bath.</p>',
  fields: {
    ...{ type: 'Question', summary: WARNING, sensitive: true, attachment: [PHOTO], oneOf: POLL, votersCount: 4 },
    likes: { type: 'Collection', totalItems: 9 },
  },
};
const PART: StatusDraft = {
  at: '2019-11-22T10:01:00Z',
  content: '<p>It has gone now.</p>',
  fields: { inReplyTo: addressOf(COVERED) },
};

let home: string;
let id: string;

async function run(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runMain(args, { home });
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

/** All files of a folder that are text, by their paths. */
function filesIn(folder: string): [path: string, text: string][] {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return all
    .filter((path) => /\.(?:html|js|md)$/.test(path))
    .map((path) => [path, readFileSync(join(folder, path), 'utf8')]);
}

/** A page without what it covers. */
function uncovered(html: string): string {
  return html.replace(/(<details class="cover">.*?<\/summary>).*?<\/details>/gs, '$1');
}

beforeAll(async () => {
  const files = mastodonFiles([created(COVERED), created(PART)], { 'media_attachments/1.jpg': 'no photo' });
  home = await homeWith(await folderOf(files));
  [id = ''] = /\d{19}/.exec(await run('show', addressOf(COVERED).split('/').at(-1) ?? '')) ?? [];
});

describe('in the terminal', () => {
  test.each([
    ['on a day', ['on', '11-22']],
    ['in a search', ['search', 'bath']],
    ['in a thread', ['thread', addressOf(COVERED).split('/').at(-1) ?? '']],
    ['of one post', ['show', addressOf(COVERED).split('/').at(-1) ?? '']],
    ['of a year', ['year', '2019']],
  ])('the text is covered %s, until it is asked for', async (_where, args) => {
    const text = await run(...args);
    expect(text).toContain(`▨ Content warning: ${WARNING} (--sensitive shows it)`);
    expect(text).not.toMatch(SECRET);
  });

  test.each([
    ['on a day', ['on', '11-22']],
    ['in a search', ['search', 'bath']],
  ])('who asks for it sees the warning, the text, the poll and the photo %s', async (_where, args) => {
    const text = await run(...args, '--sensitive');
    const lines = text.split('\n').map((line) => line.slice(7));
    const from = lines.indexOf(`Content warning: ${WARNING}`);
    expect(lines.slice(from, from + 6)).toEqual([
      `Content warning: ${WARNING}`,
      'A tarantula in the bath.',
      '○ Keep the tarantula: 3 votes, 75%',
      '○ Let it go: 1 vote, 25%',
      'Poll, one choice each, 4 voters',
      '▣ photo: My tarantula',
    ]);
  });

  test('the command that is named shows it', async () => {
    expect(await run('show', id, '--sensitive')).toContain('A tarantula in the bath.');
  });

  test('lists of the most liked have the warning in place of the text', async () => {
    const text = await run('stats');
    expect(text).toContain(`Content warning: ${WARNING}`);
    expect(text).not.toMatch(SECRET);
  });

  test('a rule that hides the post has the warning in place of the text', async () => {
    await run('hide', id);
    const text = await run('hidden');
    await run('unhide', id);
    expect(text).toContain('Content warning: ');
    expect(text).not.toMatch(SECRET);
  });
});

describe('in files', () => {
  async function exported(format: string, ...more: string[]): Promise<[path: string, text: string][]> {
    const folder = join(tempFolder(), 'out');
    await run('export', '--format', format, '--out', folder, ...more);
    return filesIn(folder);
  }

  test('a page has the text only behind the warning', async () => {
    const page = await run('on', '11-22', '--html', '-');
    expect(page).toContain(`Content warning: ${WARNING}`);
    expect(page).toMatch(SECRET);
    expect(uncovered(page)).not.toMatch(SECRET);
    expect(uncovered(page)).toContain('It has gone now.');
  });

  test('so has a site, and its search shows the warning of what it finds', async () => {
    const files = await exported('html');
    const shown = files.filter(([path]) => path.endsWith('.html')).map(([, text]) => uncovered(text));
    expect(shown.filter((text) => text.includes(WARNING)).length).toBeGreaterThan(2);
    expect(shown.filter((text) => SECRET.test(text))).toEqual([]);
    const index = files.filter(([, text]) => text.startsWith('memories(')).map(([, text]) => text);
    expect(index.length).toBeGreaterThan(0);
    expect(index.join('\n')).toContain(`"Content warning: ${WARNING}","a tarantula in the bath.`);
  });

  test('Markdown has the warning and the command, and with the option all of it', async () => {
    const [[, covered] = ['', '']] = await exported('markdown');
    expect(covered).toContain(`\nContent warning: ${WARNING} (\`memories show ${id} --sensitive\`)\n`);
    expect(covered).not.toMatch(SECRET);
    const [[, open] = ['', '']] = await exported('markdown', '--sensitive');
    expect(open).toContain(
      `\nContent warning: ${WARNING}\n\nA tarantula in the bath.\n\n- Keep the tarantula: 3 votes, 75\\%\n- Let it go: 1 vote, 25\\%\n\nPoll, one choice each, 4 voters\n`,
    );
  });

  test.each(['atom', 'ics'])('the format %s has the warning only', async (format) => {
    const text = (await run('export', '--format', format)).replace(/\r\n /g, '').replaceAll('\\,', ',');
    expect(text).toContain(`Content warning: ${WARNING}`);
    expect(text).not.toMatch(SECRET);
  });

  test.each(['json', 'jsonl', 'csv'])('%s is data, and has the text', async (format) => {
    expect(await run('export', '--format', format)).toMatch(SECRET);
  });
});
