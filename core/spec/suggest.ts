import { findPanel } from '../data/panel.ts';
import type { ParsedTable } from '../data/parse.ts';
import {
  baselineTermsFor, DEFAULT_ADSTOCK, DEFAULT_COUNTRY, DEFAULT_CURRENCY, DEFAULT_LAMBDA, DEFAULT_TRAIN_SIZE, defaultTuning, mediaKind,
} from './defaults.ts';
import { findRoles, mediaStem, type Roles } from './roles.ts';
import { SPEC_FORMAT, type BaselineSpec, type Range, type Spec } from './spec.ts';

/** Country whose holidays are taken when the currency is all that is known. */
const COUNTRIES: Readonly<Record<string, string>> = {
  USD: 'US', EUR: 'DE', GBP: 'GB', CHF: 'CH', JPY: 'JP', CAD: 'CA', AUD: 'AU', NZD: 'NZ', SEK: 'SE', NOK: 'NO', DKK: 'DK', PLN: 'PL',
  CZK: 'CZ', HUF: 'HU', RON: 'RO', BRL: 'BR', MXN: 'MX', INR: 'IN', CNY: 'CN', ZAR: 'ZA', TRY: 'TR', SGD: 'SG', HKD: 'HK', KRW: 'KR',
};

export interface Suggestion {
  spec: Spec;
  /** Why each column got its role, one sentence each. */
  notes: string[];
}

/**
 * A project file to start from. It may still have problems (`checkSpec`), when the table has no dates or no
 * response, for instance: what is missing is left blank.
 */
export function suggestSpec(
  parsed: Pick<ParsedTable, 'table' | 'format'>, options: { name: string; fileName?: string | undefined },
): Suggestion {
  const { table, format } = parsed;
  const panel = findPanel(table, format.dateColumn ?? '');
  const roles = findRoles({ ...table, columns: table.columns.filter(({ name }) => name !== panel?.column) });
  if (panel !== null) roles.left.push({ column: panel.column, why: 'it tells the rows of a period apart and goes when they are summed up' });
  const currency = format.currency ?? (format.decimal === ',' ? 'EUR' : DEFAULT_CURRENCY);
  const taken = new Set<string>(roles.context.map(({ column }) => column));
  const baseline = suggestBaseline(roles, parsed, currency);
  for (const term of baseline.source === 'prophet' ? baseline.terms : Object.keys(roles.baseline)) taken.add(term);
  const nameFor = (column: string): string => {
    const base = mediaStem(column) || column.replace(/[.=]+/g, '_');
    let name = base;
    for (let copy = 2; taken.has(name); copy++) name = `${base}_${copy}`;
    taken.add(name);
    return name;
  };
  const spec: Spec = {
    format: SPEC_FORMAT,
    name: options.name,
    ...(options.fileName === undefined ? {} : { data: options.fileName }),
    date: format.dateColumn ?? '',
    response: { column: roles.response?.column ?? '', kind: roles.response?.kind ?? 'revenue' },
    currency,
    baseline,
    channels: roles.channels.map((column) => ({ name: nameFor(column), spend: column, sign: 'positive' })),
    organic: roles.organic.map((column) => ({ name: nameFor(column), column, sign: 'positive' })),
    context: roles.context.map(({ column, type }) => ({ column, type, sign: 'free' })),
    adstock: DEFAULT_ADSTOCK,
    hyperparameters: {},
    lambda: copy(DEFAULT_LAMBDA),
    train_size: copy(DEFAULT_TRAIN_SIZE),
    calibration: [],
    curves: [],
    tuning: defaultTuning(),
  };
  return { spec, notes: [...explain(roles, spec), ...(format.currency === undefined ? [`No currency sign was found; ${currency} is assumed.`] : [])] };
}

function copy(range: Range): Range {
  return typeof range === 'number' ? range : [...range];
}

/** Days from first to last date under which the table spans less than a year (12 months end 30 days before it). */
const SEASON_DAYS = 329;

function suggestBaseline(roles: Roles, { table, format }: Pick<ParsedTable, 'table' | 'format'>, currency: string): BaselineSpec {
  if (Object.keys(roles.baseline).length > 0) return { source: 'columns', columns: roles.baseline };
  const dates = table.columns.find((column) => column.type === 'date')?.values ?? new Int32Array(0);
  const long = (dates.at(-1) ?? 0) - (dates[0] ?? 0) >= SEASON_DAYS;
  const terms = baselineTermsFor(format.spacing).filter((term) => term !== 'season' || long);
  return { source: 'prophet', terms, ...(terms.includes('holiday') ? { country: COUNTRIES[currency] ?? DEFAULT_COUNTRY } : {}) };
}

function explain(roles: Roles, spec: Spec): string[] {
  const notes: string[] = [];
  const { response } = roles;
  if (response === null) notes.push('No column looks like revenue or conversions: choose the response.');
  else if (response.guessed) notes.push(`"${response.column}" is taken for the response because its values are the largest: check this.`);
  else notes.push(`"${response.column}" is taken for the response, as ${response.kind === 'revenue' ? 'revenue' : 'a number of conversions'}.`);
  if (spec.channels.length === 0) notes.push('No column looks like spend: choose the channels.');
  else if (roles.channelsFrom !== null) notes.push(`No column is named spend; the channels were recognised by ${roles.channelsFrom}.`);
  for (const exposure of roles.exposures) {
    const channel = spec.channels.find(({ spend }) => mediaStem(spend) === mediaStem(exposure));
    notes.push(channel === undefined ? `"${exposure}" has no spend beside it and was left out; use it as organic if it cost nothing.`
      : `"${exposure}" may be used as the exposure of "${channel.name}"; spend is used unless you choose it.`);
  }
  for (const { name, column } of spec.organic) notes.push(`"${column}" is taken for organic media, "${name}".`);
  for (const { column, type } of spec.context) if (type === 'factor') notes.push(`"${column}" is text with few levels and is taken for a factor.`);
  if (spec.baseline.source === 'columns') notes.push(`The baseline is taken from the columns ${Object.values(spec.baseline.columns).map((name) => `"${name}"`).join(', ')}.`);
  else if (spec.baseline.source === 'prophet' && spec.baseline.country !== undefined) notes.push(`Holidays are those of ${spec.baseline.country}: change the country if you sell elsewhere.`);
  const unknown = spec.channels.filter(({ name }) => mediaKind(name) === 'unknown').map(({ name }) => name);
  if (unknown.length > 0) notes.push(`The names do not tell what kind of medium these are, so theta is sought in its widest range: ${unknown.join(', ')}.`);
  for (const { column, why } of roles.left) notes.push(`"${column}" was left out: ${why}.`);
  return notes;
}
