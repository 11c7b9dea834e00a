import { CholeskyDecomposition, Matrix } from 'ml-matrix';

/**
 * Surfaces through known values: cubic radial basis functions with a linear tail (Powell 1992; as in Regis and
 * Shoemaker 2007, INFORMS J. Computing 19(4), section 2.1),
 *   s(x) = Σ cᵢ·|x − xᵢ|³ + b₀ + b·x  with  s(xᵢ) = fᵢ and Σ cᵢ = 0, Σ cᵢ·xᵢ = 0.
 *
 * The matrix of |xᵢ − xⱼ|³ is positive definite only on those c, so the system is factorised in another basis, in which
 * it always is (Wendland 2005, Scattered Data Approximation, section 10.3): with t = x − ½ and the 2d anchors t = ±h·eⱼ,
 *   K(x, y) = |x − y|³ − p(x)·τ(y) − τ(x)·p(y),  p(x) = (1, t),
 * where τ takes the value and the slopes of |x − ·|³ at the anchors. That is a Cholesky factor to which a point adds one
 * row, O(n²), and the tail is a least-squares problem of d + 1 unknowns. A row depends on the rows before it alone:
 * surfaces with the same points in the same order are the same to the last bit, however they came about.
 */
export interface Surface {
  /** n */
  readonly size: number;
  /** @param point d coordinates; copied */
  add(point: Float64Array): void;
  /** Puts surfaces through the values: one list of n finite numbers per surface, in the order of the points. */
  fit(values: readonly Float64Array[]): void;
  /**
   * Writes each fitted surface's value at the point to `out`.
   * @returns squared distance to the nearest known point; Infinity without points
   */
  read(point: Float64Array, out: Float64Array): number;
}

/** Least squared pivot, relative to d^1.5: points that lie closer than it allows (duplicates) share their error. */
const PIVOT = 1e-12;
/** On the slopes, relative to the mean pivot of the normal equations: a column of equal values has no slope of its own. */
const RIDGE = 1e-9;

interface Fitted {
  /** n */
  coefficients: Float64Array;
  /** d + 1: value at the centre of the cube, then slopes. */
  tail: Float64Array;
}

