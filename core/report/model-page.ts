import { responseAt } from '../allocation/curve.ts';
import { shownParameters } from '../model/chosen.ts';
import type { ShownParameter } from '../model/chosen.ts';
import { CURVE_POINTS, CURVE_REACH, responseCurve, sampleCurve } from '../model/curves.ts';
import type { CandidateParameters, Evaluation } from '../model/evaluation.ts';
import type { PreparedData, TermKind } from '../model/prepared.ts';
import type { ModelSeries } from '../model/series.ts';
import { meanSpend, windowSpend } from '../model/spend.ts';
import { settleModel } from '../model/settle.ts';
import type { AdstockKind, ResponseKind, Spec } from '../spec/spec.ts';
import type { Spacing } from '../data/table.ts';
import type { Diagnostic } from '../diagnosis/diagnostic.ts';
import { diagnoseModel } from '../diagnosis/model.ts';
import { durbinWatson } from '../diagnosis/residual-tests.ts';
import { liftStudyRows } from './lift-studies.ts';
import type { LiftStudyRow } from './lift-studies.ts';
import { pageTestPeriod, pageValidation } from './page-validation.ts';
import type { PageTestPeriod, PageValidation } from './page-validation.ts';

/** Everything the one-page view of a model draws: plain numbers and words, in the order they are shown. */
export interface ModelPage {
  responseKind: ResponseKind;
  /** ISO 4217. */
  currency: string;
  spacing: Spacing;
  /** Paid channels in the order of the project file. */
  shares: ChannelShare[];
  /** Largest contribution first; `(intercept)` and the groups of terms. */
  waterfall: WaterfallStep[];
  fit: FitSeries;
  validation: PageValidation;
  /** Null where tuning saw every row of the window. */
  testPeriod: PageTestPeriod | null;
  adstock: AdstockDecay[];
  curves: ResponseCurve[];
  carryover: CarryoverShare[];
  /** Durbin and Watson's d over the training rows (1950), 2 without autocorrelation; null for a perfect fit. */
  durbinWatson: number | null;
  /** Predicted against observed, one row per lift study of the project file. */
  lift: LiftStudyRow[];
  diagnostics: Diagnostic[];
  /** Every hyperparameter of the model, choices in words. */
  parameters: ShownParameter[];
}

export interface ChannelShare {
  channel: string;
  spend: number;
  effect: number;
  /** 0..1 of all paid channels. */
  spendShare: number;
  effectShare: number;
  roas: number | null;
  cpa: number | null;
}

export interface WaterfallStep {
  group: string;
  kind: TermKind | 'intercept';
  value: number;
  /** Of the summed prediction. */
  share: number;
}

/** n values each. */
export interface FitSeries {
  /** Days since 1970-01-01. */
  dates: number[];
  actual: number[];
  fitted: number[];
  residual: number[];
  /** Rows of each part, `to` not included; only parts that have rows. */
  ranges: { name: 'train' | 'validation' | 'test'; from: number; to: number }[];
}

export interface AdstockDecay {
  channel: string;
  kind: AdstockKind;
  /** Weight by lag 0, 1, 2 … periods, to where the rest no longer shows. */
  weights: number[];
}

export interface ResponseCurve {
  channel: string;
  /** Spend and response per period, from 0 to twice the largest spend observed. */
  spend: number[];
  response: number[];
  /** The mean period. */
  current: { spend: number; response: number };
  observedMax: number;
}

export interface CarryoverShare {
  channel: string;
  immediate: number;
  carryover: number;
  /** 0..1; null without effect. */
  carryoverShare: number | null;
}

export interface ModelPageOptions {
  spec: Pick<Spec, 'response' | 'currency' | 'tuning' | 'baseline' | 'calibration'>;
  /** Points per response curve. */
  curvePoints?: number;
}

