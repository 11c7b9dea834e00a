import { EXPOSURE_WORDS, isExposureName, isRateName, isSpendName, SPEND_WORDS, wordsOf } from '../data/names.ts';
import type { NumberColumn, Table, TextColumn } from '../data/table.ts';
import { BASELINE_TERMS, mediaKind } from './defaults.ts';
import type { BaselineTerm, ResponseKind } from './spec.ts';

/** What each column of a table is likely to be, from its name and its values. */
export interface Roles {
  response: { column: string; kind: ResponseKind; guessed: boolean } | null;
  baseline: Partial<Record<BaselineTerm, string>>;
  channels: string[];
  exposures: string[];
  organic: string[];
  context: { column: string; type: 'number' | 'factor' }[];
  /** Columns left out, with the reason. */
  left: { column: string; why: string }[];
  /** How channels were recognised when no column is named spend; null when they are. */
  channelsFrom: string | null;
}

const MONEY = new Set(['revenue', 'revenues', 'sales', 'turnover', 'umsatz', 'erlös', 'erloes', 'income', 'gmv', 'bookings', 'ventas', 'ingresos']);
const COUNT = new Set(['conversion', 'conversions', 'orders', 'purchases', 'signups', 'subscriptions', 'installs', 'leads', 'units',
  'registrations', 'customers', 'transactions', 'applications', 'bestellungen', 'verkäufe']);
const PLACEHOLDER = new Set(['y', 'target', 'response', 'kpi', 'outcome', 'dependent']);
const OTHERS = new Set(['competitor', 'competitors', 'comp', 'konkurrenz', 'wettbewerb', 'market', 'control', 'lag', 'prior', 'organic', 'newsletter']);
const CLOCK = new Set(['t', 'dayofyear', 'doy', 'index', 'id', 'year', 'month', 'week', 'quarter', 'day', 'row', 'weeknum', 'isoweek']);
const TOTALS = new Set(['total', 'all', 'overall', 'gesamt', 'sum', 'media', 'marketing', 'ad', 'ads', 'advertising', '']);
const MAX_LEVELS = 20;
/** Rows each level of a factor should have on average. */
const ROWS_PER_LEVEL = 5;

export function findRoles(table: Table): Roles {
  const roles: Roles = { response: null, baseline: {}, channels: [], exposures: [], organic: [], context: [], left: [], channelsFrom: null };
  const numbers = table.columns.filter((column): column is NumberColumn => column.type === 'number');
  roles.response = findResponse(numbers);
  findBaseline(numbers, roles);
  const taken = new Set<string>([roles.response?.column ?? '', ...Object.values(roles.baseline)]);
  const open = numbers.filter(({ name }) => !taken.has(name));
  const useful = open.filter((column) => {
    const why = uselessFor(column, roles.response);
    if (why !== null) roles.left.push({ column: column.name, why });
    return why === null;
  });
  assignMedia(useful, roles);
  for (const column of table.columns) if (column.type === 'text') assignText(column, table.rows, roles);
  return roles;
}

function findResponse(numbers: readonly NumberColumn[]): Roles['response'] {
  const candidates = numbers.filter(({ name }) => !isSpendName(name) && !isRateName(name) && !isExposureName(name)
    && !wordsOf(name).some((word) => OTHERS.has(word)));
  const first = (set: ReadonlySet<string>): string | undefined =>
    candidates.find(({ name }) => wordsOf(name).some((word) => set.has(word)))?.name;
  const money = first(MONEY);
  if (money !== undefined) return { column: money, kind: wordsOf(money).includes('units') || wordsOf(money).includes('unit') ? 'conversion' : 'revenue', guessed: false };
  const count = first(COUNT);
  if (count !== undefined) return { column: count, kind: 'conversion', guessed: false };
  const placeholder = first(PLACEHOLDER);
  if (placeholder !== undefined) return { column: placeholder, kind: 'revenue', guessed: false };
  const unknown = candidates.filter((column) => uselessFor(column, null) === null && mediaKind(column.name) === 'unknown');
  const largest = unknown.toSorted((a, b) => meanOf(b) - meanOf(a))[0];
  return largest === undefined ? null : { column: largest.name, kind: 'revenue', guessed: true };
}

