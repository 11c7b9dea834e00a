import { addPeriods, isoFromDays } from '../../data/calendar.ts';
import type { CandidateParameters, Evaluation } from '../../model/evaluation.ts';
import type { PreparedData } from '../../model/prepared.ts';
import { formatPlain } from '../../report/format.ts';
import { problemFromModel } from '../from-model.ts';
import type { ModelScenario } from '../problem.ts';
import { lastYearSpend, scaledTo } from './compare.ts';
import { AFTER_LIMIT, dynamicsOf } from './dynamics.ts';
import type { Dynamics } from './dynamics.ts';
import { whyInfeasible } from './infeasible.ts';
import type { Plan, PlanProgress, PlanTotal } from './plan.ts';
import { channelResponse, totalOf } from './response.ts';
import { gapOf, searchPlan } from './search.ts';
import type { FoundPlan, PlanSearch } from './search.ts';
import { freeBudget, planSettings, roomOf } from './settings.ts';
import type { PlanSettings } from './settings.ts';

export interface PlanFacts {
  prepared: PreparedData;
  params: CandidateParameters;
  /** Of the fit that budgets rest on (all rows). */
  evaluation: Evaluation;
  scenario: ModelScenario;
  seed: number;
}

/** A model's channels over the plan, and what is asked of them. */
export interface PlanTask {
  settings: PlanSettings;
  /** In the order of the settings' channels. */
  dynamics: Dynamics[];
  /** Last year's spend of the same periods, per channel; null where there is none. */
  lastYear: Float64Array[] | null;
  dates: string[];
}

/**
 * A calendar in steps: yields its progress, returns the plan. The search uses no chance, so `seed` changes nothing.
 * MixwrightError as `problemFromModel`, and ALLOCATION_INPUT for options of the plan that are wrong.
 */
export function* planSteps(facts: PlanFacts): Generator<PlanProgress, Plan> {
  const task = planTask(facts);
  const reason = whyInfeasible(task.settings);
  if (reason !== null) return infeasiblePlan(task, reason);
  const found = yield* searchPlan(searchOf(task));
  return found === null ? infeasiblePlan(task, noPlanFound(task.settings)) : describePlan(task, found);
}

/** The same without stopping between steps. */
export function planOf(facts: PlanFacts): Plan {
  const steps = planSteps(facts);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

export function planTask({ prepared, params, evaluation, scenario }: PlanFacts): PlanTask {
  const { problem } = problemFromModel(prepared, evaluation, params, scenario);
  const settings = planSettings(prepared, problem, scenario);
  const { periods } = settings;
  const byName = dynamicsOf(prepared, params, evaluation, periods);
  const last = prepared.dates[prepared.rows - 1] ?? 0;
  return {
    settings,
    dynamics: settings.channels.flatMap(({ name }) => byName.get(name) ?? []),
    lastYear: lastYearSpend(prepared, settings.channels.length, periods),
    dates: Array.from({ length: periods }, (_, t) => isoFromDays(addPeriods(last, t + 1, prepared.spacing))),
  };
}

export function searchOf({ settings, dynamics, lastYear }: PlanTask): PlanSearch {
  return {
    channels: settings.channels.flatMap(({ held, limits, orOff, lower }, c) => (held ? [] : [{
      dynamics: dynamics[c] as Dynamics, limits, orOff, floor: lower, history: lastYear?.[c] ?? new Float64Array(settings.periods),
    }])),
    room: roomOf(settings), budget: freeBudget(settings), valueEnd: settings.valueEnd,
  };
}

/** Spend of every channel, those that are held included. @param free of those that are not */
export function fullCalendar({ settings }: PlanTask, free: readonly Float64Array[]): Float64Array[] {
  let next = 0;
  return settings.channels.map(({ held, today }) => (held ? new Float64Array(settings.periods).fill(today) : free[next++] ?? new Float64Array(settings.periods)));
}

/** @param found its bound is of the channels that are not held */
export function describePlan(task: PlanTask, found: FoundPlan): Plan {
  const { settings, dynamics } = task;
  const spend = fullCalendar(task, found.spend);
  const channels = settings.channels.map(({ name }, c) => channelResponse(name, dynamics[c] as Dynamics, spend[c] as Float64Array));
  const total = totalOf(channels, settings.valueEnd);
  // Held channels bring the same in every plan.
  const bound = Math.max(total.value, found.bound + (total.value - found.value));
  return { ...comparisons(task, spend), channels, total, bound, gap: gapOf({ value: total.value, bound }), status: 'optimal', notes: [...settings.notes, ...notesOf(task)] };
}

function comparisons(task: PlanTask, spend: readonly Float64Array[]): Pick<Plan, 'dates' | 'even' | 'lastYear' | 'today' | 'valueEnd'> {
  const { settings, lastYear, dates } = task;
  const { periods, budget, valueEnd } = settings;
  const even = spend.map((series) => new Float64Array(periods).fill(series.reduce((a, b) => a + b, 0) / periods));
  return {
    dates, valueEnd, even: calendarTotal(task, even),
    lastYear: lastYear === null ? null : calendarTotal(task, scaledTo(lastYear, budget)),
    today: calendarTotal(task, todaySpend(task)),
  };
}

/** The present mean spend in every period. */
export function todaySpend({ settings: { channels, periods } }: PlanTask): Float64Array[] {
  return channels.map(({ today }) => new Float64Array(periods).fill(today));
}

export function calendarTotal({ settings, dynamics }: PlanTask, spend: readonly Float64Array[]): PlanTotal {
  return totalOf(settings.channels.map(({ name }, c) => channelResponse(name, dynamics[c] as Dynamics, spend[c] as Float64Array)), settings.valueEnd);
}

function notesOf({ dynamics, settings }: PlanTask): string[] {
  const notes = ['Carry-over of all history is counted in. The model has no season in what media bring, so the plan has none either: it places money by carry-over and saturation alone.'];
  const limits = settings.channels.filter(({ held, limits: { lower, flight } }) => !held && lower > 0 && flight > 1 && settings.periods < flight);
  if (limits.length > 0) notes.push(`The plan is shorter than a flight of ${limits.map(({ name }) => name).join(', ')}: there a flight is the whole plan.`);
  if (settings.valueEnd && dynamics.some(({ after }) => after === AFTER_LIMIT)) notes.push(`Carry-over after the plan is counted for ${AFTER_LIMIT} periods.`);
  return notes;
}

/** Each channel at the total nearest to its even share that its limits allow, to have something to look at. */
function infeasiblePlan(task: PlanTask, reason: string): Plan {
  const { settings, dynamics } = task;
  const spend = settings.channels.map(({ today, lower, upper }) => new Float64Array(settings.periods).fill(Math.min(upper, Math.max(lower, today * settings.periods)) / settings.periods));
  const channels = settings.channels.map(({ name }, c) => channelResponse(name, dynamics[c] as Dynamics, spend[c] as Float64Array));
  const total = totalOf(channels, settings.valueEnd);
  return { ...comparisons(task, spend), channels, total, bound: total.value, gap: 0, status: 'infeasible', notes: [reason, ...settings.notes] };
}

function noPlanFound({ budget, periods }: PlanSettings): string {
  return `No plan was found that spends exactly ${formatPlain(budget)} over ${periods} periods with these least spends, limits per period and flights: shorten the flights, lower the least spends or change the budget.`;
}
