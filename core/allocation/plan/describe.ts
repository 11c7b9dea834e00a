import { scaledTo } from './compare.ts';
import { AFTER_LIMIT } from './dynamics.ts';
import type { Plan, PlanChannel, PlanTotal } from './plan.ts';
import { channelResponse, totalOf } from './response.ts';
import { gapOf } from './search.ts';
import { todayCalendar } from './task.ts';
import type { PlanModel, PlanTask } from './task.ts';

/** A calendar by the weighted mean of the task's models. @param bound on the value of the whole plan */
export function describePlan(task: PlanTask, spend: readonly Float64Array[], bound: number): Plan {
  const channels = meanChannels(task, spend);
  const total = totalOf(channels, task.settings.valueEnd);
  const proven = Math.max(total.value, bound);
  return { ...compared(task, spend), channels, total, bound: proven, gap: gapOf({ value: total.value, bound: proven }), status: 'optimal', notes: [...task.settings.notes, ...notesOf(task)] };
}

/** Each channel at the total nearest to its present one that its limits allow, to have something to look at. */
export function infeasiblePlan(task: PlanTask, reason: string): Plan {
  const { channels: settings, periods, notes, valueEnd } = task.settings;
  const spend = settings.map(({ today, lower, upper }) => new Float64Array(periods).fill(Math.min(upper, Math.max(lower, today * periods)) / periods));
  const channels = meanChannels(task, spend);
  const total = totalOf(channels, valueEnd);
  return { ...compared(task, spend), channels, total, bound: total.value, gap: 0, status: 'infeasible', notes: [reason, ...notes] };
}

/** What one model thinks of a calendar. */
export function modelTotal({ settings }: Pick<PlanTask, 'settings'>, model: PlanModel, spend: readonly Float64Array[]): PlanTotal {
  return totalOf(settings.channels.flatMap(({ name }, c) => ownChannel(model, name, spend[c] as Float64Array) ?? []), settings.valueEnd);
}

function meanChannels({ settings, models }: PlanTask, spend: readonly Float64Array[]): PlanChannel[] {
  return settings.channels.map(({ name }, c) => {
    const money = spend[c] as Float64Array;
    const mean: PlanChannel = { channel: name, spend: [...money], response: Array.from(money, () => 0), carriedIn: 0, after: 0 };
    for (const model of models) {
      const own = ownChannel(model, name, money);
      if (own === null) continue;
      own.response.forEach((value, t) => { mean.response[t] = (mean.response[t] as number) + model.weight * value; });
      mean.carriedIn += model.weight * own.carriedIn;
      mean.after += model.weight * own.after;
    }
    return mean;
  });
}

function ownChannel({ dynamics }: PlanModel, name: string, spend: Float64Array): PlanChannel | null {
  const own = dynamics.get(name);
  return own === undefined ? null : channelResponse(name, own, spend);
}

function compared(task: PlanTask, spend: readonly Float64Array[]): Pick<Plan, 'dates' | 'even' | 'lastYear' | 'today' | 'valueEnd'> {
  const { settings, lastYear, dates } = task;
  const total = (calendar: readonly Float64Array[]): PlanTotal => totalOf(meanChannels(task, calendar), settings.valueEnd);
  return {
    dates, valueEnd: settings.valueEnd,
    even: total(spend.map((series) => new Float64Array(settings.periods).fill(series.reduce((a, b) => a + b, 0) / settings.periods))),
    lastYear: lastYear === null ? null : total(scaledTo(lastYear, settings.budget)),
    today: total(todayCalendar(settings)),
  };
}

function notesOf({ models, settings }: PlanTask): string[] {
  const notes = [
    'What history carries over is counted in. Media bring the same in every season in these models, so the plan places money by carry-over and saturation alone.',
    'Carry-over follows the spend here. A suggestion per period holds it at its past mean unless asked for the long run, so channels that carry over long can get more in a plan than there.',
    'The even split and last year\'s pattern are there to compare: they need not keep the limits per period and the flights.',
  ];
  const short = settings.channels.filter(({ held, limits: { lower, flight } }) => !held && lower > 0 && settings.periods < flight);
  if (short.length > 0) notes.push(`The plan is shorter than a flight of ${short.map(({ name }) => name).join(', ')}: there a flight is the whole plan.`);
  if (settings.valueEnd && models.some(({ dynamics }) => [...dynamics.values()].some(({ after }) => after === AFTER_LIMIT))) notes.push(`Carry-over after the plan is counted for ${AFTER_LIMIT} periods.`);
  return notes;
}
