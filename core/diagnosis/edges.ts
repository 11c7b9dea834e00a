import type { CandidateParameters } from '../model/evaluation.ts';
import type { PreparedData, SearchParameter } from '../model/prepared.ts';
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
  /** Shares of the models at either end, 0..1. */
  low: number;
  high: number;
}

/** Hyperparameters that pile up at an end of their range over the Pareto models. `train_size` is a choice, not a finding. */
export function edgeFinding({ space }: PreparedData, models: readonly { params: CandidateParameters }[]): { diagnostic: Diagnostic; suggestedRanges: SuggestedRange[] } {
  const free = space.parameters.filter(({ name, lower, upper }) => upper > lower && name !== 'train_size');
  const piles = free.map((parameter) => pileOf(parameter, models)).filter(({ low, high }) => isPile(low, models.length) || isPile(high, models.length));
  const told = piles.map((pile) => ({ pile, range: widened(pile, models.length) }));
  const suggestedRanges = told.flatMap(({ pile, range }) => (range === null ? [] : [{ parameter: pile.parameter.name, range }]));
  const words = told.map(({ pile: { parameter: { name, lower, upper }, low, high }, range }) => {
    const where = [...(isPile(low, models.length) ? [`${percent(low, 0)} at ${significant(lower)}`] : []), ...(isPile(high, models.length) ? [`${percent(high, 0)} at ${significant(upper)}`] : [])];
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
    parameter, low: places.filter((place) => place <= EDGE).length / models.length,
    high: places.filter((place) => place >= 1 - EDGE).length / models.length,
  };
}

function isPile(share: number, models: number): boolean {
  return share >= PILED && share * models > FEWEST - 0.5;
}

/** Null when the range can't grow where models pile up. */
function widened({ parameter: { name, lower, upper }, low, high }: Pile, models: number): [number, number] | null {
  const limits = limitsOf(name);
  const more = WIDER * (upper - lower);
  const from = isPile(low, models) ? Math.min(lower, rounded(down(lower, lower - more, limits))) : lower;
  const to = isPile(high, models) ? Math.max(upper, rounded(up(upper, upper + more, limits))) : upper;
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
  return Object.hasOwn(LIMITS, key) ? LIMITS[key as keyof typeof LIMITS] : {};
}
