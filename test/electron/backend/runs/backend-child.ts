/** A backend in a process of its own, to be killed: says a word when two trials are saved, and goes on. */
import { fileURLToPath } from 'node:url';
import { createBackend, forkLauncher } from '../../../../electron/backend/index.ts';
import type { Project } from '../../../../electron/contract/projects.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const [, , dataFolder = '', tuning = '{}'] = process.argv;
const backend = await createBackend({
  dataFolder, launchEngine: forkLauncher(`${root}electron/engine/index.ts`), engines: 2, version: '0.0.0-test', host: 'loopback', sampleFolder: `${root}examples`,
});

async function call(name: string, request: unknown): Promise<unknown> {
  const result = await backend.call(name, request);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

backend.on('run.progress', ({ trialsDone }) => {
  if (trialsDone >= 2) process.stdout.write('two trials');
});
const project = (await call('projects.createSample', {})) as Project;
const spec = { ...project.spec, baseline: { source: 'none' }, tuning: { ...project.spec.tuning, ...(JSON.parse(tuning) as object) } };
await call('projects.saveSpec', { projectId: project.id, spec });
await call('runs.start', { projectId: project.id });
