import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { Spec } from '../../../core/spec/spec.ts';
import { isObject } from '../../contract/shape.ts';
import { json, readRow } from './values.ts';

export interface StoredProject {
  id: string;
  name: string;
  dataId: string;
  fileName: string;
  /** Why roles and ranges were suggested as they were. */
  notes: string[];
  createdAt: number;
  updatedAt: number;
  runs: number;
  lastRunState: string | null;
}

export interface DeletedProject extends StoredProject {
  deletedAt: number;
}

export interface SpecVersion {
  version: number;
  spec: Spec;
  savedAt: number;
}

const projectColumns = z.object({
  id: z.string(), name: z.string(), data_id: z.string(), file_name: z.string(), notes: json(z.array(z.string())),
  created_at: z.number(), updated_at: z.number(), runs: z.number(), last_run_state: z.string().nullable(),
});
const projectOf = (row: z.infer<typeof projectColumns>): StoredProject => ({
  id: row.id, name: row.name, dataId: row.data_id, fileName: row.file_name, notes: row.notes,
  createdAt: row.created_at, updatedAt: row.updated_at, runs: row.runs, lastRunState: row.last_run_state,
});
const projectRow = projectColumns.transform(projectOf);
const deletedRow = projectColumns.extend({ deleted_at: z.number() })
  .transform((row): DeletedProject => ({ ...projectOf(row), deletedAt: row.deleted_at }));
const versionRow = z.object({ version: z.number(), spec: json(z.custom<Spec>(isObject)), saved_at: z.number() })
  .transform((row): SpecVersion => ({ version: row.version, spec: row.spec, savedAt: row.saved_at }));

const PROJECT = `SELECT p.id, p.name, p.data_id, p.file_name, p.notes, p.created_at, p.updated_at, p.deleted_at,
  (SELECT count(*) FROM runs r WHERE r.project_id = p.id) AS runs,
  (SELECT r.state FROM runs r WHERE r.project_id = p.id ORDER BY r.number DESC LIMIT 1) AS last_run_state
  FROM projects p`;

export function projects(db: Database.Database) {
  const insert = db.prepare('INSERT INTO projects (id, name, data_id, file_name, notes, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)');
  const insertSpec = db.prepare(`INSERT INTO spec_versions (project_id, version, spec, saved_at)
    VALUES (@id, (SELECT coalesce(max(version), 0) + 1 FROM spec_versions WHERE project_id = @id), @spec, @savedAt)`);
  const touch = db.prepare('UPDATE projects SET updated_at = ? WHERE id = ?');
  const rename = db.prepare('UPDATE projects SET name = ?, updated_at = ? WHERE id = ?');
  const setData = db.prepare('UPDATE projects SET data_id = ?, file_name = ?, updated_at = ? WHERE id = ?');
  const putAside = db.prepare('UPDATE projects SET deleted_at = ? WHERE id = ?');
  const list = db.prepare(`${PROJECT} WHERE p.deleted_at IS NULL ORDER BY p.updated_at DESC, p.created_at DESC`);
  const listDeleted = db.prepare(`${PROJECT} WHERE p.deleted_at IS NOT NULL ORDER BY p.deleted_at DESC`);
  const get = db.prepare(`${PROJECT} WHERE p.id = ? AND (p.deleted_at IS NULL OR ?)`);
  const versions = db.prepare('SELECT version, spec, saved_at FROM spec_versions WHERE project_id = ? ORDER BY version DESC');
  const newest = db.prepare('SELECT version, spec, saved_at FROM spec_versions WHERE project_id = ? ORDER BY version DESC LIMIT 1');

  return {
    add: db.transaction((project: Pick<StoredProject, 'id' | 'name' | 'dataId' | 'fileName' | 'notes' | 'createdAt'>, spec: Spec): void => {
      const { id, createdAt } = project;
      insert.run(id, project.name, project.dataId, project.fileName, JSON.stringify(project.notes), createdAt, createdAt);
      insertSpec.run({ id, spec: JSON.stringify(spec), savedAt: createdAt });
    }),
    list: (): StoredProject[] => list.all().map((row) => readRow(projectRow, row, 'projects')),
    /** The last one put aside first. */
    listDeleted: (): DeletedProject[] => listDeleted.all().map((row) => readRow(deletedRow, row, 'projects')),
    /** Null also for projects that were put aside, unless asked for. */
    get(id: string, aside = false): StoredProject | null {
      const row = get.get(id, aside ? 1 : 0);
      return row === undefined ? null : readRow(projectRow, row, 'projects');
    },
    rename: (id: string, name: string, at: number): void => void rename.run(name, at, id),
    /** The data set must be kept. */
    setData: (id: string, dataId: string, fileName: string, at: number): void => void setData.run(dataId, fileName, at, id),
    putAside: (id: string, at: number): void => void putAside.run(at, id),
    bringBack: (id: string): void => void putAside.run(null, id),
    /** Adds a version; the same text as the newest one changes nothing. */
    saveSpec: db.transaction((id: string, spec: Spec, savedAt: number): void => {
      const text = JSON.stringify(spec);
      const last = newest.get(id);
      if (last !== undefined && JSON.stringify(readRow(versionRow, last, 'spec_versions').spec) === text) return;
      insertSpec.run({ id, spec: text, savedAt });
      touch.run(savedAt, id);
    }),
    /** Newest first. */
    specVersions: (id: string): SpecVersion[] => versions.all(id).map((row) => readRow(versionRow, row, 'spec_versions')),
    spec: (id: string): SpecVersion => readRow(versionRow, newest.get(id), 'spec_versions'),
  };
}
