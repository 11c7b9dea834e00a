import type { Context, Handlers } from './context.ts';
import { dataNamed } from './context.ts';
import { describeData, readData } from './tables.ts';

export function dataCalls(context: Context): Handlers<'data.inspect' | 'data.get'> {
  return {
    'data.inspect': ({ fileName, bytes, options }) => {
      const data = readData(bytes, options ?? {}, context.now());
      return { dataSet: describeData(data, fileName), table: data.table };
    },
    'data.get': ({ dataId }) => {
      const data = dataNamed(context, dataId);
      const fileName = context.store.projects.list().find((project) => project.dataId === dataId)?.fileName ?? 'table';
      return { dataSet: describeData(data, fileName), table: data.table };
    },
  };
}
