// Asks on a terminal, and prints between the questions. Ctrl-C, Ctrl-D and the context's signal end every question.

import type { Context } from '../platform/context.ts';
import { UserError } from '../platform/errors.ts';
import type { Accepted, CheckResult } from '../config/checks.ts';
import { formatError } from '../cli/error-message.ts';
import { sanitize } from '../text/sanitize.ts';
import { columnsOf, wrapText } from '../text/wrap.ts';

export interface Choice<Value> {
  readonly value: Value;
  readonly name: string;
  /** Why it can't be chosen. */
  readonly disabled?: string | false;
}

/** Every question throws when the user leaves. */
export interface Prompter {
  print(words: string): void;
  /** Prints something to copy, which must not be wrapped. */
  show(line: string): void;
  /** Prints a failure that does not end setup. */
  showError(error: UserError): void;
  /** A line that `check` accepts. */
  text<Value>(message: string, initial: string, check: (raw: string) => CheckResult<Value>): Promise<Accepted<Value>>;
  choose<Value>(message: string, choices: readonly Choice<Value>[], initial?: Value): Promise<Value>;
  yes(message: string, initial?: boolean): Promise<boolean>;
  /** A line that is not shown. */
  secret(message: string, check: (raw: string) => CheckResult<string>): Promise<string>;
}

export async function createPrompter(context: Context): Promise<Prompter> {
  const { input, select, confirm, password } = await import('@inquirer/prompts');
  const output = context.stderr as unknown as NodeJS.WritableStream;
  const options = { signal: context.signal, output };
  const rows = (context.stderr.rows || 24) - 6;
  const width = Math.min(100, columnsOf(context.stderr)) - 1;
  const write = (text: string): void => {
    const lines = sanitize(text).trimEnd().split('\n');
    context.stderr.write(lines.flatMap((line) => wrapText(line, width)).join('\n') + '\n');
  };
  return {
    print: write,
    show: (line) => {
      context.stderr.write(`${sanitize(line)}\n`);
    },
    showError: (error) => {
      context.stderr.write(formatError(error, width));
    },
    text: async (message, initial, check) => {
      const asked = { message, ...(initial === '' ? {} : { default: initial }), validate: toValidate(check) };
      return assertAccepted(check(await input(asked, options)));
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
      assertAccepted(check(await password({ message, mask: '*', validate: toValidate(check) }, options))).value,
  };
}

function toValidate(check: (raw: string) => CheckResult<unknown>): (raw: string) => true | string {
  return (raw) => {
    const checked = check(raw);
    return checked.ok ? true : `It must be ${checked.expected}`;
  };
}

function assertAccepted<Value>(checked: CheckResult<Value>): Accepted<Value> {
  if (checked.ok) return checked;
  throw new Error('an answer was accepted that does not fit');
}
