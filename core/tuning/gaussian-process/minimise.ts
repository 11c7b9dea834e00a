/** Value at x; writes the gradient into `gradient`. */
export type Differentiable = (x: Float64Array, gradient: Float64Array) => number;

export interface MinimiseOptions {
  /** d values each; equal bounds hold a coordinate where it is. */
  lower: Float64Array;
  upper: Float64Array;
  iterations: number;
  /** Length of the first step, in the units of x. */
  firstStep: number;
}

const MEMORY = 8;
/** Share of the promised decrease that a step must bring (Armijo). */
const SUFFICIENT = 1e-4;
const HALVINGS = 12;

/**
 * Minimum in a box by limited-memory BFGS on the coordinates that are free to move, steps being clipped to the box and
 * halved until they decrease the value enough (Nocedal and Wright 2006, Numerical Optimization, algorithms 7.4 and 3.1;
 * projection after Bertsekas 1982). Returns where it ended; `start` is left alone.
 */
export function minimise(f: Differentiable, start: Float64Array, options: MinimiseOptions): { x: Float64Array; value: number } {
  const { lower, upper, iterations, firstStep } = options;
  const clip = (x: Float64Array): Float64Array =>
    x.map((value, i) => Math.min(Math.max(value, lower[i] as number), upper[i] as number));
  let x = clip(start);
  let gradient = new Float64Array(x.length);
  let value = f(x, gradient);
  const pairs: Pair[] = [];
  for (let iteration = 0; iteration < iterations && Number.isFinite(value); iteration++) {
    const free = x.map((at, i) => {
      const slope = gradient[i] as number;
      return (at <= (lower[i] as number) && slope >= 0) || (at >= (upper[i] as number) && slope <= 0) ? 0 : 1;
    });
    const steepest = gradient.map((slope, i) => -slope * (free[i] as number));
    const length = norm(steepest);
    if (!(length > 1e-9)) break;
    let direction = pairs.length === 0 ? steepest.map((part) => (part * firstStep) / length) : quasiNewton(steepest, pairs, free);
    if (!(inner(direction, gradient) < 0)) {
      pairs.length = 0;
      direction = steepest.map((part) => (part * firstStep) / length);
    }
    const step = search(f, x, value, gradient, direction, clip);
    if (step === null) {
      if (pairs.length === 0) break;
      pairs.length = 0; // from here on along the gradient again
      continue;
    }
    const s = step.x.map((at, i) => at - (x[i] as number));
    const y = step.gradient.map((slope, i) => slope - (gradient[i] as number));
    if (inner(s, y) > 1e-10 * norm(s) * norm(y)) {
      pairs.push({ s, y, rho: 1 / inner(s, y) });
      if (pairs.length > MEMORY) pairs.shift();
    }
    const gained = value - step.value;
    ({ x, value, gradient } = step);
    if (gained < 1e-9 * (1 + Math.abs(value))) break;
  }
  return { x, value };
}

interface Pair {
  /** Step and change of the gradient along it. */
  s: Float64Array;
  y: Float64Array;
  rho: number;
}

interface Step {
  x: Float64Array;
  value: number;
  gradient: Float64Array<ArrayBuffer>;
}

function search(
  f: Differentiable, x: Float64Array, value: number, gradient: Float64Array, direction: Float64Array, clip: (x: Float64Array) => Float64Array,
): Step | null {
  const slopes = new Float64Array(x.length);
  let length = 1;
  for (let halving = 0; halving < HALVINGS; halving++, length /= 2) {
    const to = clip(x.map((at, i) => at + length * (direction[i] as number)));
    const promised = inner(gradient, to.map((at, i) => at - (x[i] as number)));
    if (!(promised < 0)) continue;
    const reached = f(to, slopes);
    if (reached <= value + SUFFICIENT * promised) return { x: to, value: reached, gradient: slopes };
  }
  return null;
}

/** The two loops of L-BFGS on the free coordinates. */
function quasiNewton(steepest: Float64Array, pairs: readonly Pair[], free: Float64Array): Float64Array {
  const q = new Float64Array(steepest);
  const weights = new Float64Array(pairs.length);
  for (let k = pairs.length - 1; k >= 0; k--) {
    const { s, y, rho } = pairs[k] as Pair;
    const weight = rho * inner(s, q);
    weights[k] = weight;
    add(q, -weight, y);
  }
  const { s, y } = pairs[pairs.length - 1] as Pair;
  const scale = inner(s, y) / inner(y, y);
  for (let i = 0; i < q.length; i++) q[i] = (q[i] as number) * scale;
  for (let k = 0; k < pairs.length; k++) {
    const { s: step, y: change, rho } = pairs[k] as Pair;
    add(q, (weights[k] as number) - rho * inner(change, q), step);
  }
  return q.map((part, i) => part * (free[i] as number));
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

function norm(a: Float64Array): number {
  return Math.sqrt(inner(a, a));
}

function add(target: Float64Array, weight: number, source: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] as number) + weight * (source[i] as number);
}
