/**
 * The penalty of a ridge regression, chosen on a validation split: y = 2x + 1 with noise, as few rows as leave the noise in
 * the slope.
 *
 * Lower level, given λ: minimise 1/(2m)·Σ(y − a − bx)² + (λ/2)·b² over a and b, on the m training rows. With means x̄, ȳ,
 * s = mean (x − x̄)² and c = mean (x − x̄)(y − ȳ) that is b = c / (s + λ), a = ȳ − b·x̄.
 * Upper level: the mean squared error on the validation rows, over log₁₀ λ in −4..2.
 *
 * Its optimum in closed form: the error is a parabola in b, with u = x − x̄ and v = y − ȳ of the validation rows (means
 * of the training rows) least at b* = Σuv / Σu²; and b = b* at λ* = c/b* − s. It is above 0 where the training
 * rows make the slope too steep, as here.
 */
import { streamFor } from '../../core/random/stream.ts';
import { printTable } from './search.ts';
import type { Bilevel } from './search.ts';

interface Row {
  x: number;
  y: number;
}

const NOISE = 0.8;

/** Rows spread evenly over −1..1, their noise from the generator of the seed. */
export function rowsOf(count: number, seed: number): Row[] {
  const generator = streamFor(seed, 1);
  return Array.from({ length: count }, (_, i) => {
    const x = -1 + (2 * i) / (count - 1);
    return { x, y: 2 * x + 1 + NOISE * generator.normal() };
  });
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The problem of these rows; RangeError unless its optimum lies inside the range of λ. */
export function ridgeProblem(training: Row[], validation: Row[]): Bilevel & { intercept: (slope: number) => number } {
  const centre = { x: mean(training.map(({ x }) => x)), y: mean(training.map(({ y }) => y)) };
  const spread = mean(training.map(({ x }) => (x - centre.x) ** 2));
  const joint = mean(training.map(({ x, y }) => (x - centre.x) * (y - centre.y)));
  const slope = (logPenalty: number): number => joint / (spread + 10 ** logPenalty);
  const error = (b: number): number => mean(validation.map(({ x, y }) => (y - centre.y - b * (x - centre.x)) ** 2));

  const best = validation.reduce((sum, { x, y }) => sum + (x - centre.x) * (y - centre.y), 0)
    / validation.reduce((sum, { x }) => sum + (x - centre.x) ** 2, 0);
  const penalty = joint / best - spread;
  const [lower, upper] = [-4, 2];
  if (!(penalty > 10 ** lower && penalty < 10 ** upper)) throw new RangeError(`The best penalty, ${penalty}, is outside its range.`);
  return {
    lower, upper, respond: slope, objective: (_, b) => error(b), intercept: (b) => centre.y - b * centre.x,
    optimum: { x: Math.log10(penalty), y: best, value: error(best) },
  };
}

export const ridge = ridgeProblem(rowsOf(8, 3), rowsOf(40, 23));

if (import.meta.main) {
  printTable('Penalty of a ridge regression of y = 2x + 1, by its validation error', ridge, { x: 'log10 λ', y: 'slope' }, 100);
}
