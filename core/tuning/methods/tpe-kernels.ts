import type { Generator } from '../../random/generator.ts';
import { levelAt, positionOf } from '../dimensions.ts';
import type { Dimension } from '../dimensions.ts';
import { cumulative } from '../gaussian-process/normal.ts';

/**
 * The densities that the tree-structured Parzen estimator compares: mixtures of product kernels, one per observation and a
 * wide one for what is known beforehand ("multivariate" in Watanabe 2023, arXiv:2304.11127, section 3.3). Along an axis the
 * kernel is a normal density cut to 0..1; for an ordered axis with levels its mass on each level; for a choice most
 * of the mass on the observed value and the rest spread evenly (Aitchison and Aitken 1976, Biometrika 63).
 */
export interface Mixture {
  sample(generator: Generator): Float64Array;
  /** Logarithm of the density (of the mass, along axes with levels) at a point. */
  logDensity(point: Float64Array): number;
}

/** Narrowest kernel, in parts of the axis: so that a few neighbours do not shut the search in (the "magic clip"). */
const LEAST_WIDTH = 0.03;
const WIDEST = 0.5;
/** Of the kernel for what is known beforehand: nearly flat over 0..1. */
const PRIOR_WIDTH = 1;
const LOG_ROOT_2PI = 0.5 * Math.log(2 * Math.PI);
/** Above so many levels an ordered axis is treated as continuous. */
const TABLE_LEVELS = 64;

/**
 * @param space d axes
 * @param points k observations, d values each in 0..1; not changed, and to be left alone while the mixture is used
 */
export function createMixture(space: readonly Dimension[], points: readonly Float64Array[]): Mixture {
  const k = points.length;
  const axes = space.map((dimension, i) => {
    const centres = new Float64Array(k);
    for (let c = 0; c < k; c++) centres[c] = (points[c] as Float64Array)[i] as number;
    return axisOf(dimension, centres, space.length);
  });
  const terms = new Float64Array(k + 1);
  return {
    sample(generator) {
      const component = generator.integer(k + 1);
      return Float64Array.from(axes, (axis) => axis.sample(component, generator));
    },
    logDensity(point) {
      terms.fill(0);
      for (let i = 0; i < axes.length; i++) (axes[i] as Axis).add(point[i] as number, terms);
      let most = -Infinity;
      for (let c = 0; c <= k; c++) most = Math.max(most, terms[c] as number);
      let sum = 0;
      for (let c = 0; c <= k; c++) sum += Math.exp((terms[c] as number) - most);
      return most + Math.log(sum / (k + 1));
    },
  };
}

/** Kernels of all components along one axis; the last component is what is known beforehand. */
interface Axis {
  sample(component: number, generator: Generator): number;
  /** Adds the logarithm of each component's kernel at x to `terms`. */
  add(x: number, terms: Float64Array): void;
}

function axisOf({ levels, ordered }: Dimension, centres: Float64Array, dimensions: number): Axis {
  if (levels > 0 && !ordered) return choiceAxis(levels, centres);
  const width = widthOf(centres, dimensions);
  return levels > 0 && levels <= TABLE_LEVELS ? levelAxis(levels, centres, Math.max(width, 0.5 / levels)) : normalAxis(centres, width, levels);
}

/**
 * Scott's rule (1992, "Multivariate density estimation"): 1.06·spread·k^(−1/(d + 4)), the spread the lesser of deviation and
 * interquartile range over 1.34: a few observations far off must not widen the kernels of all the others.
 */
function widthOf(centres: Float64Array, dimensions: number): number {
  const k = centres.length;
  if (k < 2) return WIDEST;
  let sum = 0;
  for (let c = 0; c < k; c++) sum += centres[c] as number;
  let squares = 0;
  for (let c = 0; c < k; c++) squares += ((centres[c] as number) - sum / k) ** 2;
  const deviation = Math.sqrt(squares / (k - 1));
  const sorted = centres.slice().sort();
  const range = ((sorted[Math.floor(0.75 * (k - 1))] as number) - (sorted[Math.floor(0.25 * (k - 1))] as number)) / 1.34;
  const spread = range > 0 ? Math.min(deviation, range) : deviation;
  return Math.min(Math.max(1.06 * spread * k ** (-1 / (dimensions + 4)), LEAST_WIDTH), WIDEST);
}

