import { MixwrightError } from '../errors.ts';

/**
 * Prophet (Taylor & Letham 2018, "Forecasting at scale") with linear growth and additive features:
 *   y(t)/scale = (k + Σ δⱼ[t ≥ sⱼ])·t + (m − Σ sⱼδⱼ[t ≥ sⱼ]) + Σ βᵢxᵢ(t) + noise,
 * t in 0..1 over the history, sⱼ the changepoints. δⱼ ~ Laplace(0, 0.05), βᵢ ~ N(0, 10²), k, m ~ N(0, 5²):
 * the point estimate under these priors is taken, nothing is sampled.
 */

/** One column of the design, n values, unscaled; `component` is what its effect is reported under. */
export interface ProphetFeature {
  component: string;
  values: Float64Array;
}

export interface ProphetFit {
  /** n values in units of y. */
  trend: Float64Array;
  /** Per component, n values in units of y; trend + all effects = the fitted values. */
  effects: Map<string, Float64Array>;
  fitted: Float64Array;
}

/** What the host's optimiser is given: everything scaled, n rows, p features, c changepoints. */
export interface ProphetProblem {
  /** n values of y / max|y|. */
  y: Float64Array;
  /** n times in 0..1. */
  t: Float64Array;
  /** c times in 0..1. */
  changepoints: Float64Array;
  /** n × p, row-major; p ≥ 1. */
  design: Float64Array;
  /** p standard deviations of the coefficients' priors. */
  priorScales: Float64Array;
  changepointPriorScale: number;
  start: { k: number; m: number };
}

export interface ProphetSolution {
  k: number;
  m: number;
  /** c changes of slope. */
  delta: Float64Array;
  /** p coefficients. */
  beta: Float64Array;
}

/** Finds the most probable parameters of Prophet's Stan model; same problem, same bits. Core has no WebAssembly: the host brings it. */
export interface ProphetFitter {
  /** Throws an Error with the optimiser's own words when it fails. */
  maximise(problem: ProphetProblem): ProphetSolution;
}

/** Defaults of Prophet, kept by the reference. */
const CHANGEPOINTS = 25;
const CHANGEPOINT_RANGE = 0.8;
const CHANGEPOINT_PRIOR_SCALE = 0.05;
const FEATURE_PRIOR_SCALE = 10;

/**
 * Fits y (n values, finite, not all 0) at `dates` (n ascending days) and takes the fit apart. With `known` (ascending
 * rows) the fit looks at the response in these rows only and foretells the others from their dates and features.
 * Throws BASELINE_FIT_FAILED.
 */
export function fitProphet(
  dates: Int32Array, y: Float64Array, features: readonly ProphetFeature[], fitter: ProphetFitter, known: Int32Array = Int32Array.from(dates.keys()),
): ProphetFit {
  const n = dates.length;
  const history = Float64Array.from(known, (row) => y[row] as number);
  const scale = history.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const first = dates[known[0] ?? 0] ?? 0;
  const span = (dates[known.at(-1) ?? 0] ?? 0) - first;
  const t = Float64Array.from(dates, (date) => (date - first) / span);
  const times = Float64Array.from(known, (row) => t[row] as number);
  const scaled = history.map((value) => value / scale);
  const changepoints = placeChangepoints(times);
  // Stan's model has no room for zero features: one of zeros stands in.
  const columns = features.length > 0 ? features.map((feature) => feature.values) : [new Float64Array(n)];
  const design = new Float64Array(known.length * columns.length);
  columns.forEach((column, j) => known.forEach((row, i) => { design[i * columns.length + j] = column[row] as number; }));

  const solution = solve(fitter, {
    y: scaled, t: times, changepoints, design,
    priorScales: new Float64Array(columns.length).fill(FEATURE_PRIOR_SCALE),
    changepointPriorScale: CHANGEPOINT_PRIOR_SCALE,
    start: { k: (scaled.at(-1) ?? 0) - (scaled[0] ?? 0), m: scaled[0] ?? 0 },
  });

  const trend = trendAt(t, changepoints, solution).map((value) => value * scale);
  const effects = new Map<string, Float64Array>();
  features.forEach((feature, j) => {
    const sum = effects.get(feature.component) ?? new Float64Array(n);
    const beta = (solution.beta[j] as number) * scale;
    feature.values.forEach((value, i) => { sum[i] = (sum[i] as number) + beta * value; });
    effects.set(feature.component, sum);
  });
  const fitted = trend.slice();
  for (const effect of effects.values()) effect.forEach((value, i) => { fitted[i] = (fitted[i] as number) + value; });
  return { trend, effects, fitted };
}

/** At most 25 rows, evenly spread over the first 80 % of the history, the first row left out. */
function placeChangepoints(t: Float64Array): Float64Array {
  const history = Math.floor(t.length * CHANGEPOINT_RANGE);
  const count = Math.min(CHANGEPOINTS, history - 1);
  return Float64Array.from({ length: count }, (_, i) => t[roundHalfEven((history - 1) * (i + 1) / count)] as number);
}

function roundHalfEven(value: number): number {
  const down = Math.floor(value);
  const rest = value - down;
  return rest > 0.5 || (rest === 0.5 && down % 2 === 1) ? down + 1 : down;
}

/** Piecewise linear, continuous at the changepoints (Taylor & Letham 2018, equation 3). */
function trendAt(t: Float64Array, changepoints: Float64Array, { k, m, delta }: ProphetSolution): Float64Array {
  return t.map((time) => {
    let slope = k;
    let offset = m;
    changepoints.forEach((changepoint, j) => {
      if (time < changepoint) return;
      slope += delta[j] as number;
      offset -= changepoint * (delta[j] as number);
    });
    return slope * time + offset;
  });
}

function solve(fitter: ProphetFitter, problem: ProphetProblem): ProphetSolution {
  let detail = 'its result is not finite';
  try {
    const solution = fitter.maximise(problem);
    if ([solution.k, solution.m, ...solution.delta, ...solution.beta].every(Number.isFinite)) return solution;
  } catch (error) {
    detail = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').trim();
  }
  const message = `Prophet could not fit the response: ${detail}.`;
  throw new MixwrightError('BASELINE_FIT_FAILED', message, [{
    code: 'BASELINE_FIT_FAILED', severity: 'error', message, key: 'baseline',
    mend: 'Choose fewer terms, or take the baseline from columns of the table.',
  }]);
}
