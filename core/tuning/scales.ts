import type { Generator } from '../random/generator.ts';
import { createNonDominated } from './non-dominated.ts';
import type { NonDominatedState } from './non-dominated.ts';

/**
 * Several losses as one number, for methods that are made for one. Each is scaled so that the least told so far is 0 and
 * the largest of the non-dominated ones is 1; the augmented Chebyshev norm of the scaled losses (Steuer and Choo 1983;
 * as in ParEGO, Knowles 2006) has every point of the front as its minimum for some weights, also where the front is
 * concave. With one objective the number is the loss itself.
 */
export interface Scales {
  tell(losses: Float64Array): void;
  /** Smaller is better; Infinity when a loss is. It changes as more is told. @param weights one per objective, ≥ 0 */
  value(losses: Float64Array, weights: ArrayLike<number>): number;
  state(): ScalesState;
}

export interface ScalesState {
  least: (number | null)[];
  front: NonDominatedState;
}

/** Weight of the sum beside the largest scaled loss, so that among equals the better one wins. */
const AUGMENTATION = 0.05;
/** Members of the non-dominated set that say how far it reaches. */
const FRONT = 100;

export function createScales(objectives: number, saved?: ScalesState): Scales {
  const least = Float64Array.from({ length: objectives }, (_, k) => saved?.least[k] ?? Infinity);
  const front = createNonDominated(FRONT, saved?.front);
  const widths = new Float64Array(objectives);
  const measure = (): void => {
    for (let k = 0; k < objectives; k++) {
      let most = -Infinity;
      for (let i = 0; i < front.size; i++) most = Math.max(most, front.losses(i)[k] as number);
      // One point, or a front of one value: the size of the loss itself.
      const width = most - (least[k] as number);
      widths[k] = width > 0 ? width : Math.abs(least[k] as number) || 1;
    }
  };
  if (front.size > 0) measure();
  return {
    tell(losses) {
      if (objectives === 1 || losses.includes(Infinity)) return;
      for (let k = 0; k < objectives; k++) least[k] = Math.min(least[k] as number, losses[k] as number);
      if (front.add(NOWHERE, losses)) measure();
    },
    value(losses, weights) {
      if (objectives === 1) return losses[0] as number;
      let largest = -Infinity;
      let sum = 0;
      for (let k = 0; k < objectives; k++) {
        const loss = losses[k] as number;
        if (loss === Infinity) return Infinity;
        const weighted = (weights[k] as number) * (Number.isFinite(least[k]) ? (loss - (least[k] as number)) / (widths[k] as number) : loss);
        largest = Math.max(largest, weighted);
        sum += weighted;
      }
      return largest + AUGMENTATION * sum;
    },
    state: () => ({ least: Array.from(least, (value) => (value === Infinity ? null : value)), front: front.state() }),
  };
}

/** Only losses matter here. */
const NOWHERE = new Float64Array();

/** Evenly from the simplex (exponential variates over their sum), then each times its preference; they add up to 1. */
export function drawWeights(preferences: readonly number[], generator: Generator): number[] {
  const drawn = preferences.map((preference) => -Math.log(1 - generator.uniform()) * preference);
  const sum = drawn.reduce((a, b) => a + b, 0);
  return sum > 0 ? drawn.map((weight) => weight / sum) : preferences.map(() => 1 / preferences.length);
}
