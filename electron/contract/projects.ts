import { z } from 'zod';
import type { CurveView } from '../../core/calibration/curve-view.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { dataSetSchema, fileSchema, importOptionsSchema, tableSchema } from './data.ts';
import { problemSchema } from './result.ts';
import { float64Array, int32Array, isObject } from './shape.ts';

export const projectSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  dataId: z.string(),
  fileName: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
  runs: z.number(),
  /** State of the newest run; null without runs. */
  lastRunState: z.string().nullable(),
});
export type ProjectSummary = z.infer<typeof projectSummarySchema>;

/** Put aside, with all that is in it. */
export const deletedProjectSchema = projectSummarySchema.extend({ deletedAt: z.number() });
export type DeletedProject = z.infer<typeof deletedProjectSchema>;

/**
 * The project file as it stands in the wizard. It is stored as the user left it, right or wrong; `problems`
 * says what is to be mended before a run may start.
 */
export const specDraftSchema = z.custom<Spec>(isObject);

export const projectSchema = projectSummarySchema.extend({
  specVersion: z.number(),
  spec: specDraftSchema,
  problems: z.array(problemSchema),
  /** Why roles and ranges were suggested as they were. */
  notes: z.array(z.string()),
});
export type Project = z.infer<typeof projectSchema>;

/** A table in place of a project's: the file to read, or, without one, the kept original of its own to be read again. */
export const newDataSchema = z.strictObject({
  projectId: z.string().min(1).max(64), file: fileSchema.optional(), options: importOptionsSchema.optional(),
});
export type NewData = z.infer<typeof newDataSchema>;

/** `problems`: of the project file with this table, as they would be. */
export const dataPreviewSchema = z.object({ dataSet: dataSetSchema, table: tableSchema, problems: z.array(problemSchema) });

export const specVersionSchema = z.object({ version: z.number(), savedAt: z.number() });

/** What the wizard shows beside the choices: is it ready, how big is it, how long will it take. */
export const checkSchema = z.object({
  problems: z.array(problemSchema),
  ready: z.boolean(),
  rows: z.number(),
  terms: z.number(),
  /** Free hyperparameters. */
  parameters: z.number(),
  evaluations: z.number(),
  /** Of the whole grid, also where the run visits a part of it; null with another method. */
  gridPoints: z.number().nullable().optional(),
  /** Expected duration of the run in seconds. */
  seconds: z.number(),
});
export type Check = z.infer<typeof checkSchema>;

export const baselineViewSchema = z.object({
  /** Days since 1970-01-01. */
  dates: int32Array,
  response: float64Array,
  components: z.array(z.object({ name: z.string(), values: float64Array })),
  notes: z.array(z.string()),
});
export type BaselineView = z.infer<typeof baselineViewSchema>;

/** Points of a response curve measured elsewhere; the rest of the draft gives the channel's spend and adstock. */
export const curveRequestSchema = z.strictObject({
  projectId: z.string().min(1).max(64),
  spec: specDraftSchema,
  channel: z.string().max(200),
  points: z.array(z.strictObject({ spend: z.number().min(0), response: z.number().min(0) })).max(1000),
});

export const curveViewSchema = z.custom<CurveView>((value) => isObject(value) && isObject(value['fit']) && isObject(value['line']));
