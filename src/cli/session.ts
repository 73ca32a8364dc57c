// What all commands that show posts start with: the open library, and which posts of whom are asked for.

import { dateOf, type PlainDate } from '../time/calendar.ts';
import { loadConfig, type Config } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { UserError } from '../platform/errors.ts';
import { toUserError, openDatabase, type Library, type OpeningNotices } from '../library/database.ts';
import { mediaFolderOf } from '../library/media-folder.ts';
import type { Choice } from '../memories/selection.ts';
import { accounts } from '../library/accounts.ts';
import { loadHideRules } from '../memories/hide-store.ts';
import { selectAccounts } from './account-choice.ts';
import { noteMissingConfig, openingNotices, warnOfUnknownZone } from './notices.ts';
import { settingFlags, type ShowFlags } from './flags.ts';

/** A library with something in it, and what is asked of it. */
export interface Session {
  readonly config: Config;
  readonly library: Library;
  readonly accountIds: readonly number[];
  readonly choice: Choice;
  /** The local date now. */
  readonly today: PlainDate;
}

/** As much of it as showing needs. */
export type OpenSession = Pick<Session, 'config' | 'library'>;

/** Runs `use` in a session. Throws a UserError when nothing has been imported yet, or an account is not there. */
export async function withSession(
  context: Context,
  flags: ShowFlags,
  use: (session: Session) => Promise<void> | void,
): Promise<void> {
  await withOpenLibrary(context, flags, async ({ config, library }) => {
    await use({
      config,
      library,
      accountIds: selectAccounts(accounts(library.db), config, flags).map(({ id }) => id),
      choice: {
        timeZone: config.timeZone,
        retweets: config.get('retweets', flags.retweets),
        replies: config.get('replies', flags.replies),
        hidden: loadHideRules(library.db),
        // In the terminal authors look at what is their own.
        circle: true,
        direct: flags.direct === true,
      },
      today: dateOf(context.now(), config.timeZone),
    });
  });
}

/** Runs `use` on the whole library. Throws a UserError when nothing has been imported yet. */
export async function withOpenLibrary(
  context: Context,
  flags: ShowFlags,
  use: (opened: { readonly config: Config; readonly library: Library }) => Promise<void> | void,
): Promise<void> {
  const config = await loadConfig(context, settingFlags(flags));
  noteMissingConfig(context, config);
  const show = async (library: Library): Promise<void> => {
    warnOfUnknownZone(context, config, flags.timeZone);
    await use({ config, library });
  };
  await withLibrary(config, show, openingNotices(context));
}

/** Opens the library, runs `use` on it and closes it. Throws a UserError when nothing has been imported yet. */
export async function withLibrary<Result>(
  config: Config,
  use: (library: Library) => Promise<Result> | Result,
  notices: OpeningNotices = {},
): Promise<Result> {
  const db = openDatabase(config.databasePath, { create: false, ...notices });
  if (!db) throw noDatabaseError(config);
  try {
    if (accounts(db).length === 0) throw nothingImportedError();
    return await use({ db, mediaFolder: mediaFolderOf(config.databasePath) });
  } catch (error) {
    throw toUserError(error, config.databasePath);
  } finally {
    db.close();
  }
}

const HOW_TO_BEGIN = 'memories import <the zip that Twitter or X sent you>; to see how it looks: memories demo';

/** The same mistake, whatever names the database. */
function noDatabaseError({ databaseNamedBy: named, databasePath }: Config): UserError {
  if (named === null) return nothingImportedError();
  return new UserError(`nothing has been imported yet: there is no database ${databasePath}`, {
    hint: `${named} names it; ${HOW_TO_BEGIN}`,
  });
}

function nothingImportedError(): UserError {
  return new UserError('nothing has been imported yet', {
    hint: HOW_TO_BEGIN,
  });
}
