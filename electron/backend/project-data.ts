import { columnNamed } from '../../core/data/table.ts';
import type { Table } from '../../core/data/table.ts';
import { rowsLeftOut } from '../../core/spec/check-window.ts';
import type { NewData, Project } from '../contract/projects.ts';
import type { Context, Handlers } from './context.ts';
import { dataNamed, notFound, projectNamed } from './context.ts';
import { projectOf } from './projects.ts';
import { examine } from './spec-checks.ts';
import type { StoredData } from './store/index.ts';
import { describeData, readData } from './tables.ts';

const datesOf = (table: Table, name: string): Int32Array => {
  const column = columnNamed(table, name);
  return column?.type === 'date' ? column.values : new Int32Array();
};

/** Another table for a project: new rows arrived, a mistake was mended, or the same file is to be read another way. */
export function projectDataCalls(context: Context): Handlers<'projects.previewData' | 'projects.replaceData' | 'projects.useData'> {
  const { store, now } = context;

  function read({ projectId, file, options }: NewData): { data: StoredData; bytes: Uint8Array; fileName: string } {
    const project = projectNamed(context, projectId);
    const bytes = file?.bytes ?? store.data.bytes(project.dataId);
    if (bytes === null) throw notFound('table');
    return { data: readData(bytes, options ?? {}, now()), bytes, fileName: file?.fileName ?? project.fileName };
  }

  function use(projectId: string, dataId: string, fileName: string): Project {
    store.projects.setData(projectId, dataId, fileName, now());
    return projectOf(context, projectId);
  }

  return {
    'projects.previewData': (request) => {
      const { data, fileName } = read(request);
      const { spec, problems } = examine(store.projects.spec(request.projectId).spec, data);
      const former = dataNamed(context, projectNamed(context, request.projectId).dataId);
      const leftOut = spec === null ? [] : rowsLeftOut(spec.window, datesOf(former.table, spec.date), datesOf(data.table, spec.date));
      return { dataSet: describeData(data, fileName), table: data.table, problems: [...problems, ...leftOut] };
    },
    'projects.replaceData': (request) => {
      const { data, bytes, fileName } = read(request);
      store.data.add(data, bytes);
      return use(request.projectId, data.id, fileName);
    },
    'projects.useData': ({ projectId, dataId, fileName }) => {
      projectNamed(context, projectId);
      dataNamed(context, dataId);
      return use(projectId, dataId, fileName);
    },
  };
}
