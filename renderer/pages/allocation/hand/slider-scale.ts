/** The least of 1, 2 or 5 times a power of ten that is at least `value`; 1 for 0. */
export function niceStep(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 5, 10].find((one) => one * power >= value * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Money at the right end of a channel's bar: past its upper bound, today and the suggestion, with room to pull further. */
export function barEnd(upper: number, ...others: number[]): number {
  const most = Math.max(Number.isFinite(upper) ? upper : 0, ...others);
  return most > 0 ? 1.1 * most : 1;
}

/** To whole steps within 0..max; the marks keep their exact place when hit within half a step. */
export function snapped(value: number, max: number, step: number, marks: readonly number[] = []): number {
  const within = Math.min(max, Math.max(0, value));
  const mark = marks.find((one) => Math.abs(one - within) <= step / 2);
  return mark ?? Math.min(max, Math.round(within / step) * step);
}

/** Steps of a page key. */
const PAGE = 10;
const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: PAGE, PageDown: -PAGE };

/** Where a key takes the value: to a whole step from where it is, or to a bound. Null for keys that are not the slider's. */
export function keyedValue(key: string, value: number, scale: { max: number; step: number; lower: number; upper: number }): number | null {
  const { max, step, lower, upper } = scale;
  const steps = STEPS[key];
  if (steps !== undefined) {
    const at = steps > 0 ? Math.floor(value / step + 1e-9) : Math.ceil(value / step - 1e-9);
    return Math.min(max, Math.max(0, (at + steps) * step));
  }
  if (key === 'Home') return lower;
  return key === 'End' ? (Number.isFinite(upper) ? upper : max) : null;
}
