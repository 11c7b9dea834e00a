import type { Diagnostic } from './diagnostic.ts';
import { amount, percent, ratio } from './words.ts';

export interface SpendFacts {
  channel: string;
  /** Largest and mean spend per period ever observed. */
  observedMax: number;
  observedMean: number;
  /** Per period, as an allocation suggests it. */
  suggested: number;
}

export interface Extrapolation {
  level: Diagnostic['level'];
  /** Suggested over largest observed; Infinity for a channel that never ran. */
  ofMax: number;
  /** Suggested over mean observed. */
  ofMean: number;
  /** Null when it passes. */
  text: string | null;
}

/** Past so many times the largest spend ever observed nothing supports the curve; our convention, as the mean's. */
const FAR_PAST_MAX = 1.5;
/** A channel that has peaks only has never shown what a peak's spend does in every period. */
const FAR_PAST_MEAN = 3;

/** Whether a spend lies where the response curve was observed. Nothing suggested always does. */
export function extrapolation({ channel, observedMax, observedMean, suggested }: SpendFacts): Extrapolation {
  if (!(suggested > 0)) return { level: 'pass', ofMax: 0, ofMean: 0, text: null };
  const ofMax = suggested / observedMax;
  const ofMean = suggested / observedMean;
  if (ofMax > 1) {
    const times = Number.isFinite(ofMax) ? `${percent(ofMax - 1, 0)} above the largest ever observed (${amount(observedMax)})` : 'for a channel that never ran';
    return {
      level: ofMax > FAR_PAST_MAX ? 'fail' : 'look', ofMax, ofMean,
      text: `${channel}: ${amount(suggested)} per period is ${times}; what it brings there is a guess of the curve.`,
    };
  }
  return ofMean > FAR_PAST_MEAN
    ? { level: 'look', ofMax, ofMean, text: `${channel}: ${amount(suggested)} per period was reached in peaks only; as a mean it is ${ratio(ofMean)} times what was spent so far.` }
    : { level: 'pass', ofMax, ofMean, text: null };
}
