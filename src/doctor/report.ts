// The doctor's findings as text, with what to do below each, and as JSON.

import type { ChalkInstance } from 'chalk';
import type { Finding } from './finding.ts';
import { displayWidth } from '../text/display-width.ts';
import { wrapProse } from '../text/wrap.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import { jsonText } from '../text/json.ts';

export interface Paper {
  /** Null if it isn't known whether colours are wanted. */
  readonly chalk: ChalkInstance | null;
  /** In cells. */
  readonly width: number;
}

const WORDS = { ok: 'ok', warning: 'warning', wrong: 'wrong' } as const;

/** With symbols in colour, with words otherwise. Ends with a newline. */
export function findingsText(findings: readonly Finding[], { chalk, width }: Paper): string {
  const isPlain = chalk === null || chalk.level === 0;
  const signs = isPlain ? WORDS : { ok: chalk.green('✓'), warning: chalk.yellow('!'), wrong: chalk.red('✗') };
  const columns = [
    Math.max(...findings.map(({ verdict }) => displayWidth(signs[verdict]))),
    Math.max(...findings.map(({ check }) => check.length)),
  ] as const;
  const beside = ' '.repeat(columns[0] + columns[1] + 4);
  const indent = width - beside.length < 20 ? '  ' : beside;
  return findings
    .map(({ check, verdict, message, fix }) => {
      const sign = signs[verdict] + ' '.repeat(columns[0] - displayWidth(signs[verdict]));
      const words = wrapProse(sanitizeLine(message), width, indent);
      const first =
        indent === beside ? `${sign}  ${check.padEnd(columns[1])}  ${words}` : `${sign}  ${check}\n  ${words}`;
      if (fix === null) return `${first}\n`;
      return `${first}\n${indent}${chalk?.dim('→') ?? '→'} ${wrapProse(sanitizeLine(fix), width, `${indent}  `)}\n`;
    })
    .join('');
}

/** What `--json` prints; docs/json.md promises its fields. */
export function findingsJson(findings: readonly Finding[]): string {
  return jsonText({
    findings: findings.map(({ check, verdict, message, fix }) => ({ check, verdict, says: message, todo: fix })),
    wrong: findings.filter(({ verdict }) => verdict === 'wrong').length,
  });
}
