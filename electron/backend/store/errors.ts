import { MixwrightError } from '../../../core/errors.ts';

/** What went wrong with the data folder, for the user: what, and what to do about it. */
const KINDS = {
  STORE_FULL: {
    codes: /^(SQLITE_FULL|SQLITE_IOERR_WRITE|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT)/,
    message: 'The disk with the data folder is full; the last change was not saved, everything before it is.',
    mend: 'Free some space and try again.',
  },
  STORE_READ_ONLY: {
    codes: /^(SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM|EACCES|EPERM|EROFS|ENOTDIR|EEXIST|EISDIR)/,
    message: 'The data folder cannot be written to.',
    mend: 'Give yourself write permission for it, or choose another folder with --data-folder.',
  },
  STORE_CORRUPT: {
    codes: /^(SQLITE_CORRUPT|SQLITE_NOTADB)/,
    message: 'The database is damaged, or the file is not a Mixwright database.',
    mend: 'Put back a copy of mixwright.db (backups lie beside it), or move the file away to start afresh.',
  },
  STORE_LOCKED: {
    codes: /^(SQLITE_BUSY|SQLITE_LOCKED)/,
    message: 'Another Mixwright has this data folder open.',
    mend: 'Close the other one, or choose another folder with --data-folder.',
  },
  STORE_BROKEN_DISK: {
    codes: /^(SQLITE_IOERR|EIO)/,
    message: 'The disk with the data folder gave an error while reading or writing.',
    mend: 'Check the disk or the network drive, then start Mixwright again.',
  },
} as const;

/** Null: not an error of the store. Errors of SQLite and of the file system carry a `code`. `folder`: it is just being opened. */
export function asStoreError(error: unknown, folder?: string): MixwrightError | null {
  const given = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  // While a folder is opened: what Node says when it may not make it on a read-only disk.
  const code = folder !== undefined && given === 'ENOENT' ? 'EROFS' : given;
  for (const [name, { codes, message, mend }] of Object.entries(KINDS)) {
    if (codes.test(code)) return storeError(name, folder === undefined ? message : `${message} (${folder})`, mend, error);
  }
  return null;
}

export function storeError(code: string, message: string, mend: string, cause?: unknown): MixwrightError {
  const error = MixwrightError.ofProblems([{ code, severity: 'error', message, mend }]);
  if (cause !== undefined) error.cause = cause;
  return error;
}
