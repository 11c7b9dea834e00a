import type { SensitivityRow } from '../../../../core/allocation/insight/explanation.ts';
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
 * The change of the form that a row stands for; null where the form has none, as for another effect of a channel. The words are
 * those of core/allocation/insight/assumptions.ts.
 * @param periods that money in the form counts
 */
export function useOf({ assumption, change, spend }: Pick<SensitivityRow, 'assumption' | 'change' | 'spend'>, form: ScenarioForm, periods: number): Use | null {
  if (assumption === 'Budget') return budgetUse(form, Object.values(spend).reduce((sum, money) => sum + money, 0) * periods);
  if (assumption === 'Bounds') return boundsUse(form, change.startsWith('half') ? 0.5 : 2);
  if (assumption === 'Carry-over') return { change: { curve: form.curve === 'steady' ? 'mean_carryover' : 'steady' } };
  if (assumption === 'Models') {
    const modelId = /^model (.+) alone$/.exec(change)?.[1];
    return modelId === undefined ? null : { change: { models: 'model' }, modelId };
  }
  if (assumption === 'What is maximised') return { change: { objective: { kind: form.objective.kind === 'mean' ? 'worst' : 'mean' } } };
  if (assumption.startsWith('No more than ')) return { change: { maxChanged: null } };
  const group = /^Group "(.*)"$/.exec(assumption)?.[1];
  if (group !== undefined) return { change: { groups: form.groups.filter(({ name }) => name.trim() !== group) } };
  return limitUse(assumption, form);
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

/** `tv: least spend`, lifted. */
function limitUse(assumption: string, form: ScenarioForm): Use | null {
  const at = assumption.lastIndexOf(': ');
  const name = assumption.slice(0, at);
  const own = form.channels[name] ?? PLAIN_CHANNEL;
  const lifted = at < 0 ? undefined : LIFT[assumption.slice(at + 2)]?.(own, form);
  return lifted === undefined ? null : { change: { channels: withChannel(form, name, lifted) } };
}

const LIFT: Readonly<Record<string, (own: ChannelForm, form: ScenarioForm) => Partial<ChannelForm>>> = {
  'least spend': () => ({ lower: 0 }),
  'most spend': (own, form) => ({ upper: own.unit === 'share' ? 1 : Math.max(LIFTED, LIFTED * (own.upper ?? form.upper)) }),
  'fixed': () => ({ fixed: null }),
  'off, or at least its least': () => ({ lower: 0, orOff: false }),
  'whole steps': () => ({ step: null }),
};

