import { createMeanSolver } from '../allocation/general/mean-solver.ts';
import type { MeanSolver } from '../allocation/general/mean-solver.ts';
import type { AllocationChannel, AllocationProblem, ProblemModel } from '../allocation/problem.ts';
import { MixwrightError } from '../errors.ts';
import { createDecision } from './decision.ts';
import type { Decision } from './decision.ts';
import { CHANGES, LENGTHS, liftNoise, liftsPerPeriod, mean, spread } from './designs.ts';
import type { ExperimentAdvice, ExperimentDesign, ExperimentRanking } from './experiment.ts';
import { resolutionOf } from './facts.ts';
import type { RankFacts } from './facts.ts';
import { rankNotes } from './notes.ts';
import { decisionProblem } from './problem.ts';
import { typicalBeliefs } from './signal.ts';
import type { Signal } from './signal.ts';
import { suggest, worth } from './suggest.ts';
import { adviceSentence } from './words.ts';

export type { RankFacts } from './facts.ts';

/** Outcomes per channel for which the best budget is looked for. */
const OUTCOMES = 15;
/** Weighing all designs of a channel takes about as long as so many searches for a budget. */
const WEIGHING = 5;

type Step = { share: number; gap: null };

/**
 * Preposterior analysis (Raiffa and Schlaifer 1961): what is each study expected to add to the budget decision, before it
 * is run? The prior is the problem's models with their weights, the decision the budget of the largest weighted mean, its
 * value that over `periods` periods. After a study the weights change by Bayes' rule and the budget is chosen anew.
 *
 * Exact to the solver's gap: perfect information (every model's own best budget). A lower bound: the value of a study and
 * of a channel's exact effect, since beliefs after it choose among budgets that were solved for: those of the prior, of
 * every model, and of typical outcomes of every channel's study; outcomes are integrated to a part in a thousand
 * (signal.ts). 0 ≤ study ≤ channel exactly known ≤ perfect information: each signal is the one before with less noise
 * (Blackwell 1953).
 *
 * In steps: yields the share of the work done, returns the ranking. MixwrightError EXPERIMENT_NO_BUDGET where no budget
 * keeps the scenario's constraints.
 */
export function* rankSteps(facts: RankFacts): Generator<Step, ExperimentRanking> {
  yield { share: 0, gap: null };
  const { problem, notes } = decisionProblem(facts.problem);
  const models = problem.models ?? [];
  const weights = normalised(models);
  const decision = createDecision(problem, weights, facts.periods, solverOf(problem, models));
  const channels = problem.channels.filter(({ spend }) => spend > 0);
  const steps = models.length + channels.length * (OUTCOMES + WEIGHING);
  let done = 0;
  if (!decision.consider(weights)) throw noBudget();
  if (models.length > 1) {
    for (let k = 0; k < models.length; k++) {
      yield { share: done++ / steps, gap: null };
      decision.consider(weights.map((_, index) => (index === k ? 1 : 0)));
    }
    for (const channel of channels) {
      for (const beliefs of typicalBeliefs(mostTelling(facts, models, weights, channel, decision), OUTCOMES)) {
        yield { share: done / steps, gap: null };
        decision.consider(beliefs);
        done += 1;
      }
    }
  }
  const perfectInformation = decision.perfectInformation();
  const advice: ExperimentAdvice[] = [];
  for (const channel of channels) {
    advice.push(adviseOn({ ...facts, problem }, models, weights, channel, decision, perfectInformation));
    done += WEIGHING;
    yield { share: Math.min(1, done / steps), gap: null };
  }
  advice.sort((a, b) => worth(b) - worth(a) || b.perfectInformation - a.perfectInformation);
  return {
    periods: facts.periods, spacing: facts.prepared.spacing, perfectInformation, withoutStudy: decision.prior(), models: models.length,
    channels: advice, notes: [...notes, ...rankNotes({ ...facts, problem })],
  };
}

