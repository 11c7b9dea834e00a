/**
 * Numbers as people read them: the one place that calls Intl. Locale and currency come from the host; nothing
 * here reads the machine's settings.
 */
export interface NumberStyle {
  /** BCP 47, e.g. `en-GB`. */
  locale: string;
  /** ISO 4217; null where the response isn't money. */
  currency: string | null;
}

export interface Formatter {
  /** Money in the project's currency; plain without one. */
  money(value: number | null): string;
  /** Whole or three significant digits, grouped. */
  number(value: number | null): string;
  /** Short for axes: `1.2M`. */
  compact(value: number | null): string;
  /** Share in 0..1 as percent with one decimal. */
  percent(value: number | null): string;
  /** The same without decimals, for axes. */
  roundPercent(value: number | null): string;
  /** Two decimals, two digits under 0.1: ROAS, errors. */
  ratio(value: number | null): string;
  /** Days since 1970-01-01 as a date. */
  date(day: number): string;
}

/** What stands for a number that isn't there. */
export const NO_VALUE = '–';

export function createFormatter({ locale, currency }: NumberStyle): Formatter {
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const small = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 });
  const share = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const roundShare = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const tiny = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 });
  const two = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const cash = currencyFormat(locale, currency);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const guard = (format: (value: number) => string) => (value: number | null) =>
    value === null || !Number.isFinite(value) ? NO_VALUE : format(value);
  const number = (value: number) => (Math.abs(value) >= 100 || value === 0 ? plain : small).format(value);
  return {
    number: guard(number),
    money: guard((value) => (cash !== null && Math.abs(value) >= 100 ? cash.whole.format(value) : cash?.cents.format(value) ?? number(value))),
    compact: guard((value) => short.format(value)),
    percent: guard((value) => share.format(value)),
    roundPercent: guard((value) => roundShare.format(value)),
    ratio: guard((value) => (value !== 0 && Math.abs(value) < 0.1 ? tiny : two).format(value)),
    date: (value) => day.format(value * 86_400_000),
  };
}

/** A code Intl doesn't know is the user's own unit: money is then shown plain. */
function currencyFormat(locale: string, currency: string | null): { whole: Intl.NumberFormat; cents: Intl.NumberFormat } | null {
  if (currency === null || !/^[A-Za-z]{3}$/.test(currency)) return null;
  return {
    whole: new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0, minimumFractionDigits: 0 }),
    cents: new Intl.NumberFormat(locale, { style: 'currency', currency }),
  };
}

const messages = createFormatter({ locale: 'en', currency: null });

/** For messages and notes, which are in English: `96,000`, `0.0123`. */
export function formatPlain(value: number): string {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-4 || size >= 1e15) ? value.toExponential(2) : messages.number(value);
}
