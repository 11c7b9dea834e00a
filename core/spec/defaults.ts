import { wordsOf } from '../data/names.ts';
import type { Spacing } from '../data/table.ts';
import { DEFAULT_METHOD } from './methods.ts';
import type {
  AdstockKind, BaselineSpec, BaselineTerm, MediaRanges, Range, ResponseKind, Spec, TuningSpec, ValidationScheme, ValidationSpec,
} from './spec.ts';

export const DEFAULT_NAME = 'Untitled';
export const DEFAULT_CURRENCY = 'USD';
export const DEFAULT_COUNTRY = 'US';
export const DEFAULT_RESPONSE_KIND: ResponseKind = 'revenue';
export const DEFAULT_ADSTOCK: AdstockKind = 'geometric';
export const DEFAULT_LAMBDA: Range = [0, 1];
export const DEFAULT_TRAIN_SIZE: Range = [0.5, 0.8];
export const DEFAULT_TUNING = {
  method: DEFAULT_METHOD, trials: 40, iterations: 500, seed: 1, weights: [1, 1, 1], decomp_rssd: true, zero_effect_penalty: true,
} as const;

/** Where a plateau is asked for without numbers. */
export const DEFAULT_PLATEAU = { iterations: 200, gain: 0.001 } as const;

// Objects are made anew each time, since a project file may be edited in place.

/** Where the file says nothing: no holidays, since nothing tells of which country. */
export function defaultBaseline(): BaselineSpec {
  return { source: 'prophet', terms: ['trend', 'season'] };
}

export function defaultTuning(): TuningSpec {
  const validation = defaultValidation(DEFAULT_SCHEME);
  return { ...DEFAULT_TUNING, settings: {}, validation, weights: [...DEFAULT_TUNING.weights], ...choicesWith(validation.scheme) };
}

const DEFAULT_SCHEME = 'rolling_origin';

/**
 * The reference's scheme goes with the reference's other choices unless they are given: lift studies count alike, the
 * ridge pulls every term toward 0, and Prophet knows of no drivers but factors.
 */
export function choicesWith(scheme: ValidationScheme): Pick<TuningSpec, 'lift_weights' | 'ridge' | 'baseline_net_of'> {
  return scheme === 'holdout' ? { lift_weights: 'equal', ridge: 'zero', baseline_net_of: 'factors' }
    : { lift_weights: 'confidence', ridge: 'pooled', baseline_net_of: 'drivers' };
}

export const VALIDATION_SCHEMES: readonly ValidationScheme[] = ['holdout', 'rolling_origin', 'blocked_kfold'];

type Folded = Extract<ValidationSpec, { folds: number }>;

/** A scheme of folds as it is without settings. */
export function defaultValidation<S extends Folded['scheme']>(scheme: S): Extract<ValidationSpec, { scheme: S }>;
export function defaultValidation(scheme: Folded['scheme']): Folded {
  const common = { folds: 4, features: 'training', test_periods: 0 } as const;
  return scheme === 'blocked_kfold' ? { scheme, gap: 4, ...common } : { scheme, gap: 0, training: 'expanding', ...common };
}

export const ADSTOCKS: readonly AdstockKind[] = ['geometric', 'weibull_cdf', 'weibull_pdf'];
export const BASELINE_TERMS: readonly BaselineTerm[] = ['trend', 'season', 'weekday', 'monthly', 'holiday'];

/** Where a value may lie: `min`/`max` included, `above`/`below` not. */
export interface Limits { min?: number; above?: number; max?: number; below?: number }

export type MediaParameter = keyof MediaRanges;
export const MEDIA_PARAMETERS: readonly MediaParameter[] = ['theta', 'shape', 'scale', 'alpha', 'gamma'];

export const LIMITS: Readonly<Record<MediaParameter | 'lambda' | 'train_size', Limits>> = {
  theta: { min: 0, below: 1 },
  shape: { min: 0 },
  scale: { min: 0, max: 1 },
  alpha: { above: 0 },
  gamma: { above: 0, max: 1 },
  lambda: { min: 0, max: 1 },
  train_size: { min: 0.1, max: 1 },
};

/** What a channel's name tells of how long it works. */
export type MediaKind = 'tv' | 'offline' | 'digital' | 'organic' | 'unknown';

/**
 * Ranges of theta for weekly data by kind of medium: the reference's published guidance for its users (TV 0.3
 * to 0.8; out-of-home, print and radio 0.1 to 0.4; digital 0 to 0.3). Its widest range where the kind is unknown.
 */
