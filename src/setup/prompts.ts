// Questions on a terminal, and words between them. Whatever is asked ends with Ctrl-C, with the signal, or with Ctrl-D.

import type { Context } from '../platform/context.ts';
import { UserError } from '../platform/errors.ts';
import type { Accepted, CheckResult } from '../config/checks.ts';
import { formatError } from '../cli/error-message.ts';
import { sanitize } from '../text/sanitize.ts';
import { wrapText } from '../text/wrap.ts';

export interface Choice<Value> {
  readonly value: Value;
  readonly name: string;
  /** Why it can't be chosen. */
  readonly disabled?: string | false;
}

/** Each throws when the person leaves. */
export interface Prompter {
  say(words: string): void;
  /** Something to copy, which is not to be broken into lines. */
  show(line: string): void;
  /** An expected failure, which is not the end. */
  complain(error: UserError): void;
  /** A line that `check` accepts. */
  text<Value>(message: string, initial: string, check: (raw: string) => CheckResult<Value>): Promise<Accepted<Value>>;
  choose<Value>(message: string, choices: readonly Choice<Value>[], initial?: Value): Promise<Value>;
  yes(message: string, initial?: boolean): Promise<boolean>;
  /** A line that nobody sees. */
  secret(message: string, check: (raw: string) => CheckResult<string>): Promise<string>;
}

export async function createPrompter(context: Context): Promise<Prompter> {
  const { input, select, confirm, password } = await import('@inquirer/prompts');
  const output = context.stderr as unknown as NodeJS.WritableStream;
  const options = { signal: context.signal, output };
  const rows = (context.stderr.rows ?? 24) - 6;
  const width = Math.min(100, context.stderr.columns ?? 80) - 1;
  const write = (text: string): void => {
    const lines = sanitize(text).trimEnd().split('\n');
    context.stderr.write(lines.flatMap((line) => wrapText(line, width)).join('\n') + '\n');
  };
  return {
    say: write,
    show: (line) => {
      context.stderr.write(`${sanitize(line)}\n`);
    },
    complain: (error) => {
      context.stderr.write(formatError(error, width));
    },
    text: async (message, initial, check) => {
      const asked = { message, ...(initial === '' ? {} : { default: initial }), validate: validated(check) };
      return accepted(check(await input(asked, options)));
    },
    choose: async <Value>(message: string, choices: readonly Choice<Value>[], initial?: Value) => {
      const at = choices.findIndex(({ value }) => value === initial);
      const chosen = await select(
        {
          message,
          choices: choices.map(({ name, disabled = false }, value) => ({ name, value, disabled })),
          default: Math.max(0, at),
          pageSize: Math.max(4, Math.min(choices.length, rows)),
          loop: false,
        },
        options,
      );
      const choice = choices[chosen];
      if (!choice) throw new Error(`there is no choice ${chosen}`);
      return choice.value;
    },
    yes: (message, initial = true) => confirm({ message, default: initial }, options),
    secret: async (message, check) =>
      accepted(check(await password({ message, mask: '*', validate: validated(check) }, options))).value,
  };
}

function validated(check: (raw: string) => CheckResult<unknown>): (raw: string) => true | string {
  return (raw) => {
    const checked = check(raw);
    return checked.ok ? true : `It must be ${checked.expected}`;
  };
}

function accepted<Value>(checked: CheckResult<Value>): Accepted<Value> {
  if (checked.ok) return checked;
  throw new Error('an answer was taken that does not fit');
}
