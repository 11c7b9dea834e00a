import { daysFromIso } from '../data/calendar.ts';
import { MixwrightError } from '../errors.ts';
import type { CandidateParameters, Evaluation } from '../model/evaluation.ts';
import type { PreparedData } from '../model/prepared.ts';
import { meanSpend } from '../model/spend.ts';
import { modelCurves } from './model-curves.ts';
import { withBudget } from './parse.ts';
import { perPeriod } from './per-period.ts';
import type { AllocationChannel, AllocationProblem, ModelScenario } from './problem.ts';

/** Multiples of the initial spend, unless the scenario says otherwise. */
export const DEFAULT_BOUNDS: [number, number] = [0.5, 2];

/**
 * The curves of one model as a problem for `allocate`. Initial spend is the mean per period over the chosen
 * dates of the window; mean carry-over is that of the whole window whatever the dates (reference definition,
 * Robyn 3.12.1). Organic variables cost nothing and take no part. Money that the scenario gives for several periods
 * is divided by their number.
 */
export function problemFromModel(
  prepared: PreparedData, evaluation: Evaluation, params: CandidateParameters, scenario: ModelScenario,
): { problem: AllocationProblem; notes: string[] } {
  const notes: string[] = [];
  const paid = prepared.media.filter((media) => media.kind === 'paid').map(({ name }) => name);
  refuseUnknown(paid, scenario);
  const rows = todayRows(prepared, scenario.dates);
  if (scenario.dates !== undefined) {
    notes.push(`Initial spend is the mean of ${rows.length} periods from ${scenario.dates.from} to ${scenario.dates.to}; carry-over is the mean of the whole window.`);
  }
  const own = perPeriod(scenario, rows.length);
  const curves = modelCurves(prepared, evaluation, params, scenario.curve);
  const channels = paid.map((name, index): AllocationChannel => {
    const { lower: least, upper: most, ...rules } = ownEntry(own.rules, name) ?? {};
    const [lower, upper] = ownEntry(own.bounds, name) ?? ownEntry(own.bounds, 'default') ?? DEFAULT_BOUNDS;
    const spend = meanSpend(prepared, index, rows);
    return { name, lower: least ?? lower, upper: most ?? upper, spend, ...(curves[name] ?? { coefficient: 0, alpha: NaN, inflexion: 0, carryover: 0 }), ...rules };
  });
  const { groups, maxChanged, gap } = own;
  return {
    problem: {
      channels, scenario: withBudget(own.scenario, channels),
      ...(groups === undefined ? {} : { groups }), ...(maxChanged === undefined ? {} : { maxChanged }), ...(gap === undefined ? {} : { gap }),
    },
    notes,
  };
}

/** Rows of the whole table that lie in the window and in the dates. MixwrightError ALLOCATION_DATES where there are none. */
export function todayRows(prepared: PreparedData, dates: ModelScenario['dates']): number[] {
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

function refuseUnknown(paid: readonly string[], { bounds, rules, groups, scenario }: ModelScenario): void {
  const places = [
    ...Object.keys(bounds ?? {}).filter((name) => name !== 'default').map((name) => ({ name, key: `bounds.${name}` })),
    ...Object.keys(rules ?? {}).map((name) => ({ name, key: `rules.${name}` })),
    ...(groups ?? []).flatMap((group, index) => group.channels.map((name) => ({ name, key: `groups[${index}].channels` }))),
    ...(scenario.kind === 'given' ? Object.keys(scenario.spend).map((name) => ({ name, key: `scenario.spend.${name}` })) : []),
  ];
  const unknown = places.filter(({ name }) => !paid.includes(name));
  if (unknown.length === 0) return;
  throw MixwrightError.ofProblems(unknown.map(({ name, key }) => (
    { code: 'ALLOCATION_CHANNEL', severity: 'error', key, message: `The model has no channel of the name "${name}".`, mend: `It has ${paid.join(', ')}.` })));
}

function ownEntry<T>(entries: Record<string, T> | undefined, name: string): T | undefined {
  return entries !== undefined && Object.hasOwn(entries, name) ? entries[name] : undefined;
}
