import { choiceOf, objectivesOf } from '../../../core/report/search/candidates.ts';
import type { SearchData } from '../../../core/report/search/candidates.ts';
import { toCsv } from '../../../core/report/csv.ts';
import type { Cell } from '../../../core/report/csv.ts';
import { OBJECTIVE_NAMES, optionName, valueText } from '../../charts/search/labels.ts';
import type { Format } from '../../composables/format.ts';
import { nextTask } from '../../composables/next-task.ts';

/** One column of the table of candidates, the model's own name apart. */
export interface CandidateColumn {
  key: string;
  label: string;
  /** Per candidate of the run. */
  values: Float64Array;
  text: (value: number) => string;
  /** As it goes into a file. */
  cell: (value: number) => Cell;
  figures: boolean;
  /** Letters of its longest entry. */
  widest: number;
}

const NUMBER_LETTERS = 7;

/** Trial, iteration, objectives, front, then every parameter. */
export function candidateColumns(data: SearchData, format: Format): CandidateColumn[] {
  const number = (key: string, label: string, values: Float64Array, text: (value: number) => string): CandidateColumn =>
    ({ key, label, values, text, cell: (value) => (Number.isFinite(value) ? value : null), figures: true, widest: NUMBER_LETTERS });
  const whole = (value: number): string => format.number(value, 0);
  const shown = objectivesOf(data);
  return [
    { ...number('trial', 'Trial', data.trial, whole), widest: 4 },
    { ...number('iteration', 'Iteration', data.iteration, whole), widest: 5 },
    ...shown.map((name) => number(name, OBJECTIVE_NAMES[name], data[name], (value) => format.significant(value, 4))),
    { ...number('front', 'Front', data.front, whole), widest: 4 },
    ...data.parameters.map((parameter, at): CandidateColumn => {
      const values = data.values[at] ?? new Float64Array(data.count);
      const column = number(parameter.name, parameter.name, values, (value) => valueText(parameter, value, format, 4));
      if (parameter.choices === undefined) return column;
      return { ...column, figures: false, cell: (value) => choiceOf(parameter, value), widest: Math.max(...parameter.choices.map((one) => optionName(one).length)) };
    }),
  ];
}

export function modelIdOf({ trial, iteration }: SearchData, index: number): string {
  return `${trial[index]}_${iteration[index]}`;
}

const CHUNK = 500;

/** All `indices` in their order, with full precision; made in pieces, so that the window stays quick. */
export async function candidatesCsv(data: SearchData, indices: Int32Array, columns: readonly CandidateColumn[]): Promise<Uint8Array<ArrayBuffer>> {
  const parts = [toCsv([['model', ...columns.map(({ key }) => key)]])];
  for (let from = 0; from < indices.length; from += CHUNK) {
    await nextTask();
    parts.push(toCsv(Array.from(indices.subarray(from, from + CHUNK), (index) => [modelIdOf(data, index), ...columns.map(({ values, cell }) => cell(values[index] ?? NaN))])));
  }
  return new TextEncoder().encode(parts.join(''));
}
