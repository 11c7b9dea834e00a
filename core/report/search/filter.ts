import { bestOf } from './best.ts';
import { columnOf } from './candidates.ts';
import type { Objective, SearchData } from './candidates.ts';

/** First and last, both included. */
export type Span = readonly [from: number, to: number];

/** Which candidates are looked at. What is empty or null lets everything through. */
export interface SearchFilter {
  trials: readonly Span[];
  iterations: Span | null;
  /** By objective or parameter, both ends included. */
  limits: Readonly<Record<string, Span>>;
  frontsOnly: boolean;
  /** 0..1: of those that everything else lets through, by the objective looked at. */
  best: number | null;
}

export const NO_FILTER: SearchFilter = { trials: [], iterations: null, limits: {}, frontsOnly: false, best: null };

/** Indices of the candidates the filter lets through, ascending. */
export function filtered(data: SearchData, filter: SearchFilter, objective: Objective): Int32Array {
  const limits = Object.entries(filter.limits).flatMap(([name, [from, to]]) => {
    const column = columnOf(data, name);
    return column === null ? [] : [{ column, from, to }];
  });
  const kept = new Int32Array(data.count);
  let count = 0;
  for (let i = 0; i < data.count; i++) {
    const trial = data.trial[i] as number;
    const iteration = data.iteration[i] as number;
    if (filter.trials.length > 0 && !filter.trials.some(([from, to]) => trial >= from && trial <= to)) continue;
    if (filter.iterations !== null && (iteration < filter.iterations[0] || iteration > filter.iterations[1])) continue;
    if (filter.frontsOnly && Number.isNaN(data.front[i])) continue;
    // Written so that NaN is outside every limit.
    if (!limits.every(({ column, from, to }) => (column[i] as number) >= from && (column[i] as number) <= to)) continue;
    kept[count++] = i;
  }
  const passed = kept.slice(0, count);
  return filter.best === null ? passed : bestOf(passed, data[objective], filter.best);
}

/** `1–4, 9` as spans; `[]` for an empty text, null for one that is no such list. Trials count from 1. */
export function parseTrials(text: string): Span[] | null {
  if (text.trim() === '') return [];
  const spans: Span[] = [];
  for (const part of text.split(/[,;]/)) {
    const found = /^\s*(\d+)\s*(?:(?:-|–|to)\s*(\d+)\s*)?$/.exec(part);
    if (found === null) return null;
    const from = Number(found[1]);
    const to = Number(found[2] ?? found[1]);
    if (from < 1 || to < from) return null;
    spans.push([from, to]);
  }
  return spans;
}

export function isFiltering(filter: SearchFilter): boolean {
  return filter.trials.length > 0 || filter.iterations !== null || Object.keys(filter.limits).length > 0 || filter.frontsOnly || filter.best !== null;
}
