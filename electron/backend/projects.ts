import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MixwrightError } from '../../core/errors.ts';
import { jsonOfSpec, parseSpec } from '../../core/spec/parse.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { suggestSpec } from '../../core/spec/suggest.ts';
import { writeSpec } from '../../core/spec/write.ts';
import type { ImportOptions } from '../contract/data.ts';
import type { Project } from '../contract/projects.ts';
import type { Context, Handlers } from './context.ts';
import { dataNamed, notFound, projectNamed } from './context.ts';
import { fileStem } from './exports/report.ts';
import { completeDraft, examine } from './spec-checks.ts';
import { readData } from './tables.ts';

type Calls = 'projects.list' | 'projects.create' | 'projects.createSample' | 'projects.get' | 'projects.rename' | 'projects.duplicate'
  | 'projects.delete' | 'projects.deleted' | 'projects.restore' | 'projects.saveSpec' | 'projects.specVersions' | 'projects.revertSpec'
  | 'projects.exportSpec' | 'projects.importSpec';

const SAMPLE = { data: 'weekly.csv', spec: 'weekly.json' };

export function projectOf(context: Context, id: string): Project {
  const project = projectNamed(context, id);
  const { version, spec } = context.store.projects.spec(id);
  return { ...project, specVersion: version, spec: completeDraft(spec), problems: examine(spec, dataNamed(context, project.dataId)).problems };
}

export function projectCalls(context: Context): Handlers<Calls> {
  const { store, now } = context;

  function create(fileName: string, bytes: Uint8Array, options: ImportOptions, name: string | undefined, given?: Spec): Project {
    const data = readData(bytes, options, now());
    const title = name ?? fileName.replace(/\.[^.]+$/, '');
    const suggestion = given === undefined ? suggestSpec(data, { name: title, fileName }) : { spec: given, notes: [] };
    const id = randomUUID();
    store.data.add(data, bytes);
    store.projects.add({ id, name: title, dataId: data.id, fileName, notes: suggestion.notes, createdAt: now() }, suggestion.spec);
    return projectOf(context, id);
  }

  function save(id: string, spec: Spec): Project {
    store.projects.saveSpec(id, spec, now());
    return projectOf(context, id);
  }

  return {
    'projects.list': () => store.projects.list().map(({ notes: _notes, ...summary }) => summary),
    'projects.create': ({ fileName, bytes, name, options }) => create(fileName, bytes, options ?? {}, name),
    'projects.createSample': async () => {
      const folder = context.options.sampleFolder;
      const [bytes, text] = await Promise.all([readFile(join(folder, SAMPLE.data)), readFile(join(folder, SAMPLE.spec), 'utf8')]);
      const spec = parseSpec(jsonOfSpec(text));
      return create(SAMPLE.data, bytes, {}, spec.name, spec);
    },
    'projects.get': ({ projectId }) => projectOf(context, projectId),
    'projects.rename': ({ projectId, name }) => {
      projectNamed(context, projectId);
      store.projects.rename(projectId, name, now());
      return projectOf(context, projectId);
    },
    'projects.duplicate': ({ projectId }) => {
      const { name, dataId, fileName, notes } = projectNamed(context, projectId);
      const id = randomUUID();
      store.projects.add({ id, name: `${name} (copy)`, dataId, fileName, notes, createdAt: now() }, store.projects.spec(projectId).spec);
      return projectOf(context, id);
    },
    'projects.delete': async ({ projectId }) => {
      projectNamed(context, projectId);
      for (const run of store.runs.list(projectId)) await context.scheduler.drop(run.id);
      store.projects.putAside(projectId, now());
      return { done: true };
    },
    'projects.deleted': () => store.projects.listDeleted().map(({ notes: _notes, ...summary }) => summary),
    'projects.restore': ({ projectId }) => {
      if (store.projects.get(projectId, true) === null) throw notFound('project');
      store.projects.bringBack(projectId);
      return projectOf(context, projectId);
    },
    'projects.saveSpec': ({ projectId, spec }) => {
      projectNamed(context, projectId);
      return save(projectId, spec);
    },
    'projects.specVersions': ({ projectId }) => {
      projectNamed(context, projectId);
      return store.projects.specVersions(projectId).map(({ version, savedAt }) => ({ version, savedAt }));
    },
    'projects.revertSpec': ({ projectId, version }) => {
      projectNamed(context, projectId);
      const older = store.projects.specVersions(projectId).find((kept) => kept.version === version);
      if (older === undefined) throw notFound('version');
      return save(projectId, older.spec);
    },
    'projects.exportSpec': ({ projectId }) => {
      const project = projectNamed(context, projectId);
      const { spec } = store.projects.spec(projectId);
      return { fileName: `${fileStem(project.name)}.mixwright.json`, text: writeSpec({ ...spec, data: project.fileName }) };
    },
    'projects.importSpec': ({ projectId, text }) => {
      const project = projectNamed(context, projectId);
      const spec = parseSpec(jsonOfSpec(text));
      const missing = examine(spec, dataNamed(context, project.dataId)).problems.filter(({ code }) => code === 'SPEC_NO_SUCH_COLUMN');
      if (missing.length > 0) throw MixwrightError.ofProblems(missing);
      return save(projectId, spec);
    },
  };
}
