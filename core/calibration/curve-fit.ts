import { hill } from '../model/saturation.ts';
import { streamFor } from '../random/stream.ts';
import { studentQuantile } from '../selection/spread.ts';
import { LIMITS } from '../spec/defaults.ts';
import type { CurveCalibration } from '../spec/spec.ts';
import { curveNotes, refuseCurve, type CurveNote } from './curve-notes.ts';
import { fitHillFrom, type HillBounds, type HillFit, type HillPoints } from './hill-fit.ts';

/** Largest adstocked spend of the channel over the window, at the two ends of its adstock's ranges. */
export interface ReferenceMaximum {
  lowest: number;
  highest: number;
}

export interface CurveFit {
  /** Of the limit of the response. */
  height: number;
  alpha: number;
  /** Spend that brings half the height, in the points' unit of spend. */
  inflexion: number;
  /** Inflexion / reference maximum, at the middle of it; may be above 1. */
  gamma: number;
  /** 1 − Σ residual² / Σ (response − mean)² over the points above spend 0. */
  rsq: number;
  /** In the order of the points. */
  fitted: number[];
  residuals: number[];
  /** To search in: profile-likelihood limits, at least 10 % to either side, within the limits of the hyperparameters. */
  ranges: { alpha: [number, number]; gamma: [number, number] };
  /** 90 % limits before widening; the end is open where the points don't bound it. */
  limits: { alpha: ProfileLimits; inflexion: ProfileLimits };
  notes: CurveNote[];
}

export interface ProfileLimits {
  lower: number;
  upper: number;
  /** The data would take values beyond it. */
  openBelow: boolean;
  openAbove: boolean;
}

/** Confidence of the profile limits. */
export const CURVE_LEVEL = 0.9;
/** Ranges reach at least this part to either side: the curve was measured elsewhere, not in this table. */
const LEAST_WIDTH = 0.1;
const STARTS = 24;
/** Shapes from nearly logarithmic to nearly a step. */
const ALPHA_BOUNDS = [0.1, 10] as const;
/** The inflexion is sought from this part of the smallest spend above 0 to this multiple of the largest. */
const INFLEXION_BOUNDS = [0.1, 20] as const;

/**
 * Hill curve through points measured outside the model: least squares from seeded random starts (`hill-fit.ts`), and the
 * ranges of alpha and gamma that it leaves. Spend counts as adstocked spend per period, so gamma = inflexion / reference
 * maximum; since that maximum depends on the adstock, which is not known yet, the range of gamma takes its ends at both
 * ends of `reference`. Limits by profile likelihood (Bates and Watts 1988, chapter 6): all values whose best fit has
 * Σ residual² ≤ least · (1 + F(1, m − 3)/(m − 3)).
 *
 * The reference (Robyn 3.12.1, curve calibrator) also fits cumulated spend and response. Different here: exact least
 * squares in place of an evolutionary search, ranges by likelihood in place of the spread of its best trials, gamma by the
 * channel's own adstocked spend in place of the table's largest spend, and alpha free where it holds reach concave.
 *
 * MixwrightError `CURVE_FEW_POINTS`, `CURVE_FLAT`, `CURVE_REFERENCE` for what cannot be fitted.
 * @param points at least 4 different spends above 0; m counts these
 */
export function fitCurve(points: CurveCalibration['points'], reference: ReferenceMaximum, seed = 1): CurveFit {
  refuseCurve(points, reference);
  // Every curve is 0 without spend: a point there tells nothing, and would make the doubt look smaller.
  const telling = points.filter(({ spend }) => spend > 0);
  const data: HillPoints = { spend: Float64Array.from(telling, ({ spend }) => spend), response: Float64Array.from(telling, ({ response }) => response) };
  const bounds: HillBounds = {
    lower: [Math.log(INFLEXION_BOUNDS[0] * Math.min(...data.spend)), Math.log(ALPHA_BOUNDS[0])],
    upper: [Math.log(INFLEXION_BOUNDS[1] * Math.max(...data.spend)), Math.log(ALPHA_BOUNDS[1])],
  };
  const best = bestFit(data, bounds, seed);
  const inflexion = Math.exp(best.logInflexion);
  const alpha = Math.exp(best.logAlpha);
  const fitted = points.map(({ spend }) => (spend > 0 ? best.height * hill(spend, alpha, inflexion) : 0));
  const mean = data.response.reduce((a, b) => a + b, 0) / telling.length;
  const total = data.response.reduce((sum, r) => sum + (r - mean) ** 2, 0);
  const limits = { inflexion: profile(data, bounds, best, 0), alpha: profile(data, bounds, best, 1) };
  const fit = {
    height: best.height, alpha, inflexion, gamma: inflexion / ((reference.lowest + reference.highest) / 2),
    rsq: 1 - best.squares / total,
    fitted, residuals: points.map(({ response }, i) => response - (fitted[i] ?? 0)),
    ranges: {
      alpha: within(widened(alpha, limits.alpha.lower, limits.alpha.upper), ALPHA_BOUNDS[0], ALPHA_BOUNDS[1]),
      gamma: gammaRange(inflexion, limits.inflexion, reference),
    },
    limits,
  };
  return { ...fit, notes: curveNotes(points, fit, reference) };
}

