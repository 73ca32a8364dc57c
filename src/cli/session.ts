// What all commands that show tweets share: whose tweets, in which zone, without what, and how they are put out.

import { Chalk, type ChalkInstance } from 'chalk';
import { dateOf, type PlainDate } from '../time/calendar.ts';
import { loadConfig, type Config } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { UserError } from '../platform/errors.ts';
import type { Library } from '../memories/hydrate.ts';
import { mediaFolderOf } from '../library/media-folder.ts';
import type { Choice, Memory } from '../memories/selection.ts';
import { accounts } from '../library/accounts.ts';
import { explained, openDatabase } from '../library/database.ts';
import { hideRules } from '../memories/hide-store.ts';
import type { Migrated } from '../library/migrate.ts';
import { abilitiesOf } from '../views/terminal/capabilities.ts';
import { tweetsIn, type Album } from '../views/album.ts';
import type { Terminal } from '../views/terminal/post-text.ts';
import { terminalView } from '../views/terminal/album.ts';
import { chosenAccounts } from './account-choice.ts';
import { migrationNotice } from './notices.ts';
import { settingFlags, type ShowFlags } from '../commands/options.ts';
import { warnOfZone } from '../commands/zone-warning.ts';

/** A database with something in it, and what is asked of it. */
export interface Viewing {
  readonly config: Config;
  readonly library: Library;
  readonly accountIds: readonly number[];
  readonly choice: Choice;
  /** The local date now. */
  readonly today: PlainDate;
}

/** Runs `use` on what is asked for. Throws a UserError when nothing has been imported yet, or an account is not there. */
export async function viewing(
  context: Context,
  flags: ShowFlags,
  use: (viewing: Viewing) => Promise<void> | void,
): Promise<void> {
  await reading(context, flags, async ({ config, library }) => {
    await use({
      config,
      library,
      accountIds: chosenAccounts(accounts(library.db), config, flags.account).map(({ id }) => id),
      choice: {
        timeZone: config.timeZone,
        retweets: config.get('retweets', flags.retweets),
        replies: config.get('replies', flags.replies),
        hidden: hideRules(library.db),
      },
      today: dateOf(context.now(), config.timeZone),
    });
  });
}

/** Runs `use` on all there is. Throws a UserError when nothing has been imported yet. */
export async function reading(
  context: Context,
  flags: ShowFlags,
  use: (opened: { readonly config: Config; readonly library: Library }) => Promise<void> | void,
): Promise<void> {
  const config = await loadConfig(context, settingFlags(flags));
  const show = async (library: Library): Promise<void> => {
    warnOfZone(context, config, flags.timeZone);
    await use({ config, library });
  };
  await withLibrary(config, show, migrationNotice(context));
}

/** Opens the library, runs `use` on it and closes it. Throws a UserError when nothing has been imported yet. */
export async function withLibrary<Result>(
  config: Config,
  use: (library: Library) => Promise<Result> | Result,
  onMigrated: (migrated: Migrated) => void = () => undefined,
): Promise<Result> {
  const db = openDatabase(config.databasePath, { create: false, onMigrated });
  if (!db) throw config.isDatabaseNamed ? noSuchDatabase(config.databasePath) : nothingYet();
  try {
    if (accounts(db).length === 0) throw nothingYet();
    return await use({ db, mediaFolder: mediaFolderOf(config.databasePath) });
  } catch (error) {
    throw explained(error, config.databasePath);
  } finally {
    db.close();
  }
}

function noSuchDatabase(path: string): UserError {
  return new UserError(`there is no database ${path}`, { hint: 'check what --db says; the first import makes it' });
}

function nothingYet(): UserError {
  return new UserError('nothing has been imported yet', {
    hint: 'memories import <the zip that Twitter or X sent you>; to see how it looks: memories demo',
  });
}

/** Puts an album out: as a page if one was asked for, else in the terminal. */
export async function showAlbum(context: Context, config: Config, flags: ShowFlags, album: Album): Promise<void> {
  if (flags.html === undefined && flags.open !== true) {
    context.stdout.write(terminalView(album, await terminalFor(context, config, flags, album)));
    return;
  }
  const { writePage } = await import('./page-output.ts');
  await writePage(context, config, flags, album);
}

/** Colours as the settings have them. */
export function chalkFor(config: Config): ChalkInstance {
  return new Chalk({ level: config.colorLevel() });
}

/** In cells; 80 when piped. */
export function widthOf({ stdout }: Context): number {
  return stdout.isTTY ? (stdout.columns ?? 80) : 80;
}

/** Lines longer than 100 are hard to read. */
export async function terminalFor(
  context: Context,
  config: Config,
  flags: ShowFlags,
  album: Pick<Album, 'sections'>,
): Promise<Terminal> {
  const level = config.colorLevel();
  const abilities = abilitiesOf(context.env, context.stdout, level);
  const width = Math.min(100, widthOf(context));
  const showSensitive = config.get('sensitive', flags.sensitive);
  const { withoutFiles = false } = flags;
  const mode = config.get('images', flags.images);
  const how = mode === 'never' ? null : (abilities.images ?? (mode === 'always' && level === 3 ? 'blocks' : null));
  const isUncovered = (tweet: Memory): boolean => showSensitive || !tweet.sensitive;
  const terminal = {
    width,
    chalk: new Chalk({ level }),
    hyperlinks: abilities.hyperlinks,
    showSensitive,
    withoutFiles,
  };
  if (how === null) return { ...terminal, images: new Map<string, readonly string[]>() };
  const { imagesFor } = await import('../views/terminal/images.ts');
  // A quoted photo stands nine cells in; a picture higher than the screen can't be drawn from below.
  const room = { columns: Math.min(60, width - 9), rows: Math.min(20, (context.stdout.rows ?? 24) - 2) };
  return { ...terminal, images: await imagesFor(tweetsIn(album), how, room, isUncovered) };
}
