import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { MethodTrial } from '../../../core/comparison/track.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { comparisonOptionsSchema, methodTrialSchema } from '../../contract/comparison.ts';
import type { Comparison } from '../../contract/comparison.ts';
import { jobStateSchema } from '../../contract/jobs.ts';
import type { JobState } from '../../contract/jobs.ts';
import { isObject } from '../../contract/shape.ts';
import { json, readRow } from './values.ts';

/** A comparison of methods with all that is needed to go on with it, but for its trials. */
export interface StoredComparison extends Comparison {
  dataId: string;
  spec: Spec;
}

const comparisonRow = z.object({
  id: z.string(), project_id: z.string(), number: z.number(), data_id: z.string(), spec: json(z.custom<Spec>(isObject)),
  options: json(comparisonOptionsSchema), state: jobStateSchema, seconds: z.number(), created_at: z.number(), ended_at: z.number().nullable(),
  error_code: z.string().nullable(), error_message: z.string().nullable(), trials_done: z.number(),
}).transform((row): StoredComparison => ({
  id: row.id, projectId: row.project_id, number: row.number, dataId: row.data_id, spec: row.spec, options: row.options, own: row.spec.tuning.method,
  state: row.state, seconds: row.seconds, createdAt: row.created_at, endedAt: row.ended_at, trialsDone: row.trials_done,
  error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
}));

const COMPARISON = `SELECT c.id, c.project_id, c.number, c.data_id, c.spec, c.options, c.state, c.seconds, c.created_at, c.ended_at, c.error_code, c.error_message,
  (SELECT count(*) FROM method_trials t WHERE t.comparison_id = c.id) AS trials_done
  FROM method_comparisons c`;

export type NewComparison = Pick<StoredComparison, 'id' | 'projectId' | 'dataId' | 'spec' | 'options' | 'createdAt'>;

export function comparisons(db: Database.Database) {
  const insert = db.prepare(`INSERT INTO method_comparisons (id, project_id, number, data_id, spec, options, state, seconds, created_at)
    VALUES (@id, @projectId, (SELECT coalesce(max(number), 0) + 1 FROM method_comparisons WHERE project_id = @projectId),
      @dataId, @spec, @options, 'queued', 0, @createdAt)`);
  const get = db.prepare(`${COMPARISON} WHERE c.id = ?`);
  const list = db.prepare(`${COMPARISON} WHERE c.project_id = ? ORDER BY c.number DESC`);
  const setState = db.prepare(`UPDATE method_comparisons SET state = @state, seconds = coalesce(@seconds, seconds), ended_at = @endedAt,
    error_code = @code, error_message = @message WHERE id = @id`);
  const remove = db.prepare('DELETE FROM method_comparisons WHERE id = ?');
  const interrupt = db.prepare("UPDATE method_comparisons SET state = 'interrupted', ended_at = ? WHERE state IN ('queued', 'running')");
  const insertTrial = db.prepare('INSERT INTO method_trials (comparison_id, method, trial, result) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const setSeconds = db.prepare('UPDATE method_comparisons SET seconds = ? WHERE id = ?');
  const trials = db.prepare('SELECT result FROM method_trials WHERE comparison_id = ? ORDER BY method, trial').pluck();

  return {
    add({ id, projectId, dataId, spec, options, createdAt }: NewComparison): void {
      insert.run({ id, projectId, dataId, spec: JSON.stringify(spec), options: JSON.stringify(options), createdAt });
    },
    get(id: string): StoredComparison | null {
      const row = get.get(id);
      return row === undefined ? null : readRow(comparisonRow, row, 'method_comparisons');
    },
    /** Newest first. */
    list: (projectId: string): StoredComparison[] => list.all(projectId).map((row) => readRow(comparisonRow, row, 'method_comparisons')),
    setState(id: string, state: JobState, more: { seconds?: number; endedAt?: number; error?: { code: string; message: string } } = {}): void {
      setState.run({ id, state, seconds: more.seconds ?? null, endedAt: more.endedAt ?? null, code: more.error?.code ?? null, message: more.error?.message ?? null });
    },
    remove: (id: string): void => void remove.run(id),
    /** What the last process left unfinished; at start. Returns how many. */
    interruptUnfinished: (at: number): number => interrupt.run(at).changes,
    /** Committed at once: after this the trial survives whatever happens to the process. */
    addTrial: db.transaction((id: string, result: MethodTrial, seconds: number): void => {
      insertTrial.run(id, result.method, result.trial, JSON.stringify(result));
      setSeconds.run(seconds, id);
    }),
    /** By method and trial. */
    trials: (id: string): MethodTrial[] => trials.all(id).map((row) => readRow(json(methodTrialSchema), row, 'method_trials')),
  };
}
