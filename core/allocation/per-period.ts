import type { Allocation, ModelScenario, OpenScenario } from './problem.ts';

/** How many periods the money of a scenario counts. */
export function periodsOf({ per }: Pick<ModelScenario, 'per'>, todayPeriods: number): number {
  return per === undefined ? 1 : per === 'dates' ? todayPeriods : per.periods;
}

/** The same scenario in money and response per period. */
export function perPeriod(scenario: ModelScenario, todayPeriods: number): ModelScenario {
  const periods = periodsOf(scenario, todayPeriods);
  if (periods === 1) return scenario;
  const { rules, groups } = scenario;
  return {
    ...scenario,
    scenario: scenarioPer(scenario.scenario, periods),
    ...(rules === undefined ? {} : {
      rules: Object.fromEntries(Object.entries(rules).map(([name, rule]) => {
        const { lower, upper, fixed, step } = rule;
        const money = rule.unit === 'money' ? periods : 1;
        return [name, {
          ...rule,
          ...(lower === undefined ? {} : { lower: lower / money }), ...(upper === undefined ? {} : { upper: upper / money }),
          ...(fixed === undefined ? {} : { fixed: fixed / periods }), ...(step === undefined ? {} : { step: step / periods }),
        }];
      })),
    }),
    ...(groups === undefined ? {} : {
      groups: groups.map((group) => (group.unit === 'share' ? group : {
        ...group,
        ...(group.lower === undefined ? {} : { lower: group.lower / periods }), ...(group.upper === undefined ? {} : { upper: group.upper / periods }),
      })),
    }),
  };
}

function scenarioPer(scenario: OpenScenario, periods: number): OpenScenario {
  switch (scenario.kind) {
    case 'max_response':
      return scenario.budget === undefined ? scenario : { ...scenario, budget: scenario.budget / periods };
    case 'target_response':
      return { ...scenario, response: scenario.response / periods };
    case 'hurdle':
      return scenario.budget === undefined ? scenario : { ...scenario, budget: scenario.budget / periods };
    case 'given':
      return { ...scenario, spend: Object.fromEntries(Object.entries(scenario.spend).map(([name, value]) => [name, value / periods])) };
    case 'target_efficiency':
      return scenario;
  }
}

/** Totals over the periods a scenario counts in; nothing where it counts in one. */
export function horizonOf(total: Allocation['total'], scenario: ModelScenario, todayPeriods: number): Pick<Allocation, 'horizon'> {
  if (scenario.per === undefined) return {};
  const periods = periodsOf(scenario, todayPeriods);
  return {
    horizon: {
      periods, spend: periods * total.spend, response: periods * total.response,
      initialSpend: periods * total.initialSpend, initialResponse: periods * total.initialResponse,
    },
  };
}
