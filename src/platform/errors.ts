// Failures that a user can do something about. Anything else that is thrown is a bug and keeps its stack.

/**
 * An expected failure: one line that says what is wrong, and a hint that says what to do, which may have more lines to be
 * copied. Exit code 1.
 */
export class UserError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'UserError';
    this.hint = options.hint;
  }
}

/** A wrong command line. Exit code 2. */
export class UsageError extends UserError {}

/** The exit code for wrong settings, by which systemd knows not to restart the service: EX_CONFIG of sysexits.h. */
export const WRONG_SETTINGS = 78;

/** Settings with which the service can never work. Exit code 78. */
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

/** The system's error codes in plain words, which complete a sentence such as `the page can't be written: …`. */
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
  ENOMEM: 'there is not enough memory',
  ENXIO: 'its disk is gone',
  ENODEV: 'its disk is gone',
  ESTALE: 'its network drive no longer has it',
  ENOTEMPTY: 'the folder is not empty',
  EOPNOTSUPP: "its disk doesn't know how",
  ENOTSUP: "its disk doesn't know how",
};

/** Why something failed: in plain words for the system's errors, else the error's own message. */
export function reasonOf(thrown: unknown): string {
  return REASONS[codeOf(thrown) ?? ''] ?? messageOf(thrown);
}
