import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { asStoreError, storeError } from './errors.ts';
import { migrate } from './migrate.ts';
import { SCHEMA_VERSION } from './migrations/index.ts';

export const DATABASE_FILE = 'mixwright.db';

/** How long to wait for another process that is just closing the database. */
const LOCK_PATIENCE_MS = 1_500;

export interface OpenDatabase {
  db: Database.Database;
  /** What the user should know, e.g. that the database was migrated. */
  notices: string[];
}

/**
 * Opens the database of a data folder, making and migrating it as needed. Throws MixwrightError STORE_NEWER,
 * STORE_READ_ONLY, STORE_FULL, STORE_CORRUPT or STORE_LOCKED; a database that is refused is not touched.
 */
export function openDatabase(folder: string, appVersion: string): OpenDatabase {
  const file = join(folder, DATABASE_FILE);
  let db: Database.Database | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    if (existsSync(file)) refuseForeign(file);
    db = new Database(file, { timeout: LOCK_PATIENCE_MS });
    // One process at a time: a second one would take the first one's running runs for interrupted. The lock goes
    // with the process, however it ends.
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    // In WAL a commit survives the death of the process at once; a power cut costs at most the last commits since
    // the write-ahead log was last synced, never the database.
    db.pragma('synchronous = NORMAL');
    db.pragma('foreign_keys = ON');
    return { db, notices: migrate(db, file, appVersion) };
  } catch (error) {
    db?.close();
    throw asStoreError(error, folder) ?? error;
  }
}

/** Looks at the file's first 100 bytes only (SQLite file format, section 1.3), so that a refused file stays as it is. */
function refuseForeign(file: string): void {
  if (statSync(file).size === 0) return;
  const header = Buffer.alloc(100);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, header, 0, header.length, 0);
  } finally {
    closeSync(handle);
  }
  if (header.toString('latin1', 0, 16) !== 'SQLite format 3\0') {
    throw storeError('STORE_CORRUPT', `${file} is not a database.`,
      'Put back a copy of it (backups lie beside it), or move the file away to start afresh.');
  }
  const version = header.readUInt32BE(60);
  if (version > SCHEMA_VERSION) throw newerDatabase(version, neededVersion(file));
}

function newerDatabase(version: number, app: string | null): Error {
  return storeError('STORE_NEWER',
    `The database was made by a newer Mixwright${app === null ? '' : ` (${app})`}: its schema is ${version}, this version knows up to ${SCHEMA_VERSION}.`,
    `Install Mixwright ${app ?? 'in its newest version'}${app === null ? '' : ' or newer'}, or choose another folder with --data-folder. Nothing was changed.`);
}

/** Version of the app that last migrated the database, read from a copy in memory; null when it cannot be told. */
function neededVersion(file: string): string | null {
  try {
    const bytes = readFileSync(file);
    // Bytes 18 and 19: 2 = WAL, which needs files beside the database; 1 = plain journal.
    bytes[18] = 1;
    bytes[19] = 1;
    const copy = new Database(bytes, { readonly: true });
    try {
      const value: unknown = copy.prepare("SELECT value FROM app WHERE key = 'version'").pluck().get();
      return typeof value === 'string' ? value : null;
    } finally {
      copy.close();
    }
  } catch {
    // A schema so new that even this table is gone: the message then does without.
    return null;
  }
}
