// What is hidden, in words.

import type { HideRule } from '../memories/hide-rules.ts';
import { harmlessLine } from '../text/sanitize.ts';

export function ruleInWords({ kind, value }: HideRule): string {
  const shown = harmlessLine(value);
  if (kind === 'tweet') return `tweet ${shown}`;
  if (kind === 'user') return `tweets that mention or reply to @${shown}`;
  if (kind === 'word') return `tweets with "${shown}"`;
  return shown.length === 5 ? `${shown} of every year` : shown;
}

/** A line a rule; ends with a new line. */
export function hiddenText(rules: readonly HideRule[]): string {
  if (rules.length === 0) return 'Nothing is hidden.\n';
  return rules.map((rule) => `${ruleInWords(rule)}\n`).join('');
}
