import type { LiftStudy, TuningSpec } from './spec.ts';

/** Weight of each study in the mean error; they add up to 1. Without any confidence above 0 all count alike. */
export function studyWeights(studies: readonly LiftStudy[], by: TuningSpec['lift_weights']): number[] {
  const confidence = studies.map((study) => (by === 'equal' ? 1 : study.confidence ?? 1));
  const sum = confidence.reduce((a, b) => a + b, 0);
  return confidence.map((each) => (sum > 0 ? each / sum : 1 / studies.length));
}
