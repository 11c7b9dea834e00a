import { extrapolation } from '../diagnosis/extrapolation.ts';
import type { PreparedData } from '../model/prepared.ts';
import { meanSpend } from '../refresh/changes.ts';
import { reconcile } from '../response/reconcile.ts';
import { bootstrapDraws } from '../uncertainty/bootstrap.ts';
import { channelDraws, gainInterval } from '../uncertainty/gain.ts';
import type { Advice, ModelCandidate } from './advice.ts';
import { askedProblem } from './asked.ts';
import type { Asked, DecisionModels } from './asked.ts';
import { adviceCurves } from './curves.ts';
import { explain } from './insight/explain.ts';
import type { InsightOptions } from './insight/words.ts';
import { horizonOf } from './per-period.ts';
import type { Allocation, ModelScenario } from './problem.ts';
import { judge } from './robust/judge.ts';
import { setGain } from './set-gain.ts';
import { allocate } from './solve.ts';

/**
 * A suggestion over the models of `set` (or by `model` alone), with what it rests on. Same arguments, same bits.
 * @param seed of the resamples behind the gain's interval
 * @param words how sentences are written
 */
export function advise(prepared: PreparedData, model: ModelCandidate, set: DecisionModels | null, scenario: ModelScenario, seed: number, words: InsightOptions = {}): Advice {
  const asked = askedProblem(prepared, model, set, scenario);
  const { problem, own } = asked;
  const isRobust = problem.models !== undefined;
  const withHorizon = (allocation: Allocation): Allocation => ({ ...allocation, ...horizonOf(allocation.total, scenario, asked.rows.length) });
  const allocation = withHorizon(allocate(problem));
  const alone = isRobust ? withHorizon(allocate(own)) : null;
  const curves = adviceCurves(prepared, problem, allocation.spend);
  return {
    basis: isRobust ? 'robust' : 'model',
    modelSet: { kind: isRobust ? set?.kind ?? 'model' : 'model', models: problem.models?.length ?? 1, note: set?.note ?? 'the chosen model alone' },
    problem, allocation,
    own: alone === null ? null : { problem: own, allocation: alone.status === 'infeasible' ? alone : { ...alone, robust: judge(problem, alone.spend) } },
    ...chosenOutcome(asked, model, allocation),
    curves,
    explanations: explain(problem, allocation, words),
    reconciliation: reconcile({ prepared, params: model.params, ...asked }),
    extrapolation: beyondObserved(prepared, curves, allocation),
    gain: allocation.status === 'infeasible' ? null : gainOf(prepared, model, set, asked, allocation, seed),
    notes: asked.notes,
  };
}

function gainOf(prepared: PreparedData, { params }: ModelCandidate, set: DecisionModels | null, { refit, problem }: Asked, allocation: Allocation, seed: number): Advice['gain'] {
  if (set !== null && problem.models !== undefined) return setGain(prepared, set, problem, allocation, seed);
  const draws = bootstrapDraws(prepared, params, { seed, rows: refit === null ? 'tuning' : 'all', penalty: 'none' });
  return gainInterval(problem, allocation, channelDraws(prepared, draws));
}

function chosenOutcome({ own, problem }: Asked, { id }: ModelCandidate, { spend, status }: Allocation): Pick<Advice, 'chosen'> {
  if (problem.models === undefined || status === 'infeasible') return {};
  const curves = Object.fromEntries(own.channels.map(({ name, coefficient, alpha, inflexion, carryover }) => [name, { coefficient, alpha, inflexion, carryover }]));
  const [chosen] = judge({ ...own, models: [{ id, curves }] }, spend).models;
  return chosen === undefined ? {} : { chosen };
}

/** Channels whose suggested spend per period the window never saw, or saw in peaks only. */
function beyondObserved(prepared: PreparedData, curves: Advice['curves'], { spend, status }: Allocation): Advice['extrapolation'] {
  if (status === 'infeasible') return [];
  const means = meanSpend(prepared);
  return curves.flatMap(({ channel, observedMax }) => {
    const { level, text } = extrapolation({ channel, observedMax, observedMean: means[channel] ?? 0, suggested: spend[channel] ?? 0 });
    return text === null ? [] : [{ channel, level, text }];
  });
}
