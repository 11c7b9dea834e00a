import { MixwrightError } from '../../errors.ts';
import { curvesOf, decisionOf, weightsOf } from '../general/decision.ts';
import { describeSpend } from '../general/describe.ts';
import { limitsAndPrices } from '../general/limits.ts';
import { notesOn } from '../general/outcome.ts';
import { boundsOf, namedTotal } from '../general/rules.ts';
import type { Allocation, AllocationProblem, Scenario } from '../problem.ts';
import { allocate } from '../solve.ts';
import type { Search, SpendBox } from './cutting-planes.ts';
import { gainsOf } from './gains.ts';
import { judge } from './judge.ts';
import { riskOf } from './risk.ts';
import { searchBest } from './search.ts';

/** Share of the bound on the gain at which the search ends, unless the problem says otherwise. */
const ROBUST_GAP = 1e-6;
/** Gains nearer to each other than this share of the present response are alike: rounding. */
const ROUNDING = 1e-9;
/** Work after which the best found is returned with the gap that is left: nodes × models × channels, about a second. */
const WORK = 150_000;
const FEWEST_NODES = 200;
/** Stands for a ceiling that is not known before the total is. */
const NO_CEILING = Number.MAX_VALUE / 16;

/**
 * The spend with the largest gain over the present one in the worst model, or on average over the worst models of some
 * weight (`tail`), with a proven bound: search.ts. For a budget or a hurdle, with all limits; `given` is judged as it is.
 * Response in the answer is the weighted mean over the models, `robust` has the objective and its bound.
 * MixwrightError ALLOCATION_ROBUST_TARGET for a target.
 */
export function solveRobust(problem: AllocationProblem): Allocation {
  const { scenario, models = [], objective = { kind: 'mean' }, channels } = problem;
  if (scenario.kind === 'given') {
    return judged(problem, Float64Array.from(channels, ({ name, spend }) => (Object.hasOwn(scenario.spend, name) ? scenario.spend[name] : undefined) ?? spend), null);
  }
  if (scenario.kind !== 'max_response' && scenario.kind !== 'hurdle') throw noTarget(scenario);
  const risk = riskOf(models.map(({ weight }) => weight ?? 1), objective);
  const gains = gainsOf(problem);
  const scale = Math.abs(gains.now.reduce((sum, value, m) => sum + value * (risk.weights[m] as number), 0));
  const search: Search = {
    problem, solver: decisionOf(problem), gains, risk, best: null, nodes: 0,
    maxNodes: Math.max(FEWEST_NODES, Math.round(WORK / (models.length * channels.length))),
    tolerance: (bound) => Math.max((problem.gap ?? ROBUST_GAP) * Math.abs(bound), ROUNDING * scale),
  };
  const bound = searchBest(search, wholeBox(problem));
  // Why nothing is feasible, and the nearest spend, are the same for every objective.
  if (search.best === null) return { ...allocate({ ...problem, objective: { kind: 'mean' } }), status: 'infeasible' };
  const { spend, weights } = search.best;
  return judged(problem, spend, { bound, rounding: ROUNDING * scale, weights });
}

/** Of what was sought: bound on the objective, differences that are rounding, and weights of the models that decide. */
interface Proven {
  bound: number;
  rounding: number;
  weights: Float64Array;
}

/** @param proven null: nothing was sought */
function judged(problem: AllocationProblem, spend: Float64Array, proven: Proven | null): Allocation {
  const { channels, scenario } = problem;
  const told = describeSpend(channels, curvesOf(problem), weightsOf(problem), spend);
  const robust = judge(problem, told.spend);
  if (proven === null) return { ...told, upperBound: told.total.response, gap: 0, status: 'optimal', notes: [], robust };
  const bound = Math.max(robust.value, proven.bound);
  const open = bound - robust.value;
  const gap = open <= proven.rounding || bound === 0 ? 0 : open / Math.abs(bound);
  const decision = decisionOf(problem);
  const mean = decision.solve(weightsOf(problem), { gap: ROBUST_GAP, maxNodes: FEWEST_NODES });
  const hurdle = scenario.kind === 'hurdle' ? scenario.hurdle : 0;
  // A limit is worth what it is worth to the models that decide.
  const limited = { ...told, ...limitsAndPrices(problem, describeSpend(channels, decision.curves, proven.weights, spend)) };
  const notes = notesOn(problem, decision, limited, 0, ROBUST_GAP);
  if (gap > 10 * (problem.gap ?? ROBUST_GAP)) notes.push(`The search stopped with a gap of ${(100 * gap).toPrecision(2)} % of the gain: a better split may exist, but not by more than that.`);
  return {
    ...limited, upperBound: Math.max(told.total.response, (mean?.bound ?? 0) + hurdle * told.total.spend), gap, status: 'optimal', notes,
    robust: { ...robust, bound },
  };
}

/** The least and most any channel may spend, whatever the others do: rules in between are the mean problems'. */
function wholeBox(problem: AllocationProblem): SpendBox {
  const named = namedTotal(problem);
  const bounds = problem.channels.map((channel) => {
    const { lower, upper } = boundsOf(channel, { least: named ?? 0, most: named ?? NO_CEILING });
    // A channel without effect stays as it is, within its bounds or not.
    return { lower: channel.orOff === true ? 0 : Math.min(lower, channel.spend), upper: Math.min(NO_CEILING, Math.max(upper, channel.spend)) };
  });
  return { lower: Float64Array.from(bounds, ({ lower }) => lower), upper: Float64Array.from(bounds, ({ upper }) => upper) };
}

function noTarget(scenario: Scenario): MixwrightError {
  const what = scenario.kind === 'target_response' ? 'A target of response' : 'A target of efficiency';
  return MixwrightError.ofProblems([{
    code: 'ALLOCATION_ROBUST_TARGET', severity: 'error', key: 'robust.objective',
    message: `${what} is met by the mean of the models; the worst case and the tail need a budget or a hurdle.`,
    mend: 'Decide by the mean, or give the budget: its answer tells what the worst models think of it.',
  }]);
}
