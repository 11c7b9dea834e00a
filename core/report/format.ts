/**
 * Numbers, money and dates as people read them: the one place that calls Intl. Locale and currency come from the host;
 * nothing here reads the machine's settings. What is not there (null, NaN, infinite) is a dash.
 */
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
  /** The same without the year, where space is short and the year is said elsewhere. */
  dayMonth: (days: number | null | undefined) => string;
  currency: string;
}

/** `currency` ISO 4217; null where there is no money to tell. Throws RangeError for a locale Intl does not take. */
export function createFormat(locale: string, currency: string | null): Format {
  // An unknown currency code, still being typed, falls back to plain numbers.
  const currencyStyle: Intl.NumberFormatOptions = currency !== null && /^[A-Z]{3}$/.test(currency) ? { style: 'currency', currency } : {};
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
  const dayMonth = utc({ month: 'short', day: 'numeric' });
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
    dayMonth: (value) => or(value, (v) => dayMonth.format(v * DAY_MS)),
    currency: currency ?? '',
  };
}

const TWO_DECIMALS: Intl.NumberFormatOptions = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
const THREE_DIGITS: Intl.NumberFormatOptions = { minimumSignificantDigits: 1, maximumSignificantDigits: 3 };
const COMPACT: Intl.NumberFormatOptions = { notation: 'compact', maximumFractionDigits: 1 };
const DIGITS = { large: { maximumFractionDigits: 0 }, middle: TWO_DECIMALS, small: THREE_DIGITS } as const;

/** Data may be scaled to 0..1 as well as be millions; whole numbers stay whole. */
function sizeOf(value: number): keyof typeof DIGITS {
  const size = Math.abs(value);
  return Number.isInteger(value) || size >= 1000 ? 'large' : size >= 1 ? 'middle' : 'small';
}

const messages = createFormat('en', null);

/** For messages and notes, which are in English: `96,000`, `0.0123`. */
export function formatPlain(value: number): string {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-4 || size >= 1e15) ? value.toExponential(2) : messages.amount(value);
}
