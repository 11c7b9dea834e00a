/** In the child: `process.parentPort` as a utility process has it, and no `process.send`, which it has not. */
import { EventEmitter } from 'node:events';

const send = process.send?.bind(process);
const parentPort = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown): void => void send?.(message),
  start: (): void => undefined,
});
process.on('message', (data) => parentPort.emit('message', { data, ports: [] }));
// A utility process ends with its parent.
process.on('disconnect', () => process.exit(0));
Object.assign(process, { parentPort, send: undefined });
