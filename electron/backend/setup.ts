import { curveView } from '../../core/calibration/curve-view.ts';
import { MixwrightError } from '../../core/errors.ts';
import { columnNamed } from '../../core/data/table.ts';
import { gridPoints } from '../../core/spec/check-search.ts';
import { freeHyperparameters } from '../../core/spec/hyperparameters.ts';
import { ownSeconds } from '../../core/spec/methods.ts';
import type { Spec, TuningSpec, ValidationSpec } from '../../core/spec/spec.ts';
import { countTerms, windowRows } from '../../core/spec/window.ts';
import type { Check } from '../contract/projects.ts';
import type { Context, Handlers } from './context.ts';
import { dataNamed, projectNamed } from './context.ts';
import { examine } from './spec-checks.ts';
import type { StoredData } from './store/index.ts';

/** A cautious guess where nothing was measured yet: seconds per evaluation, row and term on one core, and to prepare. */
const SECONDS_PER_CELL = 2e-8;
const SECONDS_TO_PREPARE = 1.5;
/** What each fold adds to the time of a candidate, in times of a holdout; measured by bench `whole-run`. */
const COST_PER_FOLD = 0.4;
/** A run shorter than this says little about speed. */
const TELLING_EVALUATIONS = 1_000;

/** What the wizard asks for while the user chooses. */
export function setupCalls(context: Context): Handlers<'setup.check' | 'setup.baseline' | 'setup.fitCurve'> {
  const { store, pool } = context;

  /** Seconds per evaluation of a holdout with all engines at work: as the newest telling run of the project measured it. */
  function pace(projectId: string, cells: number): number {
    // Where a method's own work is long, a run says little about evaluations.
    const told = store.runs.list(projectId).find(({ state, evaluations, seconds, spec: { tuning } }) =>
      state === 'finished' && evaluations >= TELLING_EVALUATIONS && seconds > 0 && ownSeconds(tuning.method, tuning.iterations) === 0);
    return told === undefined ? (cells * SECONDS_PER_CELL) / pool.size : told.seconds / told.evaluations / costOf(told.spec.tuning.validation);
  }

  /** With the method's own work, and no longer than the limit of time. */
  function secondsOf({ method, iterations, trials, stop }: TuningSpec, evaluating: number): number {
    return Math.min(evaluating + (ownSeconds(method, iterations) * trials) / Math.min(pool.size, trials), stop?.seconds ?? Infinity);
  }

  return {
    'setup.check': ({ projectId, spec: draft }): Check => {
      const data = dataNamed(context, projectNamed(context, projectId).dataId);
      const { spec, problems } = examine(draft, data);
      const ready = spec !== null && !problems.some(({ severity }) => severity === 'error');
      if (spec === null) return { problems, ready, rows: data.table.rows, terms: 0, parameters: 0, evaluations: 0, gridPoints: null, seconds: 0 };
      const rows = rowsOf(spec, data);
      const terms = countTerms(spec, data.table);
      const points = gridPoints(spec);
      // A grid ends when it is used up.
      const evaluations = Math.min(spec.tuning.trials * spec.tuning.iterations, points ?? Infinity);
      return {
        problems, ready, rows, terms, parameters: freeHyperparameters(spec).length, evaluations, gridPoints: points,
        seconds: SECONDS_TO_PREPARE + secondsOf(spec.tuning, evaluations * pace(projectId, rows * terms) * costOf(spec.tuning.validation)),
      };
    },

    'setup.baseline': async ({ projectId, spec: draft }) => {
      const data = dataNamed(context, projectNamed(context, projectId).dataId);
      const spec = baselineSpec(draft, data);
      const { spacing } = data.format;
      if (spacing === null) throw new MixwrightError('DATA_NO_SPACING', 'The dates keep no regular spacing. Mend them in the table and import it again.');
      const { prepared, baseline, notes } = await pool.run('prepare', { spec, table: data.table, spacing }, { label: 'the baseline' });
      return { dates: prepared.dates, response: prepared.response, components: baseline, notes };
    },

    'setup.fitCurve': ({ projectId, spec: draft, channel, points }) => {
      const data = dataNamed(context, projectNamed(context, projectId).dataId);
      // Studies and curves that are still being written don't matter to this one.
      const { spec, problems } = examine({ ...draft, calibration: [], curves: [] }, data);
      if (spec === null) throw MixwrightError.ofProblems(problems);
      return curveView(spec, data.table, { channel, points });
    },
  };
}

/** The part the baseline is made of: what is still wrong with the media does not matter to it. */
function baselineSpec(draft: unknown, data: StoredData): Spec {
  const { spec, problems } = examine(draft, data);
  const media = /^(channels|organic|hyperparameters|calibration|tuning)/;
  const errors = problems.filter(({ severity, key }) => severity === 'error' && (spec === null || key === undefined || !media.test(key)));
  if (spec === null || errors.length > 0) throw MixwrightError.ofProblems(errors);
  const context = spec.context.filter(({ type }) => type === 'factor');
  return { ...spec, channels: [], organic: [], context, calibration: [], hyperparameters: {} };
}

/** Time of a candidate in times of a holdout. */
function costOf(validation: ValidationSpec): number {
  return validation.scheme === 'holdout' ? 1 : 1 + COST_PER_FOLD * validation.folds;
}

function rowsOf(spec: Spec, { table }: StoredData): number {
  const dates = columnNamed(table, spec.date);
  return dates?.type === 'date' ? windowRows(spec.window, dates.values).rows : table.rows;
}
