import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Strategy } from './cma-strategy.ts';

/**
 * The normal distribution N(m, σ²C) that CMA-ES draws from and learns (Hansen 2016, arXiv:1604.00772): weighted
 * recombination, cumulative step-size adaptation, rank-one and rank-μ update with negative weights.
 * n ≥ 1 dimensions; matrices are n × n, flat, row by row.
 */
export interface Distribution {
  /** n values, not to be changed; may lie outside the cube. */
  readonly mean: Float64Array;
  /** σ */
  readonly step: number;
  /**
   * Moves towards the better points.
   * @param points λ of them as drawn, n values each, best first
   */
  learn(points: readonly ArrayLike<number>[], strategy: Strategy): void;
  /** The standard normal step that leads to a point, along the eigenvectors. */
  stepTo(point: ArrayLike<number>): Float64Array;
  /** Where a standard normal step leads to. */
  pointAt(step: Float64Array): Float64Array;
  /** Standard deviation along axis i. */
  deviation(i: number): number;
  /** Keeps the standard deviation along axis i at or above `least`. */
  widen(i: number, least: number): void;
  /** Ratio of the largest to the least eigenvalue of C at its last decomposition; Infinity where one was not positive. */
  readonly condition: number;
  state(): DistributionState;
}

export interface DistributionState {
  mean: number[];
  step: number;
  covariance: number[];
  /** Columns are the eigenvectors of C at its last decomposition, with the roots of their eigenvalues. */
  axes: number[];
  lengths: number[];
  stepPath: number[];
  path: number[];
  generation: number;
  /** Generations since the decomposition. */
  age: number;
}

/** Least eigenvalue in parts of the largest: below it rounding has the say. */
const LEAST_EIGENVALUE = 1e-18;
/**
 * The eigenvectors are kept until this share of C has been learnt anew, or this one in each of n dimensions: at 26 for 5
 * generations. The tutorial's B.2 decomposes ten times as often, which costs more than all the rest together.
 */
const LEARNT = 0.1;
const LEARNT_TIMES_N = 1;

/** Squared length below which a bad step is not lengthened: it may be 0. */
const SHORTEST = 1e-12;

/** A round distribution: C the identity. */
export function roundState(mean: ArrayLike<number>, step: number): DistributionState {
  const n = mean.length;
  const identity = Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
  return {
    mean: Array.from(mean), step, covariance: identity, axes: [...identity], lengths: new Array<number>(n).fill(1),
    stepPath: new Array<number>(n).fill(0), path: new Array<number>(n).fill(0), generation: 0, age: 0,
  };
}

