import { METHOD_FACTS } from '../spec/methods.ts';
import type { TuningMethod } from '../spec/methods.ts';
import type { Figure } from './bands.ts';
import type { MethodFigures, Ranked } from './compare.ts';
import { FEW_TRIALS } from './duel.ts';
import type { Duel } from './duel.ts';

/** The answer in words. */
export interface ComparisonVerdict {
  /** Whether the first method is clearly, probably or not at all ahead of the second. */
  level: 'clear' | 'probable' | 'open';
  /** The first method of the ranking. */
  winner: TuningMethod;
  /** Who wins, by how much and whether it matters. */
  text: string;
  /** What to do. */
  advice: string;
  /** Method to change the setup to; null: its own does. */
  change: TuningMethod | null;
}

/** Part of what the hypervolume leaves open that has to be closed to be worth a change. */
const WORTH = 0.02;
/** So many times as long per trial is told. */
const SLOWER = 3;

interface Facts {
  methods: readonly MethodFigures[];
  beats: Record<Figure, readonly (readonly (Duel | null)[])[]>;
  ranking: readonly Ranked[];
  iterations: number;
  own: TuningMethod;
}

/** At least two methods. */
export function verdictOn({ methods, beats, ranking, iterations, own }: Facts): ComparisonVerdict {
  const place = (method: TuningMethod): number => methods.findIndex((one) => one.method === method);
  const duel = (figure: Figure, a: TuningMethod, b: TuningMethod): Duel | null => beats[figure][place(a)]?.[place(b)] ?? null;
  const [first, ...others] = ranking.map(({ method }) => methods[place(method)] as MethodFigures) as [MethodFigures, ...MethodFigures[]];
  const winner = first.method;
  // What a change would be from: the project file's method, or whoever comes second.
  const against = others.find(({ method }) => method === own) ?? (others[0] as MethodFigures);
  const alike = others.filter(({ method }) => !isBetter(duel('hypervolume', winner, method)));
  const few = methods.some(({ trials }) => trials < FEW_TRIALS);
  // The first trials of an engine are slow, it is warming up: of a few nothing is said about time.
  const take = few ? first : thriftiest(first, alike);
  const worth = (one: MethodFigures): boolean => gainOf(one, against) >= WORTH;
  const ahead = (one: MethodFigures): boolean => isBetter(duel('hypervolume', one.method, against.method));
  const change = winner !== own && take.method !== own && place(own) >= 0 && ahead(take) && worth(take) ? take.method : null;
  return {
    level: levelOf(duel('hypervolume', winner, (others[0] as MethodFigures).method)), winner, change,
    text: [
      standing(first, others, alike, (other) => duel('hypervolume', winner, other)),
      byHowMuch(first, against, iterations, ahead(first), worth(first)),
      byError(others, (other) => duel('error', winner, other)),
      few ? '' : byTime(first, against, take),
    ].filter((sentence) => sentence !== '').join(' '),
    advice: few ? 'Take more trials, fifteen say, before you decide.' : adviceOn(winner, own, place(own) >= 0, change),
  };
}

const label = (method: TuningMethod): string => METHOD_FACTS[method].label;
const isBetter = (duel: Duel | null): boolean => duel?.word === 'clearly_better' || duel?.word === 'probably_better';

function levelOf(duel: Duel | null): ComparisonVerdict['level'] {
  return duel?.word === 'clearly_better' ? 'clear' : duel?.word === 'probably_better' ? 'probable' : 'open';
}

/** The first, or the quickest of those like it when it takes far less time. */
function thriftiest(first: MethodFigures, alike: readonly MethodFigures[]): MethodFigures {
  const quickest = alike.reduce((best, one) => (timeOf(one) < timeOf(best) ? one : best), first);
  return timeOf(first) > SLOWER * timeOf(quickest) ? quickest : first;
}

const timeOf = ({ secondsPerTrial }: MethodFigures): number => secondsPerTrial.median ?? 0;

function standing(
  first: MethodFigures, others: readonly MethodFigures[], alike: readonly MethodFigures[], duel: (other: TuningMethod) => Duel | null,
): string {
  if (alike.length > 0) return `${label(first.method)} comes out first, but these trials cannot tell it from ${listed(alike.map(({ method }) => label(method)))}.`;
  const clearly = others.every(({ method }) => duel(method)?.word === 'clearly_better');
  return `${label(first.method)} wins: it ${clearly ? 'clearly' : 'probably'} beats ${others.length === 1 ? label((others[0] as MethodFigures).method) : 'every other method here'}.`;
}

/** Part of what the other leaves open that this one closes: a hypervolume of 1 would be perfect. */
function gainOf(first: MethodFigures, other: MethodFigures): number {
  const [better, worse] = [first.final.hypervolume.median ?? 0, other.final.hypervolume.median ?? 0];
  return worse < 1 ? (better - worse) / (1 - worse) : 0;
}

function byHowMuch(first: MethodFigures, other: MethodFigures, iterations: number, ahead: boolean, worth: boolean): string {
  const figures = `After ${iterations} evaluations its hypervolume is ${fixed(first.final.hypervolume.median)} in the median, against ${fixed(other.final.hypervolume.median)} of ${label(other.method)}`;
  const errors = first.final.error.median === null || other.final.error.median === null ? ''
    : `; the lowest error ${digits(first.final.error.median)} against ${digits(other.final.error.median)}`;
  const share = `it closes ${Math.round(100 * gainOf(first, other))} % of what the other leaves open`;
  const matters = !ahead ? '' : worth ? `: ${share}.` : ': too little to matter.';
  return `${figures}${errors}${matters === '' ? '.' : matters}`;
}

function byError(others: readonly MethodFigures[], duel: (other: TuningMethod) => Duel | null): string {
  const ahead = others.filter(({ method }) => duel(method)?.word === 'clearly_worse');
  return ahead.length === 0 ? '' : `By the lowest error alone ${listed(ahead.map(({ method }) => label(method)))} ${ahead.length === 1 ? 'is' : 'are'} clearly ahead.`;
}

function byTime(first: MethodFigures, other: MethodFigures, take: MethodFigures): string {
  const [own, its] = [timeOf(first), timeOf(other)];
  if (take !== first) return `A trial takes it ${seconds(own)}; ${label(take.method)}, which cannot be told from it, takes ${seconds(timeOf(take))}.`;
  return its > 0 && own > SLOWER * its
    ? `A trial takes it ${Math.round(own / its)} times as long (${seconds(own)} against ${seconds(its)}): in that time ${label(other.method)} could look at far more candidates.` : '';
}

function adviceOn(winner: TuningMethod, own: TuningMethod, compared: boolean, change: TuningMethod | null): string {
  if (change !== null) return `Use ${label(change)} in the setup.`;
  if (winner === own) return `Keep ${label(own)}, the method of your setup.`;
  return compared ? `Keep ${label(own)}, the method of your setup: the difference is not worth a change.`
    : `Your setup’s ${label(own)} was not compared; compare it with ${label(winner)} before you change.`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

const fixed = (value: number | null): string => (value ?? 0).toFixed(4);
const digits = (value: number): string => value.toPrecision(3);
const seconds = (value: number): string => (value < 10 ? `${value.toPrecision(2)} s` : `${Math.round(value)} s`);
