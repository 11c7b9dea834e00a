import type { ChannelGroup, ChannelRules, ModelScenario, OpenScenario } from '../../../core/allocation/problem.ts';
import type { SavedAllocation } from '../../../electron/contract/allocation.ts';
import { problemsOf } from './form/form-problems.ts';
import { DEFAULT_LOWER, DEFAULT_UPPER, emptyForm, isPlain, PLAIN_CHANNEL } from './form/scenario-form.ts';
import type { ChannelForm, GroupForm, ScenarioForm } from './form/scenario-form.ts';

export { emptyForm } from './form/scenario-form.ts';
export type { ScenarioForm } from './form/scenario-form.ts';

type Rule = NonNullable<ModelScenario['rules']>[string];

/** Null while something that is needed is missing or wrong. Choices that are the default are left out. */
export function toScenario(form: ScenarioForm): ModelScenario | null {
  if (problemsOf(form).size > 0) return null;
  const goal = goalOf(form);
  if (goal === null) return null;
  const rules = Object.fromEntries(Object.entries(form.channels).flatMap(([name, channel]) => {
    const rule = ruleOf(channel);
    return Object.keys(rule).length === 0 ? [] : [[name, rule]];
  }));
  const isDefault = form.models === 'representatives' && form.objective.kind === 'mean';
  return {
    scenario: goal,
    bounds: { default: [form.lower, form.upper], ...multiples(form) },
    ...(form.from !== '' && form.to !== '' ? { dates: { from: form.from, to: form.to } } : {}),
    ...(Object.keys(rules).length === 0 ? {} : { rules }),
    ...(form.groups.length === 0 ? {} : { groups: form.groups.map(groupOf) }),
    ...(form.maxChanged === null ? {} : { maxChanged: form.maxChanged }),
    ...(form.gap === null ? {} : { gap: form.gap }),
    ...(form.per === 'period' ? {} : { per: form.per === 'dates' ? 'dates' as const : { periods: form.periods ?? 1 } }),
    ...(form.curve === 'mean_carryover' ? {} : { curve: form.curve }),
    ...(isDefault ? {} : { robust: form.models === 'model' ? null : { models: form.models, objective: form.objective } }),
    ...(form.plan === null ? {} : { plan: form.plan }),
  };
}

function goalOf(form: ScenarioForm): OpenScenario | null {
  const { kind, budget, response, target, metric, basis, hurdle, most, given } = form;
  switch (kind) {
    case 'max_response':
      return budget === null ? { kind } : { kind, budget };
    case 'target_response':
      return response === null ? null : { kind, response };
    case 'target_efficiency':
      return target === null ? null : { kind, metric, target, ...(basis === 'marginal' ? { basis } : {}) };
    case 'hurdle':
      return hurdle === null ? null : { kind, hurdle, ...(most === null ? {} : { budget: most }) };
    case 'given':
      return { kind, spend: given };
  }
}

/** Bounds of single channels as every version has written them: pairs of multiples. */
function multiples({ channels, lower, upper }: ScenarioForm): Record<string, [number, number]> {
  return Object.fromEntries(Object.entries(channels).flatMap(([name, channel]): [string, [number, number]][] =>
    (channel.unit !== 'multiple' || (channel.lower === null && channel.upper === null) ? [] : [[name, [channel.lower ?? lower, channel.upper ?? upper]]])));
}

function ruleOf({ unit, lower, upper, fixed, step, orOff }: ChannelForm): Rule {
  const rule: ChannelRules = { ...(fixed === null ? {} : { fixed }), ...(step === null ? {} : { step }), ...(orOff ? { orOff } : {}) };
  return unit === 'multiple' || lower === null || upper === null ? rule : { unit, lower, upper, ...rule };
}

function groupOf({ name, channels, unit, lower, upper }: GroupForm): ChannelGroup {
  return { name: name.trim(), channels, unit, ...(lower === null ? {} : { lower }), ...(upper === null ? {} : { upper }) };
}

/** A saved scenario as it was asked; those of earlier versions, which keep no detail, were decided by their model alone. */
export function fromSaved({ scenario, detail }: Pick<SavedAllocation, 'scenario' | 'detail'>, response: 'revenue' | 'conversion'): ScenarioForm {
  return fromScenario(detail === null && scenario.robust === undefined ? { ...scenario, robust: null } : scenario, response);
}

/** The form that asks for a scenario, by this version or an earlier one. */
export function fromScenario(scenario: ModelScenario, response: 'revenue' | 'conversion'): ScenarioForm {
  const { default: all, ...own } = scenario.bounds ?? {};
  const { per, robust } = scenario;
  const names = new Set([...Object.keys(own), ...Object.keys(scenario.rules ?? {})]);
  return {
    ...emptyForm(response),
    ...goalFields(scenario.scenario),
    ...(per === undefined ? {} : per === 'dates' ? { per } : { per: 'periods', periods: per.periods }),
    from: scenario.dates?.from ?? '',
    to: scenario.dates?.to ?? '',
    lower: all?.[0] ?? DEFAULT_LOWER,
    upper: all?.[1] ?? DEFAULT_UPPER,
    channels: Object.fromEntries([...names].map((name): [string, ChannelForm] => [name, channelFields(own[name], scenario.rules?.[name])]).filter(([, channel]) => !isPlain(channel))),
    groups: (scenario.groups ?? []).map(({ lower = null, upper = null, ...group }) => ({ ...group, lower, upper })),
    maxChanged: scenario.maxChanged ?? null,
    gap: scenario.gap ?? null,
    curve: scenario.curve ?? 'mean_carryover',
    ...(robust === undefined ? {} : robust === null ? { models: 'model' } : { models: robust.models, objective: robust.objective }),
    plan: scenario.plan ?? null,
  };
}

function goalFields(asked: OpenScenario): Partial<ScenarioForm> {
  const { kind } = asked;
  switch (kind) {
    case 'max_response':
      return { kind, budget: asked.budget ?? null };
    case 'target_response':
      return { kind, response: asked.response };
    case 'target_efficiency':
      return { kind, metric: asked.metric, target: asked.target, basis: asked.basis ?? 'average' };
    case 'hurdle':
      return { kind, hurdle: asked.hurdle, most: asked.budget ?? null };
    case 'given':
      return { kind, given: asked.spend };
  }
}

function channelFields(bounds: [number, number] | undefined, { unit, lower, upper, ...rule }: Rule = {}): ChannelForm {
  return { ...PLAIN_CHANNEL, ...rule, unit: unit ?? 'multiple', lower: lower ?? bounds?.[0] ?? null, upper: upper ?? bounds?.[1] ?? null };
}
