// The work of `memories doctor`.

import { loadConfig, type Flags } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { examine } from './examine.ts';
import { UserError } from '../platform/errors.ts';
import { findingsJson, findingsText } from './report.ts';
import { lineWidthOf } from '../text/wrap.ts';
import { settingFlags, type GlobalFlags } from '../cli/flags.ts';
import { chalkFor } from '../cli/show-album.ts';

/** Throws a UserError when something is wrong. */
export async function runDoctor(context: Context, flags: DoctorFlags): Promise<void> {
  const known = settingFlags(flags);
  const findings = await examine(context, known, { offline: flags.offline === true });
  const wrong = findings.filter(({ verdict }) => verdict === 'wrong').length;
  if (flags.json) context.stdout.write(findingsJson(findings));
  else {
    const chalk = await chalkOrNull(context, known);
    context.stdout.write(findingsText(findings, { chalk, width: lineWidthOf(context.stdout) }));
  }
  if (wrong === 0) return;
  throw new UserError(wrong === 1 ? 'one thing is wrong' : `${wrong} things are wrong`, {
    hint: 'the lines with an arrow say what to do',
  });
}

/** Null if the configuration can't be read, because it may say whether colours are wanted. */
async function chalkOrNull(context: Context, flags: Flags): Promise<ReturnType<typeof chalkFor> | null> {
  try {
    return chalkFor(await loadConfig(context, flags));
  } catch {
    return null;
  }
}

export interface DoctorFlags extends GlobalFlags {
  readonly offline?: boolean;
  readonly json?: boolean;
}
