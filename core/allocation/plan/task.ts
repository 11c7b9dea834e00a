import { addPeriods, isoFromDays } from '../../data/calendar.ts';
import type { PreparedData } from '../../model/prepared.ts';
import type { AllocationProblem, ModelScenario } from '../problem.ts';
import { lastYearSpend } from './compare.ts';
import type { Dynamics } from './dynamics.ts';
import type { PlanSearch } from './search.ts';
import { freeBudget, planSettings, roomOf } from './settings.ts';
import type { PlanSettings } from './settings.ts';

/** A model's channels over the plan's periods. */
export interface PlanModel {
  id: string;
  /** Of all models 1. */
  weight: number;
  dynamics: ReadonlyMap<string, Dynamics>;
}

/** What is asked, of which models. */
export interface PlanTask {
  settings: PlanSettings;
  models: PlanModel[];
  /** Last year's spend of the same periods, per channel; null where there is none. */
  lastYear: Float64Array[] | null;
  dates: string[];
}

/** @param problem of the chosen model, per period. MixwrightError as `planSettings`. */
export function planTask(prepared: PreparedData, problem: AllocationProblem, scenario: ModelScenario, models: PlanModel[]): PlanTask {
  const settings = planSettings(prepared, problem, scenario, (name) => models.some(({ dynamics }) => (dynamics.get(name)?.curve.coefficient ?? 0) > 0));
  const last = prepared.dates[prepared.rows - 1] ?? 0;
  return {
    settings, models,
    lastYear: lastYearSpend(prepared, settings.channels.length, settings.periods),
    dates: Array.from({ length: settings.periods }, (_, t) => isoFromDays(addPeriods(last, t + 1, prepared.spacing))),
  };
}

/** An effect too small to show. */
const FAINT = 1e-30;

/** The search for one model's own best plan. A channel in which only other models believe has a faint effect in it, and stays movable. */
export function searchOf({ settings, lastYear }: Pick<PlanTask, 'settings' | 'lastYear'>, { dynamics }: Pick<PlanModel, 'dynamics'>): PlanSearch {
  return {
    channels: settings.channels.flatMap(({ name, held, limits, orOff, lower }, c) => {
      const own = dynamics.get(name);
      if (held || own === undefined) return [];
      const curve = own.curve.coefficient > 0 ? own.curve : { coefficient: FAINT, alpha: 1, inflexion: Math.max(limits.upper, 1), carryover: 0 };
      return [{ dynamics: { ...own, curve }, limits, orOff, floor: lower, history: lastYear?.[c] ?? new Float64Array(settings.periods) }];
    }),
    room: roomOf(settings), budget: freeBudget(settings), valueEnd: settings.valueEnd,
  };
}

/** Spend of every channel, those that are held included. @param free of those that are not */
export function fullCalendar({ channels, periods }: PlanSettings, free: readonly Float64Array[]): Float64Array[] {
  let next = 0;
  return channels.map(({ held, today }) => (held ? new Float64Array(periods).fill(today) : free[next++] ?? new Float64Array(periods)));
}

/** The present mean spend in every period. */
export function todayCalendar({ channels, periods }: PlanSettings): Float64Array[] {
  return channels.map(({ today }) => new Float64Array(periods).fill(today));
}
