import { MixwrightError } from '../../core/errors.ts';
import type { StopSpec, TuningSpec } from '../../core/spec/spec.ts';
import type { TrialEnd } from '../../core/tuning/trial-result.ts';
import type { Context, Handlers } from './context.ts';
import { runNamed } from './context.ts';
import { addRun, summaryOf } from './runs.ts';

/**
 * A run goes on as a new run with more iterations or trials. Trials are deterministic, so those of the new run begin with what the
 * old one has come to: the engines take that over (`replay` of a trial) and evaluate the rest.
 */
export function continueCalls(context: Context): Handlers<'runs.continue'> {
  const { store, scheduler } = context;
  return {
    'runs.continue': ({ runId, iterations = 0, trials = 0 }) => {
      const run = runNamed(context, runId);
      const { id, number, projectId, dataId, spec, state, evaluations, appVersion, notes } = run;
      if ((state !== 'finished' && state !== 'stopped') || evaluations === 0) {
        throw new MixwrightError('RUN_STATE', `Run ${number} is ${state} with ${evaluations} candidates; only a run that has ended can be continued.`);
      }
      const { stop, ...rest } = spec.tuning;
      const left = stop === undefined ? {} : withoutWhatEnded(stop, store.runs.ends(id));
      const tuning: TuningSpec = {
        ...rest, iterations: rest.iterations + iterations, trials: rest.trials + trials, ...(Object.keys(left).length === 0 ? {} : { stop: left }),
      };
      const next = addRun(context, { projectId, dataId, spec: { ...spec, tuning }, parent: { kind: 'continue', runId: id, number } });
      const prepared = appVersion === context.options.version ? store.runs.prepared(id) : null;
      if (prepared !== null) store.runs.setPrepared(next, prepared, notes);
      scheduler.enqueue(next);
      return summaryOf(runNamed(context, next));
    },
  };
}

/** The rules that ended trials would end them again at the same place. */
function withoutWhatEnded({ seconds, target, plateau, convergence }: StopSpec, ends: Partial<Record<TrialEnd, number>>): StopSpec {
  return {
    ...(seconds === undefined || ends.stopped !== undefined ? {} : { seconds }),
    ...(target === undefined || ends.target !== undefined ? {} : { target }),
    ...(plateau === undefined || ends.plateau !== undefined ? {} : { plateau }),
    ...(convergence === undefined || ends.convergence !== undefined ? {} : { convergence }),
  };
}
