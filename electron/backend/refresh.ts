import { columnNamed } from '../../core/data/table.ts';
import type { Table } from '../../core/data/table.ts';
import { isoFromDays } from '../../core/data/calendar.ts';
import { MixwrightError } from '../../core/errors.ts';
import type { Problem } from '../../core/errors.ts';
import type { Evaluation } from '../../core/model/evaluation.ts';
import { evaluateCandidate } from '../../core/model/evaluate.ts';
import type { PreparedData } from '../../core/model/prepared.ts';
import { effectChanges, meanSpend } from '../../core/refresh/changes.ts';
import type { ModelState } from '../../core/refresh/changes.ts';
import { refreshPlan } from '../../core/refresh/spec.ts';
import type { RefreshPlan, RowWindow } from '../../core/refresh/spec.ts';
import { parseSpec } from '../../core/spec/parse.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { RefreshChanges, RefreshRequest } from '../contract/refresh.ts';
import type { Context, Handlers } from './context.ts';
import { dataNamed, notFound, projectNamed, runNamed } from './context.ts';
import { modelNamed, modelOrBest } from './modelling.ts';
import type { FoundModel } from './modelling.ts';
import { addRun, summaryOf } from './runs.ts';
import { examine, readySpec } from './spec-checks.ts';
import type { StoredRun } from './store/index.ts';

/** In-between states of so many refreshed models are kept. */
const KEPT_STATES = 20;

/** New rows arrived: a run near one of the models there are, and what it changed. */
export function refreshCalls(context: Context): Handlers<'runs.refresh' | 'refresh.preview' | 'refresh.changes'> {
  const { scheduler } = context;
  const onNewTable = createStates(context);

  function planned(request: RefreshRequest): { model: FoundModel; plan: RefreshPlan | null; problems: Problem[] } {
    const model = modelOrBest(context, request.runId, request.modelId);
    const data = dataNamed(context, projectNamed(context, model.run.projectId).dataId);
    // Runs of an older version are without the keys that were added since.
    const spec = parseSpec(model.run.spec);
    const dates = datesOf(data.table, spec.date);
    if (dates === null) return { model, plan: null, problems: examine(spec, data).problems.filter(({ severity }) => severity === 'error') };
    const { number } = model.run;
    try {
      const plan = refreshPlan({
        spec, original: parseSpec(firstOf(context, model.run).spec), former: windowOf(model.prepared), params: model.params, evaluation: model.evaluation,
        model: `run ${number}, model ${model.id}`, dates, mode: request.mode, freedom: request.freedom,
      });
      return { model, plan, problems: examine(plan.spec, data).problems };
    } catch (error) {
      if (error instanceof MixwrightError && error.code.startsWith('REFRESH_')) return { model, plan: null, problems: [...error.problems] };
      throw error;
    }
  }

  return {
    'refresh.preview': (request) => {
      const { model, plan, problems } = planned(request);
      const { trials, iterations } = model.run.spec.tuning;
      return {
        runNumber: model.run.number, modelId: model.id, problems, evaluations: trials * iterations,
        ready: plan !== null && !problems.some(({ severity }) => severity === 'error'),
        plan: plan === null ? null : {
          former: plan.former, window: plan.window, newPeriods: plan.newPeriods, freedom: plan.freedom, ranges: plan.ranges, notes: plan.notes,
        },
      };
    },

    'runs.refresh': (request) => {
      const { model, plan, problems } = planned(request);
      if (plan === null) throw MixwrightError.ofProblems(problems);
      const { id: runId, number, projectId } = model.run;
      const { dataId, fileName } = projectNamed(context, projectId);
      const spec = readySpec(plan.spec, dataNamed(context, dataId));
      const id = addRun(context, { projectId, dataId, spec: { ...spec, data: fileName }, parent: { kind: 'refresh', runId, number, modelId: model.id } });
      scheduler.enqueue(id);
      return summaryOf(runNamed(context, id));
    },

    'refresh.changes': async ({ runId, modelId }): Promise<RefreshChanges> => {
      const now = modelOrBest(context, runId, modelId);
      const old = formerModel(context, now.run);
      const between = await onNewTable(old, now.run.dataId);
      const states = {
        old: stateOf(old.prepared, old.evaluation),
        data: between.state,
        window: stateOf(now.prepared, evaluateCandidate(now.prepared, old.params)),
        now: stateOf(now.prepared, now.evaluation),
      };
      const side = ({ run, prepared, id }: FoundModel): RefreshChanges['before'] => ({ runId: run.id, runNumber: run.number, modelId: id, window: windowOf(prepared) });
      const { kind } = now.run.spec.response;
      return { before: side(old), after: side(now), responseKind: kind, effects: effectChanges(states, now.prepared.terms, kind), notes: between.notes };
    },
  };
}

/** Old parameters and window on the new table; the last few are kept, for the baseline is fitted anew. */
function createStates({ store, pool }: Context): (old: FoundModel, dataId: string) => Promise<{ state: ModelState; notes: string[] }> {
  const known = new Map<string, { state: ModelState; notes: string[] }>();
  return async (old, dataId) => {
    if (dataId === old.run.dataId) return { state: stateOf(old.prepared, old.evaluation), notes: [] };
    const key = [old.run.id, old.id, dataId].join(' ');
    const found = known.get(key);
    if (found !== undefined) return found;
    const data = store.data.get(dataId);
    const dates = data === null ? null : datesOf(data.table, old.run.spec.date);
    if (data === null || dates === null || data.format.spacing === null) throw notFound('table');
    const { from, to } = windowOf(old.prepared);
    const first = Math.max(from, dates[0] ?? from);
    const notes = first === from ? [] : [`The new table begins on ${isoFromDays(first)}, so that its part is found on a window that begins there.`];
    const spec: Spec = { ...parseSpec(old.run.spec), window: { from: isoFromDays(first), to: isoFromDays(to) }, calibration: [] };
    const { prepared } = await pool.run('prepare', { spec, table: data.table, spacing: data.format.spacing }, { label: 'what the new table changes' });
    const made = { state: stateOf(prepared, evaluateCandidate(prepared, old.params)), notes };
    known.set(key, made);
    for (const oldest of [...known.keys()].slice(0, -KEPT_STATES)) known.delete(oldest);
    return made;
  };
}

/** The model a run was refreshed from, perhaps by way of runs that continue each other. */
function formerModel(context: Context, run: StoredRun): FoundModel {
  let refreshed = run;
  while (refreshed.parent?.kind === 'continue') refreshed = runNamed(context, refreshed.parent.runId);
  const { parent } = refreshed;
  if (parent?.modelId === undefined) {
    throw new MixwrightError('RUN_NOT_REFRESHED', `Run ${run.number} is not the refresh of an earlier model, so there is nothing to hold it against. Compare it with another run instead.`);
  }
  return modelNamed(context, parent.runId, parent.modelId);
}

/** Where the search began, as far back as runs are kept. */
function firstOf(context: Context, run: StoredRun): StoredRun {
  const parent = run.parent === null ? null : context.store.runs.get(run.parent.runId);
  return parent === null ? run : firstOf(context, parent);
}

function stateOf(prepared: PreparedData, evaluation: Evaluation): ModelState {
  return { evaluation, spend: meanSpend(prepared) };
}

function windowOf({ dates, windowStart, windowRows }: PreparedData): RowWindow {
  return { from: dates[windowStart] as number, to: dates[windowStart + windowRows - 1] as number, rows: windowRows };
}

function datesOf(table: Table, name: string): Int32Array | null {
  const column = columnNamed(table, name);
  return column?.type === 'date' ? column.values : null;
}
