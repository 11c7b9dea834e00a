/**
 * Logarithm and exponential over arrays, for the hot path: table plus polynomial (Tang 1989, 1990, "Table-driven
 * implementation of the exponential / logarithm function in IEEE floating-point arithmetic", ACM TOMS 15 and 16),
 * with shorter polynomials because the tables are finer.
 *
 * Why not Math.exp and Math.log: passes over arrays take half their time here, and their last bits belong to the
 * JavaScript engine, while these give the same bits everywhere. Errors: log 1e-14 absolute, exp 1e-13 relative (up
 * to 2e-15 where |z| < 40).
 */

/** Numbers and, over the same memory, their 32-bit words (low word first: every platform we run on). */
export interface Lane {
  values: Float64Array;
  words: Int32Array;
}

export function createLane(length: number): Lane {
  const values = new Float64Array(length);
  return { values, words: new Int32Array(values.buffer) };
}

/** Intervals per binade of the logarithm, and per factor of two of the exponential. */
const STEPS = 128;
/** log: 1/c and log(c) at each interval's centre c; the exponent's part of the logarithm, and 2^−exponent. */
const inverseCentre = new Float64Array(STEPS);
const logCentre = new Float64Array(STEPS);
const logExponent = new Float64Array(2048);
const inversePower = new Float64Array(2048);
/** exp: 2^(i/128) and 2^exponent; the last is Infinity. */
const rootPower = new Float64Array(STEPS);
const power = new Float64Array(2048);

for (let i = 0; i < STEPS; i++) {
  const inverse = 1 / (1 + (i + 0.5) / STEPS);
  inverseCentre[i] = inverse;
  logCentre[i] = -Math.log(inverse);
  rootPower[i] = 2 ** (i / STEPS);
}
for (let e = 0; e < 2048; e++) {
  logExponent[e] = (e - 1023) * Math.LN2;
  inversePower[e] = 2 ** (1023 - e);
  power[e] = 2 ** (e - 1023);
}
// Zero and subnormal numbers count as zero: a logarithm below every other.
logExponent[0] = -1e300;

/**
 * out[i] = log(lane[i]) for i in 0..count − 1, lane ≥ 0 and finite; 0 gives −1e300.
 * @param out changed; may be another lane's values
 */
export function logInto(lane: Lane, count: number, out: Float64Array): void {
  const { values, words } = lane;
  for (let i = 0; i < count; i++) {
    const high = words[2 * i + 1] as number;
    const exponent = (high >>> 20) & 2047;
    const step = (high >>> 13) & 127;
    // v = 2^exponent · c · (1 + r), |r| < 1/256; log1p(r) to r⁶ leaves under 3e-18.
    const r = (values[i] as number) * (inversePower[exponent] as number) * (inverseCentre[step] as number) - 1;
    const r2 = r * r;
    out[i] = (logExponent[exponent] as number) + (logCentre[step] as number)
      + (r - r2 * (0.5 - r * (1 / 3) + r2 * (0.25 - r * 0.2 + r2 * (1 / 6))));
  }
}

const STEPS_PER_UNIT = STEPS / Math.LN2;
/** log(2)/128 in two parts, the first with zeros at its end, so that k·(first part) is exact. */
const STEP_HIGH = 6.93147180369123816490e-1 / STEPS;
const STEP_LOW = 1.90821492927058770002e-10 / STEPS;
/** Adding 1.5·2^52 rounds to an integer and leaves it in the low word. */
const ROUND = 6755399441055744;
/** exp is Infinity from 710 on and counts as 0 (really 1e-307) under −708. */
const HIGHEST = 710;
const LOWEST = -708;

/**
 * values[i] = exp(values[i]) in place for i in 0..count − 1; from 710 on Infinity, at least exp(−708).
 * @param scratch changed; at least `count` long
 */
export function expInPlace(values: Float64Array, count: number, scratch: Lane): void {
  const rounded = scratch.values;
  const words = scratch.words;
  for (let i = 0; i < count; i++) {
    const z = Math.max(LOWEST, Math.min(HIGHEST, values[i] as number));
    values[i] = z;
    rounded[i] = z * STEPS_PER_UNIT + ROUND;
  }
  for (let i = 0; i < count; i++) {
    const k = words[2 * i] as number;
    const steps = (rounded[i] as number) - ROUND;
    // |r| < 0.0028; exp(r) to r⁵ leaves under 1e-18.
    const r = (values[i] as number) - steps * STEP_HIGH - steps * STEP_LOW;
    const r2 = r * r;
    values[i] = (rootPower[k & 127] as number) * (power[(k >> 7) + 1023] as number)
      * (1 + (r + r2 * (0.5 + r * (1 / 6) + r2 * (1 / 24 + r * (1 / 120)))));
  }
}
