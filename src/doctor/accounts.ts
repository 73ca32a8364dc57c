// Checks that the accounts named in the configuration are in the database.

import type { Config } from '../config/config.ts';
import { accounts, missingFrom } from '../library/accounts.ts';
import { formatKnown } from '../library/accounts-report.ts';
import type { Db } from '../library/database.ts';
import { warning, type Finding } from './finding.ts';

/** For a database that isn't empty. Only warnings: the archive of an account may simply not be imported yet. */
export function accountFindings(db: Db, config: Config): Finding[] {
  const all = accounts(db);
  return config.settings().flatMap(({ key, value, origin }) => {
    if (origin.source === 'default' || !/^(?:.+\.)?accounts$/.test(key) || !Array.isArray(value)) return [];
    return missingFrom(all, value as readonly string[]).map((handle) =>
      warning(
        'accounts',
        `${key} names @${handle}, which is not in the database`,
        `import its archive, or memories config set ${key} <handle>; ${formatKnown(all)}`,
      ),
    );
  });
}
