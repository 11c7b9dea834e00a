import type { Table } from '../data/table.ts';
import { MixwrightError } from '../errors.ts';
import { adstock } from '../model/adstock.ts';
import { datesNamed, mediaColumn } from '../model/columns.ts';
import { adstockKinds } from '../spec/choices.ts';
import { boundsOf, rangesOfKind } from '../spec/defaults.ts';
import type { Spec } from '../spec/spec.ts';
import { windowRows } from '../spec/window.ts';
import type { ReferenceMaximum } from './curve-fit.ts';

/**
 * Largest adstocked value of a channel (in money, exposures too) or organic variable over the window, at the corners and
 * the middle of its adstock ranges, of every kind that is tried. For geometric adstock the ends are exact; for Weibull the corners nearly bound it.
 * MixwrightError for a name that is not there and columns that do not fit.
 */
export function referenceMaximum(spec: Spec, table: Table, name: string): ReferenceMaximum {
  const dates = datesNamed(table, spec.date, 'date');
  const { start, rows } = windowRows(spec.window, dates);
  const series = seriesOf(spec, table, name, dates, start, rows);
  const maxima = adstockKinds(spec, name).flatMap((kind) => {
    const ranges = rangesOfKind(spec, name, kind);
    const first = spread(ranges.adstock === 'geometric' ? ranges.theta : ranges.shape);
    const second = ranges.adstock === 'geometric' ? [0] : spread(ranges.scale);
    return first.flatMap((a) => second.map((b) =>
      adstock(series, { kind, first: a, second: b }).total.subarray(start, start + rows).reduce((most, value) => Math.max(most, value), 0)));
  });
  return { lowest: Math.min(...maxima), highest: Math.max(...maxima) };
}

function spread(range: Parameters<typeof boundsOf>[0]): number[] {
  const [lower, upper] = boundsOf(range);
  return lower === upper ? [lower] : [lower, (lower + upper) / 2, upper];
}

/** As the model sees it: exposures × Σ spend / Σ exposure over the window. */
function seriesOf(spec: Spec, table: Table, name: string, dates: Int32Array, start: number, rows: number): Float64Array {
  const organic = spec.organic.findIndex((item) => item.name === name);
  if (organic >= 0) return mediaColumn(table, spec.organic[organic]?.column ?? '', `organic[${organic}].column`, dates);
  const index = spec.channels.findIndex((item) => item.name === name);
  const channel = spec.channels[index];
  if (channel === undefined) throw new MixwrightError('CURVE_CHANNEL', `There is no channel "${name}". Choose one of the project's channels.`);
  const spend = mediaColumn(table, channel.spend, `channels[${index}].spend`, dates);
  if (channel.exposure === undefined) return spend;
  const exposure = mediaColumn(table, channel.exposure, `channels[${index}].exposure`, dates);
  const sum = (values: Float64Array): number => values.subarray(start, start + rows).reduce((a, b) => a + b, 0);
  const factor = sum(exposure) > 0 ? sum(spend) / sum(exposure) : 0;
  return exposure.map((value) => value * factor);
}
