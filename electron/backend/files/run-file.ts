import { z } from 'zod';
import { columnNamed } from '../../../core/data/table.ts';
import { writtenParameters } from '../../../core/model/labels.ts';
import type { Labelled } from '../../../core/model/labels.ts';
import type { Convergence } from '../../../core/selection/selection.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { windowRows } from '../../../core/spec/window.ts';
import type { TrialResult } from '../../../core/tuning/trial-result.ts';
import { importOptionsSchema } from '../../contract/data.ts';
import { trialEndSchema } from '../../contract/runs.ts';
import { choiceSharesSchema } from '../../contract/insight.ts';
import { isObject } from '../../contract/shape.ts';
import { consensusSchema } from '../../contract/uncertainty.ts';
import type { ChosenModels } from '../runs/choose-models.ts';
import type { StoredModel } from '../store/index.ts';
import { fileError } from './reading.ts';
import type { Project } from './reading.ts';

export const RUN_FORMAT = 'mixwright-run/1';

const modelSchema = z.object({
  id: z.string(), front: z.number(), score: z.number(), /** Choices in words. */
  params: z.record(z.string(), z.union([z.number(), z.string()])),
  evaluation: z.custom<StoredModel['evaluation']>(isObject), cluster: z.number().nullable(), representative: z.boolean(),
});

/** run.json: what was run, how long it took, and the Pareto models. `spec.data` is the table's absolute path. */
const runFileSchema = z.object({
  format: z.literal(RUN_FORMAT),
  version: z.string(),
  state: z.enum(['finished', 'stopped']),
  spec: z.custom<Spec>(isObject),
  seed: z.number(),
  /** `options`: how the table was read. */
  data: z.object({ path: z.string(), sha256: z.string(), options: importOptionsSchema.default({}) }),
  /** Days since 1970-01-01 of the first and the last row that were modelled, and how many. */
  window: z.object({ from: z.number(), to: z.number(), rows: z.number() }).optional(),
  workers: z.number(),
  /** Those that have come to their end. */
  trialsDone: z.number(),
  /** Why the trials ended, by number of trials. */
  ends: z.partialRecord(trialEndSchema, z.number()).optional(),
  /** `seconds` is the tuning alone; `evaluationsPerSecond` is over it and all workers. `totalSeconds`: preparing, tuning, selecting. */
  timings: z.object({
    evaluations: z.number(), seconds: z.number(), evaluationsPerSecond: z.number(),
    prepareSeconds: z.number(), selectSeconds: z.number(), totalSeconds: z.number(),
  }),
  convergence: z.record(z.string(), z.custom<Convergence>(isObject)),
  fronts: z.object({ automatic: z.number(), considered: z.number(), sizes: z.array(z.number()) }),
  clusters: z.array(z.unknown()),
  notes: z.array(z.string()),
  /** What the plausible models say together; null without any. */
  consensus: consensusSchema.nullable().optional(),
  /** How often the Pareto models have each option of the settings that were searched; absent without any. */
  choices: z.array(choiceSharesSchema).optional(),
  /** Best error score first. */
  models: z.array(modelSchema),
});
export type RunFile = z.infer<typeof runFileSchema>;

export interface RunFacts {
  project: Project;
  /** Of the search space. */
  parameters: readonly Labelled[];
  version: string;
  workers: number;
  trials: readonly TrialResult[];
  /** As `runTrials` tells. */
  complete: boolean;
  chosen: ChosenModels;
  notes: readonly string[];
  /** Milliseconds. */
  timings: { prepare: number; tune: number; select: number };
}

export function runFileOf({ project, parameters, version, workers, trials, complete, chosen, notes, timings }: RunFacts): RunFile {
  const { spec, dataPath, dataHash, dataOptions } = project;
  const { selection, models, clusters, clusterNotes } = chosen;
  const evaluations = trials.reduce((sum, { iterations }) => sum + iterations, 0);
  const seconds = timings.tune / 1000;
  return {
    format: RUN_FORMAT, version, state: complete ? 'finished' : 'stopped',
    spec: { ...spec, data: dataPath }, seed: spec.tuning.seed, data: { path: dataPath, sha256: dataHash, options: dataOptions }, ...modelledRows(project), workers,
    trialsDone: trials.filter(({ ended }) => ended !== 'stopped').length, ends: endsOf(trials),
    timings: {
      evaluations, seconds, evaluationsPerSecond: evaluations / seconds, prepareSeconds: timings.prepare / 1000,
      selectSeconds: timings.select / 1000, totalSeconds: (timings.prepare + timings.tune + timings.select) / 1000,
    },
    convergence: selection.convergence,
    fronts: {
      automatic: selection.automaticFronts, considered: selection.considered,
      sizes: Array.from({ length: selection.automaticFronts }, (_, i) => models.filter(({ front }) => front === i + 1).length),
    },
    clusters, notes: [...notes, ...selection.notes, ...clusterNotes], consensus: chosen.insight.consensus ?? null,
    ...(chosen.insight.choices === undefined ? {} : { choices: chosen.insight.choices }),
    models: models.map((model) => ({ ...model, params: writtenParameters(parameters, model.params) })),
  };
}

function endsOf(trials: readonly TrialResult[]): NonNullable<RunFile['ends']> {
  const ends: NonNullable<RunFile['ends']> = {};
  for (const { ended } of trials) ends[ended] = (ends[ended] ?? 0) + 1;
  return ends;
}

function modelledRows({ spec, table }: Project): Pick<RunFile, 'window'> {
  const dates = columnNamed(table, spec.date);
  if (dates?.type !== 'date') return {};
  const { start, rows } = windowRows(spec.window, dates.values);
  return { window: { from: dates.values[start] as number, to: dates.values[start + rows - 1] as number, rows } };
}

/** Everything but the list of models: what `tune` prints. */
export function summaryOfRun({ models, ...run }: RunFile): object {
  const [best] = models;
  return { ...run, modelCount: models.length, bestModel: best ?? null };
}

/** The best one when none is named. Throws MODEL_NOT_FOUND. */
export function modelOfRun({ models }: RunFile, id: string | undefined): RunFile['models'][number] {
  const model = id === undefined ? models[0] : models.find((one) => one.id === id);
  if (model !== undefined) return model;
  const some = models.slice(0, 5).map((one) => one.id).join(', ');
  throw fileError('MODEL_NOT_FOUND', `The run has no Pareto model ${id ?? ''}.`, `There are ${models.length}: ${some} …`, '--model');
}

export function parseRunFile(value: unknown, path: string): RunFile {
  const parsed = runFileSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw fileError('RUN_FILE', `${path} is not the run.json of a run: ${issue?.message ?? 'it has another shape'}.`,
    'Give the folder that "tune --out" wrote.', issue?.path.map(String).join('.'));
}
