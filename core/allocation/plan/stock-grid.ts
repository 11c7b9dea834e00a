import type { Curve } from '../curve.ts';
import { curvatureAt, responseAt, turningSpend } from '../curve.ts';

/**
 * Points of adstocked spend ("stock") between which values are interpolated upward. A plan's value is, for every path of
 * spend, a sum of β·h(θᵏ·a + …), whose second derivative in the stock a is at least −m(a), with
 *
 *   m(a) = β·Σₖ θ²ᵏ·s(θᵏ·a),   s(v) = sup over u ≥ v of −h″(u), at least 0
 *
 * The best value over all paths is a maximum of such functions, and which spends are allowed does not depend on the stock, so
 * value + m·a²/2 is convex between two points: on [p, q] the value lies at most m·(a − p)·(q − a)/2 over its chord.
 */
export interface StockGrid {
  /** Ascending from 0 to the largest stock that can be reached. */
  stock: Float64Array;
  /** β·h of it. */
  response: Float64Array;
  /** Response after the plan, from this stock in its last period with nothing spent. */
  after: Float64Array;
  /** Per cell (from this point to the next): m of the response then and later, and of what comes later alone. */
  bend: Float64Array;
  laterBend: Float64Array;
}

interface GridSettings {
  curve: Curve;
  theta: number;
  largest: number;
  /** Periods after the plan that count, 0 where its end is not valued. */
  after: number;
  cells: number;
}

export function stockGrid(settings: GridSettings): StockGrid {
  const { curve, theta, after } = settings;
  const stock = points(settings);
  const sharpest = bendBound(curve);
  const bend = new Float64Array(stock.length);
  const laterBend = new Float64Array(stock.length);
  // m falls with the stock: past the finest points, that of every eighth holds up to the next.
  for (let i = 0; i < stock.length; i++) {
    const same = i % 8 !== 0 && i > FINEST;
    const now = same ? 0 : sharpest(stock[i] as number);
    laterBend[i] = same ? (laterBend[i - 1] as number) : laterBendAt(sharpest, curve.alpha, theta, stock[i] as number);
    bend[i] = same ? (bend[i - 1] as number) : now + (laterBend[i] as number);
  }
  return {
    stock, bend, laterBend,
    response: stock.map((value) => responseAt(curve, value)),
    after: stock.map((value) => responseAfter(curve, theta, value, after)),
  };
}

/** Σₖ₌₁..after β·h(θᵏ·a) */
export function responseAfter(curve: Curve, theta: number, stock: number, after: number): number {
  let sum = 0;
  let left = stock;
  for (let k = 0; k < after; k++) {
    left *= theta;
    sum += responseAt(curve, left);
  }
  return sum;
}

/** Half of the points evenly, half where the curve bends; under a slope that is infinite at 0, ever finer toward it. */
function points({ curve: { alpha, inflexion }, largest, cells }: GridSettings): Float64Array {
  const rank = (a: number): number => 0.5 * (a / largest) + 0.5 * ((a / (a + inflexion)) * ((largest + inflexion) / largest));
  const even = Array.from({ length: cells + 1 }, (_, i) => {
    if (i === 0 || i === cells) return i === 0 ? 0 : largest;
    let low = 0;
    let high = largest;
    for (let step = 0; step < 50; step++) {
      const middle = (low + high) / 2;
      if (rank(middle) < i / cells) low = middle;
      else high = middle;
    }
    return high;
  });
  const fine: number[] = [];
  if (alpha < 1) for (let a = (even[1] as number) / FINER; a > LEAST * largest; a /= FINER) fine.push(a);
  return Float64Array.from([0, ...fine.reverse(), ...even.slice(1)]);
}

/** At least as many points as there are of the finer ones. */
const FINEST = 120;
const FINER = 1.25;
const LEAST = 1e-10;

/** β·s(v): −f″ rises from the turning point to one peak and falls from there; for α ≤ 1 it falls throughout. */
function bendBound(curve: Curve): (v: number) => number {
  const at = (v: number): number => (v <= 0 ? (curve.alpha < 1 ? Infinity : Math.max(0, -curvatureAt(curve, 1e-9 * curve.inflexion))) : Math.max(0, -curvatureAt(curve, v)));
  if (curve.alpha <= 1) return at;
  const turn = turningSpend(curve);
  let peak = turn;
  let most = 0;
  for (let i = 0; i <= PEAK_STEPS; i++) {
    const v = turn * PEAK_SPAN ** (i / PEAK_STEPS);
    if (at(v) > most) [peak, most] = [v, at(v)];
  }
  // The peak lies within a step of the highest sample and is flat there.
  return (v) => (v > peak * PEAK_SPAN ** (1 / PEAK_STEPS) ? at(v) : PEAK_MARGIN * most);
}

const PEAK_STEPS = 500;
const PEAK_SPAN = 1e4;
const PEAK_MARGIN = 1.01;

/** Σₖ≥₁ θ²ᵏ·β·s(θᵏ·a), its tail by the ratio that no two terms exceed: s(θ·v) ≤ θ^(α−2)·s(v) for α ≤ 1, the peak above. */
function laterBendAt(sharpest: (v: number) => number, alpha: number, theta: number, stock: number): number {
  if (theta <= 0) return 0;
  if (stock <= 0) return alpha < 1 ? Infinity : (sharpest(0) * theta ** 2) / Math.max(1e-3, 1 - theta ** 2);
  const ratio = Math.min(0.9995, theta ** (alpha <= 1 ? alpha : 2));
  let sum = 0;
  let left = stock;
  let weight = 1;
  for (let k = 0; k < LATER_TERMS; k++) {
    left *= theta;
    weight *= theta ** 2;
    const term = weight * sharpest(left);
    sum += term;
    if (term * ratio <= 1e-3 * sum * (1 - ratio) && (alpha <= 1 || k > 0)) return sum + (term * ratio) / (1 - ratio) + tailOver(sharpest, alpha, weight, theta);
  }
  return sum + (weight * sharpest(left) * ratio) / (1 - ratio) + tailOver(sharpest, alpha, weight, theta);
}

const LATER_TERMS = 400;

/** For α > 1 a later term may still rise to the peak. */
function tailOver(sharpest: (v: number) => number, alpha: number, weight: number, theta: number): number {
  return alpha > 1 ? (weight * theta ** 2 * sharpest(0)) / Math.max(1e-3, 1 - theta ** 2) : 0;
}
