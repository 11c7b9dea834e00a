import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ProphetFitter, ProphetProblem, ProphetSolution } from '../../../core/baseline/prophet.ts';
import { callOptimiser } from './optimiser.ts';
import { sealedWorld } from './sealed-world.ts';
import type { WasmModule } from './webassembly.ts';
import { wasm } from './webassembly.ts';

let loaded: Promise<ProphetFitter> | null = null;

/**
 * Prophet's Stan model, compiled to WebAssembly, for Node hosts. Read and compiled at the first call, then kept.
 * Only the package's bytes are used, through plain file reading, so they may lie inside an application archive.
 */
export function loadProphet(): Promise<ProphetFitter> {
  loaded ??= compile().catch((error: unknown) => {
    loaded = null; // a later call may find the file readable again
    throw error;
  });
  return loaded;
}

async function compile(): Promise<ProphetFitter> {
  const entry = createRequire(import.meta.url).resolve('@bsull/augurs-prophet-wasmstan');
  const module = await wasm.compile(await readFile(join(dirname(entry), 'prophet-wasmstan.core.wasm')));
  return { maximise: (problem) => maximise(module, problem) };
}

/**
 * L-BFGS as Prophet does it; plain BFGS where its line search gives up, or steps where the density is not defined; then
 * both from a flat trend. (Prophet turns to Newton's method there and below 100 rows, which this build of the Stan model
 * cannot run.) Throws the word of the last attempt.
 */
function maximise(module: WasmModule, problem: ProphetProblem): ProphetSolution {
  const flat = { ...problem, start: { k: 0, m: problem.y.reduce((sum, value) => sum + value, 0) / problem.y.length } };
  for (const [attempt, algorithm] of [[problem, 'lbfgs'], [problem, 'bfgs'], [flat, 'lbfgs']] as const) {
    try {
      return fitOnce(module, attempt, algorithm);
    } catch {
      // The next attempt may go another way.
    }
  }
  return fitOnce(module, flat, 'bfgs');
}

/** Every fit gets an instance of its own: nothing an earlier fit left behind can touch the next. */
function fitOnce(module: WasmModule, problem: ProphetProblem, algorithm: 'bfgs' | 'lbfgs'): ProphetSolution {
  const world = sealedWorld();
  const instance = new wasm.Instance(module, { wasi_snapshot_preview1: world.imports });
  world.attach(instance);
  try {
    return callOptimiser(instance, problem, algorithm);
  } catch (error) {
    // The module was built without C++ exceptions: where Stan would throw one, it traps.
    if (error instanceof wasm.RuntimeError) throw new Error('the Stan model rejected the data', { cause: error });
    throw error;
  }
}
