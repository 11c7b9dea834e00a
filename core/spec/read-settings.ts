import {
  ADSTOCKS, ALPHA_RANGE, BASELINE_TERMS, DEFAULT_ADSTOCK, DEFAULT_TUNING, defaultBaseline, defaultTuning, GAMMA_RANGE, LIMITS, MEDIA_PARAMETERS,
  METHODS, THETA_RANGES, WEIBULL_RANGES, type MediaParameter,
} from './defaults.ts';
import { checkMediaName } from './read-variables.ts';
import { join, type Node, type Reader } from './reader.ts';
import type { AdstockKind, BaselineSpec, BaselineTerm, LiftStudy, MediaRanges, Range, TuningMethod, TuningSpec } from './spec.ts';

export function readBaseline(reader: Reader, value: unknown): BaselineSpec {
  if (value === undefined) return defaultBaseline();
  const source = reader.object(value, 'baseline', null);
  if (source === null) return defaultBaseline();
  if (source.record['source'] === undefined) reader.text(source, 'source');
  const kind = reader.choice(source.record['source'], 'baseline.source', ['prophet', 'columns', 'none'] as const, 'none');
  if (kind === 'prophet') {
    const node = reader.object(value, 'baseline', ['source', 'terms', 'country']) ?? source;
    const terms = [...new Set(reader.list(node, 'terms').map((term, i): BaselineTerm =>
      reader.choice(term, `baseline.terms[${i}]`, BASELINE_TERMS, 'trend')))];
    if (terms.length === 0 && (node.record['terms'] === undefined || Array.isArray(node.record['terms']))) {
      reader.report('SPEC_MISSING_KEY', 'baseline.terms', 'The decomposition has no terms.', `Name some of ${BASELINE_TERMS.join(', ')}, or write "source": "none".`);
    }
    const country = reader.optionalText(node, 'country');
    if (country === undefined && terms.includes('holiday')) {
      reader.report('SPEC_MISSING_KEY', 'baseline.country', 'The holiday term needs a country.', 'Add "country": "DE" (two letters), or take "holiday" out.');
    }
    if (country !== undefined && !/^[A-Z]{2}$/.test(country)) {
      reader.report('SPEC_UNKNOWN_VALUE', 'baseline.country', `Expected a country of two capital letters, got "${country}".`, 'Write "US", for instance.');
    }
    return { source: 'prophet', terms, ...(country === undefined ? {} : { country }) };
  }
  if (kind === 'columns') {
    const node = reader.object(value, 'baseline', ['source', 'columns']) ?? source;
    const columns = reader.object(node.record['columns'], 'baseline.columns', BASELINE_TERMS);
    const given = columns === null ? [] : BASELINE_TERMS.filter((term) => columns.record[term] !== undefined);
    return { source: 'columns', columns: Object.fromEntries(given.map((term) => [term, columns === null ? '' : reader.text(columns, term)])) };
  }
  reader.object(value, 'baseline', ['source']);
  return { source: 'none' };
}

/** Names of the coefficients that the baseline will have. */
export function baselineNames(baseline: BaselineSpec): string[] {
  if (baseline.source === 'prophet') return [...baseline.terms];
  return baseline.source === 'columns' ? Object.keys(baseline.columns) : [];
}

const FALLBACKS: Readonly<Record<MediaParameter, Range>> = {
  theta: THETA_RANGES.unknown, alpha: ALPHA_RANGE, gamma: GAMMA_RANGE,
  shape: WEIBULL_RANGES.weibull_cdf.shape, scale: WEIBULL_RANGES.weibull_cdf.scale,
};

