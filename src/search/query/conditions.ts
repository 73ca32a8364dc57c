// The conditions of a query, such as `has:photo`: what each does, and what to say of one that can't be read.

import { LEAP_YEAR, rememberedOn, Temporal, type PlainDate } from '../../time/calendar.ts';
import { parsePeriod } from '../../time/period.ts';
import { parseDayOfYear } from '../../time/recurrence.ts';
import { editDistance } from '../../text/edit-distance.ts';
import { EVERYTHING, TRAITS, type Days, type Query, type Trait } from './query.ts';
import { NETWORKS, parseNetwork } from '../../post/network.ts';
import { parseHandle } from '../../post/handle.ts';

/** What is wrong with a query, and what would be right. It never leaves this folder. */
export class QueryError extends Error {
  readonly hint: string;

  constructor(problem: string, hint: string) {
    super(problem);
    this.hint = hint;
  }
}

/** Adds a condition such as `has:photo` to a query; null if the part isn't one. Throws a QueryError if it can't be read. */
export function withCondition(
  query: Query,
  part: { readonly isWithout: boolean; readonly text: string },
): Query | null {
  const [, typed = '', value = ''] = /^([a-z]+):(.*)$/isu.exec(part.text) ?? [];
  const name = typed.toLowerCase();
  const condition = CONDITIONS.get(name);
  if (condition === undefined) {
    assertNotMistyped(name, value);
    return null;
  }
  if (value === '') throw missingValueError(name);
  return part.isWithout ? withoutCondition(query, name, value, condition) : condition(query, value);
}

/** What a condition makes of a query. */
type Condition = (query: Query, value: string) => Query;

const CONDITIONS: ReadonlyMap<string, Condition> = new Map<string, Condition>([
  ['from', (query, value) => ({ ...query, from: [...query.from, handleOf(value)] })],
  ['has', (query, value) => ({ ...query, traits: [...query.traits, traitOf('has', value)] })],
  ['is', (query, value) => ({ ...query, traits: [...query.traits, traitOf('is', value)] })],
  ['since', (query, value) => ({ ...query, since: later(query.since, periodOf('since', value).first) })],
  ['until', (query, value) => ({ ...query, until: earlier(query.until, periodOf('until', value).last) })],
  ['on', withOn],
]);

/** A day, a period or a network. */
function withOn(query: Query, value: string): Query {
  const network = parseNetwork(value);
  if (network !== null) return { ...query, networks: [...query.networks, network] };
  return { ...query, on: [...query.on, everyYearOf(value) ?? periodOf('on', value)] };
}

const EXAMPLES: Readonly<Partial<Record<string, string>>> = {
  from: 'from:jack',
  has: 'has:photo',
  is: 'is:reply',
  since: 'since:2015',
  until: 'until:2015-03',
  on: 'on:2015-03-14',
};

function missingValueError(name: string): QueryError {
  const hint = `write ${EXAMPLES[name] ?? name}, without a space; to find the word, quote it: '"${name}:"'`;
  return new QueryError(`${name}: has nothing after it`, hint);
}

function withoutCondition(query: Query, name: string, value: string, condition: Condition): Query {
  if (!['from', 'has', 'is'].includes(name) && !(name === 'on' && parseNetwork(value) !== null)) {
    throw new QueryError(`-${name}:${value} can't be searched for`, 'words, from:, has: and is: can have a minus');
  }
  const { terms, traits, from, networks } = condition({ ...EVERYTHING, ...query.without }, value);
  return { ...query, without: { terms, traits, from, networks } };
}

function handleOf(value: string): string {
  const handle = parseHandle(value);
  if (handle === null) throw new QueryError(`from:${value} isn't an account`, 'for example: from:jack');
  return handle.toLowerCase();
}

function traitOf(name: 'has' | 'is', value: string): Trait {
  const singular = value.toLowerCase().replace(/s$/, '');
  const known = TRAITS[name].find((one) => one === singular || `${one.slice(0, -1)}ie` === singular);
  if (known !== undefined) return `${name}:${known}` as Trait;
  throw new QueryError(
    `${name}:${value} is unknown`,
    `there are: ${TRAITS[name].map((one) => `${name}:${one}`).join(', ')}`,
  );
}

function later(a: PlainDate | null, b: PlainDate): PlainDate {
  return a !== null && Temporal.PlainDate.compare(a, b) > 0 ? a : b;
}

function earlier(a: PlainDate | null, b: PlainDate): PlainDate {
  return a !== null && Temporal.PlainDate.compare(a, b) < 0 ? a : b;
}

function periodOf(name: string, value: string): { first: PlainDate; last: PlainDate } {
  const period = parsePeriod(value);
  if (period) return period;
  const others = name === 'on' ? `, 03-14 (of every year); a network is ${NETWORKS.join(', ')}` : '';
  throw new QueryError(`${name}:${value} isn't a date`, `a date is 2015, 2015-03, 2015-03-14${others}`);
}

function everyYearOf(value: string): Days | null {
  const day = parseDayOfYear(value);
  return day && { everyYear: rememberedOn(day, LEAP_YEAR) };
}

/** What other programs call these conditions. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['after', 'since'],
  ['before', 'until'],
  ['by', 'from'],
  ['user', 'from'],
  ['account', 'from'],
  ['date', 'on'],
  ['filter', 'has'],
]);

/** What needs no condition of its own. */
const OTHER_WAYS: ReadonlyMap<string, (value: string) => string> = new Map([
  ['to', (value) => `@${value.replace(/^@/, '')}`],
  ['mentions', (value) => `@${value.replace(/^@/, '')}`],
]);

/** `form:jack` is a mistake, `http://…` and `re:invent` are not. Two letters are too few to guess from. */
function assertNotMistyped(name: string, value: string): void {
  const near = [...CONDITIONS.keys()].find(
    (known) => known.length > 3 && name.length > 3 && editDistance(name, known) === 1,
  );
  const condition = OTHER_NAMES.get(name) ?? near;
  const meant = OTHER_WAYS.get(name)?.(value) ?? (condition === undefined ? undefined : `${condition}:${value}`);
  if (meant === undefined || value === '') return;
  const shown = `${name}:${value}`;
  throw new QueryError(`there is no ${name}:`, `did you mean ${meant}? To find these words, quote them: '"${shown}"'`);
}
