import type { CandidateParameters, Evaluation } from '../../../core/model/evaluation.ts';
import { MixwrightError } from '../../../core/errors.ts';
import type { PrepareResult } from '../../contract/engine.ts';
import { placeOfParameter } from './candidates.ts';
import { createPool } from '../runs/engine-pool.ts';
import type { EnginePool } from '../runs/engine-pool.ts';
import type { EngineLauncher } from '../runs/engine-process.ts';
import type { Project } from './reading.ts';

/** Engines for the length of one piece of work; ended whatever comes of it. */
export async function withEngines<T>(launch: EngineLauncher, count: number, work: (pool: EnginePool) => Promise<T>): Promise<T> {
  const pool = createPool(launch, count);
  try {
    return await work(pool);
  } finally {
    pool.close();
  }
}

export function prepareOn(pool: EnginePool, { spec, table, spacing }: Project, signal?: AbortSignal): Promise<PrepareResult> {
  return pool.run('prepare', { spec, table, spacing }, { label: 'preparing the data', ...(signal === undefined ? {} : { signal }) });
}

/** In the order given. A candidate that is wrong is named by its place. */
export async function evaluateOn(
  pool: EnginePool, prepared: PrepareResult['prepared'], candidates: CandidateParameters[], rows: 'tuning' | 'all' = 'tuning',
): Promise<Evaluation[]> {
  const data = { key: 'files', prepared };
  const evaluate = (some: CandidateParameters[]): Promise<Evaluation[]> =>
    pool.run('evaluate', { key: data.key, candidates: some, rows }, { label: 'evaluating candidates', data });
  try {
    return await evaluate(candidates);
  } catch (error) {
    if (!(error instanceof MixwrightError) || error.code !== 'CANDIDATE') throw error;
    for (const [index, candidate] of candidates.entries()) {
      await evaluate([candidate]).catch((reason: unknown) => {
        if (!(reason instanceof MixwrightError)) throw reason;
        throw MixwrightError.ofProblems(reason.problems.map((problem) => ({ ...problem, key: placeOfParameter(index, problem.key) })));
      });
    }
    throw error;
  }
}
