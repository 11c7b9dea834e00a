import { utilityProcess } from 'electron';
import type { EngineLauncher } from '../backend/index.ts';

/** Engines as utility processes of Electron. `entry`: path of the built engine. */
export function utilityLauncher(entry: string): EngineLauncher {
  return () => {
    const child = utilityProcess.fork(entry, [], { serviceName: 'Mixwright engine', stdio: 'inherit' });
    let ended: { code: number | null } | null = null;
    const listeners: ((code: number | null) => void)[] = [];
    child.once('exit', (code) => {
      ended = { code };
      for (const listener of listeners) listener(code);
    });
    return {
      post: (message) => {
        if (ended === null) child.postMessage(message);
      },
      onMessage: (listener) => child.on('message', listener),
      onExit: (listener) => {
        if (ended === null) listeners.push(listener);
        else listener(ended.code);
      },
      kill: () => child.kill(),
    };
  };
}
