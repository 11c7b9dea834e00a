import type { Allocation } from '../../../../core/allocation/problem.ts';
import type { GoalKind, ScenarioForm } from './scenario-form.ts';

/**
 * Where the figure of a goal starts when it is chosen and still blank: at what is so today.
 * @param periods that money and response count
 * @param isMoney whether the response is; where it is not, the next unit of money is looked at by what a conversion costs
 */
export function startOf(kind: GoalKind, form: ScenarioForm, allocation: Allocation | null, periods: number, isMoney: boolean): Partial<ScenarioForm> {
  if (kind === 'hurdle' && isMoney) return { hurdle: form.hurdle ?? 1 };
  if (allocation === null) return {};
  const { initialSpend, initialResponse } = allocation.total;
  if (kind === 'hurdle') return { hurdle: form.hurdle ?? (initialResponse === 0 ? null : 1 / rounded(initialSpend / initialResponse)) };
  if (kind === 'target_response') return { response: form.response ?? rounded(initialResponse * periods) };
  if (kind !== 'target_efficiency' || initialSpend === 0 || initialResponse === 0) return {};
  return { target: form.target ?? Number((form.metric === 'roas' ? initialResponse / initialSpend : initialSpend / initialResponse).toPrecision(3)) };
}

/** Three digits are enough to start from. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
