import { responseAt } from '../allocation/curve.ts';
import { responseCurve } from '../model/curves.ts';
import { evaluateCandidate } from '../model/evaluate.ts';
import type { CandidateParameters } from '../model/evaluation.ts';
import type { PreparedData } from '../model/prepared.ts';
import { isCalibrated } from '../selection/candidates.ts';
import type { CandidateColumns } from '../selection/candidates.ts';
import { paretoModels } from '../selection/select.ts';
import type { Selection } from '../selection/selection.ts';
import { bootstrapDraws } from './bootstrap.ts';
import type { BootstrapDraws } from './bootstrap.ts';
import { LEVEL } from './interval.ts';
import { widened } from './widened.ts';
import type { Estimate } from './widened.ts';

/**
 * What all plausible models of a run together say: neither one model's shape nor its penalty is taken for granted.
 */
export interface Consensus {
  level: number;
  covers: 'sampling and models';
  /** How many models, and draws from all of them. */
  models: number;
  draws: number;
  /** Half-widths of the draws' quantiles are multiplied by it. */
  widening: number;
  /** Paid channels in the order of the project file. */
  channels: ConsensusChannel[];
  /** Sum of paid contributions over the window, and its share of the response. */
  paid: Estimate;
  paidShare: Estimate;
}

export interface ConsensusChannel {
  channel: string;
  spend: number;
  contribution: Estimate;
  /** Null where nothing was spent. */
  roas: Estimate | null;
  /** Response per period at these spends per period, 0 to twice the mean. */
  curve: { spend: number[]; estimate: number[]; lower: number[]; upper: number[] };
}

/** Models of each kind; more change the intervals less than another seed does. */
const PARETO_MODELS = 10;
const PREDICTING_MODELS = 40;
/**
 * NRMSE up to so much above the least counts as predicting alike. The least of thousands is partly luck, and the harder a
 * search looks for it, the more alike the candidates next to it are: taken from a wide band, they say the same whatever
 * method found them.
 */
const TOLERANCE = 0.3;
/** Resamples per model with its penalty, and as many without. */
const RESAMPLES = 10;
/** Multiples of the mean spend at which curves are told. */
const CURVE_STEPS = Array.from({ length: 17 }, (_, i) => i / 8);

/**
 * Half-widths are stretched by this, so that nominal 90 % intervals hold the truth in about 90 % of cases over
 * simulated advertisers (bench `advertisers`): no model has the true shape of adstock, saturation and baseline.
 */
export const CONSENSUS_WIDENING = 1.2;

/** As CONSENSUS_WIDENING, for all channels together: errors about the baseline are common to them and do not cancel. */
const TOTAL_WIDENING = 1.4;

/**
 * Candidates that count as plausible: models of the chosen fronts, and candidates that predict nearly as well as the best,
 * whatever decomp.RSSD says of them; with lift studies only those that agree with them well enough to be in a front. Both
 * are taken evenly by rank (error score, NRMSE). Indices into all candidates, each once.
 */
export function plausibleCandidates(candidates: CandidateColumns, selection: Pick<Selection, 'front' | 'score' | 'automaticFronts'>): number[] {
  const calibrated = isCalibrated(candidates);
  const { nrmse } = candidates;
  const known = Array.from(nrmse.keys()).filter((i) => Number.isFinite(nrmse[i]) && (!calibrated || selection.front[i] !== null));
  const least = known.reduce((lowest, i) => Math.min(lowest, nrmse[i] as number), Infinity);
  const predicting = known.filter((i) => (nrmse[i] as number) <= least * (1 + TOLERANCE))
    .sort((a, b) => (nrmse[a] as number) - (nrmse[b] as number) || a - b);
  return [...new Set([...evenly(paretoModels(selection), PARETO_MODELS), ...evenly(predicting, PREDICTING_MODELS)])];
}