export const THETA_RANGES: Readonly<Record<MediaKind, Range>> = {
  tv: [0.3, 0.8], offline: [0.1, 0.4], digital: [0, 0.3], organic: [0.1, 0.4], unknown: [0, 0.8],
};
export const ALPHA_RANGE: Range = [0.5, 3];
export const GAMMA_RANGE: Range = [0.3, 1];
export const WEIBULL_RANGES = {
  weibull_cdf: { shape: [0, 2] as Range, scale: [0, 0.1] as Range },
  weibull_pdf: { shape: [0, 10] as Range, scale: [0, 0.1] as Range },
} as const;

/** First match wins: `youtube_tv` is digital, `organic_search` organic. */
const KIND_WORDS: readonly [MediaKind, RegExp][] = [
  ['organic', /^(organic|newsletters?|email|emails|mailing|seo|owned|blog|push|crm|pr|earned)$/],
  ['digital', /^(digital|online|search|sea|sem|ppc|adwords|google|bing|youtube|yt|facebook|fb|meta|instagram|ig|tiktok|snapchat|pinterest|twitter|linkedin|social|display|banner|programmatic|video|olv|affiliates?|retargeting|shopping|performance|pmax|amazon|criteo|ctv)$/],
  ['tv', /^(tv|television|fernsehen|linear)$/],
  ['offline', /^(print|radio|ooh|dooh|outdoor|billboards?|poster|plakat|newspapers?|magazines?|cinema|kino|flyers?|leaflets?|catalog|catalogue|audio)$/],
];

export function mediaKind(name: string): MediaKind {
  const words = wordsOf(name);
  return KIND_WORDS.find(([, pattern]) => words.some((word) => pattern.test(word)))?.[0] ?? 'unknown';
}

/** Every range one channel or organic variable needs, and none more. */
export type ResolvedRanges =
  | { adstock: 'geometric'; theta: Range; alpha: Range; gamma: Range }
  | { adstock: 'weibull_cdf' | 'weibull_pdf'; shape: Range; scale: Range; alpha: Range; gamma: Range };

/** The adstock of a channel or organic variable by name. */
export function adstockOf(spec: Pick<Spec, 'adstock' | 'channels' | 'organic'>, mediaName: string): AdstockKind {
  const media = [...spec.channels, ...spec.organic].find(({ name }) => name === mediaName);
  return media?.adstock ?? spec.adstock;
}

/** Ranges of a channel or organic variable: those of the file, the default ones of its kind where it has none. */
export function rangesFor(
  spec: Pick<Spec, 'adstock' | 'channels' | 'organic' | 'hyperparameters'>, mediaName: string,
): ResolvedRanges {
  return rangesOfKind(spec, mediaName, adstockOf(spec, mediaName));
}

/** The same with a kind of adstock of which the file may say otherwise. */
export function rangesOfKind(spec: Pick<Spec, 'organic' | 'hyperparameters'>, mediaName: string, adstock: AdstockKind): ResolvedRanges {
  const given = Object.hasOwn(spec.hyperparameters, mediaName) ? spec.hyperparameters[mediaName] ?? {} : {};
  const alpha = given.alpha ?? copy(ALPHA_RANGE);
  const gamma = given.gamma ?? copy(GAMMA_RANGE);
  if (adstock === 'geometric') {
    const organic = spec.organic.some(({ name }) => name === mediaName);
    const kind = organic && mediaKind(mediaName) === 'unknown' ? 'organic' : mediaKind(mediaName);
    return { adstock, theta: given.theta ?? copy(THETA_RANGES[kind]), alpha, gamma };
  }
  const weibull = WEIBULL_RANGES[adstock];
  return { adstock, shape: given.shape ?? copy(weibull.shape), scale: given.scale ?? copy(weibull.scale), alpha, gamma };
}

function copy(range: Range): Range {
  return typeof range === 'number' ? range : [...range];
}

/** Lower and upper end; the same number twice for a fixed value. */
export function boundsOf(range: Range): [lower: number, upper: number] {
  return typeof range === 'number' ? [range, range] : range;
}

/** Terms that suit a spacing: days have a weekday, months are too long for single holidays. */
export function baselineTermsFor(spacing: Spacing | null): BaselineTerm[] {
  if (spacing === 'month') return ['trend', 'season'];
  return spacing === 'day' ? ['trend', 'season', 'weekday', 'holiday'] : ['trend', 'season', 'holiday'];
}
