import type { AssumptionChange } from '../../../../core/allocation/insight/explanation.ts';
import type { Limit } from '../../../../core/allocation/problem.ts';
import { PLAIN_CHANNEL, withChannel } from '../form/scenario-form.ts';
import type { ChannelForm, ScenarioForm } from '../form/scenario-form.ts';

/** What makes an assumption of the sensitivity table one of the scenario. */
export interface Use {
  change: Partial<ScenarioForm>;
  /** The chosen model is to be this one. */
  modelId?: string;
}

/** As many times today's spend is no ceiling any more. */
const LIFTED = 10;

/**
 * The change of the form that a row stands for; null where the form has none, as for another effect of a channel.
 * @param periods that money in the form counts
 */
export function useOf(what: AssumptionChange, form: ScenarioForm, periods: number): Use | null {
  switch (what.kind) {
    case 'budget':
      return budgetUse(form, what.budget * periods);
    case 'bounds':
      return boundsUse(form, what.factor);
    case 'limit':
      return limitUse(what.channel, what.limit, form);
    case 'group':
      return { change: { groups: form.groups.filter(({ name }) => name.trim() !== what.name) } };
    case 'changes':
      return { change: { maxChanged: null } };
    case 'objective':
      return { change: { objective: what.objective } };
    case 'model':
      return { change: { models: 'model' }, modelId: what.id };
    case 'curve':
      return { change: { curve: what.curve } };
    case 'effect':
      return null;
  }
}

function budgetUse(form: ScenarioForm, budget: number): Use | null {
  const whole = budget >= 1000 ? Math.round(budget) : Number(budget.toPrecision(6));
  if (form.kind === 'max_response') return { change: { budget: whole } };
  return form.kind === 'hurdle' && form.most !== null ? { change: { most: whole } } : null;
}

/** Half or twice as far from today's spend, where all bounds are multiples of it. */
function boundsUse(form: ScenarioForm, factor: number): Use | null {
  const own = Object.entries(form.channels);
  if (own.some(([, { unit }]) => unit !== 'multiple')) return null;
  const from = (bound: number): number => Number(Math.max(0, 1 + factor * (bound - 1)).toPrecision(6));
  const moved = (bound: number | null): number | null => (bound === null ? null : from(bound));
  return {
    change: {
      lower: from(form.lower), upper: from(form.upper),
      channels: Object.fromEntries(own.map(([name, channel]) => [name, { ...channel, lower: moved(channel.lower), upper: moved(channel.upper) }])),
    },
  };
}

function limitUse(name: string, limit: Limit, form: ScenarioForm): Use | null {
  const lifted = LIFT[limit]?.(form.channels[name] ?? PLAIN_CHANNEL, form);
  return lifted === undefined ? null : { change: { channels: withChannel(form, name, lifted) } };
}

const LIFT: Partial<Record<Limit, (own: ChannelForm, form: ScenarioForm) => Partial<ChannelForm>>> = {
  floor: () => ({ lower: 0 }),
  ceiling: (own, form) => ({ upper: own.unit === 'share' ? 1 : Math.max(LIFTED, LIFTED * (own.upper ?? form.upper)) }),
  fixed: () => ({ fixed: null }),
  off: () => ({ lower: 0, orOff: false }),
  step: () => ({ step: null }),
};
