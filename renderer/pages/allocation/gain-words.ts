import { intervalName, intervalText } from '../../../core/report/interval-words.ts';
import type { GainInterval } from '../../../core/uncertainty/gain.ts';
import type { Format } from '../../composables/format.ts';

/** The interval of an allocation's gain for the page: its range, the chance of a gain at all, and what it covers. */
export function gainWords({ level, covers, share, probabilityOfGain }: GainInterval, format: Format): { range: string; chance: string; covers: string } {
  const name = intervalName({ level, covers });
  const only = covers === 'sampling' ? `${name} only: the model’s shape taken as given` : name;
  return {
    range: share === null ? 'no response today to compare with' : intervalText(share, (value) => signed(value, format)),
    chance: `a gain in ${format.percent(probabilityOfGain, 0)} of resamples`,
    covers: only,
  };
}

function signed(value: number, format: Format): string {
  return `${value > 0 ? '+' : ''}${format.percent(value)}`;
}
