import { formatPlain } from '../report/format.ts';
import type { Box } from './branch.ts';
import { DEFAULT_GAP, maximise } from './branch.ts';
import { describeSpend } from './general/describe.ts';
import { limitsAndPrices } from './general/limits.ts';
import { solveGeneral } from './general/solve.ts';
import { bestEfficiency, explainBudget, explainTarget } from './infeasible.ts';
import type { Allocation, AllocationChannel, AllocationProblem, Scenario } from './problem.ts';
import type { Goal } from './relax.ts';

/**
 * Best spend per channel for a scenario, with a proven bound on how good any could be.
 *
 * Plain problems are solved here, on the curves themselves (branch.ts): `max_response` keeps Σ spend = budget;
 * `target_efficiency` keeps Σ response / Σ spend ≥ ROAS (or Σ spend / Σ response ≤ CPA) and takes the largest response
 * among all spends that do. Everything else goes to `solveGeneral`. Channels that money can't move (no effect, or no spend
 * to multiply) stay where they are and count towards both sums. Infeasible problems come back with `status: 'infeasible'`,
 * the constraint in `notes`, and the nearest spend the bounds allow.
 */
export function allocate(problem: AllocationProblem, gap = problem.gap ?? DEFAULT_GAP): Allocation {
  const { channels, scenario } = problem;
  if (!isPlain(problem) || !isPlainScenario(scenario)) return solveGeneral(problem);
  const held = channels.filter(isHeld);
  const boxes = channels.map(boxOf);
  const notes = held.map(heldNote);
  const goal: Goal = scenario.kind === 'max_response'
    ? { kind: 'budget', budget: scenario.budget }
    : { kind: 'target', target: scenario.metric === 'roas' ? scenario.target : 1 / scenario.target };

  const optimum = maximise(boxes, goal, gap);
  if (optimum !== null) {
    const found = describe(problem, optimum.spend);
    const left = share(optimum.bound, found.total.response);
    if (left > gap) {
      notes.push(`The search stopped with a gap of ${(100 * left).toPrecision(2)} %: a better split may exist, but its response can't be larger than ${formatPlain(optimum.bound)}.`);
    }
    if (scenario.kind === 'target_efficiency' && boxes.every((box, index) => optimum.spend[index] === box.upper)) {
      notes.push('The target is met even with every channel at its highest allowed spend: only the bounds hold the budget back.');
    }
    return { ...found, upperBound: Math.max(optimum.bound, found.total.response), gap: left, status: 'optimal', notes };
  }

  const [nearest, reason] = scenario.kind === 'max_response'
    ? explainBudget(channels, boxes, scenario.budget)
    : explainTarget(channels, boxes, scenario, bestEfficiency(boxes));
  const found = describe(problem, nearest);
  return { ...found, upperBound: found.total.response, gap: 0, status: 'infeasible', notes: [reason, ...notes] };
}

type PlainScenario = Extract<Scenario, { kind: 'max_response' | 'target_efficiency' }>;

/** One model, bounds as multiples and nothing else: the curves' own solver is exact and the fastest. */
function isPlain({ channels, groups, maxChanged, models }: AllocationProblem): boolean {
  return models === undefined && maxChanged === undefined && (groups ?? []).length === 0
    && channels.every(({ unit, fixed, step, orOff }) => (unit ?? 'multiple') === 'multiple' && fixed === undefined && step === undefined && orOff !== true);
}

function isPlainScenario(scenario: Scenario): scenario is PlainScenario {
  return scenario.kind === 'max_response' || (scenario.kind === 'target_efficiency' && scenario.basis !== 'marginal');
}

/** Money can't move it: no effect, or a spend of 0 that bounds multiply to 0. */
export function isHeld(channel: AllocationChannel): boolean {
  return channel.coefficient <= 0 || channel.spend <= 0;
}

function boxOf(channel: AllocationChannel): Box {
  const { spend, lower, upper } = channel;
  return isHeld(channel)
    ? { curve: channel, lower: spend, upper: spend }
    : { curve: channel, lower: spend * lower, upper: spend * upper };
}

function heldNote({ name, coefficient, spend }: AllocationChannel): string {
  if (spend <= 0) return `${name} has no spend in the chosen dates, so there is nothing for bounds to multiply: it is left at 0.`;
  const why = coefficient < 0 ? 'a negative effect' : 'no effect';
  return `${name} has ${why} in this model: its spend is left at ${formatPlain(spend)} and counts towards the total.`;
}

function describe(problem: AllocationProblem, spend: ArrayLike<number>) {
  const told = describeSpend(problem.channels, problem.channels.map((channel) => [channel]), [1], spend);
  return { ...told, ...limitsAndPrices(problem, told) };
}

/** (bound − found)/bound, never below 0; 0 when both are 0. */
function share(bound: number, found: number): number {
  return bound === 0 ? 0 : Math.max(0, (bound - found) / Math.abs(bound));
}
