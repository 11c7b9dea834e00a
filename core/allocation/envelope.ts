import type { Curve } from './curve.ts';
import { logSlopeAt, responseAt, slopeAt, spendAtSlope, turningSpend } from './curve.ts';

/**
 * Least concave function over a curve on [lower, upper]: a straight line from (lower, f(lower)) to the
 * point of tangency `touch`, then the curve itself. Concave curves have touch = lower (no line), curves
 * convex on the whole interval touch = upper. (McCormick 1976; the tangent form for sigmoids is that of
 * Udell and Boyd 2013, "Maximizing a sum of sigmoids".)
 */
export interface Envelope {
  curve: Curve;
  lower: number;
  upper: number;
  touch: number;
  /** f at `lower` and slope of the line; the slope is 0 without a line. */
  base: number;
  slope: number;
  /** ln of the line's slope: the price at which demand jumps from `lower` to `touch`; NaN without a line. */
  logSlope: number;
}

export function envelopeOf(curve: Curve, lower: number, upper: number): Envelope {
  const base = responseAt(curve, lower);
  const concave: Envelope = { curve, lower, upper, touch: lower, base, slope: 0, logSlope: NaN };
  if (!(upper > lower)) return { ...concave, upper: lower };
  const flat = !(responseAt(curve, upper) > base);
  const turn = turningSpend(curve);
  if (turn <= lower && !flat) return concave;
  const touch = flat ? upper : tangency(curve, lower, upper, turn);
  const slope = Math.max(0, (responseAt(curve, touch) - base) / (touch - lower));
  return { curve, lower, upper, touch, base, slope, logSlope: Math.log(slope) };
}

/** Height of the envelope at a spend within its interval. */
export function envelopeAt(envelope: Envelope, spend: number): number {
  return spend < envelope.touch
    ? envelope.base + envelope.slope * (spend - envelope.lower)
    : responseAt(envelope.curve, spend);
}

/**
 * Spend that maximises envelope − price·spend. At the price of the line every point of it does: `tie` says
 * which end to take.
 */
export function demandAt(envelope: Envelope, logPrice: number, tie: 'low' | 'high'): number {
  const { curve, lower, upper, touch, logSlope } = envelope;
  if (touch > lower && (logPrice > logSlope || (logPrice === logSlope && tie === 'low'))) return lower;
  if (touch >= upper || logSlopeAt(curve, upper) >= logPrice) return upper;
  if (logSlopeAt(curve, touch) <= logPrice) return touch;
  return Math.min(upper, Math.max(touch, spendAtSlope(curve, logPrice, upper)));
}

/**
 * The point p in [turn, upper] where the line from (lower, f(lower)) touches the curve:
 * t(p) = f'(p)·(p − lower) − (f(p) − f(lower)) = 0. t is positive at the turning point and falls from
 * there (t' = f''·(p − lower) ≤ 0), so a bisection is safe; without a sign change the line ends at `upper`.
 */
function tangency(curve: Curve, lower: number, upper: number, turn: number): number {
  const base = responseAt(curve, lower);
  const excess = (p: number) => slopeAt(curve, p) * (p - lower) - (responseAt(curve, p) - base);
  if (turn >= upper || excess(upper) >= 0) return upper;
  let low = Math.max(lower, turn);
  let high = upper;
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return high;
}
