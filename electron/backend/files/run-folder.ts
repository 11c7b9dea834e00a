import { join } from 'node:path';
import { checkedProject, fileError, readJson } from './reading.ts';
import type { Project, TableChoice } from './reading.ts';
import { parseRunFile } from './run-file.ts';
import type { RunFile } from './run-file.ts';

/** run.json of a folder that `tune --out` wrote. Throws FILE_*, RUN_FILE. */
export function readRun(folder: string): RunFile {
  const path = join(folder, 'run.json');
  return parseRunFile(readJson(path), path);
}

/** The project a run was made on; its table, where no other is named, must still be what it was. Throws RUN_DATA_CHANGED. */
export function projectOfRun(run: RunFile, table: TableChoice = {}): Project {
  const project = checkedProject(run.spec, table.path ?? run.data.path, table.options ?? run.data.options);
  if (table.path !== undefined || project.dataHash === run.data.sha256) return project;
  throw fileError('RUN_DATA_CHANGED', `The table ${run.data.path} was changed since the run; its models belong to the old one.`,
    'Put the old table back, or tune again on the new one.');
}
