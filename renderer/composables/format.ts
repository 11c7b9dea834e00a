/** Numbers, money, dates and durations as text; `–` for what is not there. Pure: locale and currency are given. */
export const NOTHING = '–';
const DAY_MS = 86_400_000;

export interface Format {
  /** 1,234.5: at most `digits` decimals (2). */
  number: (value: number | null | undefined, digits?: number) => string;
  /** 1.50, 0.0123: for ROAS and CPA. */
  ratio: (value: number | null | undefined) => string;
  /** 1.2M */
  compact: (value: number | null | undefined) => string;
  /** 12,345 · 12.35 · 0.0123: as many decimals as the size asks for. */
  amount: (value: number | null | undefined) => string;
  /** The same with the currency. */
  money: (value: number | null | undefined) => string;
  /** €1.2M */
  compactMoney: (value: number | null | undefined) => string;
  /** Of 0..1, with `digits` decimals (1), so that columns line up. */
  percent: (value: number | null | undefined, digits?: number) => string;
  /** `digits` significant digits (3), for metrics and parameters. */
  significant: (value: number | null | undefined, digits?: number) => string;
  /** Of days since 1970-01-01. */
  day: (days: number | null | undefined) => string;
  month: (days: number | null | undefined) => string;
  /** Of milliseconds since 1970, in local time. */
  moment: (milliseconds: number) => string;
  /** Of seconds: `42 s`, `3 min 20 s`, `1 h 5 min`. */
  duration: (seconds: number | null | undefined) => string;
  currency: string;
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

export function createFormat(locale: string, currency: string): Format {
  // An unknown currency code, still being typed, falls back to plain numbers.
  const currencyStyle: Intl.NumberFormatOptions = /^[A-Z]{3}$/.test(currency) ? { style: 'currency', currency } : {};
  const cache = new Map<string, Intl.NumberFormat>();
  const numbers = (key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat => {
    const known = cache.get(key) ?? new Intl.NumberFormat(locale, options);
    cache.set(key, known);
    return known;
  };
  const sized = (size: keyof typeof DIGITS): Intl.NumberFormat => numbers(size, DIGITS[size]);
  const utc = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  const day = utc({ year: 'numeric', month: 'short', day: 'numeric' });
  const month = utc({ year: 'numeric', month: 'short' });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const or = (value: number | null | undefined, text: (known: number) => string): string =>
    (value === null || value === undefined || !Number.isFinite(value) ? NOTHING : text(value));

  return {
    number: (value, digits = 2) => or(value, (v) => numbers(`n${digits}`, { maximumFractionDigits: digits }).format(v)),
    ratio: (value) => or(value, (v) => sized(v !== 0 && Math.abs(v) < 0.1 ? 'small' : 'middle').format(v)),
    amount: (value) => or(value, (v) => sized(sizeOf(v)).format(v)),
    compact: (value) => or(value, (v) => numbers(`c${sizeOf(v)}`, sizeOf(v) === 'small' ? DIGITS.small : COMPACT).format(v)),
    money: (value) => or(value, (v) => numbers(`m${sizeOf(v)}`, { ...currencyStyle, ...DIGITS[sizeOf(v)] }).format(v)),
    compactMoney: (value) => or(value, (v) => numbers(`k${sizeOf(v)}`, { ...currencyStyle, ...(sizeOf(v) === 'small' ? DIGITS.small : COMPACT) }).format(v)),
    percent: (value, digits = 1) => or(value, (v) => numbers(`p${digits}`, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits }).format(v)),
    significant: (value, digits = 3) => or(value, (v) => numbers(`s${digits}`, { maximumSignificantDigits: digits, minimumSignificantDigits: digits }).format(v)),
    day: (value) => or(value, (v) => day.format(v * DAY_MS)),
    month: (value) => or(value, (v) => month.format(v * DAY_MS)),
    moment: (value) => moment.format(value),
    duration: (value) => or(value, duration),
    currency,
  };
}

const TWO_DECIMALS: Intl.NumberFormatOptions = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
const THREE_DIGITS: Intl.NumberFormatOptions = { minimumSignificantDigits: 1, maximumSignificantDigits: 3 };
const COMPACT: Intl.NumberFormatOptions = { notation: 'compact', maximumFractionDigits: 1 };
const DIGITS = { large: { maximumFractionDigits: 0 }, middle: TWO_DECIMALS, small: THREE_DIGITS } as const;

/** Data may be scaled to 0..1 as well as be millions; zero is shown whole. */
function sizeOf(value: number): keyof typeof DIGITS {
  const size = Math.abs(value);
  return size === 0 || size >= 1000 ? 'large' : size >= 1 ? 'middle' : 'small';
}

function duration(seconds: number): string {
  if (seconds < 1) return 'under 1 s';
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days since 1970-01-01; null when the text is not an ISO date. */
export function isoToDays(iso: string): number | null {
  const parts = ISO.exec(iso);
  if (parts === null) return null;
  const milliseconds = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  return daysToIso(milliseconds / DAY_MS) === iso ? milliseconds / DAY_MS : null;
}

export function daysToIso(days: number): string {
  return new Date(days * DAY_MS).toISOString().slice(0, 10);
}
