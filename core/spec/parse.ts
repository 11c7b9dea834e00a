/** The project file, format `mixwright/1`: from any JSON value to a `Spec` with every default filled in. */
import { MixwrightError, type Problem } from '../errors.ts';
import { adstockKinds } from './choices.ts';
import { DEFAULT_CURRENCY, DEFAULT_LAMBDA, DEFAULT_NAME, DEFAULT_RESPONSE_KIND, DEFAULT_TRAIN_SIZE, LIMITS } from './defaults.ts';
import { readChoices } from './read-choices.ts';
import { baselineNames, readAdstockKind, readBaseline, readHyperparameters } from './read-settings.ts';
import { readCalibration, readCurves } from './read-studies.ts';
import { readRefresh, readTuning } from './read-tuning.ts';
import { checkNames, readChannels, readContext, readOrganic } from './read-variables.ts';
import { Reader, type Node } from './reader.ts';
import { SPEC_FORMAT, type Spec } from './spec.ts';

/** Keys of the file in the order they are written. */
export const SPEC_KEYS = ['format', 'name', 'data', 'date', 'response', 'currency', 'window', 'baseline', 'channels', 'organic',
  'context', 'adstock', 'hyperparameters', 'choices', 'lambda', 'train_size', 'calibration', 'curves', 'tuning', 'refresh'] as const satisfies (keyof Spec)[];

export interface SpecReading {
  /** Null when there is an error. */
  spec: Spec | null;
  /** Every error and warning, each with its key. */
  problems: Problem[];
}

/** Reads a project file that was parsed from JSON. Never throws. */
export function readSpec(value: unknown): SpecReading {
  const reader = new Reader();
  const root = reader.object(value, '', SPEC_KEYS);
  if (root === null) return { spec: null, problems: reader.problems };
  const spec = readRoot(reader, root);
  const wrong = reader.problems.some(({ severity }) => severity === 'error');
  return { spec: wrong ? null : spec, problems: reader.problems };
}

function readRoot(reader: Reader, root: Node): Spec {
  const { record } = root;
  readFormat(reader, root);
  const baseline = readBaseline(reader, record['baseline']);
  const channels = readChannels(reader, root);
  const organic = readOrganic(reader, root);
  const context = readContext(reader, root);
  checkNames(reader, channels, organic, context, baselineNames(baseline));
  const mediaNames = [...channels, ...organic].map(({ name }) => name);
  const adstock = readAdstockKind(reader, root);
  const choices = readChoices(reader, record['choices'], { channels, organic, context, baseline: baselineNames(baseline) });
  const searched = { adstock, channels, organic, ...(choices === null ? {} : { choices }) };
  const data = reader.optionalText(root, 'data');
  const window = readWindow(reader, record['window']);
  const refresh = readRefresh(reader, record['refresh']);
  return {
    format: SPEC_FORMAT,
    name: reader.text(root, 'name', DEFAULT_NAME),
    ...(data === undefined ? {} : { data }),
    date: reader.text(root, 'date'),
    response: readResponse(reader, record['response']),
    currency: readCurrency(reader, root),
    ...(window === null ? {} : { window }),
    baseline, channels, organic, context, adstock,
    hyperparameters: readHyperparameters(reader, record['hyperparameters'], mediaNames, (name) => adstockKinds(searched, name)),
    ...(choices === null ? {} : { choices }),
    lambda: reader.range(record['lambda'] ?? DEFAULT_LAMBDA, 'lambda', LIMITS.lambda, DEFAULT_LAMBDA),
    train_size: reader.range(record['train_size'] ?? DEFAULT_TRAIN_SIZE, 'train_size', LIMITS.train_size, DEFAULT_TRAIN_SIZE),
    calibration: readCalibration(reader, root, mediaNames),
    curves: readCurves(reader, root, mediaNames),
    tuning: readTuning(reader, record['tuning']),
    ...(refresh === null ? {} : { refresh }),
  };
}

function readFormat(reader: Reader, root: Node): void {
  const format = root.record['format'];
  if (format === SPEC_FORMAT) return;
  const newer = typeof format === 'string' && /^mixwright\/\d+$/.test(format);
  reader.report('SPEC_FORMAT', 'format', `Expected "${SPEC_FORMAT}", got ${format === undefined ? 'nothing' : JSON.stringify(format)}.`,
    newer ? 'This file is of another version of Mixwright; open it with that version.' : `Write "format": "${SPEC_FORMAT}".`);
}

function readResponse(reader: Reader, value: unknown): Spec['response'] {
  if (value === undefined) {
    reader.report('SPEC_MISSING_KEY', 'response', 'This key is required and missing.', 'Add "response": { "column": "revenue", "kind": "revenue" }.');
  }
  const node = value === undefined ? null : reader.object(value, 'response', ['column', 'kind']);
  if (node === null) return { column: '', kind: DEFAULT_RESPONSE_KIND };
  return {
    column: reader.text(node, 'column'),
    kind: reader.choice(node.record['kind'], 'response.kind', ['revenue', 'conversion'] as const, DEFAULT_RESPONSE_KIND),
  };
}

function readCurrency(reader: Reader, root: Node): string {
  const currency = reader.text(root, 'currency', DEFAULT_CURRENCY);
  if (!/^[A-Z]{3}$/.test(currency)) {
    reader.report('SPEC_UNKNOWN_VALUE', 'currency', `Expected a currency code of three capital letters, got "${currency}".`, 'Write "EUR", for instance.');
  }
  return currency;
}

function readWindow(reader: Reader, value: unknown): NonNullable<Spec['window']> | null {
  const node = value === undefined ? null : reader.object(value, 'window', ['from', 'to']);
  return node === null ? null : reader.period(node);
}

/** As `readSpec`; throws one `MixwrightError` with every problem when there is an error. */
export function parseSpec(value: unknown): Spec {
  const { spec, problems } = readSpec(value);
  if (spec === null) throw MixwrightError.ofProblems(problems);
  return spec;
}

/** JSON value of the text of a project file. Throws `SPEC_NOT_JSON`. */
export function jsonOfSpec(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text) as unknown;
  } catch (error) {
    throw MixwrightError.ofProblems([{
      code: 'SPEC_NOT_JSON', severity: 'error', message: `The project file is not JSON (${error instanceof Error ? error.message : String(error)}).`,
      mend: 'Write it as JSON: double quotes, no comments, no comma after the last item.',
    }]);
  }
}
