// Mails that have everything, or nothing, as they stand in a browser.

import { join } from 'node:path';
import { Temporal } from '../../../src/time/calendar.ts';
import type { Memories } from '../../../src/memories/selection.ts';
import { photosFor } from '../../../src/views/photos.ts';
import { postsOf } from '../../../src/views/album.ts';
import { dayEmail, type DayEmailOptions } from '../../../src/digest/email/day-mail.ts';
import { yearEmail } from '../../../src/digest/email/year-mail.ts';
import { computeYearReview, type YearReview } from '../../../src/statistics/year/review.ts';
import { filledLibrary, type FilledDraft } from '../../support/filled.ts';
import { dayWith, memory, photo, TODAY } from '../../support/memory.ts';

const PHOTOS = join(import.meta.dirname, '../../../demo/photos');

const ELSEWHERE = {
  network: 'mastodon',
  account: 'wren@stacks.example',
  url: 'https://stacks.example/@wren/1',
} as const;
const POLL = {
  options: [
    { text: 'Ginger nuts', votes: 41 },
    { text: `A surprise, which is ${'ginger '.repeat(30)}nuts`, votes: 63 },
    { text: 'x'.repeat(200), votes: null },
  ],
  multiple: true,
  voters: 90,
  endsAt: Date.UTC(2019, 10, 23),
};
const ALSO = [
  { network: 'bluesky', account: 'wren.example', url: `https://bsky.app/profile/wren.example/post/${'3'.repeat(90)}` },
] as const;

/** The mail of these days, with its photos inside, as a client shows it. */
async function mailOf(days: readonly Memories[], options: Partial<DayEmailOptions> = {}): Promise<string> {
  const data = await photosFor(days.flatMap(postsOf), 600);
  const photos = new Map(
    [...data].map(([file, { width, height }], index) => [file, { cid: `p${index}`, width, height }]),
  );
  const { html } = dayEmail(days, { photos, showSensitive: false, notices: [], footer: [], ...options });
  const inside = [...data.values()].map(({ address }) => address);
  return html.replace(/"cid:p(\d+)"/g, (_, index: string) => `"${inside[Number(index)] ?? ''}"`);
}

/** Two days with one of everything. */
export function fullMail(): Promise<string> {
  const lake = photo({ file: join(PHOTOS, 'lake-dawn.jpg'), alt: 'A lake at dawn' });
  const hill = photo({ file: join(PHOTOS, 'hill.jpg') });
  const thread = { id: '7', size: 5 };
  const day = dayWith([
    memory({ text: '图书馆今天特别安静，只有雨打在窗上的声音。'.repeat(4), lang: 'zh', likes: 1, retweets: 1234 }),
    memory({ text: 'كتبتُ اليوم رسالة طويلة ثم لم أرسلها.\nAnd I did.', lang: 'ar', audience: 'circle' }),
    memory({ text: `${'x'.repeat(400)} https://example.org/${'y'.repeat(200)}`, extent: 'cut', editOf: '1' }),
    memory({ text: 'Lakes', media: [lake, hill, lake] }),
    memory({ text: 'Covered', media: [lake, hill], sensitive: true }),
    memory({ text: 'Films', media: [photo({ type: 'video', duration: 65_000, alt: 'The last ferry' }), photo()] }),
    memory({ kind: 'reply', replyToHandle: 'june', quotedId: '43', quotedHandle: 'otto' }),
    memory({ quotedId: '42', quotedPost: memory({ text: 'Plums', id: '42', media: [hill] }), account: 'wren_then' }),
    ...['One', 'Two', 'Three'].map((text, index) => memory({ text, thread, id: String(index + 7) })),
    memory({ text: 'Long. '.repeat(3000) }),
    memory({
      ...ELSEWHERE,
      id: '50',
      text: 'She has read more.',
      warning: `Spider, ${'large, '.repeat(30)}`,
      poll: POLL,
    }),
    memory({ ...ELSEWHERE, id: '51', text: 'What belongs in the tin?', poll: POLL, likes: 3, alsoAt: ALSO }),
  ]);
  const rest = Array.from({ length: 4 }, (_, index) => memory({ at: '2012-11-23T10:00:00Z', id: `9${index}` }));
  const next = dayWith(rest, {}, Temporal.PlainDate.from('2026-11-23'));
  return mailOf([{ ...day, leftOut: { retweets: 1, replies: 2, hidden: 3 } }, next], {
    notices: [['The mail of 21 November was not sent: ', { command: 'memories on 11-21' }]],
    footer: [
      ['From the archive of @wren_writes. A newer one: ', { address: 'https://x.com/settings/download_your_data' }],
    ],
  });
}

/** A day of which nothing is there. */
export function emptyMail(): Promise<string> {
  return mailOf([dayWith([])], { nearest: TODAY });
}

/** A mail in a client that has no style sheets. */
export function bare(html: string): string {
  return html.replace(/<style>[^]*?<\/style>/g, '');
}

export interface ExampleYears {
  /** Many tweets. */
  readonly full: YearReview;
  readonly none: YearReview;
  /** Not over yet. */
  readonly running: YearReview;
}

export function exampleYears(): ExampleYears {
  const review = reviewer();
  return {
    full: review(2019, busyYear()),
    none: review(2019, []),
    running: review(2026, [{ at: '2026-11-22T10:00:00Z', text: 'today' }]),
  };
}

export type Reviewer = (year: number, drafts: readonly FilledDraft[], today?: string) => YearReview;

/** Reviews years of a database that has nothing but what each is of. */
export function reviewer(): Reviewer {
  const { library, fill } = filledLibrary();
  return (year, drafts, today = '2026-11-22') => {
    const accountIds = Object.values(fill(drafts));
    const query = { circle: true, timeZone: 'UTC', accountIds, hidden: [], today: Temporal.PlainDate.from(today) };
    return computeYearReview(library, query, year);
  };
}

export function yearMail(review: YearReview): string {
  return yearEmail(review, { photos: new Map(), showSensitive: false, notices: [], footer: [] }).html;
}

/** Every day from March on, more towards the end, in three languages, with names and tags. */
export function busyYear(): FilledDraft[] {
  const start = Date.UTC(2019, 2, 1);
  return Array.from({ length: 306 }, (_, day) =>
    Array.from({ length: 1 + (day % 7) }, (__, index): FilledDraft => {
      const at = new Date(start + day * 86_400_000 + index * 3_600_000).toISOString();
      const text = `Day ${day} with @${'friend_'.repeat(2)}${day % 9} and #${'图书馆のねこ'.repeat((day % 4) + 1)} https://example.org/${day}`;
      return {
        at,
        text,
        lang: ['en', 'ja', 'ar'][day % 3] ?? null,
        likes: day * 10 + index,
        client: 'Twitter Web App',
      };
    }),
  ).flat();
}