/** `adstockOf` gives the adstock of a channel by name; ranges that it does not use are only warned of. */
export function readHyperparameters(
  reader: Reader, value: unknown, media: readonly string[], adstockOf: (name: string) => AdstockKind,
): Record<string, MediaRanges> {
  if (value === undefined) return {};
  const root = reader.object(value, 'hyperparameters', null);
  if (root === null) return {};
  return Object.fromEntries(Object.entries(root.record).flatMap(([name, ranges]): [string, MediaRanges][] => {
    const path = join('hyperparameters', name);
    checkMediaName(reader, name, path, media);
    const node = reader.object(ranges, path, MEDIA_PARAMETERS);
    if (node === null) return [];
    const given = MEDIA_PARAMETERS.filter((parameter) => node.record[parameter] !== undefined);
    const unused: readonly MediaParameter[] = adstockOf(name) === 'geometric' ? ['shape', 'scale'] : ['theta'];
    for (const parameter of given.filter((key) => unused.includes(key) && media.includes(name))) {
      reader.report('SPEC_UNUSED_RANGE', join(path, parameter), `The adstock of "${name}" is ${adstockOf(name)}, which has no ${parameter}.`,
        'Take the range out, or change the adstock.', 'warning');
    }
    return [[name, Object.fromEntries(given.map((parameter) =>
      [parameter, reader.range(node.record[parameter], join(path, parameter), LIMITS[parameter], FALLBACKS[parameter])]))]];
  }));
}

export function readAdstockKind(reader: Reader, root: Node): AdstockKind {
  return reader.choice(root.record['adstock'], 'adstock', ADSTOCKS, DEFAULT_ADSTOCK);
}

export function readCalibration(reader: Reader, root: Node, media: readonly string[]): LiftStudy[] {
  return reader.list(root, 'calibration').flatMap((value, i): LiftStudy[] => {
    const path = join('calibration', i);
    const node = reader.object(value, path, ['channels', 'from', 'to', 'lift', 'spend', 'confidence', 'scope']);
    if (node === null) return [];
    const written = reader.list(node, 'channels');
    const channels = written.filter((name): name is string => typeof name === 'string');
    if (channels.length === 0 || channels.length < written.length) {
      reader.report('SPEC_WRONG_TYPE', join(path, 'channels'), 'A lift study names the channels it measured.', 'Write ["tv"], for instance.');
    }
    for (const [k, name] of channels.entries()) checkMediaName(reader, name, join(join(path, 'channels'), k), media);
    const period = reader.period(node);
    const lift = reader.number(node.record['lift'], join(path, 'lift'), {}, 1);
    if (lift === 0) {
      reader.report('SPEC_OUT_OF_LIMITS', join(path, 'lift'), 'The lift is 0, and errors are measured in parts of it.', 'Give the measured lift, or take the study out.');
    }
    const { spend, confidence } = node.record;
    return [{
      channels, from: period?.from ?? '', to: period?.to ?? '', lift,
      ...(spend === undefined ? {} : { spend: reader.number(spend, join(path, 'spend'), { min: 0 }, 0) }),
      ...(confidence === undefined ? {} : { confidence: reader.number(confidence, join(path, 'confidence'), { min: 0, max: 1 }, 1) }),
      scope: reader.choice(node.record['scope'], join(path, 'scope'), ['immediate', 'total'] as const, 'immediate'),
    }];
  });
}

export function readTuning(reader: Reader, value: unknown): TuningSpec {
  if (value === undefined) return defaultTuning();
  const node = reader.object(value, 'tuning', ['method', 'trials', 'iterations', 'seed', 'validation', 'weights']);
  if (node === null) return defaultTuning();
  const validation = node.record['validation'];
  if (validation !== undefined) {
    const scheme = reader.object(validation, 'tuning.validation', ['scheme']);
    if (scheme !== null) reader.choice(scheme.record['scheme'], 'tuning.validation.scheme', ['holdout'] as const, 'holdout');
  }
  return {
    method: readMethod(reader, node.record['method']),
    trials: reader.whole(node, 'trials', 1, DEFAULT_TUNING.trials),
    iterations: reader.whole(node, 'iterations', 1, DEFAULT_TUNING.iterations),
    seed: reader.whole(node, 'seed', 0, DEFAULT_TUNING.seed),
    validation: { scheme: 'holdout' },
    weights: readWeights(reader, node.record['weights']),
  };
}

function readMethod(reader: Reader, value: unknown): TuningMethod {
  if (value === undefined) return DEFAULT_TUNING.method;
  const found = METHODS.find((method) => method === value);
  if (found === undefined) {
    reader.report('SPEC_UNKNOWN_METHOD', 'tuning.method', `The method ${JSON.stringify(value)} is not available yet.`, `Available: ${METHODS.join(', ')}.`);
  }
  return found ?? DEFAULT_TUNING.method;
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
