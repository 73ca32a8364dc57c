// The work of `memories doctor`.

import { loadConfig, type Flags } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { examine } from '../doctor/examine.ts';
import { UserError } from '../platform/errors.ts';
import { findingsJson, findingsText } from '../doctor/report.ts';
import { lineWidthOf } from '../text/wrap.ts';
import type { DoctorFlags } from './doctor.ts';
import { settingFlags } from './options.ts';
import { chalkFor } from '../cli/session.ts';

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

/** A configuration that can't be read says nothing of colours. */
async function chalkOrNull(context: Context, flags: Flags): Promise<ReturnType<typeof chalkFor> | null> {
  try {
    return chalkFor(await loadConfig(context, flags));
  } catch {
    return null;
  }
}
