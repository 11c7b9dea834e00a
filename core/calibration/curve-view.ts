import type { Table } from '../data/table.ts';
import { hill } from '../model/saturation.ts';
import type { CurveCalibration, Spec } from '../spec/spec.ts';
import { fitCurve, type CurveFit, type ReferenceMaximum } from './curve-fit.ts';
import { referenceMaximum } from './reference-maximum.ts';

/** A curve measured elsewhere as the setup shows it. */
export interface CurveView {
  fit: CurveFit;
  reference: ReferenceMaximum;
  /** The fitted curve from 0 to a little beyond the last point. */
  line: { spend: number[]; response: number[] };
}

const STEPS = 80;
const BEYOND = 1.05;

/** Fits a channel's points against its spend in the table. MixwrightError as `fitCurve` and `referenceMaximum`. */
export function curveView(spec: Spec, table: Table, { channel, points }: Pick<CurveCalibration, 'channel' | 'points'>): CurveView {
  const reference = referenceMaximum(spec, table, channel);
  const fit = fitCurve(points, reference, spec.tuning.seed);
  const most = BEYOND * points.reduce((largest, { spend }) => Math.max(largest, spend), 0);
  const spend = Array.from({ length: STEPS + 1 }, (_, step) => (most * step) / STEPS);
  return { fit, reference, line: { spend, response: spend.map((value) => (value === 0 ? 0 : fit.height * hill(value, fit.alpha, fit.inflexion))) } };
}
