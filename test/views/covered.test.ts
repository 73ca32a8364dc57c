// What a content warning covers in views of their own, and the words of polls. The rest is in test/commands/content-warnings.

import { describe, expect, test } from 'vitest';
import { dayEmail, planDayEmail } from '../../src/digest/email/day-mail.ts';
import type { Email } from '../../src/digest/email/email.ts';
import { openingOf } from '../../src/digest/email/opening.ts';
import type { Memory } from '../../src/library/memory.ts';
import type { Poll } from '../../src/post/post.ts';
import { albumOfDays } from '../../src/views/make-album.ts';
import { postDetails } from '../../src/views/post-details.ts';
import { shownPhotoFiles } from '../../src/views/photos.ts';
import { pollLines, pollRows } from '../../src/views/poll-words.ts';
import { terminalView } from '../../src/views/terminal/album.ts';
import { dayWith, memory, photo, terminal } from '../support/memory.ts';

const POLL: Poll = {
  options: [
    { text: 'Plums', votes: 12 },
    { text: 'Quinces', votes: 8 },
  ],
  multiple: true,
  voters: 16,
  endsAt: null,
};
const COVERED = memory({
  id: '1197826413213077504',
  text: 'The secret of the plums, and of everything else.',
  warning: 'Food & drink',
  media: [photo({ file: '/plums.jpg', alt: 'A secret' })],
  likes: 900,
});
const OPEN = memory({ id: '2', text: 'The heron stood in the shallows all morning.' });
const NOTHING_ELSE = { photos: new Map(), showSensitive: false, notices: [], footer: [] };

function mail(posts: readonly Memory[], showSensitive = false): Email {
  return dayEmail([dayWith(posts)], { ...NOTHING_ELSE, showSensitive });
}

describe('a mail', () => {
  test('has the warning, and where the post is, but nothing of the text, not even hidden', () => {
    const { html, text } = mail([COVERED]);
    expect(html).toContain('Content warning: Food &#38; drink · <a href="https://x.com/wren_writes/status/119782641');
    expect(text).toContain('▨ Content warning: Food & drink, see:');
    expect(text).toContain(`memories show ${COVERED.id} --sensitive`);
    expect(html + text).not.toContain('secret');
  });

  test('has the command where the post has no address', () => {
    const { html } = mail([{ ...COVERED, url: 'nowhere' }]);
    expect(html).toMatch(
      /Content warning: Food &#38; drink: <code[^>]*>memories show 1197826413213077504 --sensitive</,
    );
  });

  test('has all of it where the settings show it', () => {
    const { html, text } = mail([COVERED], true);
    expect(html.indexOf('The secret of the plums')).toBeGreaterThan(html.indexOf('Content warning: Food &#38; drink'));
    expect(text).toContain('Content warning: Food & drink\n       The secret of the plums');
  });

  test('covers what a post quotes by its own warning', () => {
    const { html, text } = mail([memory({ text: 'Yes.', quotedId: '43', quotedPost: { ...COVERED, id: '43' } })]);
    expect(html).toContain('Content warning: Food &#38; drink');
    expect(html + text).not.toContain('secret');
  });

  test('neither begins its subject nor what is shown beside it with what is covered, however it is set', () => {
    expect(openingOf([COVERED, OPEN])?.words).toBe(OPEN.text);
    expect(openingOf([COVERED])).toBeNull();
    const plan = planDayEmail([dayWith([COVERED])], { ...NOTHING_ELSE, showSensitive: true, mostPhotos: 0 });
    expect(plan.best).toEqual([expect.objectContaining({ id: COVERED.id })]);
    expect(/<body.*?<\/div>/s.exec(plan.write(new Map()).html)?.[0]).not.toContain('secret');
  });

  test('has polls below their questions', () => {
    const { html, text } = mail([memory({ text: 'Which?', poll: POLL })]);
    expect(html.replace(/<br>\n?/g, '\n')).toContain(
      'Plums: 12 votes, 75%\nQuinces: 8 votes, 50%\nPoll, several choices each, 16 voters',
    );
    expect(text).toContain('□ Plums: 12 votes, 75%\n       □ Quinces: 8 votes, 50%\n       Poll, several choices each');
  });
});

test('photos below a covered text are not even read', () => {
  expect(shownPhotoFiles([COVERED], false)).toEqual([]);
  expect(shownPhotoFiles([COVERED], true)).toEqual(['/plums.jpg']);
});

test('the terminal covers a quoted post, and breaks long warnings and options between words', () => {
  const quoting = memory({ text: 'Yes.', quotedId: '43', quotedPost: { ...COVERED, id: '43' }, poll: POLL });
  const text = terminalView(albumOfDays([dayWith([quoting])]), terminal({ width: 34 }));
  expect(text.split('\n').slice(6, -2)).toEqual([
    '10:53  Yes.',
    '       □ Plums: 12 votes, 75%',
    '       □ Quinces: 8 votes, 50%',
    '       Poll, several choices each,',
    '       16 voters',
    '       │ @wren_writes, 22 November',
    '       │ 2019',
    '       │ ▨ Content warning: Food &',
    '       │ drink (--sensitive shows',
    '       │ it)',
  ]);
});

test('the other versions of an edited post are covered like it', () => {
  const notes = postDetails(OPEN, [{ ...COVERED, id: '1' }, OPEN], 'UTC', []);
  expect(notes).toContainEqual({ type: 'detail', name: 'version 1', value: ['1: Content warning: Food & drink'] });
});

describe('a poll', () => {
  test.each<[string, Partial<Poll>, string[]]>([
    [
      'of several choices',
      {},
      ['Plums: 12 votes, 75%', 'Quinces: 8 votes, 50%', 'Poll, several choices each, 16 voters'],
    ],
    [
      'of one',
      { multiple: false, voters: null },
      ['Plums: 12 votes, 60%', 'Quinces: 8 votes, 40%', 'Poll, one choice each'],
    ],
    [
      'with one voter',
      { options: [{ text: 'A', votes: 1 }], voters: 1 },
      ['A: 1 vote, 100%', 'Poll, several choices each, 1 voter'],
    ],
    [
      'that nobody answered',
      { options: [{ text: 'A', votes: 0 }], voters: 0 },
      ['A: 0 votes', 'Poll, several choices each, 0 voters'],
    ],
    [
      'that nobody counted',
      { options: [{ text: 'A', votes: null }], voters: null },
      ['A', 'Poll, several choices each'],
    ],
  ])('%s is said in words', (_what, changes, lines) => {
    expect(pollLines({ ...POLL, ...changes })).toEqual(lines);
  });

  test('never has more than all, even where the archive counts fewer voters than votes', () => {
    expect(pollRows({ ...POLL, voters: 4 }).map(({ share }) => share)).toEqual([1, 1]);
  });
});
