import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { Allocation, ModelScenario } from '../../../core/allocation/problem.ts';
import type { SavedAllocation } from '../../contract/allocation.ts';
import { savedDetailSchema } from '../../contract/allocation.ts';
import { isObject } from '../../contract/shape.ts';
import { json, readRow } from './values.ts';

const allocationRow = z.object({
  id: z.string(), project_id: z.string(), run_id: z.string(), run_number: z.number(), model_id: z.string(), name: z.string(),
  created_at: z.number(), scenario: json(z.custom<ModelScenario>(isObject)), allocation: json(z.custom<Allocation>(isObject)),
  detail: json(savedDetailSchema).nullable(),
}).transform((row): SavedAllocation => ({
  id: row.id, projectId: row.project_id, runId: row.run_id, runNumber: row.run_number, modelId: row.model_id, name: row.name,
  createdAt: row.created_at, scenario: row.scenario, allocation: row.allocation, detail: row.detail,
}));

const ALLOCATION = `SELECT a.id, r.project_id, a.run_id, r.number AS run_number, a.model_id, a.name, a.created_at, a.scenario, a.allocation, a.detail
  FROM allocations a JOIN runs r ON r.id = a.run_id`;

/** What of a saved scenario is kept; the rest follows from its run. */
export type KeptAllocation = Omit<SavedAllocation, 'projectId' | 'runNumber'>;

export function allocations(db: Database.Database) {
  const put = db.prepare(`INSERT INTO allocations (id, run_id, model_id, name, scenario, allocation, created_at, detail)
    VALUES (@id, @runId, @modelId, @name, @scenario, @allocation, @createdAt, @detail)
    ON CONFLICT (id) DO UPDATE SET run_id = excluded.run_id, model_id = excluded.model_id, name = excluded.name, scenario = excluded.scenario,
      allocation = excluded.allocation, created_at = excluded.created_at, detail = excluded.detail`);
  const get = db.prepare(`${ALLOCATION} WHERE a.id = ?`);
  const list = db.prepare(`${ALLOCATION} WHERE r.project_id = ? ORDER BY a.created_at DESC, a.id`);
  const rename = db.prepare('UPDATE allocations SET name = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM allocations WHERE id = ?');

  return {
    /** Adds it, or takes the place of the one with its id. */
    put({ id, runId, modelId, name, scenario, allocation, createdAt, detail }: KeptAllocation): void {
      put.run({
        id, runId, modelId, name, createdAt, scenario: JSON.stringify(scenario), allocation: JSON.stringify(allocation),
        detail: detail === null ? null : JSON.stringify(detail),
      });
    },
    get(id: string): SavedAllocation | null {
      const row = get.get(id);
      return row === undefined ? null : readRow(allocationRow, row, 'allocations');
    },
    /** Newest first. */
    list: (projectId: string): SavedAllocation[] => list.all(projectId).map((row) => readRow(allocationRow, row, 'allocations')),
    rename: (id: string, name: string): void => void rename.run(name, id),
    remove: (id: string): void => void remove.run(id),
  };
}
