import { MeanCurve } from '../core/allocation/general/jet.ts';
import { createMeanSolver } from '../core/allocation/general/mean-solver.ts';
import { responseAt } from '../core/allocation/curve.ts';
import type { AllocationChannel, AllocationProblem } from '../core/allocation/problem.ts';
import { allocate } from '../core/allocation/solve.ts';
import type { Generator } from '../core/random/generator.ts';
import { streamFor } from '../core/random/stream.ts';
import { budgetBetween, wildChannels } from './allocation-problems.ts';

export interface Proof {
  problems: number;
  /** Share by which bounds and budget are missed at most. */
  missed: number;
  gap: number;
  gapsOver: number;
  /** Largest share by which the best of the local starts, and a refined grid, were better. */
  beatenByLocal: number;
  worseLocal: number;
  beatenByGrid: number;
  grids: number;
  /** Largest share by which plain and general solver differ. */
  differ: number;
  /** Largest fall of response where the budget, or of spend where the target, rises. */
  falls: number;
  median: number;
  slowest: number;
  generalMedian: number;
  generalSlowest: number;
  slowestOf40: number;
}

const STARTS = 200;

/** Random budgets over 2 to 40 channels, by the plain and by the general solver, against local searches and grids. */
export function proveAllocation(rounds: number, starts = STARTS, seed = 9): Proof {
  const times: number[] = [];
  const general: number[] = [];
  const proof: Proof = {
    problems: rounds, missed: 0, gap: 0, gapsOver: 0, beatenByLocal: -Infinity, worseLocal: 0, beatenByGrid: -Infinity, grids: 0, differ: 0, falls: 0,
    median: 0, slowest: 0, generalMedian: 0, generalSlowest: 0, slowestOf40: 0,
  };
  for (let round = 0; round < rounds; round++) {
    const random = streamFor(seed, round);
    const channels = wildChannels(random, 2 + random.integer(39));
    const share = round % 20 === 0 ? 0 : round % 20 === 1 ? 1 : random.uniform();
    const budget = budgetBetween(channels, share);
    const problem: AllocationProblem = { channels, scenario: { kind: 'max_response', budget } };
    const start = performance.now();
    const answer = allocate(problem);
    times.push(performance.now() - start);
    const again = performance.now();
    const other = createMeanSolver(problem).solve([1]);
    general.push(performance.now() - again);
    const { response } = answer.total;
    if (channels.length >= 38) proof.slowestOf40 = Math.max(proof.slowestOf40, times.at(-1) ?? 0);
    proof.gap = Math.max(proof.gap, answer.gap);
    if (answer.gap > 1e-6) proof.gapsOver++;
    // At the floors with α < 1 from nothing the slope is infinite: there the rounding of the budget itself moves the response.
    if (share > 0) proof.differ = Math.max(proof.differ, other === null ? 1 : Math.abs(other.value - response) / response, other === null ? 1 : (other.bound - other.value) / other.bound);
    proof.missed = Math.max(proof.missed, missedBy(channels, budget, answer.spend));
    let best = -Infinity;
    for (let k = 0; k < starts; k++) best = Math.max(best, localSearch(channels, budget, random));
    proof.beatenByLocal = Math.max(proof.beatenByLocal, (best - response) / response);
    if (best < response * (1 - 1e-6)) proof.worseLocal++;
    if (channels.length <= 3) {
      proof.grids++;
      proof.beatenByGrid = Math.max(proof.beatenByGrid, Math.abs(rotated(channels, budget) - response) / response);
    }
    if (share < 0.98) {
      const more = allocate({ channels, scenario: { kind: 'max_response', budget: budgetBetween(channels, share + 0.02) } }).total.response;
      proof.falls = Math.max(proof.falls, (response - more) / response);
      const [low, high] = [0.9, 0.95].map((part) => allocate({ channels, scenario: { kind: 'target_response', response: part * response } }).total.spend);
      proof.falls = Math.max(proof.falls, ((low ?? 0) - (high ?? 0)) / budget);
      const [mild, strict] = [0.9, 1.1].map((part) => allocate({ channels, scenario: { kind: 'target_efficiency', metric: 'roas', target: (part * response) / budget } }));
      // What is too much to ask for brings nothing.
      if (strict?.status === 'optimal') proof.falls = Math.max(proof.falls, (strict.total.response - (mild?.total.response ?? 0)) / response);
    }
  }
  for (const list of [times, general]) list.sort((a, b) => a - b);
  return {
    ...proof, median: times[rounds >> 1] ?? 0, slowest: times.at(-1) ?? 0, generalMedian: general[rounds >> 1] ?? 0, generalSlowest: general.at(-1) ?? 0,
  };
}

