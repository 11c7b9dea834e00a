import { toCsv as cellsToCsv } from '../../core/report/csv.ts';
import type { Cell } from '../../core/report/csv.ts';

/** The numbers behind a chart, for reading as a table and for saving. */
export interface ChartTable {
  columns: ChartColumn[];
  rows: Cell[][];
}

export interface ChartColumn {
  label: string;
  /** Shown once, in the heading. */
  unit?: string;
  /** How numbers are shown; copies and files get them as they are. */
  format?: (value: number) => string;
}


export function cellText(column: ChartColumn | undefined, cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '–';
  if (typeof cell === 'string') return cell;
  if (!Number.isFinite(cell)) return '–';
  return column?.format?.(cell) ?? String(cell);
}

export function isFigures(table: ChartTable, index: number): boolean {
  return table.rows.some((row) => typeof row[index] === 'number');
}

/** The whole table with full precision. */
export function toCsv(table: ChartTable): string {
  const head = table.columns.map((column) => (column.unit === undefined ? column.label : `${column.label} (${column.unit})`));
  return cellsToCsv([head, ...table.rows]);
}
