import type { ModelCandidate } from '../advice.ts';
import type { Asked, DecisionModels } from '../asked.ts';
import type { PreparedData } from '../../model/prepared.ts';
import { formatPlain } from '../../report/format.ts';
import type { ModelOutcome, ModelScenario, Objective, RobustResult } from '../problem.ts';
import { TAIL_SHARE } from '../problem.ts';
import { outcomeMeasures } from '../robust/measures.ts';
import { describePlan, infeasiblePlan, modelTotal } from './describe.ts';
import { dynamicsOf } from './dynamics.ts';
import { familiesOf, isSame } from './families.ts';
import type { Family } from './families.ts';
import { whyInfeasible } from './infeasible.ts';
import { cutsOfModel, improveMean, meanBound } from './mean.ts';
import type { Plan, PlanProgress } from './plan.ts';
import { boundPlan, searchPlan } from './search.ts';
import { noPlanFound } from './solve.ts';
import { MAX_PERIODS } from './settings.ts';
import { bestSplit } from './split.ts';
import type { Cut } from './split.ts';
import { fullCalendar, planTask, searchOf, todayCalendar } from './task.ts';
import type { PlanModel, PlanTask } from './task.ts';

export interface RobustPlanFacts {
  prepared: PreparedData;
  model: ModelCandidate;
  set: DecisionModels;
  asked: Asked;
  scenario: ModelScenario;
}

/** So many candidates' own best plans are looked for, those that weigh most; of the others the bound alone. */
const MOST_SEARCHED = 10;
/** Of the work: what comes before the plans are put together. */
const SEARCH_SHARE = 0.9;

interface Candidate {
  from: string;
  /** Channels that are not held. */
  free: Float64Array[];
  calendar: Float64Array[];
}

/**
 * A calendar that several models can live with, in steps. The best plan of each candidate (and of the chosen model) is found;
 * that with the best objective over all models is improved for the models that count, and kept where that helps. Response is
 * the weighted mean over models; `robust` tells what each thinks. The bound holds for every plan; the plan itself is the best
 * of those looked at, not proven to be the best there is. Errors as `planSteps`.
 */
export function* robustPlanSteps({ prepared, model, set, asked, scenario }: RobustPlanFacts): Generator<PlanProgress, { plan: Plan; robust: RobustResult | null }> {
  const periods = Math.max(1, Math.min(MAX_PERIODS, Math.floor(scenario.plan?.periods ?? 1)));
  const families = familiesOf(prepared, set, asked.problem.models ?? [], periods);
  const task = planTask(prepared, asked.own, scenario, families.flatMap(({ models }) => models));
  const reason = whyInfeasible(task.settings);
  if (reason !== null) return { plan: infeasiblePlan(task, reason), robust: null };
  const own = { dynamics: dynamicsOf(prepared, model.params, asked.refit ?? asked.evaluation, periods) };
  const { candidates, cuts } = yield* ownPlans(task, families, families.some((family) => isSame(family, model)) ? null : own);
  if (candidates.length === 0) return { plan: infeasiblePlan(task, noPlanFound(task.settings)), robust: null };

  const judged = outlookOf(task, families, cuts, candidates);
  const score = (calendar: readonly Float64Array[]): number => judged(set.objective, calendar).value;
  let best = candidates.reduce((a, b) => (score(b.calendar) > score(a.calendar) ? b : a));
  const start = best;
  for (const weights of weightings(set.objective, judged(set.objective, start.calendar).models)) {
    const free = improveMean(task, families, weights, best.free);
    const calendar = fullCalendar(task.settings, free);
    if (score(calendar) > score(best.calendar)) best = { ...best, free, calendar };
    yield { share: 0.95, gap: null };
  }
  const bound = meanBound(task, families, cuts) + heldValue(task);
  const plan = describePlan(task, best.calendar, bound);
  const robust = judged(set.objective, best.calendar);
  plan.notes.push(wayNote(start, best, families.length, candidates.length, set.objective));
  yield { share: 1, gap: plan.gap };
  return { plan, robust: { ...robust, value: set.objective.kind === 'mean' ? plan.total.value : robust.value, bound: set.objective.kind === 'mean' ? plan.bound : robust.bound } };
}

/** Each family's own best plan, and what its channels can bring at most. @param own the chosen model, where it is no family */
function* ownPlans(task: PlanTask, families: readonly Family[], own: Pick<PlanModel, 'dynamics'> | null): Generator<PlanProgress, { candidates: Candidate[]; cuts: Cut[][][] }> {
  const candidates: Candidate[] = [];
  const searched = [...families].sort((a, b) => b.weight - a.weight).slice(0, MOST_SEARCHED);
  const cuts: Cut[][][] = [];
  const count = families.length + (own === null ? 0 : 1);
  for (const [k, model] of [...families, ...(own === null ? [] : [own])].entries()) {
    const isOwn = k === families.length;
    const search = searchOf(task, model);
    const told = ({ share, gap }: PlanProgress): PlanProgress => ({ share: (SEARCH_SHARE * (k + share)) / count, gap });
    if (isOwn || searched.includes(families[k] as Family)) {
      const found = yield* mapped(searchPlan(search), told);
      if (!isOwn) cuts.push(found?.cuts ?? (yield* mapped(boundPlan(search), told)).outlooks.map((outlook) => outlook.cuts));
      if (found !== null) candidates.push({ from: isOwn ? 'the chosen model' : `model ${families[k]?.id ?? ''}`, free: found.spend, calendar: fullCalendar(task.settings, found.spend) });
    } else cuts.push((yield* mapped(boundPlan(search), told)).outlooks.map((outlook) => outlook.cuts));
  }
  return { candidates, cuts };
}

