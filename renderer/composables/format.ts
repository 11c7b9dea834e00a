import { createFormat as createPlainFormat, NOTHING } from '../../core/report/format.ts';
import type { Format as PlainFormat } from '../../core/report/format.ts';

/** What the app says besides the numbers of a report: moments in local time, durations. */
export interface Format extends PlainFormat {
  /** Of milliseconds since 1970, in local time. */
  moment: (milliseconds: number) => string;
  /** Of seconds: `42 s`, `3 min 20 s`, `1 h 5 min`. */
  duration: (seconds: number | null | undefined) => string;
}

export function createFormat(locale: string, currency: string): Format {
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return {
    ...createPlainFormat(locale, currency),
    moment: (value) => moment.format(value),
    duration: (value) => (value === null || value === undefined || !Number.isFinite(value) ? NOTHING : duration(value)),
  };
}

/** The locale without what `Intl` does not take (`en-US@posix`, `C`); English when nothing is left. */
export function usableLocale(locale: string): string {
  for (const candidate of [locale, locale.split(/[@.]/, 1)[0] ?? '']) {
    try {
      return Intl.getCanonicalLocales(candidate.replaceAll('_', '-'))[0] ?? 'en';
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return 'en';
}

function duration(seconds: number): string {
  if (seconds < 1) return 'under 1 s';
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
