import type { ChannelForm, GroupForm, ScenarioForm } from './scenario-form.ts';

/** What is wrong or missing, by the field it is shown at: `target`, `bounds`, `channel.tv`, `group.0` … */
export type FormProblems = ReadonlyMap<string, string>;

export function problemsOf(form: ScenarioForm): FormProblems {
  const found = new Map<string, string>();
  const wrong = (field: string, message: string | null): void => { if (message !== null) found.set(field, message); };
  wrong(...goalProblem(form));
  if (form.per === 'periods') wrong('periods', form.periods === null || form.periods < 1 || !Number.isInteger(form.periods) ? 'Give a whole number of periods' : null);
  wrong('dates', datesProblem(form));
  wrong('bounds', form.lower > form.upper ? 'The least is over the most' : null);
  for (const [name, channel] of Object.entries(form.channels)) wrong(`channel.${name}`, channelProblem(channel, form));
  form.groups.forEach((group, index) => wrong(`group.${index}`, groupProblem(group, form.groups.slice(0, index))));
  return found;
}

function goalProblem({ kind, response, target, metric, hurdle }: ScenarioForm): [field: string, message: string | null] {
  switch (kind) {
    case 'target_response':
      return ['response', response === null ? 'Give the response to reach' : null];
    case 'target_efficiency':
      return ['target', target === null ? 'Give the target' : target <= 0 ? `Give a ${metric === 'roas' ? 'ROAS' : 'CPA'} above 0` : null];
    case 'hurdle':
      return ['hurdle', hurdle === null ? 'Give the least the next unit of money has to bring' : null];
    case 'max_response':
    case 'given':
      return ['budget', null];
  }
}

function datesProblem({ from, to }: ScenarioForm): string | null {
  if (from === '' && to === '') return null;
  if (from === '' || to === '') return 'Give both dates, or none';
  return from > to ? 'The first date is after the last' : null;
}

function channelProblem({ unit, lower, upper, fixed, orOff }: ChannelForm, all: ScenarioForm): string | null {
  if (unit !== 'multiple' && (lower === null || upper === null)) return 'Give the least and the most';
  if ((lower ?? all.lower) > (upper ?? all.upper)) return 'The least is over the most';
  if (unit === 'share' && (upper ?? 0) > 1) return 'A share is at most 100 %';
  return fixed !== null && orOff ? 'Fixed, or off when not worth it: not both' : null;
}

function groupProblem({ name, channels, unit, lower, upper }: GroupForm, before: readonly GroupForm[]): string | null {
  if (name.trim() === '') return 'Give the group a name';
  if (before.some((group) => group.name.trim() === name.trim())) return 'Another group has this name';
  if (channels.length === 0) return 'Choose the channels of the group';
  const twice = channels.find((channel) => before.some((group) => group.channels.includes(channel)));
  if (twice !== undefined) return `${twice} is in another group already`;
  if (lower === null && upper === null) return 'Give the least, the most, or both';
  if (lower !== null && upper !== null && lower > upper) return 'The least is over the most';
  return unit === 'share' && Math.max(lower ?? 0, upper ?? 0) > 1 ? 'A share is at most 100 %' : null;
}
