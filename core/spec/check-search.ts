import { suggestName } from '../data/nearest.ts';
import { plural } from '../data/plural.ts';
import type { Problem } from '../errors.ts';
import { gridSize, LARGEST_GRID } from './grid-size.ts';
import { freeHyperparameters, hyperparameters, type Hyperparameter } from './hyperparameters.ts';
import { methodProblem } from './method-fit.ts';
import { DEFAULT_METHOD, METHOD_FACTS, settingsOf } from './methods.ts';
import type { Spec } from './spec.ts';

/** The method against what it is to search and how long: choices, size of a grid, iterations. */
export function checkSearch(spec: Spec): Problem[] {
  const free = freeHyperparameters(spec);
  const unfit = methodProblem(spec, spec.tuning.method, 'tuning.method');
  return [...(unfit === null ? [] : [unfit]), ...lengthProblems(spec), ...levelProblems(spec, free), ...gridProblems(spec, free)];
}

/** Points of the grid that the project asks for, at most the largest finite number; null with another method. */
export function gridPoints(spec: Spec): number | null {
  return spec.tuning.method === 'grid' ? Math.min(sizeOf(spec, freeHyperparameters(spec)), Number.MAX_VALUE) : null;
}

function sizeOf({ tuning }: Spec, free: readonly Hyperparameter[]): number {
  return gridSize(free, settingsOf(tuning.method, tuning.settings), free.map(({ name }) => givenLevels(tuning, name)));
}

/** 0: none given. */
function givenLevels({ levels }: Spec['tuning'], name: string): number {
  return levels !== undefined && Object.hasOwn(levels, name) ? levels[name] ?? 0 : 0;
}

function lengthProblems({ tuning: { method, iterations } }: Spec): Problem[] {
  const { label, sensibleIterations } = METHOD_FACTS[method];
  if (sensibleIterations === null || iterations <= sensibleIterations) return [];
  return [{
    code: 'METHOD_SLOW', severity: 'warning', key: 'tuning.iterations',
    message: `${label} is made for up to ${counted(sensibleIterations)} iterations per trial: with ${counted(iterations)} its own work takes far longer than the evaluations.`,
    mend: `Set iterations to ${counted(sensibleIterations)} or fewer, or use ${DEFAULT_METHOD} for long trials.`,
  }];
}

function levelProblems(spec: Spec, free: readonly Hyperparameter[]): Problem[] {
  const { method, levels } = spec.tuning;
  const names = Object.keys(levels ?? {});
  if (names.length === 0) return [];
  if (method !== 'grid') {
    return [{
      code: 'SPEC_LEVELS_UNUSED', severity: 'warning', key: 'tuning.levels',
      message: `Numbers of values are given for ${plural(names.length, 'hyperparameter')}, but the method ${method} does not use them: only a grid does.`,
      mend: 'Take tuning.levels out, or use the method grid.',
    }];
  }
  const known = hyperparameters(spec).map(({ name }) => name);
  return names.flatMap((name): Problem[] => {
    const key = `tuning.levels.${name}`;
    if (!known.includes(name)) {
      return [{
        code: 'SPEC_UNKNOWN_HYPERPARAMETER', severity: 'error', key,
        message: `The project has no hyperparameter "${name}".`, mend: suggestName(name, known),
      }];
    }
    const axis = free.find((parameter) => parameter.name === name);
    if (axis?.levels === 0) return [];
    return [{
      code: 'SPEC_LEVELS_UNUSED', severity: 'warning', key,
      message: axis === undefined ? `"${name}" is fixed, so it has no values to try.` : `"${name}" has ${axis.levels} values of its own; a grid tries all of them.`,
      mend: `Take it out of tuning.levels${axis === undefined ? ', or give it a range' : ''}.`,
    }];
  });
}

function gridProblems(spec: Spec, free: readonly Hyperparameter[]): Problem[] {
  const { method, trials, iterations } = spec.tuning;
  if (method !== 'grid') return [];
  const size = sizeOf(spec, free);
  const key = 'tuning.settings.levels';
  if (size > LARGEST_GRID) {
    return [{
      code: 'GRID_TOO_LARGE', severity: 'error', key,
      message: `The grid has ${counted(size)} points over ${plural(free.length, 'hyperparameter')}; ${counted(LARGEST_GRID)} are the most a run can have.`,
      mend: 'Use fewer values per hyperparameter, fix some ranges to a number, or use another method, such as sobol.',
    }];
  }
  const visited = trials * iterations;
  if (size <= visited) return [];
  return [{
    code: 'GRID_NOT_COMPLETED', severity: 'warning', key,
    message: `The grid has ${counted(size)} points; ${plural(trials, 'trial')} of ${counted(iterations)} visit ${counted(visited)} of them, drawn evenly.`,
    mend: 'For all of them use more trials or iterations, fewer values per hyperparameter, or fix some ranges to a number.',
  }];
}

/** `1,234`; past the whole numbers that are exact `3.5 × 10^20`. */
function counted(count: number): string {
  if (count < 1e15) return new Intl.NumberFormat('en-US').format(count);
  if (count === Infinity) return 'over 10^308';
  const exponent = Math.floor(Math.log10(count));
  return `${(count / 10 ** exponent).toFixed(1)} × 10^${exponent}`;
}
