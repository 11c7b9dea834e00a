import type { WasmInstance, WasmMemory } from './webassembly.ts';
import { memoryOf } from './webassembly.ts';

/** WASI preview 1 error numbers. */
const SUCCESS = 0;
const BAD_DESCRIPTOR = 8;

/**
 * The outside world as the Stan model gets to see it (WASI preview 1): no files, no environment, a clock that
 * stands still and random bytes that are zeros. So a fit can depend on its input alone.
 */
export function sealedWorld(): { imports: Record<string, (...args: never[]) => number>; attach(instance: WasmInstance): void } {
  let memory: WasmMemory | null = null;
  const view = (): DataView => {
    if (memory === null) throw new Error('the Stan model asked for its memory before it was attached');
    return new DataView(memory.buffer);
  };
  const refuse = (): number => BAD_DESCRIPTOR;
  return {
    attach(instance) {
      memory = memoryOf(instance);
    },
    imports: {
      environ_get: () => SUCCESS,
      environ_sizes_get(count: number, size: number) {
        view().setUint32(count, 0, true);
        view().setUint32(size, 0, true);
        return SUCCESS;
      },
      clock_time_get(_clock: number, _precision: bigint, result: number) {
        view().setBigUint64(result, 0n, true);
        return SUCCESS;
      },
      random_get(start: number, length: number) {
        new Uint8Array(view().buffer, start, length).fill(0);
        return SUCCESS;
      },
      sched_yield: () => SUCCESS,
      proc_exit(status: number) {
        throw new Error(`the Stan model stopped with status ${status}`);
      },
      fd_close: refuse,
      fd_fdstat_get: refuse,
      fd_prestat_get: refuse,
      fd_prestat_dir_name: refuse,
      fd_read: refuse,
      fd_seek: refuse,
      fd_write: refuse,
    },
  };
}
