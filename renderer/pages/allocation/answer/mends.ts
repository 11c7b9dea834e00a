import type { Allocation } from '../../../../core/allocation/problem.ts';
import type { Format } from '../../../composables/format.ts';
import type { ScenarioForm } from '../form/scenario-form.ts';

/** A change of the form that would make an impossible scenario possible, or at least is the likely one. */
export interface Mend {
  label: string;
  change: Partial<ScenarioForm>;
}

/**
 * From the spend that is shown in place of a solution: the nearest that the limits allow.
 * @param periods that money in the form counts
 */
export function mendsOf(form: ScenarioForm, { total }: Allocation, periods: number, format: Format, text: (response: number) => string): Mend[] {
  return [...figureMend(form, total, periods, format, text), ...limitMends(form)];
}

function figureMend(form: ScenarioForm, total: Allocation['total'], periods: number, format: Format, text: (response: number) => string): Mend[] {
  const { spend, response } = total;
  switch (form.kind) {
    case 'max_response': {
      const budget = (form.budget ?? total.initialSpend * periods) / periods;
      // Inward, so that rounding does not step over the limit again.
      const near = toward(spend * periods, budget < spend ? 'up' : 'down');
      return spend > 0 && Math.abs(spend - budget) > 1e-9 * budget ? [{ label: `Set the budget to ${format.money(near)}`, change: { budget: near } }] : [];
    }
    case 'target_response': {
      const near = toward(response * periods, 'down');
      return form.response !== null && near > 0 && near < form.response ? [{ label: `Aim for ${text(near)}`, change: { response: near } }] : [];
    }
    case 'target_efficiency': {
      if (form.basis === 'marginal' || spend <= 0 || response <= 0) return [];
      const near = form.metric === 'roas' ? toward(response / spend, 'down') : toward(spend / response, 'up');
      const shown = form.metric === 'roas' ? format.ratio(near) : format.money(near);
      return [{ label: `Set the target to ${shown}`, change: { target: near } }];
    }
    case 'hurdle':
    case 'given':
      return [];
  }
}

function limitMends(form: ScenarioForm): Mend[] {
  return [
    ...(form.groups.length > 0 ? [{ label: form.groups.length === 1 ? 'Remove the group' : `Remove the ${form.groups.length} groups`, change: { groups: [] } }] : []),
    ...(form.maxChanged === null ? [] : [{ label: 'Let all channels change', change: { maxChanged: null } }]),
    ...(Object.keys(form.channels).length > 0 ? [{ label: 'Drop the rules of single channels', change: { channels: {} } }] : []),
  ];
}

/** To five digits. */
function toward(value: number, side: 'up' | 'down'): number {
  if (!(value > 0)) return value;
  const unit = 10 ** (Math.floor(Math.log10(value)) - 4);
  const steps = side === 'up' ? Math.ceil(value / unit - 1e-9) : Math.floor(value / unit + 1e-9);
  return Number((steps * unit).toPrecision(5));
}
