import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { PreparedData } from '../../../core/model/prepared.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import type { TrialEnd, TrialResult } from '../../../core/tuning/trial-result.ts';
import type { RunParent, RunState } from '../../contract/runs.ts';
import { runParentSchema, runStateSchema, trialEndSchema } from '../../contract/runs.ts';
import { isObject } from '../../contract/shape.ts';
import { fromWire, toWire } from '../../contract/wire.ts';
import { completePrepared } from './prepared.ts';
import type { StoredPrepared } from './prepared.ts';
import { blob, bytesOf, float64Of, json, readRow } from './values.ts';

/** A run with everything that is needed to repeat it, but for the prepared data and the trials. */
export interface StoredRun {
  id: string;
  projectId: string;
  number: number;
  state: RunState;
  spec: Spec;
  dataId: string;
  seed: number;
  appVersion: string;
  notes: string[];
  seconds: number;
  createdAt: number;
  endedAt: number | null;
  error: { code: string; message: string } | null;
  trialsDone: number;
  evaluations: number;
  parent: RunParent | null;
}

const runRow = z.object({
  id: z.string(), project_id: z.string(), number: z.number(), state: runStateSchema, spec: json(z.custom<Spec>(isObject)),
  data_id: z.string(), seed: z.number(), app_version: z.string(), notes: json(z.array(z.string())), seconds: z.number(),
  created_at: z.number(), ended_at: z.number().nullable(), error_code: z.string().nullable(),
  error_message: z.string().nullable(), trials_done: z.number(), evaluations: z.number(), parent: json(runParentSchema).nullable(),
}).transform((row): StoredRun => ({
  id: row.id, projectId: row.project_id, number: row.number, state: row.state, spec: row.spec, dataId: row.data_id,
  seed: row.seed, appVersion: row.app_version, notes: row.notes, seconds: row.seconds, createdAt: row.created_at,
  endedAt: row.ended_at, error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
  trialsDone: row.trials_done, evaluations: row.evaluations, parent: row.parent,
}));
const trialRow = z.object({ trial: z.number(), iterations: z.number(), width: z.number(), content: blob, ended: trialEndSchema })
  .transform(({ content, ...trial }): TrialResult => ({ ...trial, values: float64Of(content) }));

const endRow = z.object({ ended: trialEndSchema, trials: z.number() });

const RUN = `SELECT r.id, r.project_id, r.number, r.state, r.spec, r.data_id, r.seed, r.app_version, r.notes, r.seconds,
  r.created_at, r.ended_at, r.error_code, r.error_message, r.parent,
  (SELECT count(*) FROM trials t WHERE t.run_id = r.id AND t.ended <> 'stopped') AS trials_done,
  (SELECT coalesce(sum(t.iterations), 0) FROM trials t WHERE t.run_id = r.id) AS evaluations FROM runs r`;

export type NewRun = Pick<StoredRun, 'id' | 'projectId' | 'spec' | 'dataId' | 'seed' | 'appVersion' | 'createdAt' | 'parent'> & { engineProtocol: number };

export function runs(db: Database.Database) {
  const insert = db.prepare(`INSERT INTO runs (id, project_id, number, state, spec, data_id, seed, app_version, engine_protocol, notes, seconds, created_at, parent)
    VALUES (@id, @projectId, (SELECT coalesce(max(number), 0) + 1 FROM runs WHERE project_id = @projectId), 'queued', @spec,
      @dataId, @seed, @appVersion, @engineProtocol, '[]', 0, @createdAt, @parent)`);
  const get = db.prepare(`${RUN} WHERE r.id = ?`);
  const list = db.prepare(`${RUN} JOIN projects p ON p.id = r.project_id WHERE p.deleted_at IS NULL AND (@projectId IS NULL OR r.project_id = @projectId)
    ORDER BY r.created_at DESC, r.number DESC`);
  const setState = db.prepare(`UPDATE runs SET state = @state, seconds = coalesce(@seconds, seconds), ended_at = @endedAt,
    error_code = @code, error_message = @message WHERE id = @id`);
  const setPrepared = db.prepare('UPDATE runs SET prepared = ?, notes = ? WHERE id = ?');
  const prepared = db.prepare('SELECT prepared FROM runs WHERE id = ?').pluck();
  const remove = db.prepare('DELETE FROM runs WHERE id = ?');
  const interrupt = db.prepare("UPDATE runs SET state = 'interrupted', ended_at = ? WHERE state IN ('queued', 'preparing', 'running', 'paused')");
  const insertTrial = db.prepare(`INSERT INTO trials (run_id, trial, iterations, width, content, ended) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET iterations = excluded.iterations, content = excluded.content, ended = excluded.ended
    WHERE ended = 'stopped' AND excluded.iterations >= iterations`);
  const addSeconds = db.prepare('UPDATE runs SET seconds = ? WHERE id = ?');
  const trials = db.prepare('SELECT trial, iterations, width, content, ended FROM trials WHERE run_id = ? ORDER BY trial');
  const ends = db.prepare('SELECT ended, count(*) AS trials FROM trials WHERE run_id = ? GROUP BY ended');
  const trial = db.prepare('SELECT trial, iterations, width, content, ended FROM trials WHERE run_id = ? AND trial = ?');

  return {
    add: (run: NewRun): void => void insert.run({ ...run, spec: JSON.stringify(run.spec), parent: run.parent === null ? null : JSON.stringify(run.parent) }),
    get(id: string): StoredRun | null {
      const row = get.get(id);
      return row === undefined ? null : readRow(runRow, row, 'runs');
    },
    /** Newest first; of all projects without an id. */
    list: (projectId: string | null): StoredRun[] => list.all({ projectId }).map((row) => readRow(runRow, row, 'runs')),
    setState(id: string, state: RunState, more: { seconds?: number; endedAt?: number; error?: { code: string; message: string } } = {}): void {
      setState.run({
        id, state, seconds: more.seconds ?? null, endedAt: more.endedAt ?? null,
        code: more.error?.code ?? null, message: more.error?.message ?? null,
      });
    },
    setPrepared: (id: string, data: PreparedData, notes: string[]): void => void setPrepared.run(toWire(data), JSON.stringify(notes), id),
    prepared(id: string): PreparedData | null {
      const bytes = readRow(blob.nullable(), prepared.get(id), 'runs');
      return bytes === null ? null : completePrepared(readRow(z.custom<StoredPrepared>(isObject), fromWire(bytes), 'runs'));
    },
    remove: (id: string): void => void remove.run(id),
    /** What the last process left unfinished; at start. Returns how many. */
    interruptUnfinished: (at: number): number => interrupt.run(at).changes,
    /** Committed at once: after this the trial survives whatever happens to the process. One that was stopped gives way to what it went on to. */
    addTrial: db.transaction((id: string, result: TrialResult, seconds: number): void => {
      insertTrial.run(id, result.trial, result.iterations, result.width, bytesOf(result.values), result.ended);
      addSeconds.run(seconds, id);
    }),
    /** Why the trials ended, by number of trials. */
    ends: (id: string): Partial<Record<TrialEnd, number>> => Object.fromEntries(ends.all(id).map((row) => {
      const { ended, trials: count } = readRow(endRow, row, 'trials');
      return [ended, count];
    })),
    /** In order of trial. */
    trials: (id: string): TrialResult[] => trials.all(id).map((row) => readRow(trialRow, row, 'trials')),
    trial(id: string, number: number): TrialResult | null {
      const row = trial.get(id, number);
      return row === undefined ? null : readRow(trialRow, row, 'trials');
    },
  };
}