export function createDistribution(from: DistributionState): Distribution {
  const n = from.mean.length;
  const mean = Float64Array.from(from.mean);
  const covariance = Float64Array.from(from.covariance);
  const axes = Float64Array.from(from.axes);
  const lengths = Float64Array.from(from.lengths);
  const stepPath = Float64Array.from(from.stepPath);
  const path = Float64Array.from(from.path);
  let { step, generation, age } = from;
  // Whoever goes on after a decomposition has seen that it was: what is not ends there.
  let sound = true;
  const drawn = new Float64Array(n);
  const moved = new Float64Array(n);

  /** Coordinates of C^(−1/2)·y along the eigenvectors, into `out`; returns the square of its length. */
  function whiten(y: Float64Array, out: Float64Array): number {
    out.fill(0);
    for (let i = 0; i < n; i++) {
      const value = y[i] as number;
      for (let j = 0; j < n; j++) out[j] = (out[j] as number) + (axes[i * n + j] as number) * value;
    }
    let square = 0;
    for (let j = 0; j < n; j++) {
      out[j] = (out[j] as number) / (lengths[j] as number);
      square += (out[j] as number) ** 2;
    }
    return square;
  }

  /** Steps y = (x − m)/σ of the points, and the square of each one's length where C is the yardstick. */
  function stepsOf(points: readonly ArrayLike<number>[]): { y: Float64Array; square: number }[] {
    return points.map((point) => {
      const y = stepOf(point);
      return { y, square: whiten(y, drawn) };
    });
  }

  function stepOf(point: ArrayLike<number>): Float64Array {
    const y = new Float64Array(n);
    for (let i = 0; i < n; i++) y[i] = ((point[i] as number) - (mean[i] as number)) / step;
    return y;
  }

  function pointAt(white: Float64Array): Float64Array {
    for (let j = 0; j < n; j++) drawn[j] = step * (lengths[j] as number) * (white[j] as number);
    const point = mean.slice();
    for (let i = 0; i < n; i++) {
      let offset = 0;
      for (let j = 0; j < n; j++) offset += (axes[i * n + j] as number) * (drawn[j] as number);
      point[i] = (point[i] as number) + offset;
    }
    return point;
  }

  /** Path of the step size and the step size itself; returns whether the covariance's path may go on (it waits after large steps). */
  function adaptStep(strategy: Strategy): boolean {
    const { stepRate, stepDamping, effective, normalLength } = strategy;
    whiten(moved, drawn);
    const gain = Math.sqrt(stepRate * (2 - stepRate) * effective);
    let square = 0;
    for (let i = 0; i < n; i++) {
      let along = 0;
      for (let j = 0; j < n; j++) along += (axes[i * n + j] as number) * (drawn[j] as number);
      stepPath[i] = (1 - stepRate) * (stepPath[i] as number) + gain * along;
      square += (stepPath[i] as number) ** 2;
    }
    const length = Math.sqrt(square);
    step *= Math.exp(Math.min(1, (stepRate / stepDamping) * (length / normalLength - 1)));
    return length / Math.sqrt(1 - (1 - stepRate) ** (2 * (generation + 1))) < (1.4 + 2 / (n + 1)) * normalLength;
  }

  function adaptCovariance(steps: { y: Float64Array; square: number }[], strategy: Strategy, goesOn: boolean): void {
    const { weights, pathRate, rankOne, rankMu, effective } = strategy;
    const gain = goesOn ? Math.sqrt(pathRate * (2 - pathRate) * effective) : 0;
    for (let i = 0; i < n; i++) path[i] = (1 - pathRate) * (path[i] as number) + gain * (moved[i] as number);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const kept = 1 - rankOne - rankMu * sum + (goesOn ? 0 : rankOne * pathRate * (2 - pathRate));
    addOuter(path, rankOne, kept);
    steps.forEach(({ y, square }, k) => {
      const weight = weights[k] as number;
      // A bad step counts as if it had the usual length, so that the covariance stays positive definite.
      addOuter(y, rankMu * (weight >= 0 ? weight : (weight * n) / Math.max(square, SHORTEST)), 1);
    });
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) covariance[j * n + i] = covariance[i * n + j] as number;
  }

  /** C ← kept·C + factor·v·vᵀ, lower triangle. */
  function addOuter(v: Float64Array, factor: number, kept: number): void {
    for (let i = 0; i < n; i++) {
      const row = i * n;
      const scaled = factor * (v[i] as number);
      for (let j = 0; j <= i; j++) covariance[row + j] = kept * (covariance[row + j] as number) + scaled * (v[j] as number);
    }
  }

  function decompose(): void {
    age = 0;
    const rows = Array.from({ length: n }, (_, i) => covariance.subarray(i * n, (i + 1) * n));
    const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(new Matrix(rows), { assumeSymmetric: true });
    sound = realEigenvalues.every((value) => value > 0);
    const floor = Math.max(...realEigenvalues, Number.MIN_VALUE) * LEAST_EIGENVALUE;
    for (let j = 0; j < n; j++) {
      lengths[j] = Math.sqrt(Math.max(realEigenvalues[j] as number, floor));
      for (let i = 0; i < n; i++) axes[i * n + j] = eigenvectorMatrix.get(i, j);
    }
  }

  return {
    mean,
    get step() {
      return step;
    },
    get condition() {
      return sound ? (Math.max(...lengths) / Math.min(...lengths)) ** 2 : Infinity;
    },
    pointAt,
    stepTo(point) {
      const white = new Float64Array(n);
      whiten(stepOf(point), white);
      return white;
    },
    learn(points, strategy) {
      const steps = stepsOf(points);
      moved.fill(0);
      for (let k = 0; k < strategy.parents; k++) {
        const { y } = steps[k] as { y: Float64Array };
        const weight = strategy.weights[k] as number;
        for (let i = 0; i < n; i++) moved[i] = (moved[i] as number) + weight * (y[i] as number);
      }
      for (let i = 0; i < n; i++) mean[i] = (mean[i] as number) + step * (moved[i] as number);
      const goesOn = adaptStep(strategy);
      adaptCovariance(steps, strategy, goesOn);
      generation++;
      age++;
      const learnt = age * (strategy.rankOne + strategy.rankMu);
      if (learnt >= LEARNT || learnt * n >= LEARNT_TIMES_N) decompose();
    },
    deviation: (i) => step * Math.sqrt(covariance[i * n + i] as number),
    widen(i, least) {
      const deviation = step * Math.sqrt(covariance[i * n + i] as number);
      if (deviation >= least) return;
      const factor = least / deviation;
      for (let j = 0; j < n; j++) {
        covariance[i * n + j] = (covariance[i * n + j] as number) * factor;
        covariance[j * n + i] = (covariance[j * n + i] as number) * factor;
      }
    },
    state: () => ({
      mean: [...mean], step, covariance: [...covariance], axes: [...axes], lengths: [...lengths],
      stepPath: [...stepPath], path: [...path], generation, age,
    }),
  };
}