/** The best of several local minima; the first start is the middle of the points, the rest are random. */
function bestFit(data: HillPoints, bounds: HillBounds, seed: number): HillFit {
  const stream = streamFor(seed, 0);
  const between = (at: 0 | 1): number => bounds.lower[at] + stream.uniform() * (bounds.upper[at] - bounds.lower[at]);
  let best = fitHillFrom(data, [(bounds.lower[0] + bounds.upper[0]) / 2, 0], bounds);
  for (let start = 1; start < STARTS; start++) {
    const found = fitHillFrom(data, [between(0), between(1)], bounds);
    if (found.squares < best.squares) best = found;
  }
  return best;
}

/** Limits of one parameter (0: ln k, 1: ln α), the other fitted anew at each value. */
function profile(data: HillPoints, bounds: HillBounds, best: HillFit, at: 0 | 1): ProfileLimits {
  const freedom = Math.max(1, data.spend.length - 3);
  const allowed = best.squares * (1 + studentQuantile((1 + CURVE_LEVEL) / 2, freedom) ** 2 / freedom);
  const centre = at === 0 ? best.logInflexion : best.logAlpha;
  const other = at === 0 ? best.logAlpha : best.logInflexion;
  const end = (direction: -1 | 1): { value: number; open: boolean } => {
    const bound = direction < 0 ? bounds.lower[at] : bounds.upper[at];
    let start = other;
    const holds = (value: number): boolean => {
      const held: HillBounds = at === 0
        ? { lower: [value, bounds.lower[1]], upper: [value, bounds.upper[1]] }
        : { lower: [bounds.lower[0], value], upper: [bounds.upper[0], value] };
      const found = fitHillFrom(data, at === 0 ? [value, start] : [start, value], held);
      if (found.squares > allowed) return false;
      start = at === 0 ? found.logAlpha : found.logInflexion;
      return true;
    };
    let inside = centre;
    let outside: number;
    // Steps small enough to follow the valley; the other parameter starts where the last step left it.
    for (let step = 0.02; ; step *= 1.6) {
      outside = direction < 0 ? Math.max(bound, centre - step) : Math.min(bound, centre + step);
      if (!holds(outside)) break;
      if (outside === bound) return { value: bound, open: true };
      inside = outside;
    }
    for (let halving = 0; halving < 40; halving++) {
      const middle = (inside + outside) / 2;
      if (holds(middle)) inside = middle;
      else outside = middle;
    }
    return { value: inside, open: false };
  };
  const lower = end(-1);
  const upper = end(1);
  return { lower: Math.exp(lower.value), upper: Math.exp(upper.value), openBelow: lower.open, openAbove: upper.open };
}

/** In gamma: the limits of the inflexion over the largest adstocked spend, whichever adstock it turns out to be. */
function gammaRange(inflexion: number, { lower, upper, openAbove }: ProfileLimits, { lowest, highest }: ReferenceMaximum): [number, number] {
  const most = LIMITS.gamma.max ?? 1;
  const [from, to] = widened(inflexion, lower, upper);
  return within([from / highest, openAbove ? most : to / lowest], GAMMA_LEAST, most);
}

/** gamma has to be above 0. */
const GAMMA_LEAST = 0.01;

function widened(value: number, lower: number, upper: number): [number, number] {
  return [Math.min(lower, value * (1 - LEAST_WIDTH)), Math.max(upper, value * (1 + LEAST_WIDTH))];
}

/** Rounded outward to three digits, within the limits; a range that lies beyond them keeps the width it would have at their end. */
function within([lower, upper]: [number, number], least: number, most: number): [number, number] {
  const clip = (value: number): number => Math.min(most, Math.max(least, value));
  const low = clip(Math.min(lower, most * (1 - LEAST_WIDTH)));
  const high = clip(Math.max(upper, least * (1 + LEAST_WIDTH)));
  const step = 10 ** (Math.floor(Math.log10(high)) - 2);
  const decimals = Math.max(0, -Math.round(Math.log10(step)));
  return [clip(Number((Math.floor(low / step + 1e-9) * step).toFixed(decimals))), clip(Number((Math.ceil(high / step - 1e-9) * step).toFixed(decimals)))];
}
