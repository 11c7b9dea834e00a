import { plural } from '../data/plural.ts';
import type { CandidateParameters } from '../model/evaluation.ts';
import type { PreparedData } from '../model/prepared.ts';
import { choiceShares } from '../selection/choice-shares.ts';
import type { ChoiceShares } from '../selection/choice-shares.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Facts } from './model-input.ts';
import { finding, list, percent } from './words.ts';

/** An option that this share of the models has is what the search prefers; our convention. */
const PREFERRED = 0.8;

/** What the search chose for one model; none where it had nothing to choose. */
export function settingsFinding({ chosen }: Facts): Diagnostic[] {
  if (chosen.length === 0) return [];
  return [finding('chosen-settings', 'Settings the search chose', 'pass', {
    figure: plural(chosen.length, 'setting'),
    text: `In this model ${list(chosen.map(({ name, value }) => `${name} is ${value}`))}.`,
  })];
}

/** Which option the Pareto models prefer, setting by setting; none where there was nothing to choose. */
export function preferenceFinding(prepared: PreparedData, models: readonly { params: CandidateParameters }[]): Diagnostic[] {
  const shares = choiceShares(prepared, models.map(({ params }) => params));
  if (shares.length === 0 || models.length === 0) return [];
  const told = shares.map((setting) => ({ setting, ...most(setting) }));
  const open = told.filter(({ count }) => count < PREFERRED * models.length);
  return [finding('settings-preferred', 'Settings the search chose', open.length === 0 ? 'pass' : 'look', {
    figure: `${shares.length - open.length} of ${shares.length} settled`,
    text: `Among the ${plural(models.length, 'Pareto model')}: ${list(told.map(({ setting: { name }, label, count }) => `${name} ${label} in ${percent(count / models.length, 0)}`), 8)}.`
      + (open.length === 0 ? '' : ` The models don’t agree on ${list(open.map(({ setting: { name } }) => name), 8)}.`),
    advice: 'Where models of both kinds are about as good the data can’t tell; decide by what you know of the channel, or keep models of each kind.',
    plot: {
      kind: 'bars', title: 'Most frequent option', x: told.map(({ setting: { name }, label }) => `${name} ${label}`), xKind: 'name', xLabel: 'Setting', yLabel: 'Share of models',
      series: [{ name: 'Share of models', y: told.map(({ count }) => count / models.length) }], lines: [{ name: 'Settled', y: PREFERRED }],
    },
  })];
}

/** The first of equals. */
function most({ options }: ChoiceShares): { label: string; count: number } {
  return options.reduce((best, option) => (option.count > best.count ? option : best), { label: '', count: -1 });
}
