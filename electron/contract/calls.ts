import { z } from 'zod';
import { comparisonRequestSchema, methodComparisonDetailSchema, methodComparisonSchema } from './comparison.ts';
import { dataSetSchema, fileSchema, importOptionsSchema, tableSchema } from './data.ts';
import { profilesSchema, runDiagnosisSchema } from './diagnosis.ts';
import {
  allocationViewSchema, askedSchema, experimentRankingSchema, frontierSchema, planViewSchema, reopenedSchema, requestIdSchema, restoredAllocationSchema, savedAllocationSchema,
  sensitivitySchema,
} from './allocation.ts';
import { idSchema as id, modelIdSchema } from './ids.ts';
import { comparisonSchema, modelListOptionsSchema, modelListSchema, modelPageSchema } from './models.ts';
import {
  baselineViewSchema, checkSchema, curveRequestSchema, curveViewSchema, dataPreviewSchema, deletedProjectSchema, newDataSchema, projectSchema, projectSummarySchema,
  specDraftSchema, specVersionSchema,
} from './projects.ts';
import { refreshChangesSchema, refreshPreviewSchema, refreshRequestSchema } from './refresh.ts';
import { recoveryDetailSchema, recoveryRequestSchema, recoverySchema } from './recovery.ts';
import { candidatesSchema, pointsSchema, runDetailSchema, runSummarySchema } from './runs.ts';
import { modelIntervalsSchema } from './uncertainty.ts';

/**
 * Every call the renderer can make, with the schema of its request and of its response. Handlers, bridge and
 * client derive their types from here; requests are parsed where they arrive, responses where they are used.
 */
const name = z.string().trim().min(1, 'give a name').max(120);
const nothing = z.strictObject({});
const done = z.object({ done: z.literal(true) });
const call = <Q extends z.ZodType, A extends z.ZodType>(request: Q, response: A) => ({ request, response });

