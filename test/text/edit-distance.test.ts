// Which known word somebody may have meant.

import { expect, test } from 'vitest';
import { didYouMean, editDistance, similarWords } from '../../src/text/edit-distance.ts';

test.each([
  ['', 'abc', 3],
  ['today', 'today', 0],
  ['tody', 'today', 1],
  ['tdoay', 'today', 1],
  ['yadot', 'today', 4],
])('from "%s" to "%s" it is %i', (typed, known, distance) => {
  expect(editDistance(typed, known)).toBe(distance);
});

test.each([
  ['serach', ['search', 'show'], ['search']],
  ['bsh', ['bash', 'zsh', 'fish'], ['bash', 'zsh']],
  ['time-zon', ['time_zone', 'accounts'], ['time_zone']],
  ['list', ['digest', 'hide'], []],
  ['x', ['y'], ['y']],
])('%s may mean, of %j, %j', (typed, known, meant) => {
  expect(similarWords(typed, known)).toEqual(meant);
});

test('no hint is made of nothing', () => {
  expect(didYouMean('tody', ['today'], 'memories ')).toBe('did you mean memories today?');
  expect(didYouMean('xyzzy', ['today'])).toBeNull();
});
