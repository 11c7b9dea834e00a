import type { ModelScenario } from '../../../../core/allocation/problem.ts';

/** How many periods the money of a scenario counts. @param todayPeriods periods of the dates that count as today */
export function periodsAsked({ per }: Pick<ModelScenario, 'per'>, todayPeriods: number): number {
  return per === undefined ? 1 : per === 'dates' ? todayPeriods : per.periods;
}

/**
 * A budget from the frontier as the form takes it: whole units of money for large ones, but not beyond the frontier's ends,
 * where rounding would leave what can be placed.
 */
export function wholeBudget(perPeriod: number, periods: number, least: number, most: number): number {
  const budget = perPeriod * periods;
  const whole = budget >= 1000 ? Math.round(budget) : Number(budget.toPrecision(6));
  return whole >= least * periods && whole <= most * periods ? whole : budget;
}
