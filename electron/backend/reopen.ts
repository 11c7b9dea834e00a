import { knownRules } from '../../core/allocation/known-rules.ts';
import { originChanges, suggestionChanges } from '../../core/allocation/changes.ts';
import type { SuggestionOrigin } from '../../core/allocation/changes.ts';
import { parseScenario } from '../../core/allocation/parse.ts';
import { isoFromDays } from '../../core/data/calendar.ts';
import type { PreparedData } from '../../core/model/prepared.ts';
import { createFormat } from '../../core/report/format.ts';
import type { Reopened, SavedAllocation } from '../contract/allocation.ts';
import type { Context } from './context.ts';
import { dataNamed, runNamed } from './context.ts';
import { adviceOn, decisionOf, isMendable } from './decisions.ts';
import { modelNamed, modelOrBest, preparedOf } from './modelling.ts';
import type { FoundModel } from './modelling.ts';
import type { StoredRun } from './store/index.ts';

/** Words for what changed are English, and so are their numbers. */
const LOCALE = 'en';

/** Asks a saved scenario again, of the newest run with models; where that is its own, of its own model. */
export async function reopen(context: Context, saved: SavedAllocation): Promise<Reopened> {
  const newestRun = context.store.runs.list(saved.projectId).find(({ id }) => context.store.models.list(id).length > 0);
  const isOwn = newestRun === undefined || newestRun.id === saved.runId;
  const model = isOwn ? modelNamed(context, saved.runId, saved.modelId) : modelOrBest(context, newestRun.id, undefined);
  const found = { saved, newest: isOwn ? null : { runId: model.run.id, runNumber: model.run.number, modelId: model.id } };
  const before = originOf(context, saved);
  const now = { ...placeOf(context, model.run, model.prepared), modelId: model.id, models: before.models };
  try {
    return { ...found, ...(await askAgain(context, saved, model, before, now)) };
  } catch (error) {
    if (!isMendable(error)) throw error;
    return { ...found, scenario: saved.scenario, view: null, changes: [...originChanges(before, now), `It can't be solved any more: ${error.message}`] };
  }
}

async function askAgain(
  context: Context, saved: SavedAllocation, { run, prepared, id }: FoundModel, before: SuggestionOrigin, now: Omit<SuggestionOrigin, 'allocation'>,
): Promise<Pick<Reopened, 'scenario' | 'view' | 'changes'>> {
  const channels = prepared.media.filter(({ kind }) => kind === 'paid').map(({ name }) => name);
  const { scenario, leftOut } = knownRules(parseScenario(saved.scenario), { channels, window: now.window }, saved.allocation.horizon?.periods ?? 1);
  const view = await adviceOn(context, decisionOf(context, { runId: run.id, modelId: id, scenario }));
  const { allocation, problem, modelSet } = view;
  const changes = suggestionChanges(before, { ...now, models: modelSet.models, allocation, problem }, createFormat(LOCALE, run.spec.currency));
  return { scenario, view, changes: [...leftOut, ...changes] };
}

function originOf(context: Context, { runId, modelId, allocation, detail }: SavedAllocation): SuggestionOrigin {
  const run = runNamed(context, runId);
  return { ...placeOf(context, run, preparedOf(context, run)), modelId, models: detail?.modelSet.models ?? 1, allocation };
}

function placeOf(context: Context, run: StoredRun, { dates, windowStart, windowRows }: PreparedData): Pick<SuggestionOrigin, 'runNumber' | 'dataId' | 'rows' | 'window'> {
  const iso = (row: number): string => isoFromDays(dates[row] ?? 0);
  return {
    runNumber: run.number, dataId: run.dataId, rows: dataNamed(context, run.dataId).table.rows,
    window: { from: iso(windowStart), to: iso(windowStart + windowRows - 1) },
  };
}
