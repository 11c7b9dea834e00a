import { evaluateCandidate } from '../model/evaluate.ts';
import type { PreparedData, SearchParameter } from '../model/prepared.ts';
import type { Generator } from '../random/generator.ts';
import { levelAt } from '../tuning/dimensions.ts';
import { median } from './rank.ts';
import { addTo, mediaShapes } from './truth.ts';
import type { NoiseTruth, Truth } from './truth.ts';

/**
 * Truths that need no model: known ROAS drawn per channel, hyperparameters within the project's ranges, noise of
 * three sizes, on the level and season of the project's own response.
 */
export type NoiseLevel = 'low' | 'medium' | 'high';

/** Standard deviation of the noise as a share of the mean response. */
export const NOISE_SHARE: Readonly<Record<NoiseLevel, number>> = { low: 0.03, medium: 0.07, high: 0.12 };
export const NOISE_LEVELS: readonly NoiseLevel[] = ['low', 'medium', 'high'];
/** Lag-1 autocorrelation of the noise: what a baseline misses stays for some periods. */
const NOISE_AUTOCORRELATION = 0.3;

/** All paid channels together, as a share of the response: uniform between. */
export const MEDIA_SHARE: readonly [number, number] = [0.2, 0.4];
/** Each organic variable, as a share of the response. */
export const ORGANIC_SHARE = 0.02;
/** Standard deviation of the logarithm of ROAS among channels that work: 90 % lie within a factor 2.3 of the median. */
export const ROAS_SPREAD = 0.5;
/** One channel in so many is wasteful: in turn without any effect and with a tenth of the others' median ROAS. */
export const WASTEFUL_IN = 3;
const WASTEFUL_ROAS: readonly [number, number] = [0, 0.1];

/** Draws from `random`: media share, ROAS per channel, which are wasteful, then hyperparameters in the order of the space. */
export function truthFromGrid(prepared: PreparedData, level: NoiseLevel, random: Generator): Truth {
  const { rows, windowStart, windowRows: n, media, space, response } = prepared;
  const total = sumOf(response, windowStart, n);
  const share = MEDIA_SHARE[0] + random.uniform() * (MEDIA_SHARE[1] - MEDIA_SHARE[0]);
  const paid = media.flatMap(({ kind }, i) => (kind === 'paid' ? [i] : []));
  const roas = drawRoas(paid.length, random);
  // lambda and train_size come last and belong to the estimate, not to the truth.
  const params = Object.fromEntries(space.parameters.slice(0, -2).map((parameter) => [parameter.name, drawn(parameter, random.uniform())]));
  const shapes = mediaShapes(prepared, params);

  const spend = paid.map((_, c) => sumOf(prepared.spend, c * rows + windowStart, n));
  const unscaled = spend.map((money, c) => money * (roas[c] as number));
  const whole = unscaled.reduce((a, b) => a + b, 0);
  const organicCount = media.length - paid.length;
  const effects = media.map(({ kind }, i) => {
    if (kind === 'organic') return ORGANIC_SHARE * total;
    return whole > 0 ? ((unscaled[paid.indexOf(i)] as number) / whole) * share * total : 0;
  });
  const coefficients = Float64Array.from(effects, (effect, i) => {
    const reach = sumOf(shapes, i * rows + windowStart, n);
    return reach > 0 ? effect / reach : 0;
  });
  const baseline = baselineOf(prepared).map((value) => Math.max(0, value * (1 - share - ORGANIC_SHARE * organicCount)));
  return { baseline, shapes, coefficients, noise: noiseOfLevel(prepared, level) };
}

/** The value at `position`, 0..1 and below 1, of a range; choices and whole numbers alike often. */
function drawn({ lower, upper, choices, whole }: SearchParameter, position: number): number {
  return choices === undefined && whole !== true ? lower + position * (upper - lower) : lower + levelAt(position, upper - lower + 1);
}

export function noiseOfLevel({ response, windowStart, windowRows: n }: PreparedData, level: NoiseLevel): NoiseTruth {
  return { sd: NOISE_SHARE[level] * (sumOf(response, windowStart, n) / n), autocorrelation: NOISE_AUTOCORRELATION };
}

/** Relative ROAS of `count` channels: log-normal about 1, every third wasteful. */
function drawRoas(count: number, random: Generator): number[] {
  const roas = Array.from({ length: count }, () => Math.exp(ROAS_SPREAD * random.normal()));
  const order = random.shuffle(roas.map((_, i) => i));
  const wasteful = order.slice(0, Math.floor(count / WASTEFUL_IN));
  const usual = median(order.slice(wasteful.length).map((i) => roas[i] as number)) ?? 1;
  wasteful.forEach((channel, k) => {
    roas[channel] = (WASTEFUL_ROAS[k % 2] as number) * usual;
  });
  return roas;
}

/** Response as baseline and context alone explain it, L values: the project's own level, trend and season. */
function baselineOf(prepared: PreparedData): Float64Array {
  const { rows, windowStart, windowRows: n, terms, columns, space } = prepared;
  const fixed = terms.filter(({ kind }) => kind === 'baseline' || kind === 'context').length;
  if (fixed === 0) return new Float64Array(rows).fill(sumOf(prepared.response, windowStart, n) / n);
  const { intercept, coefficients } = evaluateCandidate({
    ...prepared, terms: terms.slice(0, fixed), columns: columns.slice(0, fixed * rows), media: [], spend: new Float64Array(),
    space: { parameters: space.parameters.slice(-2) }, choices: [], studies: [], refresh: null,
    validation: {
      scheme: 'holdout', features: 'whole_table', tuningRows: n, folds: [], baselines: [], holdoutCuts: new Int32Array(), refitBaseline: -1,
    },
  }, { lambda: 0, train_size: 1 });
  const baseline = new Float64Array(rows).fill(intercept);
  terms.slice(0, fixed).forEach(({ name }, j) => addTo(baseline, columns.subarray(j * rows, (j + 1) * rows), coefficients[name] ?? 0));
  return baseline;
}

function sumOf(values: Float64Array, from: number, count: number): number {
  return values.subarray(from, from + count).reduce((a, b) => a + b, 0);
}
