import { daysFromIso } from '../data/calendar.ts';
import { MixwrightError } from '../errors.ts';
import type { CandidateParameters, Evaluation } from '../model/evaluation.ts';
import type { PreparedData } from '../model/prepared.ts';
import { withBudget } from './parse.ts';
import type { AllocationChannel, AllocationProblem, ModelScenario } from './problem.ts';

/** Multiples of the initial spend, unless the scenario says otherwise. */
export const DEFAULT_BOUNDS: [number, number] = [0.5, 2];

/**
 * The curves of one model as a problem for `allocate`. Initial spend is the mean per period over the chosen
 * dates of the window; mean carry-over is that of the whole window whatever the dates (reference definition,
 * Robyn 3.12.1). Organic variables cost nothing and take no part.
 */
export function problemFromModel(
  prepared: PreparedData, evaluation: Evaluation, params: CandidateParameters, scenario: ModelScenario,
): { problem: AllocationProblem; notes: string[] } {
  const notes: string[] = [];
  const paid = prepared.media.filter((media) => media.kind === 'paid');
  const names = paid.map((media) => media.name);
  for (const name of Object.keys(scenario.bounds ?? {})) {
    if (name !== 'default' && !names.includes(name)) {
      throw MixwrightError.ofProblems([{ code: 'ALLOCATION_CHANNEL', severity: 'error', key: `bounds.${name}`, message: 'The model has no channel of this name.', mend: `It has ${names.join(', ')}.` }]);
    }
  }
  const rows = chosenRows(prepared, scenario.dates);
  if (scenario.dates !== undefined) {
    notes.push(`Initial spend is the mean of ${rows.length} periods from ${scenario.dates.from} to ${scenario.dates.to}; carry-over is the mean of the whole window.`);
  }
  const channels = paid.map((media, index): AllocationChannel => {
    const { name } = media;
    const [lower, upper] = ownBounds(scenario.bounds, name) ?? ownBounds(scenario.bounds, 'default') ?? DEFAULT_BOUNDS;
    const spend = rows.reduce((sum, row) => sum + (prepared.spend[index * prepared.rows + row] ?? 0), 0) / rows.length;
    return {
      name, lower, upper, spend,
      coefficient: evaluation.coefficients[name] ?? 0,
      alpha: parameter(params, `${name}.alpha`),
      inflexion: evaluation.inflexion[name] ?? 0,
      carryover: evaluation.meanCarryover[name] ?? 0,
    };
  });
  return { problem: { channels, scenario: withBudget(scenario.scenario, channels) }, notes };
}

/** Rows of the whole table that lie in the window and in the dates. */
function chosenRows(prepared: PreparedData, dates: ModelScenario['dates']): number[] {
  const window = Array.from({ length: prepared.windowRows }, (_, index) => prepared.windowStart + index);
  if (dates === undefined) return window;
  const from = daysFromIso(dates.from) ?? Infinity;
  const to = daysFromIso(dates.to) ?? -Infinity;
  const rows = window.filter((row) => {
    const day = prepared.dates[row] ?? NaN;
    return day >= from && day <= to;
  });
  if (rows.length === 0) {
    throw MixwrightError.ofProblems([{ code: 'ALLOCATION_DATES', severity: 'error', key: 'dates', message: `The modelling window has no row from ${dates.from} to ${dates.to}.`, mend: 'Choose dates inside the window.' }]);
  }
  return rows;
}

function ownBounds(bounds: ModelScenario['bounds'], name: string): [number, number] | undefined {
  return bounds !== undefined && Object.hasOwn(bounds, name) ? bounds[name] : undefined;
}

function parameter(params: CandidateParameters, name: string): number {
  const value = params[name];
  if (value !== undefined) return value;
  throw MixwrightError.ofProblems([{ code: 'PARAMS_MISSING', severity: 'error', key: name, message: 'The candidate has no value for it.', mend: 'Give every hyperparameter of the model.' }]);
}