export function buildModelPage(
  prepared: PreparedData, params: CandidateParameters, evaluation: Evaluation, series: ModelSeries, options: ModelPageOptions,
): ModelPage {
  const fit = fitSeries(series);
  return {
    responseKind: options.spec.response.kind, currency: options.spec.currency, spacing: prepared.spacing,
    shares: shares(prepared, evaluation),
    waterfall: waterfall(prepared, evaluation),
    fit,
    validation: pageValidation(prepared, evaluation, options.spec),
    testPeriod: pageTestPeriod(prepared, evaluation),
    adstock: decays(settleModel(prepared, params), series),
    curves: responseCurves(prepared, params, evaluation, options.curvePoints ?? CURVE_POINTS),
    carryover: prepared.media.map(({ name }) => {
      const immediate = evaluation.immediate[name] ?? 0;
      const carryover = evaluation.carryover[name] ?? 0;
      const all = immediate + carryover;
      return { channel: name, immediate, carryover, carryoverShare: all === 0 ? null : carryover / all };
    }),
    durbinWatson: durbinWatson(series.residuals.subarray(...series.ranges.train)),
    lift: liftStudyRows(prepared, options.spec.calibration, evaluation),
    diagnostics: diagnoseModel({ prepared, params, evaluation, series }),
    parameters: shownParameters(prepared, params),
  };
}

function shares(prepared: PreparedData, evaluation: Evaluation): ChannelShare[] {
  return prepared.media.filter(({ kind }) => kind === 'paid').map(({ name }, index) => ({
    channel: name,
    spend: windowSpend(prepared, index).reduce((sum, value) => sum + value, 0),
    effect: evaluation.contribution[name] ?? 0,
    spendShare: evaluation.spendShare[name] ?? 0,
    effectShare: evaluation.effectShare[name] ?? 0,
    roas: evaluation.roi[name] ?? null,
    cpa: evaluation.cpa[name] ?? null,
  }));
}

function waterfall(prepared: PreparedData, { contribution }: Evaluation): WaterfallStep[] {
  const total = Object.values(contribution).reduce((sum, value) => sum + value, 0);
  return Object.entries(contribution).map(([group, value]): WaterfallStep => ({
    group, value, share: total === 0 ? 0 : value / total,
    kind: prepared.terms.find((term) => term.group === group)?.kind ?? 'intercept',
  })).sort((a, b) => b.value - a.value);
}

function fitSeries({ dates, actual, fitted, residuals, ranges }: ModelSeries): FitSeries {
  return {
    dates: [...dates], actual: [...actual], fitted: [...fitted], residual: [...residuals],
    ranges: (['train', 'validation', 'test'] as const).flatMap((name) => {
      const range = ranges[name];
      return range === null ? [] : [{ name, from: range[0], to: range[1] }];
    }),
  };
}

function decays(prepared: PreparedData, { media }: ModelSeries): AdstockDecay[] {
  return prepared.media.map(({ name, adstock }, index) => {
    const weights = [...(media[index]?.weights ?? [])];
    const shown = weights.findLastIndex((weight) => weight > 0.01) + 2;
    const length = Math.max(5, Math.min(shown, 52));
    return { channel: name, kind: adstock, weights: Array.from({ length }, (_, lag) => weights[lag] ?? 0) };
  });
}

function responseCurves(prepared: PreparedData, params: CandidateParameters, evaluation: Evaluation, points: number): ResponseCurve[] {
  return prepared.media.filter(({ kind }) => kind === 'paid').map(({ name }, index) => {
    const curve = responseCurve(evaluation, params, name);
    const observedMax = windowSpend(prepared, index).reduce((most, value) => Math.max(most, value), 0);
    const mean = meanSpend(prepared, index);
    const { spend, response } = sampleCurve(curve, CURVE_REACH * observedMax, points);
    return { channel: name, spend: [...spend], response: [...response], observedMax, current: { spend: mean, response: responseAt(curve, mean) } };
  });
}
