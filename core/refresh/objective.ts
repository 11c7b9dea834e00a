import type { PreparedData, PreparedRefresh, Term } from '../model/prepared.ts';
import type { Spec } from '../spec/spec.ts';

/**
 * What takes the place of decomp.RSSD in a refresh: how far a candidate's shares of the prediction are from those of
 * the earlier model (DESIGN reference definition, Robyn 3.12.1, "Refresh").
 */

const INTERCEPT = '(intercept)';

/**
 * The earlier model's shares in the order of this model's groups; null in a first run. A group that came has share 0
 * there. Groups that went stand at the end of `others`, where this model's share is 0.
 * @param windowRows n, more than the new periods
 */
export function preparedRefresh(spec: Pick<Spec, 'refresh'>, terms: readonly Term[], windowRows: number): PreparedRefresh | null {
  const { refresh } = spec;
  if (refresh === undefined) return null;
  const { paid, others } = groupsOf(terms);
  const share = (group: string): number => (Object.hasOwn(refresh.shares, group) ? refresh.shares[group] ?? 0 : 0);
  const went = Object.keys(refresh.shares).filter((group) => !paid.includes(group) && !others.includes(group));
  return {
    media: Float64Array.from(paid, share),
    others: Float64Array.from([...others, ...went], share),
    newShare: Math.min(refresh.new_periods, windowRows - 1) / windowRows,
  };
}

/** In words: terms that only one of the two models has. */
export function refreshNotes(spec: Pick<Spec, 'refresh'>, terms: readonly Term[]): string[] {
  const { refresh } = spec;
  if (refresh === undefined) return [];
  const { paid, others } = groupsOf(terms);
  const now = [...paid, ...others];
  const came = now.filter((group) => !Object.hasOwn(refresh.shares, group));
  const went = Object.keys(refresh.shares).filter((group) => !now.includes(group));
  return [
    ...(came.length > 0 ? [`New since ${refresh.model}: ${came.join(', ')}; their earlier share counts as 0.`] : []),
    ...(went.length > 0 ? [`Only in ${refresh.model}: ${went.join(', ')}; their share now counts as 0.`] : []),
  ];
}

/**
 * √mean((share − previous share)²) over paid media, plus the same over all other groups divided by (1 − newShare).
 * Does not allocate. Infinity when the prediction sums to 0.
 * @param effects contributions of the paid channels over the window, in their order
 * @param others contributions of the other groups, `(intercept)` first, then as they come in `terms`
 * @param total the summed prediction
 */
export function refreshDistance(refresh: PreparedRefresh, effects: Float64Array, others: Float64Array, total: number): number {
  if (total === 0) return Infinity;
  return rootMeanSquare(refresh.media, effects, total) + rootMeanSquare(refresh.others, others, total) / (1 - refresh.newShare);
}

/** Memory for the distance of one candidate after another; null in a first run. */
export interface RefreshMeasure {
  refresh: PreparedRefresh;
  /** p: place of each term in `others`; −1 for paid channels. */
  places: Int32Array;
  others: Float64Array;
}

export function createRefreshMeasure({ refresh, terms }: Pick<PreparedData, 'refresh' | 'terms'>): RefreshMeasure | null {
  if (refresh === null) return null;
  const { others } = groupsOf(terms);
  return {
    refresh, others: new Float64Array(others.length),
    places: Int32Array.from(terms, ({ kind, group }) => (kind === 'paid' ? -1 : others.indexOf(group))),
  };
}

/**
 * `refreshDistance` of a fitted candidate. Does not allocate; changes `measure.others`.
 * @param effects contributions of the paid channels over the window
 * @param coefficients p
 * @param sums p: each term's sum over the window
 * @param rows n
 */
export function measureRefresh(
  measure: RefreshMeasure, effects: Float64Array, coefficients: Float64Array, sums: Float64Array, intercept: number, rows: number,
): number {
  const { refresh, places, others } = measure;
  others.fill(0);
  others[0] = intercept * rows;
  for (let j = 0; j < places.length; j++) {
    const place = places[j] as number;
    if (place >= 0) others[place] = (others[place] as number) + (coefficients[j] as number) * (sums[j] as number);
  }
  let total = 0;
  for (let i = 0; i < others.length; i++) total += others[i] as number;
  for (let i = 0; i < effects.length; i++) total += effects[i] as number;
  return refreshDistance(refresh, effects, others, total);
}

/** Over the earlier model's groups; those this model does not have any more count with a share of 0. */
function rootMeanSquare(previous: Float64Array, contributions: Float64Array, total: number): number {
  const count = previous.length;
  if (count === 0) return 0;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const share = i < contributions.length ? (contributions[i] as number) / total : 0;
    const difference = share - (previous[i] as number);
    sum += difference * difference;
  }
  return Math.sqrt(sum / count);
}

function groupsOf(terms: readonly Term[]): { paid: string[]; others: string[] } {
  const groups = (wanted: (term: Term) => boolean): string[] => [...new Set(terms.filter(wanted).map(({ group }) => group))];
  return { paid: groups(({ kind }) => kind === 'paid'), others: [INTERCEPT, ...groups(({ kind }) => kind !== 'paid')] };
}
