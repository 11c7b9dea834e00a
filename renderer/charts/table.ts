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

export type Cell = string | number | null;

export function cellText(column: ChartColumn | undefined, cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '–';
  if (typeof cell === 'string') return cell;
  if (!Number.isFinite(cell)) return '–';
  return column?.format?.(cell) ?? String(cell);
}

export function isFigures(table: ChartTable, index: number): boolean {
  return table.rows.some((row) => typeof row[index] === 'number');
}

/** RFC 4180 with full precision; cells that a spreadsheet would take for a formula are kept as text. */
export function toCsv(table: ChartTable): string {
  const head = table.columns.map((column) => quote(column.unit === undefined ? column.label : `${column.label} (${column.unit})`));
  const rows = table.rows.map((row) => row.map(csvCell));
  return [head, ...rows].map((cells) => cells.join(',')).join('\r\n') + '\r\n';
}

function csvCell(cell: Cell): string {
  if (cell === null || (typeof cell === 'number' && !Number.isFinite(cell))) return '';
  return typeof cell === 'number' ? String(cell) : quote(cell);
}

function quote(text: string): string {
  const safe = /^[=+@\t\r-]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
