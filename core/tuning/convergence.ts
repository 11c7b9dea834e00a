import type { Convergence, ConvergenceCut } from '../selection/selection.ts';

/**
 * Whether an objective has settled: DESIGN reference definition (Robyn 3.12.1), "Convergence". The iterations,
 * trials pooled, are cut into 20 equal parts; values at or under 0 and infinite ones are left out.
 */
export const CUTS = 20;
/** Cuts at the start that say how much the objective spreads before it is tuned. */
const FIRST_CUTS = 3;

const WORDS: Record<string, string> = {
  nrmse: 'Fit error (NRMSE)', decompRssd: 'Decomposition distance (decomp.RSSD)', mape: 'Lift error (MAPE)',
};

/**
 * @param iterations iteration of each candidate, 1-based
 * @param values the objective of each candidate
 * @param objective its key, for the message
 */
export function convergenceOf(iterations: Float64Array, values: Float64Array, objective: string): Convergence {
  const last = iterations.reduce((largest, iteration) => Math.max(largest, iteration), 0);
  const parts: number[][] = Array.from({ length: CUTS }, () => []);
  values.forEach((value, i) => {
    // Cut k holds the iterations over last·k/20, up to and with last·(k + 1)/20.
    if (value > 0 && value < Infinity) parts[Math.ceil((CUTS * (iterations[i] as number)) / last) - 1]?.push(value);
  });
  // A cut that nothing falls into (fewer than 20 iterations, or failed candidates) is left out.
  const cuts = parts.flatMap((part, k) => (part.length === 0 ? [] : [summary(part, Math.floor((last * (k + 1)) / CUTS))]));
  return judged(cuts, WORDS[objective] ?? objective);
}

function judged(cuts: ConvergenceCut[], name: string): Convergence {
  const start = cuts.slice(0, FIRST_CUTS);
  const first = cuts[0];
  const end = cuts.at(-1);
  if (first === undefined || end === undefined || cuts.length <= FIRST_CUTS) {
    const message = `${name}: too few iterations to tell whether it has converged.`;
    return { converged: false, cuts, sdThreshold: 0, medianThreshold: 0, message };
  }
  const sdThreshold = start.reduce((sum, cut) => sum + cut.sd, 0) / FIRST_CUTS;
  const medianThreshold = Math.abs(first.median) - 2 * sdThreshold;
  const steady = end.sd < sdThreshold;
  const improved = Math.abs(end.median) < medianThreshold;
  const verdict = steady && improved ? 'has converged' : 'has not converged';
  const side = (holds: boolean): string => (holds ? 'under' : 'not under');
  return {
    converged: steady && improved, cuts, sdThreshold, medianThreshold,
    message: `${name} ${verdict}: at the end its spread of ${short(end.sd)} is ${side(steady)} ${short(sdThreshold)}`
      + (medianThreshold > 0 ? ` and its median of ${short(end.median)} is ${side(improved)} ${short(medianThreshold)}.`
        : `; of its median the rule cannot tell, as early candidates spread by more than half of theirs, ${short(first.median)}.`),
  };
}

/** Sample standard deviation (n − 1); 0 for a single value. */
function summary(values: number[], iteration: number): ConvergenceCut {
  const sorted = values.sort((a, b) => a - b);
  const count = sorted.length;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / count;
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const median = ((sorted[(count - 1) >> 1] as number) + (sorted[count >> 1] as number)) / 2;
  return { iteration, count, median, sd: count > 1 ? Math.sqrt(squares / (count - 1)) : 0 };
}

function short(value: number): string {
  return String(Number(value.toPrecision(2)));
}
