import type { ChannelGroup, ModelScenario, OpenScenario, PlanOptions } from './problem.ts';

/** A scenario that a model can be asked, and in words what had to be left out of it. */
export interface KnownRules {
  scenario: ModelScenario;
  leftOut: string[];
}

/** What a run has that a scenario can speak of. */
export interface KnownThings {
  /** Paid channels. */
  channels: readonly string[];
  /** ISO dates of the first and last period of the modelling window. */
  window: { from: string; to: string };
}

/**
 * Leaves out what a scenario says about channels that a model does not have and dates that its window does not reach, so that
 * it can still be asked.
 * @param periods how many the scenario's dates held: what its money then counts where it counts them all
 */
export function knownRules(given: ModelScenario, { channels, window }: KnownThings, periods: number): KnownRules {
  const gone = new Set<string>();
  const isKnown = (name: string): boolean => {
    if (channels.includes(name)) return true;
    gone.add(name);
    return false;
  };
  const { scenario, leftOut } = datesWithin(given, window, periods);
  const { bounds, rules, groups, plan } = scenario;
  const result: ModelScenario = {
    ...scenario,
    scenario: knownSpends(scenario.scenario, isKnown),
    ...(bounds === undefined ? {} : { bounds: kept(bounds, (name) => name === 'default' || isKnown(name)) }),
    ...(rules === undefined ? {} : { rules: kept(rules, isKnown) }),
    ...(groups === undefined ? {} : { groups: groups.map((group) => ({ ...group, channels: group.channels.filter(isKnown) })).filter(hasChannels) }),
    ...(plan === undefined ? {} : { plan: knownPlan(plan, isKnown) }),
  };
  const empty = (groups ?? []).filter(({ name }) => !(result.groups ?? []).some((group) => group.name === name));
  return {
    scenario: result,
    leftOut: [
      ...leftOut,
      ...[...gone].map((name) => `The model has no channel "${name}" any more; what the scenario says about it is left out.`),
      ...empty.map(({ name }) => `No channel of the group "${name}" is left; the group is left out.`),
    ],
  };
}

function datesWithin(scenario: ModelScenario, window: KnownThings['window'], periods: number): KnownRules {
  const { dates, per, ...rest } = scenario;
  // ISO dates sort as text.
  if (dates === undefined || (dates.from <= window.to && dates.to >= window.from)) return { scenario, leftOut: [] };
  return {
    scenario: { ...rest, ...(per === undefined ? {} : { per: per === 'dates' ? { periods } : per }) },
    leftOut: [`The dates ${dates.from} to ${dates.to} lie outside the modelling window; today is now the mean of the whole window.`],
  };
}

function knownSpends(scenario: OpenScenario, isKnown: (name: string) => boolean): OpenScenario {
  return scenario.kind === 'given' ? { ...scenario, spend: kept(scenario.spend, isKnown) } : scenario;
}

function knownPlan(plan: PlanOptions, isKnown: (name: string) => boolean): PlanOptions {
  const { flights, limits } = plan;
  return {
    ...plan,
    ...(flights === undefined ? {} : { flights: kept(flights, (name) => name === 'default' || isKnown(name)) }),
    ...(limits === undefined ? {} : { limits: kept(limits, isKnown) }),
  };
}

function hasChannels({ channels }: ChannelGroup): boolean {
  return channels.length > 0;
}

function kept<T>(entries: Record<string, T>, keep: (name: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).filter(([name]) => keep(name)));
}
