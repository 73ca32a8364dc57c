// What can go wrong in a way a person can mend. Everything else is a bug and keeps its stack.

/**
 * An expected failure: one line saying what is wrong, and one saying what to do, which lines to be copied may follow. Ends
 * the program with exit code 1.
 */
export class UserError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'UserError';
    this.hint = options.hint;
  }
}

/** Words of the command line that can't be followed, whoever finds it out. Ends the program with exit code 2. */
export class UsageError extends UserError {}

/** The exit code of a service whose settings are wrong, so that it is not restarted: EX_CONFIG of sysexits.h. */
export const WRONG_SETTINGS = 78;

/** Settings with which the service could never do anything. Ends the program with exit code 78. */
export class SettingsError extends UserError {
  constructor(wrong: UserError) {
    super(wrong.message, { ...(wrong.hint === undefined ? {} : { hint: wrong.hint }), cause: wrong });
    this.name = 'SettingsError';
  }
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The system's or SQLite's code of a thrown error (`ENOENT`, `SQLITE_FULL`), if it has one. */
export function codeOf(thrown: unknown): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}

/** The system's codes as a person would say them; each goes on a sentence such as `the page can't be written: …`. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EISDIR: 'it is a folder',
  EEXIST: 'something of that name is there already',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'its disk can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is full',
  EFBIG: 'it would be too large for its disk',
  EIO: 'the disk reports an error',
  EBUSY: 'another program is using it',
  ELOOP: 'links in its path lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
};

/** Why something failed: the system's errors in plain words, anything else in its own. */
export function reasonOf(thrown: unknown): string {
  return REASONS[codeOf(thrown) ?? ''] ?? messageOf(thrown);
}
