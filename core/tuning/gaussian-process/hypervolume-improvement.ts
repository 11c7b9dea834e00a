import type { Boxes } from './boxes.ts';
import type { Acquisition } from './improvement.ts';
import { cumulative, density, expectedExcess } from './normal.ts';
import type { Belief, Process } from './process.ts';

/**
 * Expected hypervolume improvement of independent normal objectives, exact for any number of them: the expected side of a box is
 * E[(u − max(l, Y))⁺] = ψ(u) − ψ(l) with ψ(c) = E[(c − Y)⁺] = σ·h((c − μ)/σ), and independent sides multiply
 * (Emmerich, Deutz and Klinkenberg 2011, IEEE CEC; Yang et al. 2019).
 */
export function expectedHypervolume(boxes: Boxes, beliefs: readonly Belief[]): number {
  const gains = boxes.cuts.map((cuts, k) => gainsAt(cuts, beliefs[k] as Belief));
  return sumOfBoxes(boxes, gains);
}

/** Logarithm of it as an acquisition. Where it is no number any more, −∞ with slope 0. */
export function hypervolumeImprovement(processes: readonly Process[], boxes: Boxes, width: number): Acquisition {
  const byMean = processes.map(() => new Float64Array(width));
  const byDeviation = processes.map(() => new Float64Array(width));
  return {
    at: (features) => Math.log(expectedHypervolume(boxes, processes.map((process) => process.at(features)))),
    slopes(features, gradient) {
      const beliefs = processes.map((process, k) => process.slopes(features, byMean[k] as Float64Array, byDeviation[k] as Float64Array));
      const gains = boxes.cuts.map((cuts, k) => gainsAt(cuts, beliefs[k] as Belief));
      const value = sumOfBoxes(boxes, gains);
      gradient.fill(0);
      if (!(value > 0)) return -Infinity;
      for (let k = 0; k < processes.length; k++) {
        const cuts = boxes.cuts[k] as Float64Array;
        const belief = beliefs[k] as Belief;
        const mean = sumOfBoxes(boxes, gains.with(k, cuts.map((cut) => -cumulative((cut - belief.mean) / belief.deviation)))) / value;
        const spread = sumOfBoxes(boxes, gains.with(k, cuts.map((cut) => (cut === -Infinity ? 0 : density((cut - belief.mean) / belief.deviation))))) / value;
        for (let i = 0; i < width; i++) {
          gradient[i] = (gradient[i] as number) + mean * ((byMean[k] as Float64Array)[i] as number) + spread * ((byDeviation[k] as Float64Array)[i] as number);
        }
      }
      return Math.log(value);
    },
  };
}

/** ψ at each cut; its derivatives by μ and σ are −Φ and φ of the same argument. */
function gainsAt(cuts: Float64Array, { mean, deviation }: Belief): Float64Array {
  return cuts.map((cut) => (cut === -Infinity ? 0 : deviation * expectedExcess((cut - mean) / deviation)));
}

/** Σ over boxes of Π over objectives of the value at the upper side less that at the lower. */
function sumOfBoxes({ sides }: Boxes, values: readonly Float64Array[]): number {
  const objectives = values.length;
  let sum = 0;
  for (let at = 0; at < sides.length;) {
    let product = 1;
    for (let k = 0; k < objectives; k++, at += 2) {
      const side = values[k] as Float64Array;
      product *= (side[sides[at + 1] as number] as number) - (side[sides[at] as number] as number);
    }
    sum += product;
  }
  return sum;
}
