import { candidatesOfTrials } from '../../core/selection/candidates.ts';
import type { ScenarioReport } from '../../core/report/scenario-report.ts';
import type { SavedAllocation } from '../contract/allocation.ts';
import type { Context, Handlers } from './context.ts';
import { dataNamed } from './context.ts';
import { adviceOn, decisionOf, isMendable } from './decisions.ts';
import { buildReport } from './exports/report.ts';
import { modelOrBest } from './modelling.ts';
import { allocationNamed } from './saved-allocations.ts';

export function reportCalls(context: Context): Handlers<'report.build'> {
  const { store } = context;
  return {
    'report.build': async ({ runId, modelId, allocationId, allocationIds = [], format }) => {
      const { run, prepared, id, params, evaluation } = modelOrBest(context, runId, modelId);
      const project = store.projects.get(run.projectId, true);
      const wanted = new Set([...(allocationId === undefined ? [] : [allocationId]), ...allocationIds]);
      const saved = [...wanted].map((one) => allocationNamed(context, one));
      const selection = store.models.selection(runId);
      // As `models.intervals`: the report says what the page says.
      const intervals = await context.pool.run('intervals', { key: run.id, params, seed: run.seed, rows: 'tuning' },
        { label: 'the intervals of the report', data: { key: run.id, prepared } });
      return buildReport({
        spec: { ...run.spec, name: project?.name ?? run.spec.name }, prepared,
        model: { id, params, evaluation, chosen: store.models.chosen(runId).includes(id), intervals },
        consensus: selection?.insight?.consensus ?? null,
        data: { name: run.spec.data ?? project?.fileName ?? 'table', rows: dataNamed(context, run.dataId).table.rows },
        run: { ...run.spec.tuning, evaluations: run.evaluations, seconds: run.seconds },
        convergence: selection?.convergence ?? {}, candidates: candidatesOfTrials(store.runs.trials(runId)),
        models: store.models.list(runId), allocations: await scenarioReports(context, saved), notes: [...run.notes, ...(selection?.notes ?? [])],
        version: context.options.version, createdAt: context.now(),
      }, format);
    },
  };
}

/** Saved scenarios as they were saved; the first one with its frontier and how its figures follow from the model's, made now. */
async function scenarioReports(context: Context, [first, ...others]: readonly SavedAllocation[]): Promise<ScenarioReport[]> {
  if (first === undefined) return [];
  return [{ ...reportOf(first), ...(await insightOf(context, first)) }, ...others.map(reportOf)];
}

function reportOf({ name, scenario, allocation, detail }: SavedAllocation): ScenarioReport {
  return { name, scenario, allocation, detail };
}

/** Nothing where the scenario can't be asked any more; the report then shows what was saved. */
async function insightOf(context: Context, saved: SavedAllocation): Promise<Pick<ScenarioReport, 'frontier' | 'reconciliation'>> {
  try {
    const decision = decisionOf(context, saved);
    const { request, data } = decision;
    const [{ reconciliation }, frontier] = await Promise.all([adviceOn(context, decision), context.pool.run('frontier', request, { label: 'the frontier of the report', data })]);
    return { reconciliation, frontier };
  } catch (error) {
    if (!isMendable(error)) throw error;
    return {};
  }
}