function missedBy(channels: readonly AllocationChannel[], budget: number, spend: Readonly<Record<string, number>>): number {
  const total = Object.values(spend).reduce((sum, value) => sum + value, 0);
  return channels.reduce((most, { name, spend: now, lower, upper }) => (
    Math.max(most, lower - (spend[name] ?? NaN) / now, (spend[name] ?? NaN) / now - upper)), Math.abs(total / budget - 1));
}

/**
 * Projected gradient from a random start: steps along the slopes, scaled by each channel's room, put back onto budget and bounds by one
 * shift found by bisection; steps grow while they help and shrink when they don't. Then exchanges between the best and worst slope.
 */
function localSearch(channels: readonly AllocationChannel[], budget: number, random: Generator): number {
  const low = channels.map(({ spend, lower }) => spend * lower);
  const high = channels.map(({ spend, upper }) => spend * upper);
  const means = channels.map((channel) => new MeanCurve([channel], [1]));
  const jet = { value: 0, slope: 0, curvature: 0 };
  const valueOf = (at: readonly number[]): number => at.reduce((sum, value, i) => sum + responseAt(channels[i] as AllocationChannel, value), 0);
  let at = projected(low.map((value, i) => value + random.uniform() * ((high[i] as number) - value)), low, high, budget);
  let value = valueOf(at);
  let step = 0.3;
  for (let round = 0; round < 60 && step > 1e-7; round++) {
    const slopes = at.map((spend, i) => Math.min(1e9, (means[i] as MeanCurve).at(spend, jet).slope));
    const mean = slopes.reduce((sum, slope) => sum + slope, 0) / slopes.length;
    const size = slopes.reduce((most, slope) => Math.max(most, Math.abs(slope - mean)), 1e-300);
    const next = projected(at.map((spend, i) => spend + (step * ((high[i] as number) - (low[i] as number)) * ((slopes[i] as number) - mean)) / size), low, high, budget);
    const found = valueOf(next);
    if (found > value) {
      [at, value] = [next, found];
      step *= 1.6;
    } else step *= 0.4;
  }
  return value;
}

/** Nearest spend that keeps bounds and budget: all moved by the same amount and cut off at their bounds. */
function projected(at: readonly number[], low: readonly number[], high: readonly number[], budget: number): number[] {
  const shifted = (by: number) => at.map((value, i) => Math.min(high[i] as number, Math.max(low[i] as number, value + by)));
  const size = high.reduce((sum, value) => sum + value, 0) + at.reduce((sum, value) => sum + Math.abs(value), 0);
  let [under, above] = [-size, size];
  for (let step = 0; step < 50; step++) {
    const middle = (under + above) / 2;
    if (shifted(middle).reduce((sum, value) => sum + value, 0) < budget) under = middle;
    else above = middle;
  }
  return shifted(under);
}

/** Each channel takes the rest of the budget once: the one that does is never held to the grid. */
function rotated(channels: readonly AllocationChannel[], budget: number): number {
  return Math.max(...channels.map((_, k) => refinedGrid([...channels.slice(k), ...channels.slice(0, k)], budget)));
}

/** All splits on a grid, then finer ones around the best, until nothing moves. Two or three channels. */
function refinedGrid(channels: readonly AllocationChannel[], budget: number): number {
  const low = channels.map(({ spend, lower }) => spend * lower);
  const high = channels.map(({ spend, upper }) => spend * upper);
  const free = channels.length - 1;
  const points = free === 1 ? 4000 : 160;
  let best = { value: -Infinity, at: [] as number[] };
  let from = low.slice(0, free);
  let to = high.slice(0, free);
  for (let round = 0; round < 12; round++) {
    const visit = (at: readonly number[], value: number): void => {
      const index = at.length;
      if (index === free) {
        const rest = Math.min(high[free] as number, Math.max(low[free] as number, budget - at.reduce((sum, spend) => sum + spend, 0)));
        if (Math.abs(rest + at.reduce((sum, spend) => sum + spend, 0) - budget) > 1e-9 * budget) return;
        const found = value + responseAt(channels[free] as AllocationChannel, rest);
        if (found > best.value) best = { value: found, at: [...at] };
        return;
      }
      for (let k = 0; k <= points; k++) {
        const spend = (from[index] as number) + (((to[index] as number) - (from[index] as number)) * k) / points;
        visit([...at, spend], value + responseAt(channels[index] as AllocationChannel, spend));
      }
    };
    visit([], 0);
    const width = to.map((value, i) => (4 * (value - (from[i] as number))) / points);
    [from, to] = [best.at.map((value, i) => Math.max(low[i] as number, value - (width[i] as number))), best.at.map((value, i) => Math.min(high[i] as number, value + (width[i] as number)))];
  }
  return best.value;
}
