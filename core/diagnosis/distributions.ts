/** Distributions that the tests of residuals need. */

const TOLERANCE = 1e-15;
const MOST_STEPS = 1000;
/** Lanczos (1964), g = 7, nine terms: ln Γ to about 1e-15 relative. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** ln Γ(x), x > 0. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const base = x + 6.5;
  const sum = LANCZOS.reduce((total, term, i) => total + (i === 0 ? term : term / (x + i - 1)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum);
}

/**
 * Regularised upper incomplete gamma function Q(a, x) = Γ(a, x)/Γ(a), a > 0, x ≥ 0: by its series under a + 1, by its
 * continued fraction above (Abramowitz and Stegun 1964, 6.5.29 and 6.5.31, the latter by the method of Lentz 1976).
 */
export function upperGamma(a: number, x: number): number {
  if (!(a > 0) || !(x >= 0)) throw new RangeError(`Expected a > 0 and x ≥ 0, got ${a} and ${x}.`);
  if (x === 0) return 1;
  if (x === Infinity) return 0;
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? 1 - scale * lowerSeries(a, x) : scale * upperFraction(a, x);
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let i = 1; i < MOST_STEPS && term > sum * TOLERANCE; i++) {
    term *= x / (a + i);
    sum += term;
  }
  return sum;
}

function upperFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let i = 1; i < MOST_STEPS; i++) {
    const step = -i * (i - a);
    b += 2;
    d = 1 / nonZero(step * d + b, tiny);
    c = nonZero(b + step / c, tiny);
    fraction *= c * d;
    if (Math.abs(c * d - 1) < TOLERANCE) break;
  }
  return fraction;
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

/** P(X > x) for chi-squared with `freedom` degrees of freedom. */
export function chiSquaredUpper(x: number, freedom: number): number {
  return upperGamma(freedom / 2, x / 2);
}

/** P(Z > z) for the standard normal: half of Q(1/2, z²/2) above 0. */
export function normalUpper(z: number): number {
  const tail = upperGamma(0.5, (z * z) / 2) / 2;
  return z >= 0 ? tail : 1 - tail;
}

/** z with P(Z < z) = p, 0 < p < 1: Abramowitz and Stegun (1964) 26.2.23, good to 4.5e-4, then three steps of Halley's method. */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`Expected a probability between 0 and 1, got ${p}.`);
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p === 0.5) return 0;
  const t = Math.sqrt(-2 * Math.log(p));
  let z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (let i = 0; i < 3; i++) {
    const step = (normalUpper(z) - p) * Math.sqrt(2 * Math.PI) * Math.exp((z * z) / 2);
    z += step / (1 + (z * step) / 2);
  }
  return -z;
}
