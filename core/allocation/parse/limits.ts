import { suggestName } from '../../data/nearest.ts';
import type { AllocationProblem, ChannelGroup, ChannelRules } from '../problem.ts';
import type { Check, Fields } from './check.ts';
import { at, shown } from './check.ts';

export const RULE_KEYS = ['unit', 'fixed', 'step', 'orOff'] as const;
const UNITS = ['multiple', 'money', 'share'] as const;

/** Rules of one channel, from the keys of `RULE_KEYS`. */
export function parseRules(check: Check, fields: Fields, key: string): ChannelRules {
  const { unit, fixed, step, orOff } = fields;
  return {
    ...(unit === undefined ? {} : { unit: check.choice(unit, at(key, 'unit'), UNITS) }),
    ...(fixed === undefined ? {} : { fixed: check.number(fixed, at(key, 'fixed'), 0) }),
    ...(step === undefined ? {} : { step: check.positive(step, at(key, 'step'), 'Give the money that spend goes up by, or leave the key out.') }),
    ...(orOff === undefined ? {} : { orOff: check.flag(orOff, at(key, 'orOff')) }),
  };
}

/** Shares are of 1. */
export function checkShares(check: Check, unit: unknown, bounds: { lower?: number; upper?: number }, key: string): void {
  if (unit !== 'share') return;
  for (const side of ['lower', 'upper'] as const) {
    const value = bounds[side];
    if (value !== undefined && value > 1) check.wrong(at(key, side), `expected a share from 0 to 1, got ${value}`, 'Write 20 % as 0.2.');
  }
}

/** Groups, number of changes and gap. @param names of channels; null where they are not known yet */
export function parseLimits(check: Check, fields: Fields, names: readonly string[] | null): Pick<AllocationProblem, 'groups' | 'maxChanged' | 'gap'> {
  const { groups, maxChanged, gap } = fields;
  return {
    ...(groups === undefined ? {} : { groups: parseGroups(check, groups, names) }),
    ...(maxChanged === undefined ? {} : { maxChanged: check.whole(maxChanged, 'maxChanged', 0, Infinity) }),
    ...(gap === undefined ? {} : { gap: parseGap(check, gap) }),
  };
}

function parseGap(check: Check, value: unknown): number {
  const gap = check.number(value, 'gap', 0);
  if (gap >= 1) check.wrong('gap', `expected a share under 1, got ${gap}`, 'Give a small share: 1e-6 is one in a million.');
  return gap;
}

function parseGroups(check: Check, value: unknown, names: readonly string[] | null): ChannelGroup[] {
  const groups = check.list(value, 'groups', 'Write it as [ { … } ].').map((item, index) => parseGroup(check, item, `groups[${index}]`, names));
  for (const [index, { name, channels }] of groups.entries()) {
    const before = groups.slice(0, index);
    if (before.some((group) => group.name === name)) check.wrong(`groups[${index}].name`, `"${name}" is already the name of a group`, 'Give every group its own name.');
    for (const channel of channels) {
      const other = before.find((group) => group.channels.includes(channel));
      if (other !== undefined) check.wrong(`groups[${index}].channels`, `"${channel}" is already in the group "${other.name}"`, 'Put every channel in one group at most.');
    }
  }
  return groups;
}

function parseGroup(check: Check, value: unknown, key: string, names: readonly string[] | null): ChannelGroup {
  const fields = check.object(value, key, ['name', 'channels', 'unit', 'lower', 'upper']);
  const name = check.text(fields['name'], at(key, 'name'), 'Give the group a name.');
  const channels = check.list(fields['channels'], at(key, 'channels'), 'Name its channels: ["tv", "radio"].').map((item, index) => (
    check.text(item, `${key}.channels[${index}]`, 'Give the name of a channel.')));
  if (channels.length === 0) check.wrong(at(key, 'channels'), 'the group has no channels', 'Name at least one.');
  for (const [index, channel] of channels.entries()) {
    if (channels.indexOf(channel) < index) check.wrong(`${key}.channels[${index}]`, `"${channel}" is in the group twice`, 'Name it once.');
    if (names !== null && channel !== '' && !names.includes(channel)) check.wrong(`${key}.channels[${index}]`, `there is no channel of the name "${channel}"`, suggestName(channel, names));
  }
  const unit = check.choice(fields['unit'], at(key, 'unit'), ['money', 'share'] as const);
  const bounds = sides(check, fields, key);
  if (bounds.lower === undefined && bounds.upper === undefined) check.wrong(key, `expected "lower", "upper" or both, got ${shown(undefined)}`, 'Give the group a floor or a ceiling.');
  checkShares(check, unit, bounds, key);
  return { name, channels, unit, ...bounds };
}

/** `lower` and `upper`, each where it is given, in their order. */
export function sides(check: Check, fields: Fields, key: string): { lower?: number; upper?: number } {
  const bound = (side: 'lower' | 'upper') => (fields[side] === undefined ? undefined : check.number(fields[side], at(key, side), 0));
  const lower = bound('lower');
  const upper = bound('upper');
  if (lower !== undefined && upper !== undefined) check.ordered(lower, upper, key);
  return { ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }) };
}