export const calls = {
  'app.info': call(nothing, z.object({
    version: z.string(),
    host: z.enum(['desktop', 'loopback']),
    dataFolder: z.string(),
    engines: z.number(),
    /** e.g. that the database was migrated and where its backup is. */
    notices: z.array(z.string()),
    countries: z.array(z.object({ code: z.string(), name: z.string() })),
  })),

  /** Reads a file without keeping it: preview and problems. */
  'data.inspect': call(fileSchema.extend({ options: importOptionsSchema.optional() }),
    z.object({ dataSet: dataSetSchema, table: tableSchema })),
  'data.get': call(z.strictObject({ dataId: id }), z.object({ dataSet: dataSetSchema, table: tableSchema })),

  'projects.list': call(nothing, z.array(projectSummarySchema)),
  /** Keeps the file, suggests a project file from it. */
  'projects.create': call(fileSchema.extend({ name: name.optional(), options: importOptionsSchema.optional() }), projectSchema),
  'projects.createSample': call(nothing, projectSchema),
  'projects.get': call(z.strictObject({ projectId: id }), projectSchema),
  'projects.rename': call(z.strictObject({ projectId: id, name }), projectSchema),
  'projects.duplicate': call(z.strictObject({ projectId: id }), projectSchema),
  /** Puts it aside; `projects.restore` brings it back with everything in it. */
  'projects.delete': call(z.strictObject({ projectId: id }), done),
  'projects.restore': call(z.strictObject({ projectId: id }), projectSchema),
  /** Those put aside, the last one first. */
  'projects.deleted': call(nothing, z.array(deletedProjectSchema)),
  /** What `projects.replaceData` would make of it; keeps nothing. */
  'projects.previewData': call(newDataSchema, dataPreviewSchema),
  /** Gives the project another table. Its project file stays as it is; runs stay with the table they were made on. */
  'projects.replaceData': call(newDataSchema, projectSchema),
  /** Goes back to a table that is kept: undoes `projects.replaceData`. */
  'projects.useData': call(z.strictObject({ projectId: id, dataId: id, fileName: z.string().min(1).max(255) }), projectSchema),
  'projects.saveSpec': call(z.strictObject({ projectId: id, spec: specDraftSchema }), projectSchema),
  'projects.specVersions': call(z.strictObject({ projectId: id }), z.array(specVersionSchema)),
  /** Makes an older version the newest. */
  'projects.revertSpec': call(z.strictObject({ projectId: id, version: z.number().int() }), projectSchema),
  /** The project file and nothing else, as text. */
  'projects.exportSpec': call(z.strictObject({ projectId: id }), z.object({ fileName: z.string(), text: z.string() })),
  'projects.importSpec': call(z.strictObject({ projectId: id, text: z.string().max(5_000_000) }), projectSchema),

  'setup.check': call(z.strictObject({ projectId: id, spec: specDraftSchema }), checkSchema),
  'setup.baseline': call(z.strictObject({ projectId: id, spec: specDraftSchema }), baselineViewSchema),
  /** Fits a saturation curve to points measured elsewhere; proposes ranges of alpha and gamma. */
  'setup.fitCurve': call(curveRequestSchema, curveViewSchema),

  'runs.list': call(z.strictObject({ projectId: id.optional() }), z.array(runSummarySchema)),
  'runs.start': call(z.strictObject({ projectId: id }), runSummarySchema),
  'runs.get': call(z.strictObject({ runId: id }), runDetailSchema),
  'runs.points': call(z.strictObject({ runId: id }), pointsSchema),
  'runs.candidates': call(z.strictObject({ runId: id }), candidatesSchema),
  /** Finishes the trials in flight, then waits. */
  'runs.pause': call(z.strictObject({ runId: id }), runSummarySchema),
  /** Goes on after a pause, a stop or a crash. */
  'runs.resume': call(z.strictObject({ runId: id }), runSummarySchema),
  /** Ends it now; everything done is kept, trials in flight as far as they have come. */
  'runs.stop': call(z.strictObject({ runId: id }), runSummarySchema),
  'runs.delete': call(z.strictObject({ runId: id }), done),
  /** Makes a new run with more iterations in every trial, more trials, or both; what this one has done is not done again. It stays as it is. */
  'runs.continue': call(z.strictObject({
    runId: id, iterations: z.number().int().min(0).max(1_000_000).optional(), trials: z.number().int().min(0).max(10_000).optional(),
  }).refine(({ iterations = 0, trials = 0 }) => iterations + trials > 0, 'give more iterations or more trials'), runSummarySchema),
  /** Makes a new run on the project's newest table, near one model of this one. */
  'runs.refresh': call(refreshRequestSchema, runSummarySchema),
  /** What `runs.refresh` would do; starts nothing. */
  'refresh.preview': call(refreshRequestSchema, refreshPreviewSchema),
  /** A model of a refreshed run (its chosen, else its best one) beside the model it came from. */
  'refresh.changes': call(z.strictObject({ runId: id, modelId: modelIdSchema.optional() }), refreshChangesSchema),

  /** Ranges and convergence; made in an engine. RUN_WITHOUT_MODELS before anything was selected. */
  'runs.diagnosis': call(z.strictObject({ runId: id }), runDiagnosisSchema),

  'models.list': call(modelListOptionsSchema.extend({ runId: id }), modelListSchema),
  'models.page': call(z.strictObject({ runId: id, modelId: modelIdSchema }), modelPageSchema),
  /** The objective along each hyperparameter's range; made in an engine. */
  'models.profile': call(z.strictObject({ runId: id, modelId: modelIdSchema }), profilesSchema),
  /** What resampling the model's residuals tells of its numbers. */
  'models.intervals': call(z.strictObject({ runId: id, modelId: modelIdSchema }), modelIntervalsSchema),
  'models.choose': call(z.strictObject({ runId: id, modelId: modelIdSchema, chosen: z.boolean() }), done),

  /** With everything needed to defend it; made in an engine. */
  'allocation.solve': call(askedSchema, allocationViewSchema),
  /** The most response for every budget under the scenario's constraints. */
  'allocation.frontier': call(askedSchema, frontierSchema),
  /** The suggestion under other assumptions. */
  'allocation.sensitivity': call(askedSchema, sensitivitySchema),
  /** A calendar of the coming periods (`scenario.plan`); tells `work.progress`. */
  'allocation.plan': call(askedSchema.extend({ requestId: requestIdSchema }), planViewSchema),
  /** Which lift study would help the decision most, over so many periods; tells `work.progress`. */
  'experiments.rank': call(askedSchema.extend({ requestId: requestIdSchema, periods: z.number().int().min(1).max(520) }), experimentRankingSchema),
  /** Ends a plan or a ranking, which then rejects with CANCELLED; nothing happens where it is over. */
  'work.cancel': call(z.strictObject({ requestId: requestIdSchema }), done),
  /** Solves (a scenario with a plan: plans) and keeps it. */
  'allocation.save': call(askedSchema.extend({ name, requestId: requestIdSchema.optional() }), savedAllocationSchema),
  'allocation.list': call(z.strictObject({ projectId: id }), z.array(savedAllocationSchema)),
  'allocation.rename': call(z.strictObject({ allocationId: id, name }), savedAllocationSchema),
  'allocation.duplicate': call(z.strictObject({ allocationId: id, name }), savedAllocationSchema),
  'allocation.delete': call(z.strictObject({ allocationId: id }), done),
  /** Puts back what was deleted or changed; ids stay. */
  'allocation.restore': call(z.strictObject({ allocation: restoredAllocationSchema }), savedAllocationSchema),
  /** Solves (and plans) again and keeps it in place of what was, on a run of the same project. */
  'allocation.update': call(askedSchema.extend({ allocationId: id, name: name.optional(), requestId: requestIdSchema.optional() }), savedAllocationSchema),
  'allocation.reopen': call(z.strictObject({ allocationId: id }), reopenedSchema),
  /** One sheet or table per scenario, and one with them side by side. */
  'allocation.export': call(
    z.strictObject({ allocationIds: z.array(id).min(1).max(20), format: z.enum(['csv', 'xlsx']) }),
    z.object({ fileName: z.string(), mime: z.string(), bytes: z.instanceof(Uint8Array) })),

  'compare.models': call(
    z.strictObject({ models: z.array(z.strictObject({ runId: id, modelId: modelIdSchema.optional() })).min(2).max(6) }),
    comparisonSchema),

  /** Works in the background of runs; with a run and a model on its data and project file, else on the project's. */
  'recovery.start': call(recoveryRequestSchema, recoverySchema),
  'recovery.list': call(z.strictObject({ projectId: id }), z.array(recoverySchema)),
  'recovery.get': call(z.strictObject({ recoveryId: id }), recoveryDetailSchema),
  /** Ends it now; finished replicates are kept. */
  'recovery.cancel': call(z.strictObject({ recoveryId: id }), recoverySchema),
  /** Goes on after a stop, a failure or a crash. */
  'recovery.resume': call(z.strictObject({ recoveryId: id }), recoverySchema),
  'recovery.remove': call(z.strictObject({ recoveryId: id }), done),

  /** Works in the background of runs, on the project's table and project file. Refuses methods that cannot search it. */
  'comparison.start': call(comparisonRequestSchema, methodComparisonSchema),
  'comparison.list': call(z.strictObject({ projectId: id }), z.array(methodComparisonSchema)),
  'comparison.get': call(z.strictObject({ comparisonId: id }), methodComparisonDetailSchema),
  /** Ends it now; finished trials are kept. */
  'comparison.cancel': call(z.strictObject({ comparisonId: id }), methodComparisonSchema),
  /** Goes on after a stop, a failure or a crash. */
  'comparison.resume': call(z.strictObject({ comparisonId: id }), methodComparisonSchema),
  'comparison.remove': call(z.strictObject({ comparisonId: id }), done),

  'report.build': call(
    z.strictObject({ runId: id, modelId: modelIdSchema.optional(), allocationId: id.optional(), allocationIds: z.array(id).max(20).optional(), format: z.enum(['html', 'csv', 'summary', 'json', 'xlsx']) }),
    z.object({ fileName: z.string(), mime: z.string(), bytes: z.instanceof(Uint8Array) })),
} as const;

export type Calls = typeof calls;
export type CallName = keyof Calls;
export type Request<N extends CallName> = z.infer<Calls[N]['request']>;
export type Response<N extends CallName> = z.infer<Calls[N]['response']>;

export function isCallName(value: unknown): value is CallName {
  return typeof value === 'string' && Object.hasOwn(calls, value);
}
