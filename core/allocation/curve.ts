/**
 * Response of one channel at spend s per period (DESIGN reference definition, Robyn 3.12.1):
 *
 *   f(s) = β · h(s + c̄),   h(v) = v^α / (v^α + κ^α) = 1 / (1 + (κ/v)^α)
 *
 * β coefficient, α shape, κ inflexion, c̄ mean carry-over; v = s + c̄ is adstocked spend. For α ≤ 1 the
 * curve is concave; for α > 1 it is S-shaped: convex up to v* = κ·((α−1)/(α+1))^(1/α), concave from there
 * (f'' = 0). κ = 0 is read as full saturation at any spend: f = β.
 */
export interface Curve {
  coefficient: number;
  alpha: number;
  inflexion: number;
  carryover: number;
}

/** h(v) in 0..1, for v ≥ 0; written so that no power overflows. */
function hill(curve: Curve, v: number): number {
  if (curve.inflexion <= 0) return 1;
  return 1 / (1 + Math.pow(curve.inflexion / v, curve.alpha));
}

/** f(s): response per period. */
export function responseAt(curve: Curve, spend: number): number {
  return curve.coefficient * hill(curve, spend + curve.carryover);
}

/** f'(s) = β·α·h·(1 − h)/v: response per extra unit of money; infinite at v = 0 for α < 1. */
export function slopeAt(curve: Curve, spend: number): number {
  const { coefficient, alpha, inflexion } = curve;
  const v = spend + curve.carryover;
  if (inflexion <= 0 || coefficient === 0 || alpha === 0) return 0;
  if (v <= 0) return alpha > 1 ? 0 : alpha === 1 ? coefficient / inflexion : coefficient * Infinity;
  const rest = 1 / (1 + Math.pow(v / inflexion, alpha)); // 1 − h without cancellation
  return (coefficient * alpha * hill(curve, v) * rest) / v;
}

/** f''(s) = β·α·h·(1 − h)·(α·(1 − 2h) − 1)/v², for v > 0. */
export function curvatureAt(curve: Curve, spend: number): number {
  const v = spend + curve.carryover;
  if (curve.inflexion <= 0) return 0;
  return (slopeAt(curve, spend) * (curve.alpha * (1 - 2 * hill(curve, v)) - 1)) / v;
}

/** ln f'(s) for β > 0; works where f' itself would underflow. −∞ where the curve is flat. */
export function logSlopeAt(curve: Curve, spend: number): number {
  const { coefficient, alpha, inflexion } = curve;
  const v = spend + curve.carryover;
  if (inflexion <= 0 || coefficient <= 0 || alpha <= 0) return -Infinity;
  if (v <= 0) return alpha > 1 ? -Infinity : alpha < 1 ? Infinity : Math.log(coefficient / inflexion);
  const u = Math.log(v / inflexion);
  return Math.log((coefficient * alpha) / inflexion) + (alpha - 1) * u - 2 * softplus(alpha * u);
}

/** Spend at which the curve turns from convex to concave; below 0 where carry-over is already past it. */
export function turningSpend(curve: Curve): number {
  const { alpha, inflexion, carryover } = curve;
  if (alpha <= 1 || inflexion <= 0) return -carryover;
  return inflexion * Math.pow((alpha - 1) / (alpha + 1), 1 / alpha) - carryover;
}

/**
 * The spend s ≤ `from` with ln f'(s) = `logPrice`, `from` being on the concave part with a smaller slope.
 *
 * Newton on g(u) = ln f' in u = ln(v/κ): g is concave and falls past v*, so every tangent meets the level
 * to the right of the root and the steps approach it from that side without a bracket.
 */
export function spendAtSlope(curve: Curve, logPrice: number, from: number): number {
  const { coefficient, alpha, inflexion, carryover } = curve;
  const level = Math.log((coefficient * alpha) / inflexion) - logPrice;
  let u = Math.log((from + carryover) / inflexion);
  for (let step = 0; step < 60; step++) {
    const value = level + (alpha - 1) * u - 2 * softplus(alpha * u);
    const next = u - value / logSlopeRate(alpha, u);
    if (!(next < u)) break;
    const done = u - next <= 1e-15 * Math.max(1, Math.abs(u));
    u = next;
    if (done) break;
  }
  return inflexion * Math.exp(u) - carryover;
}

/** d ln f' / d ln v at u = ln(v/κ): negative on the concave part. */
export function logSlopeRate(alpha: number, u: number): number {
  return alpha - 1 - (2 * alpha) / (1 + Math.exp(-alpha * u));
}

function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}
