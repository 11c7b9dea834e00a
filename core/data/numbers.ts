import type { Delimiter } from './records.ts';

export type Decimal = '.' | ',';

const CURRENCY_SIGNS: Readonly<Record<string, string>> = { '$': 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY', '₹': 'INR', 'zł': 'PLN' };
const CURRENCY_CODES = 'USD|EUR|GBP|CHF|JPY|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|RON|BRL|MXN|INR|CNY|ZAR|TRY|SGD|HKD|KRW';
const CURRENCY = new RegExp(`^(${CURRENCY_CODES}|zł|[$€£¥₹])\\s*|\\s*(${CURRENCY_CODES}|zł|[$€£¥₹])$`, 'iu');
const MISSING = new Set(['n/a', '#n/a', 'na', 'n.a.', 'nan', 'null', '-', '–', '—', '.', '?', '#div/0!', '#value!', '#ref!', 'missing']);

/** Written for a value that is not known. Blank cells are another matter (they may stand for zero). */
export function isMissingMark(cell: string): boolean {
  return MISSING.has(cell.trim().toLowerCase());
}

interface Bare { digits: string; negative: boolean; percent: boolean; currency: string | null }

/** Takes sign, accounting parentheses, currency and per-cent sign off a number. */
function bare(cell: string): Bare {
  let digits = cell.replace(/[\u00a0\u2009\u202f\s]+/gu, ' ').replace(/\u2212/gu, '-').trim();
  let negative = false;
  let currency: string | null = null;
  const parenthesis = /^\((.*)\)$/u.exec(digits);
  if (parenthesis !== null) {
    negative = true;
    digits = (parenthesis[1] ?? '').trim();
  }
  const takeSign = (): void => {
    const sign = /^([+-])\s*|\s*(-)$/u.exec(digits);
    if (sign === null || digits.length === sign[0].length) return;
    if (sign[0].includes('-')) negative = !negative;
    digits = digits.replace(sign[0], '');
  };
  takeSign();
  const money = CURRENCY.exec(digits);
  if (money !== null) {
    const written = (money[1] ?? money[2] ?? '').toLowerCase();
    currency = CURRENCY_SIGNS[written] ?? written.toUpperCase();
    digits = digits.replace(money[0], '').trim();
    takeSign();
  }
  const percent = digits.endsWith('%');
  if (percent) digits = digits.slice(0, -1).trim();
  return { digits, negative, percent, currency };
}

const PLAIN = /^-?\d+(\.\d+)?$/;
const SHAPE: Readonly<Record<Decimal, RegExp>> = {
  '.': /^(?:\d+|\d{1,3}(?:([, '’])\d{3})(?:\1\d{3})*)?(?:\.\d*)?(?:e[+-]?\d+)?$/iu,
  ',': /^(?:\d+|\d{1,3}(?:([. '’])\d{3})(?:\1\d{3})*)?(?:,\d*)?(?:e[+-]?\d+)?$/iu,
};

/** Value of a cell, or null when it is not a number. 12 % is 0.12. */
export function readNumber(cell: string, decimal: Decimal): number | null {
  if (PLAIN.test(cell) && (decimal === '.' || !cell.includes('.'))) return Number(cell);
  const { digits, negative, percent, currency } = bare(cell);
  if (digits === '' && negative && currency !== null) return 0; // "$ -": how accounting formats write zero
  if (!/\d/.test(digits) || !/^[\d.,]/.test(digits) || !SHAPE[decimal].test(digits)) return null;
  const grouped = decimal === '.' ? digits.replace(/[, '’]/gu, '') : digits.replace(/[. '’]/gu, '').replace(',', '.');
  const value = Number(grouped) / (percent ? 100 : 1);
  if (!Number.isFinite(value)) return null;
  return negative && value !== 0 ? -value : value;
}

/** ISO code of the currency written in a cell that is a number otherwise; null without one. */
function currencyOf(cell: string): string | null {
  const { digits, currency } = bare(cell);
  return currency !== null && /^[\d.,' ]+$/u.test(digits) ? currency : null;
}

type Evidence = Decimal | 'dot' | 'comma' | null;

/** What one cell says about the decimal sign: proof, one separator before three digits (either), or nothing. */
function evidence(cell: string): Evidence {
  const { digits } = bare(cell);
  if (!/^[\d.,' ’]+$/u.test(digits) || !/[.,]/.test(digits)) return null;
  const dots = digits.split('.').length - 1;
  const commas = digits.split(',').length - 1;
  if (dots > 0 && commas > 0) {
    if (dots === 1 && SHAPE['.'].test(digits)) return '.';
    return commas === 1 && SHAPE[','].test(digits) ? ',' : null;
  }
  const [sign, other, unsure]: [Decimal, Decimal, Evidence] = dots > 0 ? ['.', ',', 'dot'] : [',', '.', 'comma'];
  if (dots + commas > 1) return SHAPE[other].test(digits) ? other : null;
  const [whole = '', fraction = ''] = digits.split(sign);
  return fraction.length !== 3 || whole.length > 3 || whole === '' || whole.startsWith('0') ? sign : unsure;
}

export interface NumberStyle {
  decimal: Decimal;
  /** A cell that could be read either way when nothing in the table decides; null otherwise. */
  unsureCell: string | null;
  /** ISO code of the commonest currency sign; null without any. */
  currency: string | null;
}

/** Decimal sign and currency of a table, from all its cells. `columns` holds cells column by column. */
export function findNumberStyle(columns: readonly (readonly string[])[], delimiter: Delimiter): NumberStyle {
  const votes = { '.': 0, ',': 0, 'dot': 0, 'comma': 0 };
  const currencies = new Map<string, number>();
  let unsureCell: string | null = null;
  for (const column of columns) {
    for (const cell of column) {
      if (cell === '' || /^\d+$/.test(cell)) continue;
      const found = evidence(cell);
      if (found !== null) votes[found]++;
      if (found === 'dot' || found === 'comma') unsureCell ??= cell;
      const currency = PLAIN.test(cell) ? null : currencyOf(cell);
      if (currency !== null) currencies.set(currency, (currencies.get(currency) ?? 0) + 1);
    }
  }
  const currency = [...currencies].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
  if (votes['.'] !== votes[',']) return { decimal: votes['.'] > votes[','] ? '.' : ',', unsureCell: null, currency };
  // Where semicolons part the cells, the comma is the decimal sign: that is why semicolons are used.
  const decimal: Decimal = delimiter === ';' && votes.dot + votes.comma > 0 ? ',' : '.';
  const quotedThousands = delimiter === ',' && votes.dot === 0;
  return { decimal, unsureCell: quotedThousands ? null : unsureCell, currency };
}
