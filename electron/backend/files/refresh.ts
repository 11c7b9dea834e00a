import { basename, dirname, join, relative, resolve } from 'node:path';
import { columnNamed } from '../../../core/data/table.ts';
import type { CandidateParameters } from '../../../core/model/evaluation.ts';
import type { WrittenParameters } from '../../../core/model/labels.ts';
import { refreshPlan } from '../../../core/refresh/spec.ts';
import type { RefreshMode, RefreshPlan } from '../../../core/refresh/spec.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { writeSpec } from '../../../core/spec/write.ts';
import type { Problem } from '../../../core/errors.ts';
import { checkedProject, fileError, readJson, readProject } from './reading.ts';
import type { TableChoice } from './reading.ts';
import { modelOfRun, parseRunFile } from './run-file.ts';

export interface RefreshFileRequest {
  /** The project file the search began with: its ranges are those that are narrowed. */
  specPath: string;
  table: TableChoice;
  /** Folder with the run.json of the earlier run. */
  runFolder: string;
  /** Best error score when absent. */
  modelId: string | undefined;
  mode: RefreshMode;
  freedom: number | undefined;
  /** Where the new project file is to be; its table is named relative to it. */
  out: string | undefined;
}

/** The project file of a refresh as text, with what it was made of. Throws REFRESH_*, FILE_*, SPEC_*, DATA_*. */
export function refreshProject(request: RefreshFileRequest): { text: string; model: string; plan: RefreshPlan; warnings: Problem[] } {
  const path = join(request.runFolder, 'run.json');
  const run = parseRunFile(readJson(path), path);
  const model = modelOfRun(run, request.modelId);
  if (run.window === undefined) {
    throw fileError('REFRESH_OLD_RUN', `${path} does not say which rows the run was made on; an older version wrote it.`, 'Tune once more with this version, then refresh.', '--run');
  }
  const { spec, table, dataPath, dataOptions } = readProject(request.specPath, request.table);
  const dates = columnNamed(table, spec.date);
  const plan = refreshPlan({
    spec, original: spec, former: run.window, params: knownParameters(spec, model.params), evaluation: model.evaluation,
    model: `run ${basename(resolve(request.runFolder))}, model ${model.id}`,
    dates: dates?.type === 'date' ? dates.values : new Int32Array(), mode: request.mode, freedom: request.freedom,
  });
  const { warnings } = checkedProject(plan.spec, dataPath, dataOptions);
  const data = request.out !== undefined ? relative(dirname(request.out), dataPath) : request.table.path === undefined ? spec.data : dataPath;
  return { text: writeSpec({ ...plan.spec, ...(data === undefined ? {} : { data }) }), model: model.id, plan, warnings };
}

/** Choices as this project file numbers them; what it has no such option for is left out. */
function knownParameters({ choices = {} }: Spec, written: WrittenParameters): CandidateParameters {
  return Object.fromEntries(Object.entries(written).flatMap(([name, value]): [string, number][] => {
    if (typeof value === 'number') return [[name, value]];
    const options: readonly unknown[] = Object.hasOwn(choices, name) ? choices[name] ?? [] : [];
    const index = options.indexOf(value);
    return index < 0 ? [] : [[name, index]];
  }));
}
