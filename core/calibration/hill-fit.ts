/**
 * Least squares of the Hill curve r = height · s^α/(s^α + k^α) by variable projection (Golub and Pereyra 1973): for given
 * α and k the best height is linear, so that only (ln k, ln α) are searched. Levenberg (1944) and Marquardt (1963), with
 * Kaufman's (1975) approximation of the projected Jacobian, within bounds.
 *
 * Notation: m points (s, r), g = s^α/(s^α + k^α).
 */
export interface HillPoints {
  /** m values > 0, in any unit of spend. */
  spend: Float64Array;
  /** m values ≥ 0. */
  response: Float64Array;
}

/** Where (ln k, ln α) may lie; equal ends hold a parameter fast. */
export interface HillBounds {
  lower: readonly [number, number];
  upper: readonly [number, number];
}

export interface HillFit {
  logInflexion: number;
  logAlpha: number;
  /** ≥ 0 */
  height: number;
  /** Σ residual² */
  squares: number;
}

const MAX_STEPS = 200;
/** Under this relative gain a step is the last one. */
const TOLERANCE = 1e-14;

/** Height and sum of squares at (ln k, ln α); `shape` is filled with g. */
function projectHill(points: HillPoints, logInflexion: number, logAlpha: number, shape: Float64Array): { height: number; squares: number } {
  const { spend, response } = points;
  const alpha = Math.exp(logAlpha);
  let cross = 0;
  let own = 0;
  for (let i = 0; i < spend.length; i++) {
    const g = 1 / (1 + Math.exp(-alpha * (Math.log(spend[i] as number) - logInflexion)));
    shape[i] = g;
    cross += g * (response[i] as number);
    own += g * g;
  }
  const height = own > 0 ? Math.max(0, cross / own) : 0;
  let squares = 0;
  for (let i = 0; i < spend.length; i++) squares += ((response[i] as number) - height * (shape[i] as number)) ** 2;
  return { height, squares };
}

/** The nearest local minimum within the bounds. */
export function fitHillFrom(points: HillPoints, start: readonly [number, number], bounds: HillBounds): HillFit {
  const clip = (value: number, at: 0 | 1): number => Math.min(bounds.upper[at], Math.max(bounds.lower[at], value));
  const shape = new Float64Array(points.spend.length);
  const trial = new Float64Array(points.spend.length);
  let at: [number, number] = [clip(start[0], 0), clip(start[1], 1)];
  let best = projectHill(points, at[0], at[1], shape);
  let damping = 1e-3;
  for (let step = 0; step < MAX_STEPS && damping < 1e12; step++) {
    const equations = normalEquations(points, at, best.height, shape);
    holdAtBounds(equations, at, bounds);
    const [byK, byAlpha] = solveDamped(equations, damping);
    const next: [number, number] = [clip(at[0] + byK, 0), clip(at[1] + byAlpha, 1)];
    const found = projectHill(points, next[0], next[1], trial);
    if (!(found.squares < best.squares)) {
      damping *= 8;
      continue;
    }
    const gain = (best.squares - found.squares) / best.squares;
    at = next;
    best = found;
    shape.set(trial);
    damping = Math.max(damping / 6, 1e-12);
    if (gain < TOLERANCE || best.squares === 0) break;
  }
  return { logInflexion: at[0], logAlpha: at[1], height: best.height, squares: best.squares };
}

interface Equations {
  kk: number;
  ka: number;
  aa: number;
  k: number;
  a: number;
}

/** JᵀJ and Jᵀρ for the residual ρ = r − height·g, J = −(height · ∂g less its part along g). */
function normalEquations({ spend, response }: HillPoints, [logK, logAlpha]: readonly [number, number], height: number, shape: Float64Array): Equations {
  const alpha = Math.exp(logAlpha);
  const slope = (i: number): [number, number] => {
    const g = shape[i] as number;
    const bend = height * alpha * g * (1 - g);
    return [-bend, bend * (Math.log(spend[i] as number) - logK)];
  };
  let own = 0;
  let alongK = 0;
  let alongA = 0;
  for (let i = 0; i < shape.length; i++) {
    const g = shape[i] as number;
    const [k, a] = slope(i);
    own += g * g;
    alongK += g * k;
    alongA += g * a;
  }
  const sums: Equations = { kk: 0, ka: 0, aa: 0, k: 0, a: 0 };
  for (let i = 0; i < shape.length; i++) {
    const g = shape[i] as number;
    const [rawK, rawA] = slope(i);
    const k = own > 0 ? rawK - (g * alongK) / own : rawK;
    const a = own > 0 ? rawA - (g * alongA) / own : rawA;
    const residual = (response[i] as number) - height * g;
    sums.kk += k * k;
    sums.ka += k * a;
    sums.aa += a * a;
    sums.k += k * residual;
    sums.a += a * residual;
  }
  return sums;
}

/** A parameter that would leave its bounds is taken out of the step. */
function holdAtBounds(sums: Equations, at: readonly [number, number], { lower, upper }: HillBounds): void {
  const held = (index: 0 | 1, gradient: number): boolean =>
    lower[index] === upper[index] || (at[index] <= lower[index] && gradient < 0) || (at[index] >= upper[index] && gradient > 0);
  if (held(0, sums.k)) Object.assign(sums, { kk: 1, ka: 0, k: 0 });
  if (held(1, sums.a)) Object.assign(sums, { aa: 1, ka: 0, a: 0 });
}

/** (JᵀJ + damping·diag JᵀJ)⁻¹ Jᵀρ. */
function solveDamped({ kk, ka, aa, k, a }: Equations, damping: number): [number, number] {
  const first = kk * (1 + damping) + Number.MIN_VALUE;
  const second = aa * (1 + damping) + Number.MIN_VALUE;
  const determinant = first * second - ka * ka;
  if (!(determinant > 0)) return [0, 0];
  return [(second * k - ka * a) / determinant, (first * a - ka * k) / determinant];
}