export function createSurface(dimension: number): Surface {
  const terms = dimension + 1;
  // Outside the cube: a point on an anchor would have K = 0.
  const h = Math.sqrt(dimension);
  const least = PIVOT * dimension ** 1.5;
  // Mean of |a − b|³ over all pairs of anchors, halved.
  const anchors = (8 * h ** 3 + (2 * dimension - 2) * (Math.SQRT2 * h) ** 3) / (4 * dimension);
  /** t of each point, its row of the factor, its τ, and its row of L⁻¹P. */
  const points: Float64Array[] = [];
  const factor: Float64Array[] = [];
  const taus: Float64Array[] = [];
  const bases: Float64Array[] = [];
  const normal = Matrix.zeros(terms, terms);
  let fitted: Fitted[] = [];
  const centred = new Float64Array(dimension);

  /** |t − a|³ at the anchors: their mean, and their slope along each axis. */
  function tauOf(t: Float64Array): Float64Array {
    const tau = new Float64Array(terms);
    let square = h * h;
    for (let j = 0; j < dimension; j++) square += (t[j] as number) ** 2;
    let sum = 0;
    for (let j = 0; j < dimension; j++) {
      const x = t[j] as number;
      const above = cube(square - 2 * h * x);
      const below = cube(square + 2 * h * x);
      sum += above + below;
      tau[j + 1] = (above - below) / (2 * h) + 2 * h * x;
    }
    tau[0] = sum / (2 * dimension) - anchors;
    return tau;
  }

  function kernel(a: Float64Array, tauA: Float64Array, b: Float64Array, tauB: Float64Array): number {
    let square = 0;
    let tails = (tauA[0] as number) + (tauB[0] as number);
    for (let j = 0; j < dimension; j++) {
      const x = a[j] as number;
      const y = b[j] as number;
      square += (x - y) ** 2;
      tails += x * (tauB[j + 1] as number) + y * (tauA[j + 1] as number);
    }
    return cube(square) - tails;
  }

  function fitOne(values: Float64Array): Fitted {
    const n = points.length;
    const z = new Float64Array(n);
    const right = Matrix.zeros(terms, 1);
    for (let i = 0; i < n; i++) {
      const row = factor[i] as Float64Array;
      let rest = values[i] as number;
      for (let k = 0; k < i; k++) rest -= (row[k] as number) * (z[k] as number);
      z[i] = rest / (row[i] as number);
      const basis = bases[i] as Float64Array;
      for (let j = 0; j < terms; j++) right.set(j, 0, right.get(j, 0) + (basis[j] as number) * (z[i] as number));
    }
    const system = normal.clone();
    const ridge = RIDGE * (normal.trace() / terms);
    for (let j = 1; j < terms; j++) system.set(j, j, system.get(j, j) + ridge);
    const tail = Float64Array.from(new CholeskyDecomposition(system).solve(right).to1DArray());
    const coefficients = z;
    for (let i = 0; i < n; i++) coefficients[i] = (z[i] as number) - dot(bases[i] as Float64Array, tail);
    for (let i = n - 1; i >= 0; i--) {
      const row = factor[i] as Float64Array;
      const c = (coefficients[i] as number) / (row[i] as number);
      coefficients[i] = c;
      for (let k = 0; k < i; k++) coefficients[k] = (coefficients[k] as number) - (row[k] as number) * c;
    }
    // From the basis K back to |x − xᵢ|³.
    for (let i = 0; i < n; i++) {
      const tau = taus[i] as Float64Array;
      for (let j = 0; j < terms; j++) tail[j] = (tail[j] as number) - (coefficients[i] as number) * (tau[j] as number);
    }
    return { coefficients, tail };
  }

  return {
    get size() {
      return points.length;
    },
    add(point) {
      const t = point.map((x) => x - 0.5);
      const tau = tauOf(t);
      const n = points.length;
      const row = new Float64Array(n + 1);
      const basis = Float64Array.from({ length: terms }, (_, j) => (j === 0 ? 1 : t[j - 1] as number));
      let pivot = kernel(t, tau, t, tau);
      for (let i = 0; i < n; i++) {
        const other = factor[i] as Float64Array;
        let rest = kernel(t, tau, points[i] as Float64Array, taus[i] as Float64Array);
        for (let k = 0; k < i; k++) rest -= (row[k] as number) * (other[k] as number);
        const entry = rest / (other[i] as number);
        row[i] = entry;
        pivot -= entry * entry;
        const known = bases[i] as Float64Array;
        for (let j = 0; j < terms; j++) basis[j] = (basis[j] as number) - entry * (known[j] as number);
      }
      row[n] = Math.sqrt(Math.max(pivot, least));
      for (let j = 0; j < terms; j++) basis[j] = (basis[j] as number) / (row[n] as number);
      for (let j = 0; j < terms; j++) {
        for (let k = 0; k < terms; k++) normal.set(j, k, normal.get(j, k) + (basis[j] as number) * (basis[k] as number));
      }
      points.push(t);
      factor.push(row);
      taus.push(tau);
      bases.push(basis);
    },
    fit(values) {
      fitted = values.map(fitOne);
    },
    read(point, out) {
      for (let j = 0; j < dimension; j++) centred[j] = (point[j] as number) - 0.5;
      for (let k = 0; k < fitted.length; k++) {
        const { tail } = fitted[k] as Fitted;
        let value = tail[0] as number;
        for (let j = 0; j < dimension; j++) value += (tail[j + 1] as number) * (centred[j] as number);
        out[k] = value;
      }
      let nearest = Infinity;
      for (let i = 0; i < points.length; i++) {
        const known = points[i] as Float64Array;
        let square = 0;
        for (let j = 0; j < dimension; j++) {
          const difference = (centred[j] as number) - (known[j] as number);
          square += difference * difference;
        }
        if (square < nearest) nearest = square;
        const cubed = square * Math.sqrt(square);
        for (let k = 0; k < fitted.length; k++) out[k] = (out[k] as number) + ((fitted[k] as Fitted).coefficients[i] as number) * cubed;
      }
      return nearest;
    },
  };
}

/** r³ from r². */
function cube(square: number): number {
  return square * Math.sqrt(square);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += (a[j] as number) * (b[j] as number);
  return sum;
}
