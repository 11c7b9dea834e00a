import type { BoundUnit, CurveKind, ModelSet, Objective, PlanOptions } from '../../../../core/allocation/problem.ts';

/** What the form holds; `scenario.ts` turns it into the scenario the backend solves. Blank figures are null. */
export interface ScenarioForm {
  kind: GoalKind;
  /** `max_response`; null: as much as today. */
  budget: number | null;
  /** `target_response`. */
  response: number | null;
  /** `target_efficiency`. */
  metric: 'roas' | 'cpa';
  basis: 'average' | 'marginal';
  target: number | null;
  /** `hurdle`: the least the next unit of money brings, and the most to spend. */
  hurdle: number | null;
  most: number | null;
  /** `given`: set by hand, not in the form itself. */
  given: Record<string, number>;
  /** What money and response count. */
  per: 'period' | 'dates' | 'periods';
  periods: number | null;
  /** ISO dates, empty for the whole window. */
  from: string;
  to: string;
  /** Multiples of today's spend, for all channels without bounds of their own. */
  lower: number;
  upper: number;
  /** Only channels with something of their own. */
  channels: Record<string, ChannelForm>;
  groups: GroupForm[];
  maxChanged: number | null;
  curve: CurveKind;
  /** The chosen model alone, or a set of models with what is made of them. */
  models: ModelSet | 'model';
  objective: Objective;
  /** Carried along, not in the form. */
  gap: number | null;
  plan: PlanOptions | null;
}

export type GoalKind = 'max_response' | 'target_response' | 'target_efficiency' | 'hurdle' | 'given';

export interface ChannelForm {
  unit: BoundUnit;
  /** In `unit`; shares are 0..1. Null: as all channels. */
  lower: number | null;
  upper: number | null;
  /** Money. */
  fixed: number | null;
  step: number | null;
  orOff: boolean;
}

export interface GroupForm {
  name: string;
  channels: string[];
  unit: 'money' | 'share';
  lower: number | null;
  upper: number | null;
}

export const PLAIN_CHANNEL: ChannelForm = { unit: 'multiple', lower: null, upper: null, fixed: null, step: null, orOff: false };
/** Of the bounds as multiples of today's spend. */
export const DEFAULT_LOWER = 0.5;
export const DEFAULT_UPPER = 2;
/** Share of the models that is their worst part. */
export const TAIL = 0.2;
/** A quarter of weeks: what the number of periods starts at. */
export const USUAL_PERIODS = 13;

export function emptyForm(response: 'revenue' | 'conversion'): ScenarioForm {
  return {
    kind: 'max_response', budget: null, response: null, metric: response === 'revenue' ? 'roas' : 'cpa', basis: 'average', target: null,
    hurdle: null, most: null, given: {}, per: 'period', periods: null, from: '', to: '', lower: DEFAULT_LOWER, upper: DEFAULT_UPPER,
    channels: {}, groups: [], maxChanged: null, curve: 'mean_carryover', models: 'representatives', objective: { kind: 'mean' }, gap: null, plan: null,
  };
}

/** The rules of a channel with a change; one with nothing of its own is left out. */
export function withChannel(form: ScenarioForm, name: string, change: Partial<ChannelForm>): Record<string, ChannelForm> {
  const next = { ...(form.channels[name] ?? PLAIN_CHANNEL), ...change };
  const others = Object.fromEntries(Object.entries(form.channels).filter(([other]) => other !== name));
  return isPlain(next) ? others : { ...others, [name]: next };
}

export function isPlain(channel: ChannelForm): boolean {
  return channel.unit === 'multiple' && channel.lower === null && channel.upper === null && channel.fixed === null && channel.step === null && !channel.orOff;
}

/**
 * The same scenario with its money and response counted otherwise.
 * @param factor new periods / old periods
 */
export function recounted(form: ScenarioForm, change: Pick<ScenarioForm, 'per' | 'periods'>, factor: number): ScenarioForm {
  const times = (value: number | null): number | null => (value === null ? null : Number((value * factor).toPrecision(12)));
  return {
    ...form, ...change,
    budget: times(form.budget), response: times(form.response), most: times(form.most),
    given: Object.fromEntries(Object.entries(form.given).map(([name, value]) => [name, value * factor])),
    channels: Object.fromEntries(Object.entries(form.channels).map(([name, channel]) => [name, {
      ...channel, fixed: times(channel.fixed), step: times(channel.step),
      ...(channel.unit === 'money' ? { lower: times(channel.lower), upper: times(channel.upper) } : {}),
    }])),
    groups: form.groups.map((group) => (group.unit === 'money' ? { ...group, lower: times(group.lower), upper: times(group.upper) } : group)),
  };
}
