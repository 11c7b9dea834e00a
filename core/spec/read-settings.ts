import {
  ADSTOCKS, ALPHA_RANGE, BASELINE_TERMS, DEFAULT_ADSTOCK, defaultBaseline, GAMMA_RANGE, LIMITS, MEDIA_PARAMETERS, THETA_RANGES,
  WEIBULL_RANGES, type MediaParameter,
} from './defaults.ts';
import { checkMediaName } from './read-variables.ts';
import { join, type Node, type Reader } from './reader.ts';
import type { AdstockKind, BaselineSpec, BaselineTerm, MediaRanges, Range } from './spec.ts';

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

/** `kindsOf` gives the kinds of adstock tried for a channel by name; ranges that none of them uses are only warned of. */
export function readHyperparameters(
  reader: Reader, value: unknown, media: readonly string[], kindsOf: (name: string) => readonly AdstockKind[],
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
    const kinds = kindsOf(name);
    const unused: readonly MediaParameter[] = [
      ...(kinds.includes('geometric') ? [] : ['theta'] as const), ...(kinds.some((kind) => kind !== 'geometric') ? [] : ['shape', 'scale'] as const),
    ];
    for (const parameter of given.filter((key) => unused.includes(key) && media.includes(name))) {
      reader.report('SPEC_UNUSED_RANGE', join(path, parameter), `The adstock of "${name}" is ${kinds.join(' or ')}, which has no ${parameter}.`,
        'Take the range out, or change the adstock.', 'warning');
    }
    return [[name, Object.fromEntries(given.map((parameter) =>
      [parameter, reader.range(node.record[parameter], join(path, parameter), LIMITS[parameter], FALLBACKS[parameter])]))]];
  }));
}

export function readAdstockKind(reader: Reader, root: Node): AdstockKind {
  return reader.choice(root.record['adstock'], 'adstock', ADSTOCKS, DEFAULT_ADSTOCK);
}
