import { performance } from 'node:perf_hooks';
import { askedProblem } from '../../core/allocation/asked.ts';
import type { SensitivityRow } from '../../core/allocation/insight/explanation.ts';
import { frontierOf } from '../../core/allocation/insight/frontier.ts';
import type { Frontier } from '../../core/allocation/insight/frontier.ts';
import { sensitivityOf } from '../../core/allocation/insight/sensitivity.ts';
import { robustPlanSteps } from '../../core/allocation/plan/robust.ts';
import { planSteps } from '../../core/allocation/plan/solve.ts';
import { allocate } from '../../core/allocation/solve.ts';
import { MixwrightError } from '../../core/errors.ts';
import type { ExperimentRanking } from '../../core/experiment/experiment.ts';
import { residualFacts } from '../../core/experiment/facts.ts';
import { rankSteps } from '../../core/experiment/rank.ts';
import type { PreparedData } from '../../core/model/prepared.ts';
import type { PlanView } from '../contract/allocation.ts';
import { PROGRESS_PER_SECOND } from '../contract/engine.ts';
import type { DecisionRequest, ExperimentsRequest } from '../contract/engine.ts';
import { CHUNK_MS } from './trial.ts';
import type { TrialWatch } from './trial.ts';

/** Budget questions beside the suggestion itself. */
export function frontier(prepared: PreparedData, { model, set, scenario, words }: DecisionRequest): Frontier {
  return frontierOf(askedProblem(prepared, model, set, scenario).problem, words);
}

export function sensitivity(prepared: PreparedData, { model, set, scenario, words }: DecisionRequest): SensitivityRow[] {
  const { problem } = askedProblem(prepared, model, set, scenario);
  const curve = scenario.curve === 'steady' ? 'mean_carryover' : 'steady';
  const other = askedProblem(prepared, model, set, { ...scenario, curve });
  const change = curve === 'steady' ? 'grows with the spend, as in the long run' : 'stays at its mean whatever is spent';
  return sensitivityOf(problem, allocate(problem), { ...words, otherCurve: { what: { kind: 'curve', curve }, assumption: 'Carry-over', change, problem: other.problem } });
}

export async function plan(prepared: PreparedData, { model, set, scenario, seed }: DecisionRequest, watch: TrialWatch): Promise<PlanView> {
  const asked = askedProblem(prepared, model, set, scenario);
  const { evaluation, refit, notes } = asked;
  if (set !== null && asked.problem.models !== undefined) {
    return { ...await runSteps(robustPlanSteps({ prepared, model, set, asked, scenario }), watch), notes };
  }
  const made = await runSteps(planSteps({ prepared, params: model.params, evaluation: refit ?? evaluation, scenario, seed }), watch);
  return { plan: made, robust: null, notes };
}

export async function experiments(prepared: PreparedData, { model, set, scenario, periods, response, seed }: ExperimentsRequest, watch: TrialWatch): Promise<ExperimentRanking> {
  const { problem, notes } = askedProblem(prepared, model, set, scenario);
  const ranking = await runSteps(rankSteps({ prepared, problem, ...residualFacts(prepared, model.params), periods, seed, response }), watch);
  return { ...ranking, notes: [...(set?.note === undefined ? [] : [`Models: ${set.note.replace(/\.$/, '')}.`]), ...notes, ...ranking.notes] };
}

/** Carries steps to their end, reading messages between chunks. Rejects with CANCELLED when told to stop. */
async function runSteps<T>(steps: Generator<{ share: number; gap: number | null }, T>, watch: TrialWatch): Promise<T> {
  let toldAt = -Infinity;
  let restedAt = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    const now = performance.now();
    if (now - toldAt >= 1000 / PROGRESS_PER_SECOND) {
      watch.progress(Math.round(1000 * value.share), Float64Array.of(value.gap ?? NaN));
      toldAt = now;
    }
    if (now - restedAt < CHUNK_MS) continue;
    await new Promise((resolve) => setImmediate(resolve));
    if (watch.cancelled()) throw new MixwrightError('CANCELLED', 'Cancelled.');
    restedAt = performance.now();
  }
}
