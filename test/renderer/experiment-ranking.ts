import type { ExperimentAdvice, ExperimentDesign, ExperimentRanking } from '../../core/experiment/experiment.ts';

export function aDesign(changes: Partial<ExperimentDesign> = {}): ExperimentDesign {
  return { change: 1, periods: 8, extraSpend: 800, expectedLift: 900, liftSpread: 300, liftLower: 500, liftUpper: 1500, noise: 200, value: 400, cost: 50, net: 350, ...changes };
}

export function anAdvice(changes: Partial<ExperimentAdvice> = {}): ExperimentAdvice {
  return { channel: 'tv', perfectInformation: 500, value: 400, changesDecision: 0.7, design: aDesign(), designs: [aDesign()], sentence: 'tv: double its spend.', ...changes };
}

export function aRanking(changes: Partial<ExperimentRanking> = {}): ExperimentRanking {
  return {
    periods: 52, spacing: 'week', perfectInformation: 1000, withoutStudy: 90_000, models: 20,
    channels: [anAdvice(), anAdvice({ channel: 'print', perfectInformation: 100, value: 0, changesDecision: 0, design: null, sentence: 'print: no study.' })], notes: ['A note.'], ...changes,
  };
}
