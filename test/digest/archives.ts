// Archives that several tests of the digest begin with.

import { archiveWith } from '../support/main.ts';

/** Tweets of three years. */
export function yearArchive(): Promise<string> {
  return archiveWith([
    { at: '2019-03-01T10:00:00Z', text: 'the first of two', favorite_count: '3' },
    { at: '2019-03-02T10:00:00Z', text: 'the old job' },
    { at: '2020-05-01T10:00:00Z', text: 'plums for everybody', favorite_count: '7' },
    { at: '2020-05-02T10:00:00Z', text: 'the heron again' },
    { at: '2026-06-01T10:00:00Z', text: 'this year' },
  ]);
}

/** Tweets of some days around 22 November. */
export function feedArchive(): Promise<string> {
  return archiveWith([
    { at: '2019-11-22T10:00:00Z', text: 'the heron' },
    { at: '2020-11-22T10:00:00Z', text: 'the heron again' },
    { at: '2020-11-20T10:00:00Z', text: 'the old job' },
    { at: '2020-11-23T10:00:00Z', text: 'tomorrow' },
    { at: '2018-10-01T10:00:00Z', text: 'long ago' },
  ]);
}
