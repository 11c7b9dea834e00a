import type { ChartConfiguration } from 'chart.js';
import type { Format } from '../composables/format.ts';
import type { ChartTable } from './table.ts';
import type { ChartTheme } from './theme.ts';

/** A chart ready for a ChartCard: what is drawn, the same as a table, and in one sentence. */
export interface Figure {
  config: ChartConfiguration;
  table: ChartTable;
  summary: string;
}

/** What every figure is drawn with. */
export interface FigureStyle {
  theme: ChartTheme;
  format: Format;
}
