import { adstockKinds, inputChoice, lagChoice, searchRanges, useChoice } from '../spec/choices.ts';
import { adstockOf, boundsOf } from '../spec/defaults.ts';
import type { AdstockKind, Range, Spec } from '../spec/spec.ts';
import { SMALLEST_SHARE } from './penalty-range.ts';
import type { AdstockPlaces, MediaTerm, PreparedChoice, SearchParameter, SearchSpace, Term } from './prepared.ts';

/** λ = λmin + (λmax − λmin)·position is proportional to position + this, so its logarithm is what is spread evenly. */
const LAMBDA_OFFSET = SMALLEST_SHARE / (1 - SMALLEST_SHARE);

/** A setting before its hyperparameter has a place. */
type ChoiceDraft = PreparedChoice extends infer C ? C extends { parameter: number } ? Omit<C, 'parameter'> : never : never;

export interface PreparedSpace {
  space: SearchSpace;
  media: MediaTerm[];
  choices: PreparedChoice[];
}

/**
 * The search space: hyperparameters media by media, settings that are chosen (of media, baseline, context), then lambda and
 * train_size; and each medium and setting with its places in it. A medium whose adstock is chosen has the hyperparameters
 * of every kind; a candidate's own kind says which of them it uses.
 */
export function searchSpace(spec: Spec, terms: readonly Term[]): PreparedSpace {
  const parameters: SearchParameter[] = [];
  const choices: PreparedChoice[] = [];
  const add = (name: string, range: Range, logOffset?: number): number => {
    const [lower, upper] = boundsOf(range);
    return parameters.push({ name, lower, upper, ...(logOffset === undefined ? {} : { logOffset }) }) - 1;
  };
  const choose = (name: string, options: readonly string[], draft: ChoiceDraft): void => {
    choices.push({ ...draft, parameter: parameters.push({ name, lower: 0, upper: options.length - 1, choices: [...options] }) - 1 });
  };
  const media = terms.flatMap(({ name, kind }, term): MediaTerm[] => {
    if (kind !== 'paid' && kind !== 'organic') return [];
    const { theta, shape, scale, alpha, gamma } = searchRanges(spec, name);
    const places = {
      theta: theta === undefined ? -1 : add(`${name}.theta`, theta),
      shape: shape === undefined ? -1 : add(`${name}.shape`, shape),
      scale: scale === undefined ? -1 : add(`${name}.scale`, scale),
    };
    const kinds = adstockKinds(spec, name);
    const own = kinds.find((one) => one === adstockOf(spec, name)) ?? kinds[0] ?? spec.adstock;
    return [{ name, kind, term, ...placesOf(own, places), alpha: add(`${name}.alpha`, alpha), gamma: add(`${name}.gamma`, gamma) }];
  });
  media.forEach(({ name, kind }, medium) => {
    const kinds = adstockKinds(spec, name);
    const at = (own: string): number => parameters.findIndex((parameter) => parameter.name === `${name}.${own}`);
    const places = { theta: at('theta'), shape: at('shape'), scale: at('scale') };
    if (kinds.length > 1) choose(`${name}.adstock`, kinds, { setting: 'adstock', medium, options: kinds.map((one) => placesOf(one, places)) });
    const inputs = kind === 'paid' ? inputChoice(spec, name) : undefined;
    if (inputs !== undefined) choose(`${name}.input`, inputs, { setting: 'input', medium, options: [...inputs] });
  });
  terms.forEach(({ name, kind }, term) => {
    const uses = kind === 'baseline' ? useChoice(spec, name) : undefined;
    if (uses !== undefined) choose(`${name}.use`, uses, { setting: 'use', term, options: [...uses] });
  });
  for (const { column } of spec.context) {
    const lag = lagChoice(spec, column);
    if (lag === undefined) continue;
    const ofColumn = terms.flatMap(({ group, kind }, term) => (kind === 'context' && group === column ? [term] : []));
    const parameter = parameters.push({ name: `${column}.lag`, lower: lag[0], upper: lag[1], whole: true }) - 1;
    choices.push({ parameter, setting: 'lag', terms: ofColumn });
  }
  add('lambda', spec.lambda, spec.tuning.ridge === 'pooled' ? LAMBDA_OFFSET : undefined);
  // Folds say which rows are trained on.
  add('train_size', spec.tuning.validation.scheme === 'holdout' ? spec.train_size : 1);
  return { space: { parameters }, media, choices };
}

function placesOf(adstock: AdstockKind, { theta, shape, scale }: Record<'theta' | 'shape' | 'scale', number>): AdstockPlaces {
  return adstock === 'geometric' ? { adstock, first: theta, second: theta } : { adstock, first: shape, second: scale };
}
