/**
 * Makes the frozen database of the present schema: `node test/migrations/make-frozen.ts`. Run once, when a schema is
 * released; the file then never changes.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBackend, forkLauncher } from '../../electron/backend/index.ts';
import type { Project } from '../../electron/contract/projects.ts';
import type { RunSummary } from '../../electron/contract/runs.ts';
import { SCHEMA_VERSION } from '../../electron/backend/store/migrations/index.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const frozen = join(root, 'test', 'migrations', `schema-${SCHEMA_VERSION}.db`);
if (existsSync(frozen)) throw new Error(`${frozen} is there already; it never changes.`);
const folder = mkdtempSync(join(tmpdir(), 'mixwright-frozen-'));
const backend = await createBackend({
  dataFolder: folder, launchEngine: forkLauncher(join(root, 'electron/engine/index.ts')), engines: 1, version: '0.1.0', host: 'loopback', sampleFolder: '',
});

async function call(name: string, request: unknown): Promise<unknown> {
  const result = await backend.call(name, request);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const rows = Array.from({ length: 60 }, (_, week) => {
  const date = new Date(Date.UTC(2023, 0, 2 + 7 * week)).toISOString().slice(0, 10);
  const tv = week % 4 === 0 ? 500 + 10 * week : 0;
  return `${date},${1000 + 3 * week + tv},${tv},${200 + ((week * 37) % 90)}`;
});
const bytes = new TextEncoder().encode(`week,revenue,tv_spend,search_spend\n${rows.join('\n')}\n`);
const project = (await call('projects.create', { fileName: 'frozen.csv', bytes, name: 'Frozen' })) as Project;
const tuning = { ...project.spec.tuning, trials: 2, iterations: 40, validation: { ...project.spec.tuning.validation, test_periods: 6 } };
await call('projects.saveSpec', { projectId: project.id, spec: { ...project.spec, baseline: { source: 'none' }, tuning } });
const { promise: ended, resolve } = Promise.withResolvers<undefined>();
backend.on('run.changed', ({ state }) => {
  if (state === 'finished') resolve(undefined);
});
const run = (await call('runs.start', { projectId: project.id })) as RunSummary;
await ended;
const { models: [best] } = (await call('models.list', { runId: run.id })) as { models: { id: string }[] };
const modelId = best?.id ?? '';
await call('models.choose', { runId: run.id, modelId, chosen: true });
await call('allocation.save', { runId: run.id, modelId, name: 'Frozen budget', scenario: { scenario: { kind: 'max_response' }, robust: { models: 'pareto', objective: { kind: 'mean' } }, plan: { periods: 4 } } });
const { promise: checked, resolve: endCheck } = Promise.withResolvers<undefined>();
backend.on('recovery.changed', ({ state }) => {
  if (state === 'finished') endCheck(undefined);
});
await call('recovery.start', { projectId: project.id, runId: run.id, modelId, replicates: 2, trials: 1, iterations: 40, seed: 1, noise: ['low'] });
await checked;
const { promise: compared, resolve: endComparison } = Promise.withResolvers<undefined>();
backend.on('comparison.changed', ({ state }) => {
  if (state === 'finished') endComparison(undefined);
});
await call('comparison.start', { projectId: project.id, methods: ['de', 'random'], trials: 2, iterations: 40, seed: 1 });
await compared;
await backend.close();
copyFileSync(join(folder, 'mixwright.db'), frozen);
rmSync(folder, { recursive: true });
