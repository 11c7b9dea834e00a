import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { MixwrightError } from '../../../core/errors.ts';
import type { Problem } from '../../../core/errors.ts';
import type { WrittenParameters } from '../../../core/model/labels.ts';
import { jsonOfSpec } from '../../../core/spec/parse.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import type { Spacing, Table } from '../../../core/data/table.ts';
import type { ImportOptions } from '../../contract/data.ts';
import { isObject } from '../../contract/shape.ts';
import { examine } from '../spec-checks.ts';
import { contentHash, decodeText, readTable } from '../tables.ts';

/** A project file with the table it names, both read and checked. */
export interface Project {
  spec: Spec;
  table: Table;
  spacing: Spacing;
  /** Absolute path of the table. */
  dataPath: string;
  /** SHA-256 of its bytes, in hex. */
  dataHash: string;
  /** How it was read. */
  dataOptions: ImportOptions;
  warnings: Problem[];
}

/** Where the table of a project file is and how to read it; absent: as the project file says, and found out. */
export interface TableChoice {
  path?: string | undefined;
  options?: ImportOptions | undefined;
}

export interface TuningChoices {
  method?: string | undefined;
  trials?: number | undefined;
  iterations?: number | undefined;
  seed?: number | undefined;
}

/** Throws MixwrightError FILE_* , DATA_*, SPEC_* with every problem that was found. */
export function readProject(specPath: string, table: TableChoice, choices: TuningChoices = {}): Project {
  const draft = jsonOfSpec(readText(specPath, 'project file'));
  const given = Object.entries(choices).filter(([, value]) => value !== undefined);
  if (isObject(draft) && given.length > 0) {
    draft['tuning'] = { ...(isObject(draft['tuning']) ? draft['tuning'] : {}), ...Object.fromEntries(given) };
  }
  return checkedProject(draft, table.path ?? namedData(draft, specPath), table.options);
}

export function checkedProject(draft: unknown, dataPath: string, dataOptions: ImportOptions = {}): Project {
  const bytes = readBytes(dataPath, 'table');
  const parsed = readTable(bytes, dataOptions);
  const { spec, problems } = examine(draft, parsed);
  const { spacing } = parsed.format;
  if (spec === null || spacing === null || problems.some(({ severity }) => severity === 'error')) throw MixwrightError.ofProblems(problems);
  return { spec, table: parsed.table, spacing, dataPath, dataHash: contentHash(bytes), dataOptions, warnings: problems };
}

function namedData(draft: unknown, specPath: string): string {
  const data = isObject(draft) ? draft['data'] : undefined;
  if (typeof data === 'string' && data !== '') return resolve(dirname(specPath), data);
  throw fileError('SPEC_NO_DATA', 'The project file names no table.', 'Add "data": "FILE.csv" to it, or say --data FILE.', 'data');
}

/** Candidates as `--params` takes them: an array, or a single one. What the words mean the search space knows. */
export function readCandidateParameters(path: string): WrittenParameters[] {
  const value = readJson(path);
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item, index) => {
    if (isObject(item) && Object.values(item).every((entry) => typeof entry === 'number' || typeof entry === 'string')) return item as WrittenParameters;
    throw fileError('CANDIDATE', 'Expected an object of numbers (or the words of choices) by hyperparameter.', 'Write {"tv.theta": 0.5, …, "lambda": 0.4, "train_size": 0.7}.', `[${index}]`);
  });
}

export function readJson(path: string): unknown {
  const text = readText(path, 'file');
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw fileError('FILE_NOT_JSON', `${path} is not JSON (${error instanceof Error ? error.message : String(error)}).`,
      'Write it as JSON: double quotes, no comments, no comma after the last item.');
  }
}

export function readText(path: string, what: string): string {
  return decodeText(readBytes(path, what));
}

export function readBytes(path: string, what: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT') throw fileError('FILE_NOT_FOUND', `There is no ${what} at ${path}.`, 'Check the path; it is taken from the folder you are in.');
    if (code === 'EISDIR') throw fileError('FILE_IS_FOLDER', `${path} is a folder; a ${what} was expected.`, 'Name the file in it.');
    throw fileError('FILE_NOT_READABLE', `The ${what} at ${path} cannot be read (${String(code)}).`, 'Check its permissions.');
  }
}

export function fileError(code: string, message: string, mend: string, key?: string): MixwrightError {
  return MixwrightError.ofProblems([{ code, severity: 'error', message, mend, ...(key === undefined ? {} : { key }) }]);
}
