/** The standard normal distribution, accurate far into its tails. */

const ROOT_2PI = Math.sqrt(2 * Math.PI);
/** Terms of the continued fraction: at t = 2, the slowest place, this many are exact to rounding. */
const TERMS = 90;

export function density(z: number): number {
  return Math.exp(-0.5 * z * z) / ROOT_2PI;
}

/**
 * C of Φ(−t) = φ(t)/(t + C), t ≥ 2: the continued fraction 1/(t + 2/(t + 3/(t + …))) (Abramowitz and Stegun 1964, 26.2.14).
 */
function fraction(t: number): number {
  const terms = t > 6 ? 20 : TERMS;
  let tail = t;
  for (let k = terms; k >= 2; k--) tail = t + k / tail;
  return 1 / tail;
}

/** Φ(z): Taylor series about 0 up to |z| = 2 (Marsaglia 2004, J. Statistical Software 11(4)), the continued fraction beyond. */
export function cumulative(z: number): number {
  if (z > 2) return 1 - cumulative(-z);
  if (z < -2) return density(z) / (fraction(-z) - z);
  let term = z;
  let sum = z;
  for (let k = 3; Math.abs(term) > 1e-17; k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 + density(z) * sum;
}

/** h(z) = φ(z) + z·Φ(z): the expected improvement in units of the deviation, without cancellation below. */
export function expectedExcess(z: number): number {
  if (z >= -2) return density(z) + z * cumulative(z);
  const c = fraction(-z);
  return (density(z) * c) / (c - z);
}

/** log h(z) and its derivative Φ(z)/h(z), also where h itself is too small for a number. */
export function logExpectedExcess(z: number): { value: number; slope: number } {
  if (z >= -2) {
    const excess = expectedExcess(z);
    return { value: Math.log(excess), slope: cumulative(z) / excess };
  }
  const c = fraction(-z);
  return { value: -0.5 * z * z - Math.log(ROOT_2PI) + Math.log(c / (c - z)), slope: 1 / c };
}
