import type { CandidateParameters } from '../model/evaluation.ts';
import type { PreparedData, SearchParameter } from '../model/prepared.ts';
import { levelCount } from '../model/chosen.ts';
import { unusedParameters } from '../model/settle.ts';
import { LARGEST_LAG } from '../spec/choices.ts';
import { LIMITS } from '../spec/defaults.ts';
import type { Limits } from '../spec/defaults.ts';
import type { Diagnostic } from './diagnostic.ts';
import { finding, list, percent, significant } from './words.ts';

/** Models within this share of the range of an end count as at it; evenly spread, as many of them would be there. */
const EDGE = 0.05;
/** Models pile up when five times as many are there as would be by chance, and at least three; our convention. */
const PILED = 0.25;
const FEWEST = 3;
/** A range is widened by so much of its width. */
const WIDER = 0.5;

/** A range in the numbers of the project file: `tv.theta`, `lambda`. */
export interface SuggestedRange {
  parameter: string;
  range: [lower: number, upper: number];
}

interface Pile {
  parameter: SearchParameter;
  /** Models that the hyperparameter has an effect in. */
  models: number;
  /** Shares of the models at either end, 0..1. */
  low: number;
  high: number;
}

/**
 * Hyperparameters that pile up at an end of their range over the Pareto models. `train_size` is a choice, not a finding; choices
 * without an order have no ends. Hyperparameters of an adstock are looked at over the models that chose it.
 */
export function edgeFinding(prepared: PreparedData, models: readonly { params: CandidateParameters }[]): { diagnostic: Diagnostic; suggestedRanges: SuggestedRange[] } {
  const free = prepared.space.parameters.filter(({ name, lower, upper, choices }) => upper > lower && name !== 'train_size' && choices === undefined);
  const unused = models.map(({ params }) => unusedParameters(prepared, params));
  const piles = free.map((parameter) => pileOf(parameter, models.filter((_, i) => unused[i]?.has(parameter.name) === false)))
    .filter((pile) => isPile(pile, pile.low) || isPile(pile, pile.high));
  const told = piles.map((pile) => ({ pile, range: widened(pile) }));
  const suggestedRanges = told.flatMap(({ pile, range }) => (range === null ? [] : [{ parameter: pile.parameter.name, range }]));
  const words = told.map(({ pile, range }) => {
    const { parameter: { name, lower, upper }, low, high } = pile;
    const where = [...(isPile(pile, low) ? [`${percent(low, 0)} at ${significant(lower)}`] : []), ...(isPile(pile, high) ? [`${percent(high, 0)} at ${significant(upper)}`] : [])];
    return `${name} (${list(where)}; ${range === null ? 'no wider range is possible' : `try ${significant(range[0])} to ${significant(range[1])}`})`;
  });
  return {
    suggestedRanges,
    diagnostic: finding('ranges', 'Ranges of the search', piles.length === 0 ? 'pass' : 'look', {
      figure: `${piles.length} of ${free.length} at an end`,
      text: piles.length === 0 ? `Over the ${models.length} Pareto models no hyperparameter piles up at an end of its range.`
        : `Over the ${models.length} Pareto models these pile up within ${percent(EDGE, 0)} of an end of their range: ${list(words, 8)}.`,
      advice: suggestedRanges.length > 0 ? 'Widen these ranges and run again; where a value is then absurd, the data lack something the channel is made to stand for.'
        : 'Their ranges end where the values stop to make sense: see whether the data lack something the channel is made to stand for.',
      plot: piles.length === 0 ? null : {
        kind: 'bars', title: 'Pareto models at the ends of the ranges', x: piles.map(({ parameter }) => parameter.name), xKind: 'name', xLabel: 'Hyperparameter', yLabel: 'Share of models',
        series: [{ name: 'At the lower end', y: piles.map(({ low }) => low) }, { name: 'At the upper end', y: piles.map(({ high }) => high) }],
        lines: [{ name: 'By chance', y: EDGE }],
      },
    }),
  };
}

function pileOf(parameter: SearchParameter, models: readonly { params: CandidateParameters }[]): Pile {
  const { name, lower, upper } = parameter;
  const places = models.map(({ params }) => ((params[name] ?? NaN) - lower) / (upper - lower));
  return {
    parameter, models: models.length, low: places.filter((place) => place <= EDGE).length / models.length,
    high: places.filter((place) => place >= 1 - EDGE).length / models.length,
  };
}

/** Of a whole number with few values a good part lies at each end by chance: twice that has to be there. */
function isPile({ parameter, models }: Pile, share: number): boolean {
  const levels = levelCount(parameter);
  const least = levels === 0 ? PILED : Math.max(PILED, Math.min(1, 2 / levels));
  return share >= least && share * models > FEWEST - 0.5;
}

/** Null when the range can't grow where models pile up. */
function widened(pile: Pile): [number, number] | null {
  const { parameter: { name, lower, upper, whole } } = pile;
  const limits = limitsOf(name);
  const more = whole === true ? Math.ceil(WIDER * (upper - lower)) : WIDER * (upper - lower);
  const from = isPile(pile, pile.low) ? Math.min(lower, rounded(down(lower, lower - more, limits))) : lower;
  const to = isPile(pile, pile.high) ? Math.max(upper, rounded(up(upper, upper + more, limits))) : upper;
  return from < lower || to > upper ? [from, to] : null;
}

/** An end that is allowed may be reached; one that is not is gone half the way to. */
function down(now: number, wanted: number, { min = -Infinity, above = -Infinity }: Limits): number {
  return Math.max(wanted > above ? wanted : (now + above) / 2, min);
}

function up(now: number, wanted: number, { max = Infinity, below = Infinity }: Limits): number {
  return Math.min(wanted < below ? wanted : (now + below) / 2, max);
}

/** Digits as people write them. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

function limitsOf(name: string): Limits {
  const key = name.slice(name.lastIndexOf('.') + 1);
  if (key === 'lag') return { min: 0, max: LARGEST_LAG };
  return Object.hasOwn(LIMITS, key) ? LIMITS[key as keyof typeof LIMITS] : {};
}
