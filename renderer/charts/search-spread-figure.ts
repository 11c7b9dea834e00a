import type { RssdComparison } from '../../core/selection/insight.ts';
import type { SearchSpread } from '../../core/selection/search-spread.ts';
import type { Figure, FigureStyle } from './figure.ts';
import { rangeBars } from './range-bars.ts';

/** Return per channel over the best models of the trials: nine in ten of them (bar), all (line), their mean (mark). */
export function searchSpreadFigure(search: SearchSpread, label: string, colours: (name: string) => string, style: FigureStyle): Figure {
  const { format } = style;
  const channels = Object.entries(search.roi);
  const names = channels.map(([name]) => name);
  const ratio = (value: number) => format.ratio(value);
  return {
    config: rangeBars(names, [{
      label, colour: names.map((name) => colours(name)),
      bars: channels.map(([, { lower, upper, mean, min, max }]) => ({ lower, upper, mark: mean, min, max })),
    }], label, (bar) => `${ratio(bar.mark)} (${ratio(bar.lower)} to ${ratio(bar.upper)}; all ${ratio(bar.min ?? NaN)} to ${ratio(bar.max ?? NaN)})`, style),
    table: {
      columns: [
        { label: 'Channel' }, { label: 'Trials' },
        ...[`Mean ${label}`, 'Standard deviation', 'Least', '5 %', 'Median', '95 %', 'Most'].map((name) => ({ label: name, format: ratio })),
      ],
      rows: channels.map(([name, of]) => [name, of.count, of.mean, of.sd, of.min, of.lower, of.median, of.upper, of.max]),
    },
    summary: `${label} of the best models of ${search.trials.length} trials: ${channels.map(([name, of]) => `${name} ${ratio(of.mean)}, nine in ten from ${ratio(of.lower)} to ${ratio(of.upper)}`).join('; ')}.`,
  };
}

/** Return per channel with and without decomp.RSSD: the middle 80 % of the models (bar) and their median (mark). */
export function rssdFigure(comparison: RssdComparison, label: string, style: FigureStyle): Figure {
  const { theme, format } = style;
  const channels = Object.keys(comparison.with.roi);
  const ratio = (value: number) => format.ratio(value);
  const sets = [
    { label: 'With decomp.RSSD', colour: theme.neutral, of: comparison.with },
    { label: 'By prediction error alone', colour: theme.accent, of: comparison.without },
  ];
  return {
    config: rangeBars(channels, sets.map((set) => ({
      label: set.label, colour: set.colour,
      bars: channels.map((channel) => {
        const range = set.of.roi[channel];
        return range === undefined ? null : { lower: range.lower, upper: range.upper, mark: range.median };
      }),
    })), label, (bar) => `${ratio(bar.mark)} (${ratio(bar.lower)} to ${ratio(bar.upper)})`, style),
    table: {
      columns: [
        { label: 'Channel' },
        ...sets.flatMap((set) => ['median', '10 %', '90 %'].map((name) => ({ label: `${set.label}, ${name}`, format: ratio }))),
      ],
      rows: channels.map((channel) => [channel, ...sets.flatMap(({ of }) => {
        const range = of.roi[channel];
        return [range?.median ?? null, range?.lower ?? null, range?.upper ?? null];
      })]),
    },
    summary: `${label} with decomp.RSSD and by prediction error alone: ${channels.map((channel) =>
      `${channel} ${format.ratio(comparison.with.roi[channel]?.median)} and ${format.ratio(comparison.without.roi[channel]?.median)}`).join('; ')}.`,
  };
}
