// A year in review, for programs.

import type { YearReview } from '../statistics/year/review.ts';
import { jsonText, tweetObject } from './post-json.ts';
import { statisticsObject } from '../statistics/report.ts';

/** The README documents this shape. Ends with a new line. */
export function yearJson(review: YearReview): string {
  const { year, isOver, before, likes, retweets, media, statistics, mostLiked, first, last } = review;
  const { timeZone } = statistics;
  return jsonText({
    year,
    isOver,
    tweetsYearBefore: before,
    likes,
    retweets,
    media,
    statistics: statisticsObject(statistics),
    first: first && tweetObject(first, timeZone),
    mostLiked: mostLiked.map((tweet) => tweetObject(tweet, timeZone)),
    last: last && tweetObject(last, timeZone),
  });
}