function normalAxis(centres: Float64Array, width: number, levels: number): Axis {
  const k = centres.length;
  const narrow = 1 / width;
  const scales = new Float64Array(k + 1).fill(-Math.log(width) - LOG_ROOT_2PI);
  for (let c = 0; c < k; c++) {
    const centre = centres[c] as number;
    // Six deviations from both ends all of the mass is within, as exactly as it can be told here.
    if (centre < 6 * width || centre > 1 - 6 * width) scales[c] = -Math.log(width * massWithin(0, 1, centre, width)) - LOG_ROOT_2PI;
  }
  scales[k] = -Math.log(PRIOR_WIDTH * massWithin(0, 1, 0.5, PRIOR_WIDTH)) - LOG_ROOT_2PI;
  return {
    sample(component, generator) {
      const [centre, deviation] = component < k ? [centres[component] as number, width] : [0.5, PRIOR_WIDTH];
      // The centre lies within, so that a third of the draws or more do.
      for (;;) {
        const x = centre + deviation * generator.normal();
        if (x >= 0 && x <= 1) return levels === 0 ? x : positionOf(levelAt(x, levels), levels);
      }
    },
    add(x, terms) {
      for (let c = 0; c < k; c++) {
        const z = (x - (centres[c] as number)) * narrow;
        terms[c] = (terms[c] as number) + (scales[c] as number) - 0.5 * z * z;
      }
      terms[k] = (terms[k] as number) + (scales[k] as number) - 0.5 * ((x - 0.5) / PRIOR_WIDTH) ** 2;
    },
  };
}

function levelAxis(levels: number, centres: Float64Array, width: number): Axis {
  const k = centres.length;
  const of = Array.from(centres, (x) => levelAt(x, levels));
  const masses = (centre: number, deviation: number): Float64Array => {
    const whole = massWithin(0, 1, centre, deviation);
    return Float64Array.from({ length: levels }, (_, level) => massWithin(level / levels, (level + 1) / levels, centre, deviation) / whole);
  };
  const rows = Array.from({ length: levels }, (_, level) => masses(positionOf(level, levels), width));
  rows.push(masses(0.5, PRIOR_WIDTH));
  // A mass far out rounds to 0; its logarithm has to stay a number.
  const logs = rows.map((row) => row.map((mass) => Math.log(Math.max(mass, Number.MIN_VALUE))));
  return {
    sample(component, generator) {
      const row = rows[component < k ? (of[component] as number) : levels] as Float64Array;
      return positionOf(drawn(row, generator.uniform()), levels);
    },
    add(x, terms) {
      const level = levelAt(x, levels);
      for (let c = 0; c <= k; c++) terms[c] = (terms[c] as number) + ((logs[c < k ? (of[c] as number) : levels] as Float64Array)[level] as number);
    },
  };
}

function choiceAxis(levels: number, centres: Float64Array): Axis {
  const k = centres.length;
  const of = Array.from(centres, (x) => levelAt(x, levels));
  // As if each value had been seen once more than it was, over all components.
  const spread = levels / (k + levels);
  const hit = Math.log(1 - spread + spread / levels);
  const miss = Math.log(spread / levels);
  return {
    sample(component, generator) {
      const value = component < k && generator.uniform() >= spread ? (of[component] as number) : generator.integer(levels);
      return positionOf(value, levels);
    },
    add(x, terms) {
      const level = levelAt(x, levels);
      for (let c = 0; c < k; c++) terms[c] = (terms[c] as number) + (of[c] === level ? hit : miss);
      terms[k] = (terms[k] as number) - Math.log(levels);
    },
  };
}

function drawn(masses: Float64Array, at: number): number {
  let sum = 0;
  for (let level = 0; level < masses.length; level++) {
    sum += masses[level] as number;
    if (at < sum) return level;
  }
  return masses.length - 1;
}

function massWithin(from: number, to: number, centre: number, deviation: number): number {
  return cumulative((to - centre) / deviation) - cumulative((from - centre) / deviation);
}
