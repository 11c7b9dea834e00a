import { existsSync, rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { storeError } from './errors.ts';
import { migrations } from './migrations/index.ts';
import type { Migration } from './migrations/index.ts';

/**
 * Brings the schema up to date: each step and its version number in one transaction, after a copy of the database was
 * put beside it. Returns notices for the user. A step that fails stops the start and leaves the step before it.
 */
export function migrate(db: Database.Database, file: string, appVersion: string, steps: readonly Migration[] = migrations): string[] {
  const newest = steps.length;
  const from = Number(db.pragma('user_version', { simple: true }));
  if (from > newest) {
    // Rare: the header still named the old version, the write-ahead log a newer one.
    throw storeError('STORE_NEWER', `The database was made by a newer Mixwright: its schema is ${from}, this version knows up to ${newest}.`,
      'Install the newest version of Mixwright, or choose another folder with --data-folder.');
  }
  if (from === newest) return [];
  const backup = from === 0 ? null : backUp(db, `${file}.schema-${from}.backup`);
  for (const { version, sql } of steps.slice(from)) {
    db.transaction(() => {
      db.exec(sql);
      db.prepare("INSERT INTO app (key, value) VALUES ('version', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value").run(appVersion);
      db.pragma(`user_version = ${version}`);
    }).immediate();
  }
  return backup === null ? [] : [`The database was brought from schema ${from} to ${newest}. A copy of the old one is ${backup}.`];
}

/** An older backup of the same schema is kept under its name: the first is the one before any attempt. */
function backUp(db: Database.Database, path: string): string {
  if (existsSync(path)) return path;
  try {
    db.prepare('VACUUM INTO ?').run(path);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
  return path;
}
