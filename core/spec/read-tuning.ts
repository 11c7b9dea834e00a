/** How the search goes: method, validation, objectives, and what a refresh holds on to. */
import { choicesWith, DEFAULT_TUNING, defaultTuning, defaultValidation, VALIDATION_SCHEMES } from './defaults.ts';
import { readLevels, readMethod, readSettings, readStop } from './read-search.ts';
import { join, type Reader } from './reader.ts';
import type { RefreshSpec, TuningSpec, ValidationScheme, ValidationSpec } from './spec.ts';

export function readTuning(reader: Reader, value: unknown): TuningSpec {
  if (value === undefined) return defaultTuning();
  const node = reader.object(value, 'tuning', ['method', 'settings', 'levels', 'stop', 'trials', 'iterations', 'seed', 'validation', 'weights', 'decomp_rssd', 'zero_effect_penalty',
    'lift_weights', 'ridge', 'baseline_net_of']);
  if (node === null) return defaultTuning();
  const validation = readValidation(reader, node.record['validation']);
  const choices = choicesWith(validation.scheme);
  const method = readMethod(reader, node.record['method']);
  const levels = readLevels(reader, node.record['levels']);
  const stop = readStop(reader, node.record['stop']);
  return {
    method,
    settings: readSettings(reader, node.record['settings'], method),
    ...(levels === null ? {} : { levels }),
    ...(stop === null ? {} : { stop }),
    trials: reader.whole(node, 'trials', 1, DEFAULT_TUNING.trials),
    iterations: reader.whole(node, 'iterations', 1, DEFAULT_TUNING.iterations),
    seed: reader.whole(node, 'seed', 0, DEFAULT_TUNING.seed),
    validation,
    weights: readWeights(reader, node.record['weights']),
    decomp_rssd: reader.flag(node, 'decomp_rssd', DEFAULT_TUNING.decomp_rssd),
    zero_effect_penalty: reader.flag(node, 'zero_effect_penalty', DEFAULT_TUNING.zero_effect_penalty),
    lift_weights: reader.choice(node.record['lift_weights'], 'tuning.lift_weights', ['confidence', 'equal'] as const, choices.lift_weights),
    ridge: reader.choice(node.record['ridge'], 'tuning.ridge', ['pooled', 'zero'] as const, choices.ridge),
    baseline_net_of: reader.choice(node.record['baseline_net_of'], 'tuning.baseline_net_of', ['drivers', 'factors'] as const, choices.baseline_net_of),
  };
}

const SCHEME_KEYS: Readonly<Record<ValidationScheme, readonly string[]>> = {
  holdout: ['scheme', 'features', 'test_periods'],
  rolling_origin: ['scheme', 'folds', 'block', 'training', 'gap', 'features', 'test_periods'],
  blocked_kfold: ['scheme', 'folds', 'gap', 'features', 'test_periods'],
};

function readValidation(reader: Reader, value: unknown): ValidationSpec {
  const path = 'tuning.validation';
  const fallback = defaultTuning().validation;
  const any = value === undefined ? null : reader.object(value, path, null);
  if (any === null) return fallback;
  const scheme = reader.choice(any.record['scheme'], `${path}.scheme`, VALIDATION_SCHEMES, fallback.scheme);
  const node = reader.object(value, path, SCHEME_KEYS[scheme]) ?? any;
  const common = {
    features: reader.choice(node.record['features'], `${path}.features`, ['training', 'whole_table'] as const, 'training'),
    test_periods: reader.whole(node, 'test_periods', 0, 0),
  };
  if (scheme === 'holdout') return { scheme, ...common };
  const defaults = defaultValidation(scheme);
  const folds = reader.whole(node, 'folds', 2, defaults.folds);
  const gap = reader.whole(node, 'gap', 0, defaults.gap);
  if (scheme === 'blocked_kfold') return { scheme, folds, gap, ...common };
  return {
    scheme, folds, gap, ...common,
    ...(node.record['block'] === undefined ? {} : { block: reader.whole(node, 'block', 2, 13) }),
    training: reader.choice(node.record['training'], `${path}.training`, ['expanding', 'sliding'] as const, 'expanding'),
  };
}

export function readRefresh(reader: Reader, value: unknown): RefreshSpec | null {
  const node = value === undefined ? null : reader.object(value, 'refresh', ['model', 'new_periods', 'shares']);
  if (node === null) return null;
  const shares = reader.object(node.record['shares'], 'refresh.shares', null);
  return {
    model: reader.text(node, 'model', 'an earlier model'),
    new_periods: reader.whole(node, 'new_periods', 0, 0),
    shares: Object.fromEntries(Object.entries(shares?.record ?? {}).map(([group, share]) =>
      [group, reader.number(share, join('refresh.shares', group), {}, 0)])),
  };
}

function readWeights(reader: Reader, value: unknown): [number, number, number] {
  if (value === undefined) return [...DEFAULT_TUNING.weights];
  if (!Array.isArray(value) || value.length !== 3) {
    reader.report('SPEC_WRONG_TYPE', 'tuning.weights', 'Expected three numbers: weights of NRMSE, decomp.RSSD and MAPE.', 'Write [1, 1, 1].');
    return [...DEFAULT_TUNING.weights];
  }
  const weight = (i: number): number => reader.number(value[i], `tuning.weights[${i}]`, { min: 0 }, 1);
  const weights: [number, number, number] = [weight(0), weight(1), weight(2)];
  if (weights.every((each) => each === 0)) {
    reader.report('SPEC_OUT_OF_LIMITS', 'tuning.weights', 'All three weights are 0, so nothing would be sought.', 'Write [1, 1, 1].');
  }
  return weights;
}
