import { daysFromIso } from '../../../core/data/calendar.ts';
import type { ModelScenario, PlanOptions } from '../../../core/allocation/problem.ts';
import type { Table } from '../../../core/data/table.ts';
import type { Spec } from '../../../core/spec/spec.ts';

/** What the form holds; null: as for all, or not said. Money per period unless named otherwise. */
export interface ChannelForm {
  /** Shortest flight in periods. */
  flight: number | null;
  /** Money per period while on. */
  least: number | null;
  most: number | null;
  /** All of the plan, as multiples of today's spend. */
  lower: number | null;
  upper: number | null;
}

export interface PlanForm {
  periods: number;
  /** Of the whole plan; null: as much as today. */
  budget: number | null;
  valueEnd: boolean;
  flight: number;
  lower: number;
  upper: number;
  own: Record<string, ChannelForm>;
  /** By the chosen model alone; else over several. */
  alone: boolean;
}

export const MAX_PERIODS = 104;
export const NO_OWN: ChannelForm = { flight: null, least: null, most: null, lower: null, upper: null };

export function emptyPlan(): PlanForm {
  return { periods: 13, budget: null, valueEnd: true, flight: 1, lower: 0.5, upper: 2, own: {}, alone: false };
}

/** Spend of a channel in the modelling window, per period. */
export interface PastSpend {
  mean: number;
  most: number;
}

/** By channel; those without a column are left out. */
export function pastSpend(table: Table | null, spec: Pick<Spec, 'channels' | 'date' | 'window'> | null): ReadonlyMap<string, PastSpend> {
  if (table === null || spec === null) return new Map();
  const named = (name: string) => table.columns.find((column) => column.name === name);
  const dates = named(spec.date);
  const from = daysFromIso(spec.window?.from ?? '') ?? -Infinity;
  const to = daysFromIso(spec.window?.to ?? '') ?? Infinity;
  return new Map(spec.channels.flatMap(({ name, spend }) => {
    const column = named(spend);
    if (column?.type !== 'number') return [];
    const within = column.values.filter((value, row) => {
      const day = dates?.type === 'date' ? dates.values[row] ?? NaN : NaN;
      return Number.isFinite(value) && (Number.isNaN(day) || (day >= from && day <= to));
    });
    const mean = within.length === 0 ? 0 : within.reduce((sum, value) => sum + value, 0) / within.length;
    return [[name, { mean, most: within.reduce((a, b) => Math.max(a, b), 0) }] as const];
  }));
}

/** Where only one of the two limits is given, the other is 0, or the most that was ever spent. */
export function toPlanScenario(form: PlanForm, past: ReadonlyMap<string, PastSpend>): ModelScenario {
  const own = Object.entries(form.own);
  const flights = Object.fromEntries(own.flatMap(([name, { flight }]) => (flight === null ? [] : [[name, flight]])));
  const limits = Object.fromEntries(own.flatMap(([name, { least, most }]) => (
    least === null && most === null ? [] : [[name, [least ?? 0, most ?? Math.max(least ?? 0, past.get(name)?.most ?? 0)] as [number, number]]])));
  const bounds = Object.fromEntries(own.flatMap(([name, { lower, upper }]) => (
    lower === null && upper === null ? [] : [[name, [lower ?? form.lower, upper ?? form.upper] as [number, number]]])));
  const plan: PlanOptions = {
    periods: form.periods, valueEnd: form.valueEnd,
    ...(form.budget === null ? {} : { budget: form.budget }),
    ...(form.flight > 1 || own.some(([, { flight }]) => flight !== null) ? { flights: { default: form.flight, ...flights } } : {}),
    ...(Object.keys(limits).length === 0 ? {} : { limits }),
  };
  return { scenario: { kind: 'max_response' }, bounds: { default: [form.lower, form.upper], ...bounds }, plan, ...(form.alone ? { robust: null } : {}) };
}

/** The form as it was when a plan was saved. */
export function fromPlanScenario({ bounds = {}, plan, robust }: ModelScenario): PlanForm {
  const form = emptyPlan();
  const { default: all = [form.lower, form.upper], ...ownBounds } = bounds;
  const { default: flight = form.flight, ...ownFlights } = plan?.flights ?? {};
  const limits = plan?.limits ?? {};
  const names = [...new Set([...Object.keys(ownBounds), ...Object.keys(ownFlights), ...Object.keys(limits)])];
  return {
    periods: plan?.periods ?? form.periods, budget: plan?.budget ?? null, valueEnd: plan?.valueEnd ?? true,
    alone: robust === null, flight, lower: all[0] ?? form.lower, upper: all[1] ?? form.upper,
    own: Object.fromEntries(names.map((name) => [name, {
      flight: ownFlights[name] ?? null, least: limits[name]?.[0] ?? null, most: limits[name]?.[1] ?? null,
      lower: ownBounds[name]?.[0] ?? null, upper: ownBounds[name]?.[1] ?? null,
    }])),
  };
}

/** What is wrong with it, in words; empty when it can be asked. */
export function planTroubles({ periods, lower, upper, own }: PlanForm): string[] {
  const crossed = (least: number | null, most: number | null): boolean => least !== null && most !== null && least > most;
  return [
    ...(Number.isInteger(periods) && periods >= 1 && periods <= MAX_PERIODS ? [] : [`Choose 1 to ${MAX_PERIODS} periods.`]),
    ...(lower > upper ? ['The least total of all channels is over the most.'] : []),
    ...Object.entries(own).flatMap(([name, one]) => [
      ...(crossed(one.least, one.most) ? [`${name}: the least per period is over the most.`] : []),
      ...(crossed(one.lower ?? lower, one.upper ?? upper) && (one.lower !== null || one.upper !== null) ? [`${name}: the least total is over the most.`] : []),
    ]),
  ];
}
