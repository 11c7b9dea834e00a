import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { CandidateParameters, Evaluation } from '../../../core/model/evaluation.ts';
import type { Insight } from '../../../core/selection/insight.ts';
import type { Convergence } from '../../../core/selection/selection.ts';
import { insightSchema } from '../../contract/insight.ts';
import { clusterSchema } from '../../contract/models.ts';
import { isObject } from '../../contract/shape.ts';
import { blob, bytesOf, float64Of, json, readRow } from './values.ts';

export type StoredCluster = z.infer<typeof clusterSchema>;

export interface StoredSelection {
  /** One per candidate in order of trial and iteration; NaN: filtered out. */
  front: Float64Array;
  score: Float64Array;
  automaticFronts: number;
  considered: number;
  convergence: Record<string, Convergence>;
  notes: string[];
  clusters: StoredCluster[];
  clusterNotes: string[];
  /** Null in runs of the first schema. */
  insight: Insight | null;
}

/** A model of the chosen fronts. */
export interface StoredModel {
  /** `TRIAL_ITERATION` */
  id: string;
  front: number;
  score: number;
  params: CandidateParameters;
  evaluation: Evaluation;
  /** Fitted again with every row of the window, where tuning left a test period out. */
  refit: Evaluation | null;
  cluster: number | null;
  representative: boolean;
}

const selectionRow = z.object({
  front: blob, score: blob, automatic_fronts: z.number(), considered: z.number(),
  convergence: json(z.record(z.string(), z.custom<Convergence>(isObject))), notes: json(z.array(z.string())),
  clusters: json(z.array(clusterSchema)), cluster_notes: json(z.array(z.string())),
  insight: json(insightSchema).nullable(),
}).transform((row): StoredSelection => ({
  front: float64Of(row.front), score: float64Of(row.score), automaticFronts: row.automatic_fronts, considered: row.considered,
  convergence: row.convergence, notes: row.notes, clusters: row.clusters, clusterNotes: row.cluster_notes,
  insight: row.insight,
}));
const modelRow = z.object({
  id: z.string(), front: z.number(), score: z.number(), params: json(z.record(z.string(), z.number())),
  evaluation: json(z.custom<Evaluation>(isObject)), refit: json(z.custom<Evaluation>(isObject)).nullable(), cluster: z.number().nullable(), representative: z.number(),
}).transform((row): StoredModel => ({ ...row, representative: row.representative === 1 }));

/** What was selected from a run's candidates, and the models the user chose. */
export function models(db: Database.Database) {
  const clear = ['selections', 'models'].map((table) => db.prepare(`DELETE FROM ${table} WHERE run_id = ?`));
  const insertSelection = db.prepare(`INSERT INTO selections (run_id, front, score, automatic_fronts, considered, convergence, notes, clusters, cluster_notes, insight)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const insertModel = db.prepare(`INSERT INTO models (run_id, id, position, front, score, params, evaluation, refit, cluster, representative)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const selection = db.prepare('SELECT * FROM selections WHERE run_id = ?');
  const all = db.prepare('SELECT * FROM models WHERE run_id = ? ORDER BY position');
  const one = db.prepare('SELECT * FROM models WHERE run_id = ? AND id = ?');
  const choose = db.prepare('INSERT INTO chosen_models (run_id, model_id, chosen_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const drop = db.prepare('DELETE FROM chosen_models WHERE run_id = ? AND model_id = ?');
  const chosen = db.prepare('SELECT model_id FROM chosen_models WHERE run_id = ? ORDER BY chosen_at, model_id').pluck();

  return {
    /** In place of what was selected before (a run that was stopped and resumed is selected from again). */
    save: db.transaction((runId: string, chosenFrom: StoredSelection, list: readonly StoredModel[]): void => {
      for (const statement of clear) statement.run(runId);
      insertSelection.run(runId, bytesOf(chosenFrom.front), bytesOf(chosenFrom.score), chosenFrom.automaticFronts, chosenFrom.considered,
        JSON.stringify(chosenFrom.convergence), JSON.stringify(chosenFrom.notes), JSON.stringify(chosenFrom.clusters), JSON.stringify(chosenFrom.clusterNotes),
        orNull(chosenFrom.insight));
      list.forEach((model, position) => insertModel.run(runId, model.id, position, model.front, model.score,
        JSON.stringify(model.params), JSON.stringify(model.evaluation), orNull(model.refit), model.cluster, model.representative ? 1 : 0));
    }),
    selection(runId: string): StoredSelection | null {
      const row = selection.get(runId);
      return row === undefined ? null : readRow(selectionRow, row, 'selections');
    },
    /** Best error score first. */
    list: (runId: string): StoredModel[] => all.all(runId).map((row) => readRow(modelRow, row, 'models')),
    get(runId: string, id: string): StoredModel | null {
      const row = one.get(runId, id);
      return row === undefined ? null : readRow(modelRow, row, 'models');
    },
    choose: (runId: string, id: string, at: number): void => void choose.run(runId, id, at),
    drop: (runId: string, id: string): void => void drop.run(runId, id),
    chosen: (runId: string): string[] => chosen.all(runId).map((value) => readRow(z.string(), value, 'chosen_models')),
  };
}

function orNull(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
