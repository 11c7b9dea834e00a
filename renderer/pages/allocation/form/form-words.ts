import type { ChannelForm, ScenarioForm } from './scenario-form.ts';

/** What money in the form counts: `per period`, `over the dates`, `over 13 periods`. */
export function spanWords({ per, periods }: Pick<ScenarioForm, 'per' | 'periods'>): string {
  return per === 'period' ? 'per period' : per === 'dates' ? 'over the dates' : periods === 1 ? 'over 1 period' : `over ${periods ?? '…'} periods`;
}

/** One line per folded part of the form: what is set in it. */
export function rulesWords(form: ScenarioForm): string {
  const own = Object.entries(form.channels).map(([name, channel]) => channelWords(name, channel));
  const most = form.maxChanged === null ? [] : [form.maxChanged === 1 ? 'at most 1 channel changed' : `at most ${form.maxChanged} channels changed`];
  const all = [...(own.length > 3 ? [`${own.length} channels with rules of their own`] : own), ...most];
  return all.length === 0 ? 'none' : all.join(', ');
}

export function hasRules({ channels, maxChanged }: ScenarioForm): boolean {
  return Object.keys(channels).length > 0 || maxChanged !== null;
}

function channelWords(name: string, { fixed, lower, upper, step, orOff }: ChannelForm): string {
  if (fixed !== null) return `${name} fixed`;
  const what = [
    lower !== null || upper !== null ? ['bounded'] : [], step === null ? [] : ['in steps'], orOff ? ['may be off'] : [],
  ].flat();
  return `${name} ${what.length === 0 ? 'bounded' : what.join(' and ')}`;
}

export function groupsWords({ groups }: ScenarioForm): string {
  if (groups.length === 0) return 'none';
  return `${groups.length === 1 ? '1 group' : `${groups.length} groups`}: ${groups.map(({ name }) => name.trim() || 'unnamed').join(', ')}`;
}

export function periodWords({ from, to, ...form }: ScenarioForm): string {
  const today = from === '' || to === '' ? 'today is the mean of the whole window' : `today is the mean from ${from} to ${to}`;
  return `${today}; money counts ${spanWords(form)}`;
}

export const MODEL_SETS = [
  { value: 'representatives', label: 'One model per cluster', words: 'the representatives of the clusters' },
  { value: 'pareto', label: 'All models of the fronts', words: 'all models of the fronts' },
  { value: 'plausible', label: 'All candidates that predict about as well', words: 'all plausible candidates' },
  { value: 'draws', label: 'Resamples of those candidates', words: 'resamples of the plausible candidates' },
  { value: 'model', label: 'The chosen model alone', words: 'the chosen model alone' },
] as const;

export const OBJECTIVES = [
  { value: 'mean', label: 'The most on average', words: 'the mean' },
  { value: 'worst', label: 'The most in the worst model', words: 'the worst case' },
  { value: 'tail', label: 'The most in the worst fifth of them', words: 'the worst 20 %' },
] as const;

export const CURVES = [
  { value: 'mean_carryover', label: 'Mean carry-over of the window' },
  { value: 'steady', label: 'Long run of a steady spend' },
] as const;

export function assumptionWords({ models, objective, curve }: ScenarioForm): string {
  const set = MODEL_SETS.find(({ value }) => value === models)?.words ?? '';
  const aim = models === 'model' ? '' : `, for ${OBJECTIVES.find(({ value }) => value === objective.kind)?.words ?? ''}`;
  return `decided over ${set}${aim}; ${curve === 'steady' ? 'long run of a steady spend' : 'mean carry-over'}`;
}
