import type { ChannelGroup, ChannelRules, ModelScenario, ModelSet, Objective } from '../allocation/problem.ts';
import type { ScenarioFormat } from './scenario-words.ts';

/** One thing a scenario was asked with, in words. */
export interface ScenarioFact {
  /** The same in every scenario that says something of the same thing. */
  label: string;
  value: string;
}

const SETS: Readonly<Record<ModelSet, string>> = {
  representatives: 'one model per cluster', pareto: 'all models of the chosen fronts', plausible: 'all plausible models', draws: 'resamples of the plausible models',
};
/** What a scenario says where it says nothing. */
const UNSAID: Readonly<Record<string, string>> = {
  "Today's spend": 'mean of the whole window', 'All channels': '0.5 to 2 times today', 'Channels that may change': 'all', 'Money counts': 'one period',
  'Response curve': 'with the mean carry-over', 'Decided over': 'one model per cluster, their mean',
};

const AFTER_PLAN = 'Response after the plan';
const FLIGHT = 'Shortest flight';
const WHILE_ON = 'While on, ';

/** Constraints and assumptions of a scenario; what it leaves at the default is not among them. */
export function scenarioFacts(scenario: ModelScenario, format: ScenarioFormat): ScenarioFact[] {
  const { dates, bounds = {}, rules = {}, groups = [], maxChanged, per, curve, robust, plan } = scenario;
  const { default: all, ...own } = bounds;
  const channels = [...new Set([...Object.keys(own), ...Object.keys(rules)])].sort();
  const fact = (label: string, value: string | undefined): ScenarioFact[] => (value === undefined ? [] : [{ label, value }]);
  return [
    ...fact("Today's spend", dates === undefined ? undefined : `mean from ${dates.from} to ${dates.to}`),
    ...fact('All channels', all === undefined ? undefined : multiples(all)),
    ...channels.map((name) => ({ label: name, value: channelWords(own[name], rules[name], format) })),
    ...groups.map((group) => ({ label: `Group ${group.name}`, value: groupWords(group, format) })),
    ...fact('Channels that may change', maxChanged === undefined ? undefined : `at most ${maxChanged}`),
    ...fact('Money counts', per === undefined ? undefined : per === 'dates' ? 'all periods of the dates' : `${per.periods} periods`),
    ...fact('Response curve', curve === 'steady' ? 'in the long run of a steady spend' : undefined),
    ...fact('Decided over', robust === undefined ? undefined : robust === null ? 'the one model alone' : `${SETS[robust.models]}, ${objectiveWords(robust.objective)}`),
    ...(plan === undefined ? [] : planFacts(plan, format)),
  ];
}

/** Facts in which scenarios differ, `values` in their order. */
export function differingFacts(scenarios: readonly ModelScenario[], format: ScenarioFormat): { label: string; values: string[] }[] {
  const each = scenarios.map((scenario) => new Map(scenarioFacts(scenario, format).map(({ label, value }) => [label, value])));
  const labels = [...new Set(each.flatMap((facts) => [...facts.keys()]))];
  return labels
    .map((label) => ({ label, values: each.map((facts) => facts.get(label) ?? UNSAID[label] ?? unsaid(label)) }))
    .filter(({ values }) => new Set(values).size > 1);
}

function unsaid(label: string): string {
  if (label.startsWith('Group ')) return 'no such group';
  return label === AFTER_PLAN || label.startsWith(FLIGHT) || label.startsWith(WHILE_ON) ? 'none' : 'as all channels';
}

function multiples([lower, upper]: readonly [number, number]): string {
  return `${shortNumber(lower)} to ${shortNumber(upper)} times today`;
}

/** Multiples are typed with few digits: they are shown as typed. */
function shortNumber(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function channelWords(bounds: [number, number] | undefined, rule: (ChannelRules & { lower?: number; upper?: number }) | undefined, format: ScenarioFormat): string {
  if (rule?.fixed !== undefined) return `fixed at ${format.money(rule.fixed)}`;
  const between = rule?.lower === undefined && rule?.upper === undefined
    ? (bounds === undefined ? [] : [multiples(bounds)])
    : [rangeWords(rule, rule.unit ?? 'multiple', format)];
  return [
    ...between,
    ...(rule?.step === undefined ? [] : [`in steps of ${format.money(rule.step)}`]),
    ...(rule?.orOff === true ? ['or off'] : []),
  ].join(', ') || 'as all channels';
}

function groupWords({ channels, unit, ...range }: ChannelGroup, format: ScenarioFormat): string {
  return `${channels.join(' + ')}: ${rangeWords(range, unit, format)}`;
}

function rangeWords({ lower, upper }: { lower?: number; upper?: number }, unit: 'multiple' | 'money' | 'share', format: ScenarioFormat): string {
  const text = (value: number): string => (unit === 'money' ? format.money(value) : shortNumber(unit === 'share' ? 100 * value : value));
  const after = unit === 'money' ? '' : unit === 'share' ? ' % of all spend' : ' times today';
  if (lower === undefined && upper === undefined) return 'no limit';
  if (lower === undefined) return `at most ${text(upper ?? 0)}${after}`;
  return upper === undefined ? `at least ${text(lower)}${after}` : `${text(lower)} to ${text(upper)}${after}`;
}

function objectiveWords(objective: Objective): string {
  return objective.kind === 'mean' ? 'their mean' : objective.kind === 'worst' ? 'the worst of them' : `the worst ${shortNumber(100 * objective.share)} % of them`;
}

function planFacts({ valueEnd = true, flights = {}, limits = {} }: NonNullable<ModelScenario['plan']>, format: ScenarioFormat): ScenarioFact[] {
  return [
    { label: AFTER_PLAN, value: valueEnd ? 'counts' : 'does not count' },
    ...Object.entries(flights).filter(([, periods]) => periods > 1).map(([name, periods]) => (
      { label: name === 'default' ? FLIGHT : `${FLIGHT} of ${name}`, value: `${periods} periods` })),
    ...Object.entries(limits).map(([name, [least, most]]) => ({ label: `${WHILE_ON}${name}`, value: `${format.money(least)} to ${format.money(most)} a period` })),
  ];
}
