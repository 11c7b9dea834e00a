import { usersOf, valueAt } from './candidates.ts';
import type { SearchData } from './candidates.ts';
import { CELLS, histogram } from './densities.ts';

/**
 * How much each parameter parts the best candidates from all: PED-ANOVA (Watanabe, Bansal and Hutter 2023,
 * arXiv:2304.10255). With p the density of the best share of the candidates over the range of one parameter and q that
 * of all of them, its importance is proportional to the Pearson divergence D(p‖q) = ∫ (p/q − 1)²·q; the paper's factor
 * (γ'/γ)² is the same for every parameter. The densities are histograms over the range as searched, where the paper
 * smooths with kernels.
 *
 * Chance alone parts a sample from the whole: m of n drawn without replacement, K cells in use, are expected to diverge
 * by (K − 1)(n − m)/(m(n − 1)) (variance of the hypergeometric distribution). That much is taken off. For a parameter that
 * some candidates do not use (theta of another kind of adstock) only those that do count, and what is found is weighed by
 * the part of the best that they are.
 */
export interface Importance {
  /** Index into `data.parameters`. */
  parameter: number;
  /** D(p‖q) ≥ 0 */
  divergence: number;
  /** What m candidates at random would be expected to show. */
  chance: number;
  /** Of what all parameters diverge beyond chance, 0..1; they add up to 1, or are all 0. */
  share: number;
  /** Values between which the middle half of the best lie; null for choices, which have no order. */
  middle: [lower: number, upper: number] | null;
}

/** Ten of the best per cell on average, at least four cells and no more than the pictures have. */
const PER_CELL = 10;
const FEWEST_CELLS = 4;

/** Per parameter, in their order. `best` is part of `all`; both are indices of candidates. */
export function importances(data: SearchData, all: Int32Array, best: Int32Array): Importance[] {
  const found = data.parameters.map((_parameter, parameter) => {
    const used = usersOf(data, parameter, best).length;
    const cells = Math.min(CELLS, Math.max(FEWEST_CELLS, Math.floor(used / PER_CELL)));
    return {
      parameter, used, middle: middleOf(data, parameter, best),
      ...divergence(histogram(data, parameter, all, cells), histogram(data, parameter, best, cells)),
    };
  });
  // What few of the best use decides little, however they differ.
  const beyond = found.map((one) => (Math.max(0, one.divergence - one.chance) * one.used) / Math.max(1, best.length));
  const sum = beyond.reduce((total, one) => total + one, 0);
  return found.map(({ used: _used, ...one }, i) => ({ ...one, share: sum > 0 ? (beyond[i] as number) / sum : 0 }));
}

/** Candidates per cell: of all, and of the best among them. */
function divergence(all: Float64Array, best: Float64Array): { divergence: number; chance: number } {
  const n = all.reduce((sum, count) => sum + count, 0);
  const m = best.reduce((sum, count) => sum + count, 0);
  if (m === 0 || n < 2) return { divergence: 0, chance: 0 };
  let total = 0;
  let used = 0;
  all.forEach((count, cell) => {
    if (count === 0) return;
    const q = count / n;
    const p = (best[cell] as number) / m;
    total += (p / q - 1) ** 2 * q;
    used += 1;
  });
  return { divergence: total, chance: ((used - 1) * (n - m)) / (m * (n - 1)) };
}

function middleOf(data: SearchData, parameter: number, best: Int32Array): [number, number] | null {
  const searched = data.parameters[parameter];
  const positions = data.positions[parameter];
  if (searched === undefined || positions === undefined || searched.choices !== undefined) return null;
  const sorted = Float64Array.from(usersOf(data, parameter, best), (index) => positions[index] as number).sort();
  if (sorted.length === 0) return null;
  const at = (quantile: number): number => valueAt(searched, sorted[Math.round(quantile * (sorted.length - 1))] as number);
  return [at(0.25), at(0.75)];
}

/** Indices into `data.parameters`, the most important first. */
export function byImportance(found: readonly Importance[]): number[] {
  return [...found].sort((a, b) => b.share - a.share || a.parameter - b.parameter).map(({ parameter }) => parameter);
}
