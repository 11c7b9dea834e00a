import type { ModelScenario, OpenScenario } from '../allocation/problem.ts';

/** How amounts are written where the words go. */
export interface ScenarioFormat {
  money(value: number): string;
  amount(value: number): string;
  ratio(value: number): string;
}

/** What was asked for, in one line: `Most response for 120,000 a period`. */
export function describeScenario({ scenario, per, plan }: Pick<ModelScenario, 'scenario' | 'per' | 'plan'>, format: ScenarioFormat): string {
  const span = per === undefined ? 'a period' : per === 'dates' ? 'over the dates' : `over ${per.periods} periods`;
  if (plan !== undefined) {
    return `Plan of ${plan.periods} periods with ${plan.budget === undefined ? "today's spend" : format.money(plan.budget)}`;
  }
  return goalOf(scenario, span, format);
}

function goalOf(scenario: OpenScenario, span: string, { money, amount, ratio }: ScenarioFormat): string {
  switch (scenario.kind) {
    case 'max_response':
      return scenario.budget === undefined ? "Most response for today's budget" : `Most response for ${money(scenario.budget)} ${span}`;
    case 'target_response':
      return `Least budget for a response of ${amount(scenario.response)} ${span}`;
    case 'target_efficiency': {
      const last = scenario.basis === 'marginal' ? 'marginal ' : '';
      return scenario.metric === 'roas' ? `Most response at a ${last}ROAS of at least ${ratio(scenario.target)}` : `Most response at a ${last}CPA of at most ${money(scenario.target)}`;
    }
    case 'hurdle':
      return `Spend while the next unit of money brings more than ${ratio(scenario.hurdle)}${scenario.budget === undefined ? '' : `, at most ${money(scenario.budget)} ${span}`}`;
    case 'given':
      return 'Spend set by hand';
  }
}
