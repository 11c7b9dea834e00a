import { MixwrightError, type Problem } from '../errors.ts';
import { formatPlain } from '../report/format.ts';
import { MIN_CURVE_POINTS } from '../spec/read-studies.ts';
import type { CurveCalibration } from '../spec/spec.ts';
import type { CurveFit, ReferenceMaximum } from './curve-fit.ts';

/** What is to be known of a fitted curve; `point`: 0-based place of the point it is about. */
export interface CurveNote {
  code: 'CURVE_FALLS' | 'CURVE_BASE' | 'CURVE_NO_BEND' | 'CURVE_ONLY_TOP' | 'CURVE_POOR_FIT' | 'CURVE_BEYOND_SPEND' | 'CURVE_SCALE';
  message: string;
  mend: string;
  point?: number;
}

/** A fall smaller than this part of the largest response is taken for noise. */
const FALL = 0.05;
const POOR_RSQ = 0.8;
/** An inflexion that may lie this many times beyond the largest spend, and whose limits are as far apart, is not known. */
const FAR_BEND = 3;
/** Spends of the curve and of the table further apart than this are probably not in the same units. */
const SCALE = 50;

/** Throws for points no curve can be fitted to. */
export function refuseCurve(points: CurveCalibration['points'], reference: ReferenceMaximum): void {
  const fail = (code: string, message: string, mend: string): MixwrightError => {
    const problem: Problem = { code, severity: 'error', message, mend, key: 'points' };
    return MixwrightError.ofProblems([problem]);
  };
  const bad = points.findIndex(({ spend, response }) => !(Number.isFinite(spend) && spend >= 0 && Number.isFinite(response) && response >= 0));
  if (bad >= 0) throw fail('CURVE_BAD_POINT', `Point ${bad + 1} is not two numbers of 0 or more.`, 'Mend it or take it out.');
  const above = new Set(points.map(({ spend }) => spend).filter((spend) => spend > 0)).size;
  if (above < MIN_CURVE_POINTS) {
    throw fail('CURVE_FEW_POINTS', `A curve has three unknowns, so it needs at least ${MIN_CURVE_POINTS} points at different spends above 0; there are ${above}.`, 'Add points.');
  }
  if (!rises(points)) throw fail('CURVE_FLAT', 'The response does not rise with the spend, so there is no curve to fit.', 'Check that spend and response are not swapped.');
  if (!(reference.lowest > 0 && reference.highest >= reference.lowest && Number.isFinite(reference.highest))) {
    throw fail('CURVE_REFERENCE', 'The channel has no spend within the window, so gamma has nothing to refer to.', 'Choose another channel or window.');
  }
}

/** Whether the least-squares line through the points goes up. */
function rises(points: CurveCalibration['points']): boolean {
  const meanSpend = points.reduce((sum, { spend }) => sum + spend, 0) / points.length;
  const mean = points.reduce((sum, { response }) => sum + response, 0) / points.length;
  return points.reduce((sum, { spend, response }) => sum + (spend - meanSpend) * (response - mean), 0) > 0;
}

export function curveNotes(points: CurveCalibration['points'], fit: Omit<CurveFit, 'notes'>, reference: ReferenceMaximum): CurveNote[] {
  const most = points.reduce((largest, { spend }) => Math.max(largest, spend), 0);
  const { alpha, inflexion } = fit.limits;
  const notes = [...falls(points), ...base(points)];
  const unbounded = inflexion.openAbove || (inflexion.upper > FAR_BEND * most && inflexion.upper > FAR_BEND * inflexion.lower);
  if (unbounded) {
    notes.push({
      code: 'CURVE_NO_BEND', message: 'Nothing in the points tells where the response levels off: all of them may lie below the bend. The range of gamma is wide for that.',
      mend: `Add points at more spend than ${formatPlain(most)}.`,
    });
  } else if (inflexion.openBelow || (alpha.openAbove && alpha.openBelow)) {
    notes.push({
      code: 'CURVE_ONLY_TOP', message: 'The points lie where the response has levelled off, so they tell little of how it rises. The ranges are wide for that.',
      mend: 'Add points at less spend.',
    });
  }
  if (fit.rsq < POOR_RSQ) {
    notes.push({
      code: 'CURVE_POOR_FIT', message: `A saturation curve explains only ${Math.round(Math.max(0, fit.rsq) * 100)} % of the variance of the points.`,
      mend: 'Look at the residuals; leave out points of other times or markets.',
    });
  }
  const far = most > 0 ? Math.max(most / reference.highest, reference.lowest / most) : 1;
  if (far > SCALE) {
    notes.push({
      code: 'CURVE_SCALE', message: `The curve goes up to ${formatPlain(most)}, the channel's adstocked spend per period to ${formatPlain(reference.highest)}.`,
      mend: 'Give the spend per period of the table, in the same currency and units.',
    });
  } else if (inflexion.lower > reference.highest) {
    notes.push({
      code: 'CURVE_BEYOND_SPEND', message: `The bend at a spend of ${formatPlain(fit.inflexion)} lies above all that was ever spent here (${formatPlain(reference.highest)} with carry-over), so gamma stays at its upper limit.`,
      mend: 'Check that the spend is per period of the table. If it is, this channel is far from saturated.',
    });
  }
  return notes;
}

/** A response without spend is not the channel's, and the curve has no room for it. */
function base(points: CurveCalibration['points']): CurveNote[] {
  const largest = points.reduce((most, { response }) => Math.max(most, response), 0);
  const point = points.findIndex(({ spend, response }) => spend === 0 && response > FALL * largest);
  if (point < 0) return [];
  return [{
    code: 'CURVE_BASE', point, message: `There is a response of ${formatPlain(points[point]?.response ?? 0)} without any spend, which the channel did not bring.`,
    mend: 'Subtract it from every response.',
  }];
}

/** The first place where more spend brought clearly less. */
function falls(points: CurveCalibration['points']): CurveNote[] {
  const ordered = points.map((point, index) => ({ ...point, index })).sort((a, b) => a.spend - b.spend);
  const largest = points.reduce((most, { response }) => Math.max(most, response), 0);
  let before = ordered[0];
  for (const point of ordered) {
    if (before !== undefined && point.spend > before.spend && before.response - point.response > FALL * largest) {
      return [{
        code: 'CURVE_FALLS', point: point.index,
        message: `The response falls from ${formatPlain(before.response)} at ${formatPlain(before.spend)} to ${formatPlain(point.response)} at ${formatPlain(point.spend)}; a saturation curve never does.`,
        mend: 'Check these points.',
      }];
    }
    if (before === undefined || point.response > before.response) before = point;
  }
  return [];
}
