// A poll in words: its options with what they got, and how one could answer.

import type { Poll } from '../post/post.ts';
import { pluralize } from '../text/numbers-and-dates.ts';

export interface PollRow {
  readonly text: string;
  /** `12 votes, 60%`; empty when the archive doesn't count. */
  readonly result: string;
  /** From 0 to 1; null when it isn't known. */
  readonly share: number | null;
}

export function pollRows({ options, multiple, voters }: Poll): PollRow[] {
  const votes = options.reduce((sum, option) => sum + (option.votes ?? 0), 0);
  // Where people may choose several options, the shares of voters add up to more than all.
  const all = multiple && voters !== null && voters > 0 ? voters : votes;
  return options.map((option) => {
    if (option.votes === null) return { text: option.text, result: '', share: null };
    const share = all === 0 ? null : Math.min(1, option.votes / all);
    const percent = share === null ? '' : `, ${Math.round(share * 100)}%`;
    return { text: option.text, result: `${pluralize(option.votes, 'vote')}${percent}`, share };
  });
}

/** `Ducks: 12 votes, 60%`. */
export function pollRowWords({ text, result }: PollRow): string {
  return result === '' ? text : `${text}: ${result}`;
}

/** `Poll, one choice each, 20 voters`. */
export function pollWords({ multiple, voters }: Poll): string {
  const answered = voters === null ? '' : `, ${pluralize(voters, 'voter')}`;
  return `Poll, ${multiple ? 'several choices' : 'one choice'} each${answered}`;
}

/** All of it, a line for each option. */
export function pollLines(poll: Poll): string[] {
  return [...pollRows(poll).map(pollRowWords), pollWords(poll)];
}
