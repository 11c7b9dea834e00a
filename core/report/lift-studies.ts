import type { Evaluation } from '../model/evaluation.ts';
import type { PreparedData } from '../model/prepared.ts';
import type { LiftStudy } from '../spec/spec.ts';

/** One lift study beside what a model says of it: plain numbers, in units of the response and the currency. */
export interface LiftStudyRow {
  /** Place in the project file, 0-based. */
  index: number;
  channels: string[];
  /** ISO dates, both inclusive. */
  from: string;
  to: string;
  scope: LiftStudy['scope'];
  observed: number;
  predicted: number;
  /** |predicted − observed| / |observed| */
  error: number;
  /** In the mean error, 0..1; all studies add up to 1. */
  weight: number;
  /** Spend behind the lift; null where only organic variables were measured. */
  spend: number | null;
  /** Whether the spend is the study's own or the table's on its rows. */
  spendFrom: 'study' | 'table';
  /** Lift per spend; null without spend. */
  roas: LiftRatio;
  /** Spend per lift; null where there is no lift above 0. */
  cpa: LiftRatio;
}

export interface LiftRatio {
  observed: number | null;
  predicted: number | null;
}

/**
 * Predicted against observed for every lift study, in the order of the project file. Without a spend of its own a study
 * takes the table's spend of its paid channels on the rows it is read from. RangeError when `studies`, `prepared` and
 * `evaluation` do not belong together.
 */
export function liftStudyRows(prepared: PreparedData, studies: readonly LiftStudy[], evaluation: Pick<Evaluation, 'lift'>): LiftStudyRow[] {
  const counts = [studies.length, prepared.studies.length, evaluation.lift.length];
  if (new Set(counts).size > 1) throw new RangeError(`Expected as many studies in project file, data and evaluation, got ${counts.join(', ')}.`);
  return studies.map((study, index): LiftStudyRow => {
    const { predicted = NaN, observed = NaN, mape = NaN, weight = 0 } = evaluation.lift[index] ?? {};
    const spend = study.spend ?? tableSpend(prepared, index);
    return {
      index, channels: [...study.channels], from: study.from, to: study.to, scope: study.scope,
      observed, predicted, error: mape, weight, spend, spendFrom: study.spend === undefined ? 'table' : 'study',
      roas: { observed: ratio(observed, spend), predicted: ratio(predicted, spend) },
      cpa: { observed: ratio(spend, observed), predicted: ratio(spend, predicted) },
    };
  });
}

/** Spend of the study's paid channels on its rows; null when it has none. */
function tableSpend(prepared: PreparedData, index: number): number | null {
  const study = prepared.studies[index];
  // Paid channels come first among the media and are the rows of `spend`.
  const paid = study?.media.filter((medium) => prepared.media[medium]?.kind === 'paid') ?? [];
  if (study === undefined || paid.length === 0) return null;
  return paid.reduce((sum, medium) => {
    const start = medium * prepared.rows;
    return prepared.spend.subarray(start + study.rowFrom, start + study.rowTo + 1).reduce((total, value) => total + value, sum);
  }, 0);
}

function ratio(value: number | null, by: number | null): number | null {
  return value === null || by === null || !(by > 0) || !Number.isFinite(value / by) ? null : value / by;
}
