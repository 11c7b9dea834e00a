import { MixwrightError } from '../../core/errors.ts';
import type { Context, Handlers } from './context.ts';
import { runNamed } from './context.ts';
import { addRun, summaryOf } from './runs.ts';

/**
 * A run goes on as a new run with more iterations. Trials are deterministic, so those of the new run begin with what the
 * old one has come to: the engines take that over (`replay` of a trial) and evaluate the rest.
 */
export function continueCalls(context: Context): Handlers<'runs.continue'> {
  const { store, scheduler } = context;
  return {
    'runs.continue': ({ runId, iterations }) => {
      const run = runNamed(context, runId);
      const { id, number, projectId, dataId, spec, state, trialsDone, appVersion, notes } = run;
      if ((state !== 'finished' && state !== 'stopped') || trialsDone === 0) {
        throw new MixwrightError('RUN_STATE', `Run ${number} is ${state} with ${trialsDone} finished trials; only a run that has ended can be continued.`);
      }
      const tuning = { ...spec.tuning, iterations: spec.tuning.iterations + iterations };
      const next = addRun(context, { projectId, dataId, spec: { ...spec, tuning }, parent: { kind: 'continue', runId: id, number } });
      const prepared = appVersion === context.options.version ? store.runs.prepared(id) : null;
      if (prepared !== null) store.runs.setPrepared(next, prepared, notes);
      scheduler.enqueue(next);
      return summaryOf(runNamed(context, next));
    },
  };
}