/** The middles of `count` equal parts of a list; all of a list that is no longer. */
export function evenly<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list];
  return Array.from({ length: count }, (_, i) => list[Math.floor(((i + 0.5) * list.length) / count)] as T);
}

/**
 * Medians and intervals over draws from every model alike: half of each model's draws refit with its penalty, half
 * without, so that both the pull toward a common return and its absence have a say. Averaging over models: Hoeting et
 * al. (1999), Bayesian model averaging, with equal weights; bagging, Breiman (1996). Errors as `bootstrapDraws`.
 * @param models hyperparameters of plausible candidates, at least one
 */
export function consensusOf(prepared: PreparedData, models: readonly CandidateParameters[], seed: number): Consensus {
  const paid = prepared.media.filter(({ kind }) => kind === 'paid');
  const spends = paid.map((_, i) => windowSpend(prepared, i));
  const collected = paid.map(() => ({ effects: [] as number[], curve: CURVE_STEPS.map((): number[] => []) }));
  const totals: number[] = [];
  models.forEach((params, model) => {
    const evaluation = evaluateCandidate(prepared, params);
    const units = paid.map(({ name }, i) => {
      const unit = { ...responseCurve(evaluation, params, name), coefficient: 1 };
      return CURVE_STEPS.map((step) => responseAt(unit, (step * (spends[i] as number)) / prepared.windowRows));
    });
    for (const penalty of ['own', 'none'] as const) {
      const drawn = bootstrapDraws(prepared, params, { resamples: RESAMPLES, seed: seed * models.length + model, penalty });
      for (let r = 0; r < RESAMPLES; r++) {
        let total = 0;
        paid.forEach(({ term }, i) => {
          const coefficient = coefficientOf(drawn, r, term);
          const effect = coefficient * (drawn.sums[term] as number);
          total += effect;
          collected[i]?.effects.push(effect);
          collected[i]?.curve.forEach((values, k) => values.push(coefficient * ((units[i] as number[])[k] as number)));
        });
        totals.push(total);
      }
    }
  });
  const response = prepared.response.subarray(prepared.windowStart, prepared.windowStart + prepared.windowRows).reduce((a, b) => a + b, 0);
  const least = paid.map(({ term }) => (prepared.terms[term]?.sign === 'positive' ? 0 : -Infinity));
  const estimate = (values: readonly number[], lowest: number): Estimate => widened(Float64Array.from(values), LEVEL, CONSENSUS_WIDENING, lowest);
  const total = widened(Float64Array.from(totals), LEVEL, TOTAL_WIDENING, Math.min(0, ...least));
  return {
    level: LEVEL, covers: 'sampling and models', models: models.length, draws: totals.length, widening: CONSENSUS_WIDENING,
    channels: paid.map(({ name }, i): ConsensusChannel => {
      const spend = spends[i] as number;
      const lowest = least[i] as number;
      const contribution = estimate(collected[i]?.effects ?? [], lowest);
      const curve = (collected[i]?.curve ?? []).map((values) => estimate(values, lowest));
      return {
        channel: name, spend, contribution,
        roas: spend > 0 ? scaled(contribution, 1 / spend) : null,
        curve: {
          spend: CURVE_STEPS.map((step) => (step * spend) / prepared.windowRows),
          estimate: curve.map((each) => each.estimate), lower: curve.map((each) => each.lower), upper: curve.map((each) => each.upper),
        },
      };
    }),
    paid: total,
    paidShare: scaled(total, 1 / response),
  };
}

function coefficientOf({ draws, estimate }: BootstrapDraws, resample: number, term: number): number {
  return draws[resample * estimate.length + 1 + term] as number;
}

function scaled({ estimate, lower, upper }: Estimate, by: number): Estimate {
  return { estimate: estimate * by, lower: lower * by, upper: upper * by };
}

function windowSpend({ spend, rows, windowStart, windowRows }: PreparedData, channel: number): number {
  return spend.subarray(channel * rows + windowStart, channel * rows + windowStart + windowRows).reduce((a, b) => a + b, 0);
}
