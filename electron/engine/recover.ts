import { MixwrightError } from '../../core/errors.ts';
import type { PreparedData } from '../../core/model/prepared.ts';
import { estimateEffects } from '../../core/recovery/estimate.ts';
import { compareWithTruth, planReplicate, replicateSpec, withResponse } from '../../core/recovery/replicate.ts';
import type { RecoveryReplicate } from '../../core/recovery/replicate.ts';
import type { Evaluate } from '../../core/tuning/trial.ts';
import type { TrialResult } from '../../core/tuning/trial-result.ts';
import type { EngineTasks, PrepareResult } from '../contract/engine.ts';
import { runTrial } from './trial.ts';
import type { TrialWatch } from './trial.ts';

/** The steps of a run that are shared with the other tasks. */
export interface RunSteps {
  prepare(request: EngineTasks['prepare']['request']): Promise<PrepareResult>;
  evaluator(prepared: PreparedData): Evaluate;
}

const NO_POINTS = new Float64Array();

/**
 * One replicate of the recovery check: a response with known effects on the real spend, then all that a run does.
 * `real`: prepared from the real response. Rejects with CANCELLED when it is cancelled: half a replicate tells nothing.
 */
export async function recoverReplicate(
  real: PreparedData, request: EngineTasks['recover']['request'], steps: RunSteps, watch: TrialWatch,
): Promise<RecoveryReplicate> {
  const { spec, table, spacing, trials, iterations } = request;
  const plan = planReplicate(real, request);
  const own = replicateSpec(spec, { trials, iterations, seed: plan.seed });
  const { prepared } = await steps.prepare({ spec: own, table: withResponse(table, spec.response.column, plan.response), spacing });
  const evaluate = steps.evaluator(prepared);
  const results: TrialResult[] = [];
  while (results.length < trials) {
    const before = results.length * iterations;
    const { method, settings, levels } = own.tuning;
    const options = { trial: results.length + 1, trials, seed: plan.seed, method, settings, levels, iterations };
    results.push(await runTrial(prepared, evaluate, options, {
      cancelled: () => watch.cancelled(), progress: (done) => watch.progress(before + done, NO_POINTS),
    }));
    if (watch.cancelled()) throw new MixwrightError('CANCELLED', `Cancelled: replicate ${request.replicate}.`);
  }
  return compareWithTruth(request, plan, estimateEffects(prepared, results, plan.seed));
}
