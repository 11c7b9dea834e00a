/**
 * A table after import: typed columns of equal length, in order of date once a date column is set.
 * Dates are whole days since 1970-01-01 (UTC, no time zones anywhere in `core/`).
 */
export type Spacing = 'day' | 'week' | 'month';

export interface NumberColumn {
  name: string;
  type: 'number';
  /** One value per row; missing cells are NaN (and are listed as problems where they matter). */
  values: Float64Array;
}

export interface TextColumn {
  name: string;
  type: 'text';
  values: string[];
}

export interface DateColumn {
  name: string;
  type: 'date';
  /** Days since 1970-01-01. */
  values: Int32Array;
}

export type Column = NumberColumn | TextColumn | DateColumn;

export interface Table {
  rows: number;
  columns: Column[];
}

/** How the text was read; shown to the user and stored so that the same bytes give the same table. */
export interface TableFormat {
  delimiter: ',' | ';' | '\t' | '|';
  decimal: '.' | ',';
  /** Column that holds the dates; null when none was found. */
  dateColumn: string | null;
  /** e.g. `yyyy-mm-dd`, `dd.mm.yyyy`, `m/d/yyyy`; null without a date column. */
  dateFormat: string | null;
  /** Null when the dates keep no regular spacing. */
  spacing: Spacing | null;
  /** Rows above the header that were passed over (report titles). */
  skippedRows: number;
  /** ISO 4217 code of the currency sign most cells carry; absent when none does. */
  currency?: string;
  /** Blank cells read as zero: in every number column, or in those named. */
  blanksAsZero?: true | string[];
  /** Column (a region, say) over which a long table was summed up to one row per period. */
  aggregateOver?: string;
}

export function columnNamed(table: Table, name: string): Column | undefined {
  return table.columns.find((column) => column.name === name);
}
