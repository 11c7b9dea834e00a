const DAY_MS = 86_400_000;
/** Steps between ticks that a reader counts in without effort, in months. */
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120];
/** Under this many days ticks fall on days, not on months. */
const SHORT_DAYS = 75;

/** Days since 1970-01-01 at which an axis from `min` to `max` is labelled: firsts of months, at most `count` of them. */
export function dayTicks(min: number, max: number, count: number): number[] {
  if (!(max > min)) return [min];
  if (max - min < SHORT_DAYS) {
    const step = Math.max(1, Math.ceil((max - min) / (7 * count))) * 7;
    return Array.from({ length: Math.floor((max - min) / step) + 1 }, (_unused, index) => min + index * step);
  }
  const first = monthOf(min) + (firstOf(monthOf(min)) < min ? 1 : 0);
  const last = monthOf(max);
  const step = MONTH_STEPS.find((months) => (last - first) / months < count) ?? 240;
  const ticks: number[] = [];
  for (let month = Math.ceil(first / step) * step; month <= last; month += step) ticks.push(firstOf(month));
  return ticks;
}

/** Months since January of the year 0, so that steps of a year fall on Januaries. */
function monthOf(days: number): number {
  const date = new Date(days * DAY_MS);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function firstOf(month: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY_MS;
}