function* mapped<T>(steps: Generator<PlanProgress, T>, told: (progress: PlanProgress) => PlanProgress): Generator<PlanProgress, T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    yield told(step.value);
  }
}

/** What each model thinks of a calendar: against today's steady spend, and against the most it could have. */
function outlookOf(task: PlanTask, families: readonly Family[], cuts: readonly (readonly Cut[][])[], candidates: readonly Candidate[]): (objective: Objective, calendar: readonly Float64Array[]) => RobustResult {
  const room = searchOf(task, { dynamics: new Map() });
  const today = todayCalendar(task.settings);
  const facts = families.flatMap((family, k) => family.models.map((model) => {
    const own = cutsOfModel(task, family, model, cuts[k] ?? []);
    return {
      model, initial: modelTotal(task, model, today).value,
      best: Math.max(...candidates.map(({ calendar }) => modelTotal(task, model, calendar).value)),
      bound: bestSplit(own, room.room, room.budget).bound + heldOf(task, model),
    };
  }));
  return (objective, calendar) => {
    const models = facts.map(({ model, initial, best, bound }): ModelOutcome => {
      const response = modelTotal(task, model, calendar).value;
      const gain = response - initial;
      const most = Math.max(best, response);
      return {
        id: model.id, weight: model.weight, response, initialResponse: initial, gain, share: initial === 0 ? null : gain / initial,
        best: most, bestBound: Math.max(most, bound), regret: most - response,
      };
    });
    const share = objective.kind === 'tail' ? objective.share : TAIL_SHARE;
    const measures = outcomeMeasures(models, share);
    // No plan gains more in a model than that model's bound: the objective rises with every gain.
    const most = outcomeMeasures(models.map((outcome) => ({ ...outcome, gain: outcome.bestBound - outcome.initialResponse })), share);
    const mean = (of: (outcome: ModelOutcome) => number): number => models.reduce((sum, outcome) => sum + outcome.weight * of(outcome), 0);
    const value = objective.kind === 'mean' ? mean(({ response }) => response) : objective.kind === 'worst' ? measures.worst : measures.tail;
    const bound = objective.kind === 'mean' ? mean(({ bestBound }) => bestBound) : objective.kind === 'worst' ? most.worst : most.tail;
    // Weights may add up to a rounding over 1.
    return { objective, value, bound, models, ...measures, probabilityOfGain: Math.min(1, measures.probabilityOfGain) };
  };
}

/** Weights to improve a plan for: of all models, and where the worst count, of those that gain least. */
function weightings(objective: Objective, models: readonly ModelOutcome[]): Map<string, number>[] {
  const all = new Map(models.map(({ id, weight }) => [id, weight]));
  if (objective.kind === 'mean') return [all];
  const share = objective.kind === 'tail' ? objective.share : 0;
  let left = share;
  const worst = new Map<string, number>();
  for (const { id, weight } of [...models].sort((a, b) => a.gain - b.gain)) {
    if (worst.size > 0 && left <= 0) break;
    worst.set(id, weight);
    left -= weight;
  }
  const total = [...worst.values()].reduce((sum, weight) => sum + weight, 0);
  const half = new Map([...all].map(([id, weight]) => [id, 0.5 * weight + (0.5 * (worst.get(id) ?? 0)) / total]));
  return [all, half, worst];
}

function heldValue(task: PlanTask): number {
  return task.models.reduce((sum, model) => sum + model.weight * heldOf(task, model), 0);
}

/** What channels that the plan does not move bring in a model. */
function heldOf(task: PlanTask, model: PlanModel): number {
  const { channels, valueEnd, periods, ...rest } = task.settings;
  const held = channels.filter((channel) => channel.held);
  return modelTotal({ settings: { ...rest, periods, valueEnd, channels: held } }, model, held.map(({ today }) => new Float64Array(periods).fill(today))).value;
}

function wayNote(start: Candidate, best: Candidate, models: number, tried: number, objective: Objective): string {
  const aim = objective.kind === 'mean' ? 'the mean of all models' : objective.kind === 'worst' ? 'the least gain of any model' : `the mean gain of the worst ${formatPlain(100 * objective.share)} % of the models`;
  return `The plan is chosen for ${aim}: of the own best plans of ${tried} models (${models} in the set), that of ${start.from} does best${best === start ? '' : ', and was improved further for all of them'}. Responses are the mean of the models; what a better plan could still bring is in the gap.`;
}

