import type { Generator } from '../random/generator.ts';

/**
 * Step weights F and crossover rates CR that did well, after SHADE (Tanabe and Fukunaga 2013, "Success-history based
 * parameter adaptation for differential evolution", IEEE CEC): what succeeded in one generation gives one entry of a
 * memory of H, and candidates draw about a random entry.
 */
export interface SuccessHistory {
  /** F in (0, 1]: Cauchy with scale 0.1; CR in 0..1: normal with standard deviation 0.1; each about the entry's centre. */
  draw(generator: Generator): { weight: number; rate: number };
  /** @param gain how much the candidate improved, ≥ 0, in units of its generation */
  succeed(weight: number, rate: number, gain: number): void;
  /** Ends a generation: the Lehmer means Σ g·v² / Σ g·v of its successes, g their gains, replace the oldest entry. */
  turn(): void;
  state(): SuccessHistoryState;
}

export interface SuccessHistoryState {
  weights: number[];
  rates: number[];
  oldest: number;
  /** Of this generation. */
  successes: [weight: number, rate: number, gain: number][];
}

/** H */
const ENTRIES = 8;
const START = 0.5;
const SPREAD = 0.1;

export function createSuccessHistory(saved?: SuccessHistoryState): SuccessHistory {
  const weights = saved === undefined ? new Array<number>(ENTRIES).fill(START) : [...saved.weights];
  const rates = saved === undefined ? new Array<number>(ENTRIES).fill(START) : [...saved.rates];
  let oldest = saved?.oldest ?? 0;
  let successes = saved?.successes.slice() ?? [];
  return {
    draw(generator) {
      const entry = generator.integer(ENTRIES);
      let weight = 0;
      while (weight <= 0) weight = (weights[entry] as number) + SPREAD * Math.tan(Math.PI * (generator.uniform() - 0.5));
      const rate = (rates[entry] as number) + SPREAD * generator.normal();
      return { weight: Math.min(weight, 1), rate: Math.min(Math.max(rate, 0), 1) };
    },
    succeed: (weight, rate, gain) => void successes.push([weight, rate, gain]),
    turn() {
      // Gains in units of the largest: their squares neither overflow nor vanish.
      const largest = successes.reduce((most, [, , gain]) => Math.max(most, gain), 0);
      if (largest > 0 && largest < Infinity) {
        const scaled = successes.map(([weight, rate, gain]) => [weight, rate, gain / largest] as const);
        weights[oldest] = lehmer(scaled.map(([weight, , gain]) => [weight, gain]));
        rates[oldest] = lehmer(scaled.map(([, rate, gain]) => [rate, gain]));
        oldest = (oldest + 1) % ENTRIES;
      }
      successes = [];
    },
    state: () => ({ weights: [...weights], rates: [...rates], oldest, successes: [...successes] }),
  };
}

/** 0 when all values are. */
function lehmer(values: readonly (readonly [value: number, gain: number])[]): number {
  let squares = 0;
  let sum = 0;
  for (const [value, gain] of values) {
    squares += gain * value * value;
    sum += gain * value;
  }
  return sum > 0 ? squares / sum : 0;
}