/** All steps at once. */
export function rankExperiments(facts: RankFacts): ExperimentRanking {
  const steps = rankSteps(facts);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

function adviseOn(
  facts: RankFacts, models: readonly ProblemModel[], weights: Float64Array, channel: AllocationChannel, decision: Decision, limit: number,
): ExperimentAdvice {
  const { periods, prepared: { spacing } } = facts;
  const signals = CHANGES.map((change) => exactSignal(facts, models, weights, channel, change));
  const perfectInformation = Math.min(limit, Math.max(0, ...signals.map((signal) => decision.valueOf(signal).value)));
  const looked = CHANGES.flatMap((change, c) => LENGTHS[spacing].map((length) => designOf(facts, channel, signals[c] as Signal, change, length, decision, perfectInformation)));
  const designs = looked.map(({ design }) => design);
  const { design, refusal } = suggest(designs, perfectInformation, decision.prior());
  const changesDecision = looked.find((one) => one.design === design)?.changes ?? 0;
  const sentence = adviceSentence({ channel: channel.name, design, refusal, designs, changesDecision, perfectInformation, periods, spacing });
  return { channel: channel.name, perfectInformation, value: design?.value ?? 0, changesDecision, design, designs, sentence };
}

function designOf(
  facts: RankFacts, channel: AllocationChannel, { weights, lifts: each, sd: resolution }: Signal, change: number, periods: number, decision: Decision, limit: number,
): { design: ExperimentDesign; changes: number } {
  const lifts = each.map((lift) => lift * periods);
  const noise = liftNoise(facts.residualSd, periods, facts.autocorrelation);
  const { value: found, changes } = decision.valueOf({ weights, lifts, sd: Math.hypot(noise, resolution * periods) });
  const value = Math.min(limit, found);
  const expectedLift = mean(lifts, weights);
  const extraSpend = channel.spend * change * periods;
  const cost = Math.max(0, extraSpend * moneyWorth(facts) - expectedLift);
  const design = {
    change, periods, extraSpend, expectedLift, liftSpread: spread(lifts, weights), liftLower: Math.min(...lifts), liftUpper: Math.max(...lifts),
    noise, value, cost, net: value - cost,
  };
  return { design, changes };
}

/** Response that a unit of money stands for: itself where the response is money, else today's mean return; a hurdle says it. */
function moneyWorth({ problem: { scenario, channels, models = [] }, response = 'revenue' }: RankFacts): number {
  if (scenario.kind === 'hurdle') return scenario.hurdle;
  if (response === 'revenue') return 1;
  const money = channels.reduce((sum, { spend }) => sum + spend, 0);
  // The response now is what is lost by switching every channel off.
  const today = channels.map((channel) => -mean(liftsPerPeriod(models, channel, -1), normalised(models)));
  return money > 0 ? today.reduce((sum, value) => sum + value, 0) / money : 0;
}

/** The channel's lift per period without noise, but for what the models can't tell. */
function exactSignal(facts: RankFacts, models: readonly ProblemModel[], weights: Float64Array, channel: AllocationChannel, change: number): Signal {
  const lifts = liftsPerPeriod(models, channel, change);
  return { weights, lifts, sd: (facts.resolution ?? resolutionOf(weights)) * spread(lifts, weights) };
}

/** The change of spend that would tell most, measured as long as may be. */
function mostTelling(facts: RankFacts, models: readonly ProblemModel[], weights: Float64Array, channel: AllocationChannel, decision: Decision): Signal {
  const longest = LENGTHS[facts.prepared.spacing].at(-1) as number;
  const noise = liftNoise(facts.residualSd, longest, facts.autocorrelation) / longest;
  const signals = CHANGES.map((change): Signal => {
    const signal = exactSignal(facts, models, weights, channel, change);
    return { ...signal, sd: Math.hypot(signal.sd, noise) };
  });
  const values = signals.map((signal) => decision.valueOf(signal).value);
  return signals[values.indexOf(Math.max(...values))] as Signal;
}

function normalised(models: readonly ProblemModel[]): Float64Array {
  const weights = Float64Array.from(models, ({ weight }) => weight ?? 1);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / all);
}

/** Without models there is nothing to tell apart, and nothing to solve. */
function solverOf(problem: AllocationProblem, models: readonly ProblemModel[]): MeanSolver {
  if (models.length > 0) return createMeanSolver(problem);
  return { solve: () => ({ spend: Float64Array.from(problem.channels, ({ spend }) => spend), value: 0, bound: 0, nodes: 0 }) };
}

function noBudget(): MixwrightError {
  return MixwrightError.ofProblems([{
    code: 'EXPERIMENT_NO_BUDGET', severity: 'error', key: 'scenario', message: 'No budget keeps all limits of this scenario, so there is no decision that a study could improve.',
    mend: 'Widen the bounds, or choose another scenario.',
  }]);
}
