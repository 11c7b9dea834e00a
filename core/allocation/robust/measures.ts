import type { ModelOutcome, RobustResult } from '../problem.ts';

/** A gain smaller than this share of the response is rounding. */
const ROUNDING = 1e-9;

/**
 * Mean, least and tail mean of the models' gains. Tail: the mean of the worst models of weight `share`, the last of them in
 * part (Rockafellar and Uryasev 2000, conditional value at risk).
 */
export function outcomeMeasures(outcomes: readonly ModelOutcome[], share: number): Pick<RobustResult, 'mean' | 'worst' | 'tail' | 'probabilityOfGain'> {
  const sorted = [...outcomes].sort((a, b) => a.gain - b.gain);
  let left = share;
  let tail = 0;
  for (const { weight, gain } of sorted) {
    const part = Math.min(left, weight);
    tail += part * gain;
    left -= part;
  }
  return {
    mean: outcomes.reduce((sum, { weight, gain }) => sum + weight * gain, 0),
    worst: sorted[0]?.gain ?? 0,
    tail: share > 0 ? tail / (share - Math.max(0, left)) : sorted[0]?.gain ?? 0,
    probabilityOfGain: outcomes.reduce((sum, { weight, gain, initialResponse }) => sum + (gain > ROUNDING * Math.abs(initialResponse) ? weight : 0), 0),
  };
}
