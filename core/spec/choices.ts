/** Settings of the pipeline that the search chooses: what their names mean, and what they may be. */
import { adstockOf, boundsOf, rangesOfKind } from './defaults.ts';
import type { AdstockKind, MediaRanges, Range, Spec } from './spec.ts';

export type ChoiceSetting = 'adstock' | 'input' | 'use' | 'lag';
export type Input = 'exposure' | 'spend';
export type Use = 'on' | 'off';

export const INPUTS: readonly Input[] = ['exposure', 'spend'];
export const USES: readonly Use[] = ['on', 'off'];
/** In periods; a year of weeks. */
export const LARGEST_LAG = 52;

type WithChoices = Pick<Spec, 'choices'>;

/** Kinds of adstock that are tried for a channel or organic variable; one unless there is a choice. */
export function adstockKinds(spec: WithChoices & Pick<Spec, 'adstock' | 'channels' | 'organic'>, name: string): readonly AdstockKind[] {
  return (chosenFrom(spec, name, 'adstock') as readonly AdstockKind[] | undefined) ?? [adstockOf(spec, name)];
}

/** What a channel may be modelled on; undefined where the rest of the file says it. */
export function inputChoice(spec: WithChoices, channel: string): readonly Input[] | undefined {
  return chosenFrom(spec, channel, 'input') as readonly Input[] | undefined;
}

/** Whether a baseline term may be left out; undefined: it may not. */
export function useChoice(spec: WithChoices, term: string): readonly Use[] | undefined {
  return chosenFrom(spec, term, 'use') as readonly Use[] | undefined;
}

/** Lowest and highest lag of a context column, whole periods; undefined: it is taken as it is. */
export function lagChoice(spec: WithChoices, column: string): readonly [lowest: number, highest: number] | undefined {
  return chosenFrom(spec, column, 'lag') as [number, number] | undefined;
}

function chosenFrom({ choices }: WithChoices, name: string, setting: ChoiceSetting): readonly unknown[] | undefined {
  const key = `${name}.${setting}`;
  return choices !== undefined && Object.hasOwn(choices, key) ? choices[key] : undefined;
}

/**
 * Every range the search of one channel or organic variable needs: theta for geometric, shape and scale for Weibull, all
 * three with a choice among them. Both Weibull kinds share shape and scale; where the file gives no range, the default one
 * holds those of every kind tried.
 */
export function searchRanges(
  spec: WithChoices & Pick<Spec, 'adstock' | 'channels' | 'organic' | 'hyperparameters'>, name: string,
): MediaRanges & { alpha: Range; gamma: Range } {
  const all = adstockKinds(spec, name).map((kind) => rangesOfKind(spec, name, kind));
  const [first = rangesOfKind(spec, name, spec.adstock)] = all;
  const theta = all.flatMap((ranges) => ('theta' in ranges ? [ranges.theta] : []));
  const shape = all.flatMap((ranges) => ('shape' in ranges ? [ranges.shape] : []));
  const scale = all.flatMap((ranges) => ('scale' in ranges ? [ranges.scale] : []));
  return {
    ...(theta.length === 0 ? {} : { theta: union(theta) }),
    ...(shape.length === 0 ? {} : { shape: union(shape), scale: union(scale) }),
    alpha: first.alpha, gamma: first.gamma,
  };
}

function union(ranges: readonly Range[]): Range {
  const [first = 0] = ranges;
  if (ranges.length === 1) return first;
  const ends = ranges.map(boundsOf);
  const [lower, upper] = [Math.min(...ends.map(([low]) => low)), Math.max(...ends.map(([, high]) => high))];
  return lower === upper ? lower : [lower, upper];
}
