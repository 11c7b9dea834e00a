import { fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import type { EngineLauncher } from './engine-process.ts';

/** The hot path allocates next to nothing: a small young generation saves 20 MB an engine and costs no time. */
const ENGINE_ARGS = ['--max-semi-space-size=2'];

/**
 * Engines as child processes of Node, for hosts without Electron. `entry` is the path of the engine's entry file.
 * Serialization "advanced" is structured clone: typed arrays arrive as typed arrays.
 */
export function forkLauncher(entry: string): EngineLauncher {
  return () => {
    const cache = getCompileCacheDir();
    const child = fork(entry, [], {
      serialization: 'advanced', execArgv: ENGINE_ARGS, stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // Engines start in the cache of their host: without it each strips the types of all sources anew.
      env: cache === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: cache },
    });
    let ended = false;
    const exitListeners: ((code: number | null) => void)[] = [];
    const end = (code: number | null): void => {
      if (ended) return;
      ended = true;
      for (const listener of exitListeners) listener(code);
    };
    child.once('exit', end);
    // Could not be started, or a message could not be delivered: the exit is what the pool acts on.
    child.on('error', () => {
      child.kill('SIGKILL');
      if (child.pid === undefined) end(null);
    });
    return {
      post: (message) => {
        if (child.connected) child.send(message);
      },
      onMessage: (listener) => child.on('message', listener),
      onExit: (listener) => {
        if (ended) listener(child.exitCode);
        else exitListeners.push(listener);
      },
      kill: () => child.kill('SIGKILL'),
    };
  };
}
