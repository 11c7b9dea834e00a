import type { Backend, BackendOptions } from './types.ts';

export type { Backend, BackendOptions } from './types.ts';
export type { EngineLauncher, EngineProcess } from './runs/engine-process.ts';
export { forkLauncher } from './runs/fork-launcher.ts';

export function createBackend(_options: BackendOptions): Promise<Backend> {
  return Promise.reject(new Error('The backend is being written.'));
}
