import type { Frontier, FrontierPoint } from './frontier.ts';
import type { FrontierSolver } from './frontier-points.ts';
import type { InsightWords } from './words.ts';

/** The budget is found to this share of itself, or the marginal response to this much of 1, whichever comes first. */
const PRECISION = 1e-9;
const STEPS = 60;

/**
 * The last budget at which the next unit of money brings a unit of response: between the last point where it does and the
 * one after it, by false position with halved ends (Illinois; Dowell and Jarratt 1971) on the log of the marginal response,
 * by halves where that does not shrink the bracket, as at a jump. Where nothing may take more is no break-even.
 */
export function breakEvenOf(points: readonly FrontierPoint[], solver: FrontierSolver): Frontier['breakEven'] {
  const open = points.filter(({ marginal }) => marginal > 0);
  const last = open.findLastIndex(({ marginal }) => marginal >= 1);
  let low = open[last];
  let high = open[last + 1];
  if (low === undefined || high === undefined) return null;
  let [weightLow, weightHigh] = [1, 1];
  for (let step = 0; step < STEPS && high.budget - low.budget > PRECISION * high.budget && low.marginal - 1 > PRECISION; step++) {
    const [a, b] = [weightLow * Math.log(low.marginal), weightHigh * Math.log(Math.max(high.marginal, Number.MIN_VALUE))];
    const part: number = step % 3 === 2 ? 0.5 : a / (a - b);
    const point = solver.at(low.budget + part * (high.budget - low.budget));
    if (point === null || point.budget <= low.budget || point.budget >= high.budget) break;
    if (point.marginal >= 1) {
      [low, weightLow, weightHigh] = [point, 1, weightHigh / 2];
    } else {
      [high, weightHigh, weightLow] = [point, 1, weightLow / 2];
    }
  }
  return { budget: low.budget, response: low.response };
}

export function breakEvenWords(points: readonly FrontierPoint[], breakEven: Frontier['breakEven'], { money, unit }: InsightWords): string {
  const [first, last] = [points[0], points.at(-1)];
  if (breakEven !== null) return `From ${money(breakEven.budget)} per period on, the next ${unit} brings back less than one ${unit}.`;
  return (first?.marginal ?? 0) < 1
    ? `Even at the least budget, ${money(first?.budget ?? 0)} per period, the next ${unit} brings back less than one ${unit}.`
    : `Up to the largest budget, ${money(last?.budget ?? 0)} per period, the next ${unit} brings back more than one ${unit}.`;
}
