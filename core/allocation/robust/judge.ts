import type { Curve } from '../curve.ts';
import { responseAt } from '../curve.ts';
import type { AllocationChannel, AllocationProblem, ModelOutcome, ProblemModel, RobustResult } from '../problem.ts';
import { TAIL_SHARE } from '../problem.ts';
import { allocate } from '../solve.ts';
import { outcomeMeasures } from './measures.ts';

/**
 * What each model of the problem thinks of any spend, and what it would have done with the same money under the same limits:
 * its own optimum, solved for each (models that are resamples included). A spend that does not keep the limits (today's,
 * or one edited by hand) is held against the best within limits that are just wide enough for it.
 */
export function judge(problem: AllocationProblem, spend: Readonly<Record<string, number>>): RobustResult {
  const { models = [], channels, scenario } = problem;
  const all = models.reduce((sum, { weight }) => sum + (weight ?? 1), 0);
  const money = channels.reduce((sum, { name }) => sum + (spend[name] ?? 0), 0);
  const extra = money - channels.reduce((sum, channel) => sum + channel.spend, 0);
  const hurdle = scenario.kind === 'hurdle' ? scenario.hurdle : 0;
  const outcomes = models.map((model): ModelOutcome => {
    const response = responseOf(channels, model, ({ name }) => spend[name] ?? 0);
    const initialResponse = responseOf(channels, model, (channel) => channel.spend);
    const gain = response - initialResponse;
    const best = bestOf(problem, model, spend, money, response);
    return {
      id: model.id, weight: (model.weight ?? 1) / all, response, initialResponse, gain,
      share: initialResponse === 0 ? null : gain / initialResponse, ...best, regret: Math.max(0, best.best - response),
    };
  });
  const objective = problem.objective ?? { kind: 'mean' };
  const measures = outcomeMeasures(outcomes, objective.kind === 'tail' ? objective.share : TAIL_SHARE);
  const mean = outcomes.reduce((sum, { weight, response }) => sum + weight * response, 0);
  const value = objective.kind === 'mean' ? mean - hurdle * money
    : (objective.kind === 'worst' ? measures.worst : measures.tail) - hurdle * extra;
  return { objective, value, bound: value, models: outcomes, ...measures };
}

function bestOf(problem: AllocationProblem, model: ProblemModel, spend: Readonly<Record<string, number>>, money: number, response: number): Pick<ModelOutcome, 'best' | 'bestBound'> {
  const within = ownBest(problem, model, problem.channels, money);
  if (within !== null && within.best >= response) return within;
  const kept = within !== null && within.bestBound >= response;
  const wide = kept ? within : ownBest({ ...problem, groups: [] }, model, problem.channels.map((channel) => widened(channel, spend[channel.name] ?? 0, money)), money);
  return { best: Math.max(response, wide?.best ?? response), bestBound: Math.max(response, wide?.bestBound ?? response) };
}

/** Null when no spend of so much money keeps the limits. */
function ownBest({ groups, maxChanged }: AllocationProblem, model: ProblemModel, channels: readonly AllocationChannel[], money: number): Pick<ModelOutcome, 'best' | 'bestBound'> | null {
  const found = allocate({
    channels: channels.map((channel) => ({ ...channel, ...movable(curveOf(model, channel)) })),
    scenario: { kind: 'max_response', budget: money },
    ...(groups === undefined ? {} : { groups }), ...(maxChanged === undefined ? {} : { maxChanged }),
  });
  if (found.status === 'infeasible') return null;
  const best = responseOf(channels, model, ({ name }) => found.spend[name] ?? 0);
  return { best, bestBound: Math.max(best, found.upperBound) };
}

/** Bounds that the spend keeps, and no other rule. */
function widened({ unit, fixed: _, step: __, orOff: ___, ...channel }: AllocationChannel, spend: number, money: number): AllocationChannel {
  const one = unit === 'money' ? 1 : unit === 'share' ? money : channel.spend;
  return { ...channel, unit: 'money', lower: Math.min(spend, channel.lower * one), upper: Math.max(spend, channel.upper * one) };
}

/**
 * Where a model alone is asked, a channel without effect stays as it is. Here it is one of several models: money may well be
 * taken from a channel that only the others believe in. An effect too small to show keeps it movable.
 */
function movable(curve: Curve): Curve {
  return curve.coefficient > 0 ? curve : { coefficient: 1e-30, alpha: 1, inflexion: 1, carryover: 0 };
}

function responseOf(channels: readonly AllocationChannel[], model: ProblemModel, spend: (channel: AllocationChannel) => number): number {
  return channels.reduce((sum, channel) => sum + responseAt(curveOf(model, channel), spend(channel)), 0);
}

function curveOf({ curves }: ProblemModel, { name }: AllocationChannel): Curve {
  return curves[name] ?? { coefficient: 0, alpha: 1, inflexion: 1, carryover: 0 };
}
