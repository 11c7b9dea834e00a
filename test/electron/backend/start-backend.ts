import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { createBackend, forkLauncher } from '../../../electron/backend/index.ts';
import type { Backend, BackendOptions } from '../../../electron/backend/index.ts';
import type { CallName, Request, Response } from '../../../electron/contract/calls.ts';
import { calls } from '../../../electron/contract/calls.ts';
import type { RunState, RunSummary } from '../../../electron/contract/runs.ts';
import { temporaryFolder } from './temporary.ts';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const ENGINE = `${ROOT}electron/engine/index.ts`;

export interface TestBackend {
  backend: Backend;
  folder: string;
  /** The call's value, checked against the contract's response schema; throws the error's code otherwise. */
  call<N extends CallName>(name: N, request: Request<N>): Promise<Response<N>>;
  /** Resolves when the run gets to one of the states. */
  until(runId: string, states: readonly RunState[]): Promise<RunSummary>;
}

/** A backend on real engine processes and a temporary data folder, closed after the test. */
export async function startBackend(options: Partial<BackendOptions> = {}): Promise<TestBackend> {
  const folder = options.dataFolder ?? temporaryFolder();
  const backend = await createBackend({
    dataFolder: folder, launchEngine: forkLauncher(ENGINE), engines: 2, version: '0.0.0-test', host: 'loopback',
    sampleFolder: `${ROOT}examples`, ...options,
  });
  onTestFinished(() => backend.close());

  async function call<N extends CallName>(name: N, request: Request<N>): Promise<Response<N>> {
    const result = await backend.call(name, request);
    if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
    return calls[name].response.parse(result.value) as Response<N>;
  }

  return {
    backend, folder, call,
    until(runId, states) {
      const { promise, resolve } = Promise.withResolvers<RunSummary>();
      const end = backend.on('run.changed', (run) => {
        if (run.id === runId && states.includes(run.state)) resolve(run);
      });
      void call('runs.get', { runId }).then((run) => {
        if (states.includes(run.state)) resolve(run);
      });
      return promise.finally(end);
    },
  };
}

/** The sample with a run small enough for a test; no Prophet unless asked for. */
export async function sampleProject(
  { call }: TestBackend, tuning: { trials: number; iterations: number }, prophet = false,
): Promise<string> {
  const project = await call('projects.createSample', {});
  await call('projects.saveSpec', {
    projectId: project.id,
    spec: { ...project.spec, ...(prophet ? {} : { baseline: { source: 'none' } }), tuning: { ...project.spec.tuning, ...tuning } },
  });
  return project.id;
}

/** Everything a run has produced, comparable bit by bit. */
export async function outcomeOf({ call }: TestBackend, runId: string) {
  const { models, clusters } = await call('models.list', { runId });
  return { points: await call('runs.points', { runId }), models, clusters };
}