function meanOf({ values }: NumberColumn): number {
  return values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0) / values.length;
}

/** Columns named as a decomposition names them, when trend or season is among them. */
function findBaseline(numbers: readonly NumberColumn[], roles: Roles): void {
  const found = BASELINE_TERMS.flatMap((term) => numbers.filter(({ name }) => name.toLowerCase() === term).slice(0, 1).map(({ name }) => [term, name] as const));
  if (found.some(([term]) => term === 'trend' || term === 'season')) roles.baseline = Object.fromEntries(found);
}

/** Why a column tells a model nothing; null when it may. */
function uselessFor(column: NumberColumn, response: Roles['response']): string | null {
  const known = column.values.filter((value) => !Number.isNaN(value));
  const value = known[0];
  if (value === undefined) return 'it is empty';
  if (known.every((other) => other === value)) return value === 0 ? 'every value is 0' : `every value is ${value}`;
  const words = wordsOf(column.name);
  if (CLOCK.has(words.join(''))) return 'it only tells the time';
  const step = (known[1] ?? NaN) - value;
  if (known.length > 3 && known.every((other, i) => i === 0 || other - (known[i - 1] as number) === step)) return 'it only counts the rows';
  if (response === null || isSpendName(column.name) || words.some((word) => OTHERS.has(word))) return null;
  return words.some((word) => MONEY.has(word) || COUNT.has(word) || COUNT.has(`${word}s`)) ? 'it is an outcome, not a cause' : null;
}

function assignMedia(columns: readonly NumberColumn[], roles: Roles): void {
  const names = columns.map(({ name }) => name);
  const spend = names.filter(isSpendName);
  const totals = spend.filter((name) => spend.length > 1 && wordsOf(mediaStem(name)).every((word) => TOTALS.has(word)));
  for (const column of totals) roles.left.push({ column, why: 'it looks like the sum of the channels' });
  roles.channels = spend.filter((name) => !totals.includes(name));
  const rest = names.filter((name) => !spend.includes(name));
  roles.organic = rest.filter((name) => mediaKind(name) === 'organic' && !isRateName(name));
  roles.exposures = rest.filter((name) => isExposureName(name) && !roles.organic.includes(name));
  let others = rest.filter((name) => !roles.organic.includes(name) && !roles.exposures.includes(name));
  if (roles.channels.length === 0) {
    const numbered = others.filter((name) => /^(x|media|channel|ch|m)[_ ]?\d+$/i.test(name));
    const named = others.filter((name) => ['tv', 'offline', 'digital'].includes(mediaKind(name)) && !isRateName(name));
    if (numbered.length > 0) [roles.channels, roles.channelsFrom] = [numbered, 'their numbered names'];
    else if (named.length > 0) [roles.channels, roles.channelsFrom] = [named, 'names of media'];
    else [roles.channels, roles.channelsFrom, roles.exposures] = [roles.exposures, 'exposures, for want of spend; their unit is not money', []];
    others = others.filter((name) => !roles.channels.includes(name));
  }
  roles.context.push(...others.map((column) => ({ column, type: 'number' as const })));
}

function assignText(column: TextColumn, rows: number, roles: Roles): void {
  const levels = new Set(column.values.filter((value) => value !== '')).size;
  if (levels < 2) roles.left.push({ column: column.name, why: levels === 0 ? 'it is empty' : 'it has one level' });
  else if (levels > MAX_LEVELS || levels * ROWS_PER_LEVEL > rows) roles.left.push({ column: column.name, why: `it is text with ${levels} different values` });
  else roles.context.push({ column: column.name, type: 'factor' });
}

/** `Tv Spend`, `tv_grp` → `tv`: the words that name the medium. */
export function mediaStem(column: string): string {
  const words = wordsOf(column);
  const kept = words.filter((word, i) => !SPEND_WORDS.has(word) && !EXPOSURE_WORDS.has(word)
    && !(i === words.length - 1 && i > 0 && ['s', 'i', 'p'].includes(word)));
  return kept.join('_');
}
