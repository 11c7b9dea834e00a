import type { ProphetProblem, ProphetSolution } from '../../../core/baseline/prophet.ts';
import type { WasmInstance } from './webassembly.ts';
import { memoryOf } from './webassembly.ts';

/**
 * Calls `optimize(inits, data, options)` of the Stan module by the WebAssembly component model's canonical ABI:
 * the arguments lie in one record of 200 bytes, the answer in another; offsets in bytes, lists as (pointer, length).
 *   inits    k 0, m 8, delta 16, beta 24, sigma 32
 *   data     JSON text 40
 *   options  each a presence byte and a value: algorithm 48/49, seed 52/56, chain 60/64, iterations 176/180;
 *            absent ones take Stan's defaults
 *   answer   failed? 0; message 8 when it did, else k 48, m 56, delta 64, beta 72
 */
const RECORD_BYTES = 200;
const ALGORITHMS = { bfgs: 1, lbfgs: 2 } as const;
/** Prophet's own limit; 2,000 is the module's default. */
const MAX_ITERATIONS = 10_000;
const EXPORT = 'augurs:prophet-wasmstan/optimizer#optimize';

/** Throws an Error with the optimiser's words. `instance` is used up: call it once. */
export function callOptimiser(instance: WasmInstance, problem: ProphetProblem, algorithm: keyof typeof ALGORITHMS): ProphetSolution {
  const memory = memoryOf(instance);
  const view = (): DataView => new DataView(memory.buffer); // memory may have grown since the last look
  const allocate = (bytes: number): number => exported(instance, 'cabi_realloc')(0, 0, 8, bytes);
  const writeList = (at: number, bytes: Uint8Array, length: number): void => {
    const start = allocate(bytes.length);
    new Uint8Array(memory.buffer, start, bytes.length).set(bytes);
    view().setUint32(at, start, true);
    view().setUint32(at + 4, length, true);
  };
  const readNumbers = (at: number): Float64Array => {
    const [start, length] = [view().getUint32(at, true), view().getUint32(at + 4, true)];
    return new Float64Array(memory.buffer.slice(start, start + 8 * length));
  };

  exported(instance, '_initialize')();
  const record = allocate(RECORD_BYTES);
  new Uint8Array(memory.buffer, record, RECORD_BYTES).fill(0); // every option absent
  view().setFloat64(record, problem.start.k, true);
  view().setFloat64(record + 8, problem.start.m, true);
  const zeros = (count: number): Uint8Array => new Uint8Array(8 * count);
  writeList(record + 16, zeros(problem.changepoints.length), problem.changepoints.length);
  writeList(record + 24, zeros(problem.priorScales.length), problem.priorScales.length);
  view().setFloat64(record + 32, 1, true);
  const data = new TextEncoder().encode(stanData(problem));
  writeList(record + 40, data, data.length);
  view().setUint8(record + 48, 1);
  view().setUint8(record + 49, ALGORITHMS[algorithm]);
  for (const [at, value] of [[52, 1], [60, 1], [176, MAX_ITERATIONS]] as const) {
    view().setUint8(record + at, 1);
    view().setUint32(record + at + 4, value, true);
  }

  const answer = exported(instance, EXPORT)(record);
  if (view().getUint8(answer) !== 0) {
    const [start, length] = [view().getUint32(answer + 8, true), view().getUint32(answer + 12, true)];
    throw new Error(new TextDecoder().decode(new Uint8Array(memory.buffer, start, length)));
  }
  return {
    k: view().getFloat64(answer + 48, true), m: view().getFloat64(answer + 56, true),
    delta: readNumbers(answer + 64), beta: readNumbers(answer + 72),
  };
}

function exported(instance: WasmInstance, name: string): (...args: number[]) => number {
  const found = instance.exports[name];
  if (typeof found !== 'function') throw new Error(`the Stan module does not export ${name}`);
  return found as (...args: number[]) => number;
}

/** The data block of Prophet's Stan model; 0 is linear growth, every feature additive. */
function stanData(problem: ProphetProblem): string {
  const n = problem.y.length;
  const p = problem.priorScales.length;
  return JSON.stringify({
    T: n, K: p, S: problem.changepoints.length,
    y: [...problem.y], t: [...problem.t], cap: new Array<number>(n).fill(0),
    t_change: [...problem.changepoints], tau: problem.changepointPriorScale, trend_indicator: 0,
    X: Array.from({ length: n }, (_, i) => [...problem.design.subarray(i * p, (i + 1) * p)]),
    sigmas: [...problem.priorScales],
    s_a: new Array<number>(p).fill(1), s_m: new Array<number>(p).fill(0),
  });
}
