import { plural } from './plural.ts';
import { isExposureName, isRateName, isSpendName } from './names.ts';
import { columnNamed, type Column, type NumberColumn, type Table } from './table.ts';

const PANEL_NAMES = /geo|region|state|country|store|market|dma|city|zip/i;
/** Share of the periods that must have several rows before the table is taken for a long one. */
const MIN_SHARE = 0.5;

export interface Panel {
  column: string;
  /** In order of first appearance. */
  levels: string[];
}

/** The text column (or whole-number column named as one) that tells several rows of one period apart; null: none. */
export function findPanel(table: Table, dateColumn: string): Panel | null {
  const dates = columnNamed(table, dateColumn);
  if (dates?.type !== 'date' || table.rows === 0) return null;
  const counts = new Map<number, number>();
  for (const date of dates.values) counts.set(date, (counts.get(date) ?? 0) + 1);
  const several = [...counts.values()].filter((count) => count > 1).length;
  if (several < MIN_SHARE * counts.size) return null;
  let best: Panel | null = null;
  for (const column of table.columns) {
    const labels = panelLabels(column);
    if (labels === null) continue;
    const levels = [...new Set(labels)];
    const pairs = new Set(labels.map((label, i) => `${dates.values[i]} ${label}`));
    if (levels.length > 1 && 2 * levels.length <= table.rows && pairs.size === table.rows && (best === null || levels.length < best.levels.length)) {
      best = { column: column.name, levels };
    }
  }
  return best;
}

function panelLabels(column: Column): string[] | null {
  if (column.type === 'text') return column.values;
  if (column.type === 'date' || !PANEL_NAMES.test(column.name) || isSpendName(column.name) || isExposureName(column.name)) return null;
  return column.values.every((value) => Number.isInteger(value)) ? Array.from(column.values, String) : null;
}

export interface Aggregated {
  table: Table;
  /** For each new row the first row of its period in the table given. */
  firstRows: Int32Array;
  notes: string[];
}

/**
 * One row per date: amounts are summed, levels (prices, rates, indices, and what is negative or stays within
 * 0..1 without being spend) averaged, text kept where it is the same for all rows of each date. A missing value
 * leaves its period missing. `table` in order of date, as `parseTable` gives it.
 */
export function aggregatePanel(table: Table, panelColumn: string, dateColumn: string): Aggregated {
  const dates = columnNamed(table, dateColumn);
  if (dates?.type !== 'date') throw new RangeError(`"${dateColumn}" is not the date column of this table`);
  const firstRows = Int32Array.from([...dates.values.keys()].filter((i) => i === 0 || dates.values[i] !== dates.values[i - 1]));
  const groups = new Int32Array(table.rows);
  for (let i = 1; i < table.rows; i++) groups[i] = (groups[i - 1] as number) + (dates.values[i] === dates.values[i - 1] ? 0 : 1);

  const summed: string[] = [];
  const averaged: string[] = [];
  const dropped: string[] = [];
  const columns: Column[] = [];
  for (const column of table.columns) {
    if (column.name === panelColumn) continue;
    if (column.type === 'date') {
      columns.push({ ...column, values: Int32Array.from(firstRows, (row) => column.values[row] as number) });
    } else if (column.type === 'number') {
      const level = isLevel(column);
      (level ? averaged : summed).push(column.name);
      columns.push(combine(column, groups, firstRows.length, level));
    } else if (column.values.every((value, i) => value === column.values[firstRows[groups[i] as number] as number])) {
      columns.push({ ...column, values: Array.from(firstRows, (row) => column.values[row] ?? '') });
    } else {
      dropped.push(column.name);
    }
  }
  const listed = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
  return {
    table: { rows: firstRows.length, columns },
    firstRows,
    notes: [
      `${plural(table.rows, 'row')} were brought to ${plural(firstRows.length, 'period')} over "${panelColumn}".`,
      ...(summed.length > 0 ? [`Summed: ${listed(summed)}.`] : []),
      ...(averaged.length > 0 ? [`Averaged (simple mean): ${listed(averaged)}.`] : []),
      ...(dropped.length > 0 ? [`Left out, text that differs within a period: ${listed(dropped)}.`] : []),
    ],
  };
}

function isLevel(column: NumberColumn): boolean {
  if (isSpendName(column.name)) return false;
  return isRateName(column.name) || column.values.some((value) => value < 0) || column.values.every((value) => !(value > 1));
}

function combine(column: NumberColumn, groups: Int32Array, size: number, mean: boolean): NumberColumn {
  const values = new Float64Array(size);
  const counts = new Int32Array(size);
  for (const [i, group] of groups.entries()) {
    values[group] = (values[group] as number) + (column.values[i] as number);
    counts[group] = (counts[group] as number) + 1;
  }
  return { ...column, values: mean ? values.map((sum, group) => sum / (counts[group] as number)) : values };
}
