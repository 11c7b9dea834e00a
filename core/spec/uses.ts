import type { Spec } from './spec.ts';

export type ColumnRole = 'date' | 'response' | 'baseline' | 'spend' | 'exposure' | 'organic' | 'number' | 'factor';

/** One place of a project file that names a column. */
export interface ColumnUse {
  column: string;
  /** Path in the project file. */
  key: string;
  role: ColumnRole;
}

/** Every column a project file names, in the order of the file. */
export function columnUses(spec: Spec): ColumnUse[] {
  const { baseline } = spec;
  return [
    { column: spec.date, key: 'date', role: 'date' },
    { column: spec.response.column, key: 'response.column', role: 'response' },
    ...(baseline.source === 'columns' ? Object.entries(baseline.columns) : [])
      .map(([term, column]): ColumnUse => ({ column, key: `baseline.columns.${term}`, role: 'baseline' })),
    ...spec.channels.flatMap(({ spend, exposure }, i): ColumnUse[] => [
      { column: spend, key: `channels[${i}].spend`, role: 'spend' },
      ...(exposure === undefined ? [] : [{ column: exposure, key: `channels[${i}].exposure`, role: 'exposure' } as const]),
    ]),
    ...spec.organic.map(({ column }, i): ColumnUse => ({ column, key: `organic[${i}].column`, role: 'organic' })),
    ...spec.context.map(({ column, type }, i): ColumnUse => ({ column, key: `context[${i}].column`, role: type })),
  ];
}
