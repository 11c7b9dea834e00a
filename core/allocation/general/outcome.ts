import { formatPlain } from '../../report/format.ts';
import type { Allocation, AllocationProblem, Scenario } from '../problem.ts';
import type { Decision } from './decision.ts';
import { decisionOf } from './decision.ts';
import type { Infeasible } from './feasible.ts';
import { isUneven, isWithoutEffect } from './rules.ts';
import type { Found, SearchOptions } from './search.ts';

type Told = Pick<Allocation, 'spend' | 'total' | 'limits'>;

/** Notes on an answer: what can't be placed, channels that nothing moves, a search that ended early. */
export function notesOn(problem: AllocationProblem, { curves }: Decision, told: Told, gap: number, asked: number): string[] {
  const { channels, scenario } = problem;
  const notes = channels.flatMap((channel, index): string[] => {
    if (channel.fixed !== undefined) return [];
    if (channel.spend <= 0 && (channel.unit ?? 'multiple') === 'multiple') {
      return [`${channel.name} has no spend in the chosen dates, so there is nothing for bounds to multiply: it is left at 0.`];
    }
    return isWithoutEffect(curves[index] ?? []) ? [withoutEffect(channel.name, (curves[index] ?? []).length, told.spend[channel.name] ?? 0)] : [];
  });
  const unplaced = unplacedNote(problem, told);
  if (unplaced !== null) notes.unshift(unplaced);
  if (hurdleOf(scenario) !== null && channels.every(({ name }) => ['floor', 'off', 'fixed', 'held'].includes(told.limits?.[name] ?? ''))) {
    notes.unshift(`No channel brings more than ${formatPlain(hurdleOf(scenario) ?? 0)} per further unit of money: all are at the least they may have.`);
  }
  if (scenario.kind === 'target_efficiency' && scenario.basis !== 'marginal' && channels.every(({ name }) => ['ceiling', 'fixed', 'held'].includes(told.limits?.[name] ?? ''))) {
    notes.push('The target is met even with every channel at its highest allowed spend: only the bounds hold the budget back.');
  }
  if (gap > asked * (1 + 1e-9)) notes.push(`The search stopped with a gap of ${(100 * gap).toPrecision(2)} %: a better split may exist, but not by more than that.`);
  return notes;
}

function withoutEffect(name: string, models: number, spend: number): string {
  const where = models > 1 ? 'no effect in any of the models' : 'no effect in this model';
  return `${name} has ${where}: its spend is left at ${formatPlain(spend)} and counts towards the total.`;
}

function unplacedNote(problem: AllocationProblem, { total }: Told): string | null {
  const { scenario, channels } = problem;
  if (scenario.kind !== 'max_response' || !isUneven(problem)) return null;
  const left = scenario.budget - total.spend;
  if (!(left > 1e-9 * scenario.budget)) return null;
  const steps = [...new Set(channels.flatMap(({ step, fixed }) => (step === undefined || fixed !== undefined ? [] : [step])))];
  const why = steps.length === 0 ? 'because a channel is off or within its bounds and nothing in between' : `in steps of ${steps.map(formatPlain).join(' and ')}`;
  return `${formatPlain(left)} of the budget can't be placed ${why}.`;
}

/** Response per unit of money that the last unit must bring; null where the scenario has none. */
export function hurdleOf(scenario: Scenario): number | null {
  if (scenario.kind === 'hurdle') return scenario.hurdle;
  if (scenario.kind !== 'target_efficiency' || scenario.basis !== 'marginal') return null;
  return scenario.metric === 'roas' ? scenario.target : 1 / scenario.target;
}

/** Why a search found nothing: the target with what can be reached at most. */
export function whyNothing(problem: AllocationProblem, weights: ArrayLike<number>, options: SearchOptions): Infeasible {
  const { scenario, channels } = problem;
  if (scenario.kind === 'target_response') {
    const most = decisionOf({ ...problem, scenario: { kind: 'hurdle', hurdle: 0 } }).solve(weights, options);
    if (most !== null && most.spend !== null) {
      return {
        spend: [...most.spend],
        reason: `The bounds let no more than ${formatPlain(most.bound)} of response be reached, under the target of ${formatPlain(scenario.response)}: lower the target or raise the ceilings.`,
      };
    }
  }
  if (scenario.kind === 'target_efficiency' && scenario.basis !== 'marginal') {
    const best = mostEfficient(problem, weights, options);
    if (best !== null) {
      const { metric, target } = scenario;
      const figure = metric === 'roas' ? formatPlain(best.ratio) : best.ratio > 0 ? formatPlain(1 / best.ratio) : 'undefined';
      return {
        spend: [...best.spend],
        reason: `The best ${metric.toUpperCase()} within the bounds is ${figure}, ${metric === 'roas' ? 'under' : 'over'} the target of ${formatPlain(target)}: relax the target or lower the floors.`,
      };
    }
  }
  return {
    spend: channels.map(({ spend }) => spend),
    reason: 'No spend was found that keeps all bounds, groups and steps at once: each can be kept alone, so widen the ones that matter least.',
  };
}

/** Largest Σresponse/Σspend (Dinkelbach 1967): for a ratio t, Σ(f − t·s) is made largest, and t raised to the ratio found. */
function mostEfficient(problem: AllocationProblem, weights: ArrayLike<number>, options: SearchOptions): { spend: Float64Array; ratio: number } | null {
  let best: { spend: Float64Array; ratio: number } | null = null;
  for (let step = 0; step < 30; step++) {
    const hurdle: number = best?.ratio ?? 0;
    const found: Found | null = decisionOf({ ...problem, scenario: { kind: 'hurdle', hurdle } }).solve(weights, options);
    if (found === null || found.spend === null) break;
    const money = found.spend.reduce((sum, value) => sum + value, 0);
    const ratio = money > 0 ? (found.value + hurdle * money) / money : 0;
    if (best !== null && !(ratio > best.ratio * (1 + 1e-9))) break;
    best = { spend: found.spend, ratio };
  }
  return best;
}
