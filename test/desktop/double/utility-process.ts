import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';

const shim = fileURLToPath(new URL('./parent-port.ts', import.meta.url));

/** A utility process on a child process of Node. */
class UtilityProcess extends EventEmitter {
  private readonly child: ChildProcess;

  constructor(entry: string, values: readonly string[]) {
    super();
    this.child = fork(entry, values, { serialization: 'advanced', execArgv: ['--import', shim], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.child.on('spawn', () => this.emit('spawn'));
    this.child.on('message', (message) => this.emit('message', message));
    this.child.on('exit', (code) => this.emit('exit', code ?? 1));
    this.child.on('error', () => this.child.kill('SIGKILL'));
    process.once('exit', () => this.child.kill('SIGKILL'));
  }

  get pid(): number | undefined { return this.child.pid; }
  postMessage(message: unknown): void {
    if (this.child.connected) this.child.send(message as object);
  }
  kill(): boolean { return this.child.kill(); }
}

export const utilityProcess = {
  processes: [] as UtilityProcess[],
  fork(entry: string, values: readonly string[] = [], _options: object = {}): UtilityProcess {
    const child = new UtilityProcess(entry, values);
    utilityProcess.processes.push(child);
    return child;
  },
};
