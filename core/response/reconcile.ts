import type { Curve } from '../allocation/curve.ts';
import { responseAt } from '../allocation/curve.ts';
import type { AllocationChannel, AllocationProblem } from '../allocation/problem.ts';
import { responseCurve } from '../model/curves.ts';
import type { CandidateParameters, Evaluation } from '../model/evaluation.ts';
import type { PreparedData } from '../model/prepared.ts';
import { modelSeries } from '../model/series.ts';
import { meanSpend } from '../model/spend.ts';
import { meanResponseAt, weightedCurves } from './mean-response.ts';
import { stepWords } from './reconcile-words.ts';
import type { MadeChoices } from './reconcile-words.ts';
import type { ReconciledChannel, Reconciliation, ReconciliationStep, StepKey } from './reconciliation.ts';

/** What the steps are made of: a model, what it became when fitted on all rows, and the problem that was solved. */
export interface ReconcileFacts {
  prepared: PreparedData;
  params: CandidateParameters;
  evaluation: Evaluation;
  /** Null where tuning left no test period out. */
  refit: Evaluation | null;
  /** The model's own curves. */
  own: AllocationProblem;
  /** What was solved, with several models where there were. */
  problem: AllocationProblem;
  /** Rows of the whole table that count as today. */
  rows: readonly number[];
}

/**
 * From what the model's page says a channel contributed to what the allocation says it brings today. With f(s) = β·h(s + c̄)
 * the curve, aₜ adstocked spend, s̄ mean spend of the window's n periods:
 *
 *   Σβ·h(aₜ)   → Σβ·h(aₜ)/n   → β·h(ā)   → f(s̄)   → f refitted   → f at the spend of the dates   → the kind of curve asked for
 *   → the weighted mean over models = response today.
 *
 * The third step is what variation of spend costs (Jensen 1906), the fourth that the part of spend that works at once is
 * taken whole (Weibull PDF: it is not) beside a carry-over that does not change. Response at f(s̄) is the point on the
 * page's curve. Every figure comes from the functions that page, curves and solver use.
 */
export function reconcile(facts: ReconcileFacts): Reconciliation {
  const { prepared, params, evaluation, refit, own, problem, rows } = facts;
  const adstocked = meanAdstock(facts);
  const today = weightedCurves(problem);
  const made: MadeChoices = {
    spacing: prepared.spacing, windowPeriods: prepared.windowRows, todayPeriods: rows.length, models: problem.models?.length ?? null,
    isRefitted: refit !== null, isOtherCurve: own.channels.some((channel) => isOtherCurve(channel, responseCurve(refit ?? evaluation, params, channel.name))),
  };
  const channels = own.channels.map((channel, index): ReconciledChannel => ({
    channel: channel.name,
    steps: stepsOf(valuesOf(facts, made, channel, {
      mean: meanSpend(prepared, index), adstocked: adstocked[index] ?? NaN, today: meanResponseAt(today.get(channel.name) ?? [], channel.spend),
    }), made),
  }));
  return { windowPeriods: prepared.windowRows, todayPeriods: rows.length, channels, total: stepsOf(summed(channels), made, true) };
}

type Values = [key: StepKey, value: number][];

/** @param at mean spend of the window, mean adstocked spend, and response today by the allocation */
function valuesOf(
  { prepared, params, evaluation, refit, problem, rows }: ReconcileFacts, { isOtherCurve }: MadeChoices, channel: AllocationChannel,
  at: { mean: number; adstocked: number; today: number },
): Values {
  const { name, spend } = channel;
  const contribution = evaluation.contribution[name] ?? 0;
  const page = responseCurve(evaluation, params, name);
  const fitted = refit === null ? page : responseCurve(refit, params, name);
  const values: Values = [
    ['contribution', contribution],
    ['mean_response', contribution / prepared.windowRows],
    ['variation', responseAt(atAdstock(page), at.adstocked)],
    ['carryover', responseAt(page, at.mean)],
  ];
  if (refit !== null) values.push(['refit', responseAt(fitted, at.mean)]);
  if (rows.length < prepared.windowRows) values.push(['dates', responseAt(fitted, spend)]);
  if (isOtherCurve) values.push(['curve', responseAt(channel, spend)]);
  if (problem.models !== undefined) values.push(['models', at.today]);
  values.push(['today', at.today]);
  return values;
}

/** Mean over the window of each medium's adstocked series; paid channels come first. */
function meanAdstock({ prepared, params }: ReconcileFacts): number[] {
  return modelSeries(prepared, params).media.map(({ adstocked }) => adstocked.reduce((sum, value) => sum + value, 0) / prepared.windowRows);
}

/** β·h(v) as a curve of adstocked spend v. */
function atAdstock(curve: Curve): Curve {
  return { ...curve, carryover: 0 };
}

/** Differences of less than this share of a response are rounding: of the sums, and of the fast powers that models are fitted with. */
const ROUNDING = 1e-11;

function isOtherCurve(channel: AllocationChannel, fitted: Curve): boolean {
  const own = responseAt(channel, channel.spend);
  return Math.abs(own - responseAt(fitted, channel.spend)) > ROUNDING * Math.abs(own);
}

function stepsOf(values: Values, made: MadeChoices, isSum = false): ReconciliationStep[] {
  return values.map(([key, value], index): ReconciliationStep => {
    const before = values[index - 1]?.[1];
    const difference = before === undefined ? 0 : key === 'mean_response' ? null : value - before;
    const isRounding = Math.abs(difference ?? 0) <= ROUNDING * Math.abs(value);
    return { key, value, difference, ...stepWords(key, isRounding ? 0 : isSum ? null : difference ?? 0, made) };
  });
}

function summed(channels: readonly ReconciledChannel[]): Values {
  return (channels[0]?.steps ?? []).map(({ key }, step) => [key, channels.reduce((sum, { steps }) => sum + (steps[step]?.value ?? 0), 0)]);
}
