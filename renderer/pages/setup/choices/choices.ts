import { INPUTS, USES } from '../../../../core/spec/choices.ts';
import { ADSTOCKS, adstockOf } from '../../../../core/spec/defaults.ts';
import type { ChoicesSpec, Spec } from '../../../../core/spec/spec.ts';
import { ADSTOCK_LABELS } from '../media/presets.ts';

/** Settings of the pipeline that the search may choose, and what the project file says of them now. */
export type Choosable = {
  /** Name of the hyperparameter: `tv.adstock`. */
  key: string;
  /** Whose it is: a channel, a baseline term, a context column. */
  of: string;
} & (
  | { kind: 'options'; what: 'adstock' | 'input' | 'use'; options: { value: string; label: string }[]; chosen: string[]; now: string }
  | { kind: 'lag'; what: 'lag'; range: [lowest: number, highest: number] | null });

/** What a lag is searched between when it is first given to the search. */
const FIRST_LAG: [number, number] = [0, 4];

const LABELS: Readonly<Record<string, string>> = {
  ...ADSTOCK_LABELS, exposure: 'Exposure', spend: 'Spend', on: 'In the model', off: 'Left out',
};
const optionsOf = (values: readonly string[]): { value: string; label: string }[] => values.map((value) => ({ value, label: LABELS[value] ?? value }));

/** Everything of this project that could be left to the search. */
export function choosable(spec: Spec): Choosable[] {
  const given = spec.choices ?? {};
  const options = (key: string, of: string, what: 'adstock' | 'input' | 'use', values: readonly string[], now: string): Choosable =>
    ({ key, of, what, kind: 'options', options: optionsOf(values), chosen: (given[key] as string[] | undefined) ?? [], now: LABELS[now] ?? now });
  const terms = spec.baseline.source === 'prophet' ? spec.baseline.terms : spec.baseline.source === 'columns' ? Object.keys(spec.baseline.columns) : [];
  return [
    ...[...spec.channels, ...spec.organic].map(({ name }) => options(`${name}.adstock`, name, 'adstock', ADSTOCKS, adstockOf(spec, name))),
    ...spec.channels.filter(({ exposure }) => exposure !== undefined).map(({ name }) => options(`${name}.input`, name, 'input', INPUTS, 'exposure')),
    ...terms.map((term) => options(`${term}.use`, term, 'use', USES, 'on')),
    ...spec.context.map(({ column }): Choosable =>
      ({ key: `${column}.lag`, of: column, what: 'lag', kind: 'lag', range: (given[`${column}.lag`] as [number, number] | undefined) ?? null })),
  ];
}

/** Leaves a setting to the search with these options or this range; fewer than two options give it back to the file. Changes `spec`. */
export function setChoice(spec: Spec, key: string, value: readonly string[] | [number, number] | null): void {
  const next: ChoicesSpec = Object.fromEntries(Object.entries(spec.choices ?? {}).filter(([name]) => name !== key));
  if (value !== null && value.length >= 2) next[key] = [...value] as ChoicesSpec[string];
  if (Object.keys(next).length > 0) spec.choices = next;
  else delete spec.choices;
}

/** All there is to choose from where nothing is chosen yet. */
export function fullChoice(item: Choosable): string[] | [number, number] {
  return item.kind === 'lag' ? FIRST_LAG : item.options.map(({ value }) => value);
}

/** Drops the choices of what the project no longer has. Changes `spec`. */
export function forgetChoices(spec: Spec): void {
  if (spec.choices === undefined) return;
  const known = new Set(choosable(spec).map(({ key }) => key));
  for (const key of Object.keys(spec.choices)) if (!known.has(key)) setChoice(spec, key, null);
}

/** Takes the choices of a channel or organic variable along to its new name. Changes `spec`. */
export function renameChoices(spec: Spec, from: string, to: string): void {
  if (spec.choices === undefined) return;
  spec.choices = Object.fromEntries(Object.entries(spec.choices).map(([key, value]) =>
    [['adstock', 'input'].some((what) => key === `${from}.${what}`) ? `${to}${key.slice(from.length)}` : key, value]));
}
