// The mail about a year: what it says, and how much of it there is.

import { describe, expect, test } from 'vitest';
import type { EmailNotices } from '../../../src/digest/email/email.ts';
import { yearEmail, yearSubject } from '../../../src/digest/email/year-mail.ts';
import type { YearReview } from '../../../src/statistics/year/review.ts';
import type { FilledDraft } from '../../support/filled.ts';
import { bare, busyYear, reviewer } from './example-mails.ts';

const reviewOf = reviewer();
const OPTIONS: EmailNotices = { photos: new Map(), showSensitive: false, notices: [], footer: [] };

function html(review: YearReview, options: Partial<EmailNotices> = {}): string {
  return yearEmail(review, { ...OPTIONS, ...options }).html;
}

describe('the mail', () => {
  test('says of each post that was liked as well that it was, and when', () => {
    const days = [1, 2, 3, 4, 5, 6].map((day) => ({ at: `2019-05-0${day}T10:00:00Z`, likes: day < 6 ? day : 0 }));
    const email = yearEmail(reviewOf(2019, days), OPTIONS);
    for (const text of [email.text, bare(email.html)]) expect(text.match(/Liked as well/g)).toHaveLength(2);
    const headings = email.text.split('\n').filter((line) => /(?:^|· )\d+ May$/.test(line));
    expect(headings).toEqual([
      'The first words · 1 May',
      'The most liked · 5 May',
      'Liked as well · 4 May',
      'Liked as well · 3 May',
      'The last words · 6 May',
    ]);
  });

  test('says twice, and 3 times', () => {
    const drafts = ['2018-01-01', '2019-01-01', '2019-01-02'].map((day) => ({ at: `${day}T10:00:00Z` }));
    expect(yearSubject(reviewOf(2019, drafts))).toContain(', twice as many as in 2018');
    const more = [...drafts, { at: '2019-01-03T10:00:00Z' }];
    expect(yearSubject(reviewOf(2019, more))).toContain(', 3 times as many as in 2018');
  });

  test.each([
    ['2026-11-22', '2026 so far: 1 post on 1 day'],
    ['2026-12-01', '2026 in review: 1 post on 1 day'],
    ['2027-01-02', '2026 in review: 1 post on 1 day'],
  ])('of %s is called %s', (today, subject) => {
    const review = reviewOf(2026, [{ at: '2026-11-22T10:00:00Z' }], today);
    expect(yearSubject(review)).toBe(subject);
    expect(yearEmail(review, OPTIONS).text).toMatch(new RegExp(`^${subject.split(':')[0] ?? ''}$`, 'm'));
  });

  test('says what was not mailed before, and that there is nothing', () => {
    const notice = ['The review of 2018 was not mailed: ', { command: 'memories year 2018' }];
    const none = reviewOf(2019, []);
    const email = yearEmail(none, { ...OPTIONS, notices: [notice] });
    expect(email.text.startsWith('The review of 2018 was not mailed: memories year 2018')).toBe(true);
    expect(email.html).toMatch(/<code[^>]*>memories year 2018<\/code>/);
    expect(email.text).toContain('No posts in 2019');
    expect(yearSubject(none)).toBe('No posts in 2019');
  });

  test('stays below what clients show whole, and counts the tweets that it has no room for', () => {
    const long = 'An endless text & more. '.repeat(1000);
    const busy = busyYear().map((draft) => ({ ...draft, likes: 1 }));
    const words = [1, 2, 3, 4, 5].map((day): FilledDraft => {
      const quoted = { quotedId: String(day + 9000), quotedHandle: 'wren_writes', kind: 'quote' as const };
      const month = day === 1 ? '01' : day === 5 ? '12-31T23:59' : '06';
      const at = day === 5 ? `2019-${month}:00Z` : `2019-${month}-0${day}T00:00:00Z`;
      return { id: String(day + 8000), at, text: long, likes: 100_000 - day, ...quoted };
    });
    const quotes = [1, 2, 3, 4, 5].map((day): FilledDraft => {
      return { id: String(day + 9000), at: `2015-01-0${day}T00:00:00Z`, text: long };
    });
    const made = html(
      reviewOf(2019, [...busy.map((draft, index) => ({ ...draft, id: String(index + 1) })), ...words, ...quotes]),
    );
    expect(Buffer.byteLength(made)).toBeLessThan(100_000);
    expect(made).toMatch(/\d more posts? of this year: <code[^>]*>memories year 2019<\/code>/);
  });
});
