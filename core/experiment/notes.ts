import type { AllocationChannel } from '../allocation/problem.ts';
import { DISCRETE } from './facts.ts';
import type { RankFacts } from './facts.ts';

/** What the ranking rests on, and which channels it leaves out. */
export function rankNotes({ problem: { channels, models = [] }, autocorrelation = 0, resolution, response = 'revenue' }: RankFacts): string[] {
  if (models.length < 2) return ['The worth of a study is what it tells between models: with one model alone there is nothing to tell. Choose a set of several models.'];
  const without = channels.filter(({ spend }) => spend <= 0).map(({ name }) => name);
  const held = channels.filter((channel) => channel.spend > 0 && isHeld(channel)).map(({ name }) => name);
  return [
    ...(without.length === 0 ? [] : [`${list(without)} ${without.length === 1 ? 'has' : 'have'} no spend in the chosen dates: there is nothing that a study could change by a share, so no study is looked at.`]),
    ...(held.length === 0 ? [] : [`The spend of ${list(held)} is held by the scenario: a study there helps only by what it tells about the other channels.`]),
    'A study is taken to compare the whole market’s response while spend is changed with as many like periods, or a like half of the market, without the change: the error of a single period counts twice (√2).',
    ...(autocorrelation > 0.05 ? ['Errors of neighbouring periods are alike, which makes longer studies tell less than their length promises; this is counted in.'] : []),
    'Lifts are those of the response curves at a lasting change: a study much shorter than a channel’s carry-over sees less of it.',
    ...(resolution === undefined && models.length < DISCRETE ? ['With so few models, whatever tells one channel exactly often tells the model, and so all channels: known exactly, they are then worth the same.'] : []),
    ...(resolution === undefined && models.length >= DISCRETE ? ['The models are taken for a sample of all that are plausible: those whose lifts are nearer than the sample can tell count as alike.'] : []),
    `The cost of a study is the money it adds less the response that is expected of it${response === 'conversion' ? ', money counted at today’s mean number of conversions for it' : ''}. The value of a study is a lower bound, that of perfect information is exact to the solver’s gap.`,
  ];
}

function isHeld({ fixed, lower, upper }: AllocationChannel): boolean {
  return fixed !== undefined || lower === upper;
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
