import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { RecoveryReplicate, TruthSource } from '../../../core/recovery/replicate.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { jobStateSchema } from '../../contract/jobs.ts';
import type { JobState } from '../../contract/jobs.ts';
import { recoveryOptionsSchema, replicateSchema, verdictSchema } from '../../contract/recovery.ts';
import type { Recovery } from '../../contract/recovery.ts';
import { isObject } from '../../contract/shape.ts';
import { json, readRow } from './values.ts';

/** A recovery check with all that is needed to go on with it, but for its replicates. */
export interface StoredRecovery extends Recovery {
  dataId: string;
  spec: Spec;
  source: TruthSource;
}

const optionsSchema = z.object({
  options: recoveryOptionsSchema,
  source: z.union([z.object({ kind: z.literal('grid') }), z.object({ kind: z.literal('model'), params: z.record(z.string(), z.number()) })]),
});

const recoveryRow = z.object({
  id: z.string(), project_id: z.string(), run_id: z.string().nullable(), run_number: z.number().nullable(), model_id: z.string().nullable(), data_id: z.string(),
  spec: json(z.custom<Spec>(isObject)), options: json(optionsSchema), state: jobStateSchema, result: json(verdictSchema).nullable(),
  seconds: z.number(), created_at: z.number(), ended_at: z.number().nullable(), error_code: z.string().nullable(), error_message: z.string().nullable(),
  replicates_done: z.number(),
}).transform((row): StoredRecovery => ({
  id: row.id, projectId: row.project_id, runId: row.run_id, runNumber: row.run_number, modelId: row.model_id, dataId: row.data_id, spec: row.spec,
  ...row.options, state: row.state, verdict: row.result, seconds: row.seconds, createdAt: row.created_at, endedAt: row.ended_at,
  error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' }, replicatesDone: row.replicates_done,
}));

const RECOVERY = `SELECT c.id, c.project_id, c.run_id, r.number AS run_number, c.model_id, c.data_id, c.spec, c.options, c.state, c.result, c.seconds,
  c.created_at, c.ended_at, c.error_code, c.error_message,
  (SELECT count(*) FROM recovery_replicates p WHERE p.recovery_id = c.id) AS replicates_done
  FROM recoveries c LEFT JOIN runs r ON r.id = c.run_id`;

export type NewRecovery = Pick<StoredRecovery, 'id' | 'projectId' | 'runId' | 'modelId' | 'dataId' | 'spec' | 'options' | 'source' | 'createdAt'>;

export function recoveries(db: Database.Database) {
  const insert = db.prepare(`INSERT INTO recoveries (id, project_id, run_id, model_id, data_id, spec, options, state, seconds, created_at)
    VALUES (@id, @projectId, @runId, @modelId, @dataId, @spec, @options, 'queued', 0, @createdAt)`);
  const get = db.prepare(`${RECOVERY} WHERE c.id = ?`);
  const list = db.prepare(`${RECOVERY} WHERE c.project_id = ? ORDER BY c.created_at DESC, c.id`);
  const setState = db.prepare(`UPDATE recoveries SET state = @state, seconds = coalesce(@seconds, seconds), ended_at = @endedAt, result = @verdict,
    error_code = @code, error_message = @message WHERE id = @id`);
  const remove = db.prepare('DELETE FROM recoveries WHERE id = ?');
  const interrupt = db.prepare("UPDATE recoveries SET state = 'interrupted', ended_at = ? WHERE state IN ('queued', 'running')");
  const insertReplicate = db.prepare('INSERT INTO recovery_replicates (recovery_id, replicate, result) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const addSeconds = db.prepare('UPDATE recoveries SET seconds = ? WHERE id = ?');
  const replicates = db.prepare('SELECT result FROM recovery_replicates WHERE recovery_id = ? ORDER BY replicate').pluck();

  return {
    add(recovery: NewRecovery): void {
      const { id, projectId, runId, modelId, dataId, spec, options, source, createdAt } = recovery;
      insert.run({ id, projectId, runId, modelId, dataId, spec: JSON.stringify(spec), options: JSON.stringify({ options, source }), createdAt });
    },
    get(id: string): StoredRecovery | null {
      const row = get.get(id);
      return row === undefined ? null : readRow(recoveryRow, row, 'recoveries');
    },
    /** Newest first. */
    list: (projectId: string): StoredRecovery[] => list.all(projectId).map((row) => readRow(recoveryRow, row, 'recoveries')),
    setState(id: string, state: JobState, more: Partial<Pick<StoredRecovery, 'seconds' | 'endedAt' | 'error' | 'verdict'>> = {}): void {
      setState.run({
        id, state, seconds: more.seconds ?? null, endedAt: more.endedAt ?? null, verdict: more.verdict ? JSON.stringify(more.verdict) : null,
        code: more.error?.code ?? null, message: more.error?.message ?? null,
      });
    },
    remove: (id: string): void => void remove.run(id),
    /** What the last process left unfinished; at start. Returns how many. */
    interruptUnfinished: (at: number): number => interrupt.run(at).changes,
    /** Committed at once: after this the replicate survives whatever happens to the process. */
    addReplicate: db.transaction((id: string, result: RecoveryReplicate, seconds: number): void => {
      insertReplicate.run(id, result.replicate, JSON.stringify(result));
      addSeconds.run(seconds, id);
    }),
    /** In order. */
    replicates: (id: string): RecoveryReplicate[] => replicates.all(id).map((row) => readRow(json(replicateSchema), row, 'recovery_replicates')),
  };
}
