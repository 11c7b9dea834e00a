import { describe, expect, test } from 'vitest';
import { NOTHING } from '../../../core/report/format.ts';
import { createFormat } from '../../../renderer/composables/format.ts';

const format = createFormat('en-GB', 'EUR');

describe('amounts take as many decimals as their size asks for', () => {
  test.each([
    [0, '0', '€0'], [131655.2, '131,655', '€131,655'], [-2500, '-2,500', '-€2,500'], [12.3456, '12.35', '€12.35'], [0.31858, '0.319', '€0.319'],
  ])('%f', (value, amount, money) => {
    expect(format.amount(value)).toBe(amount);
    expect(format.money(value)).toBe(money);
  });

  test('short forms', () => {
    expect(format.compactMoney(1_250_000)).toBe('€1.3m');
    expect(format.compactMoney(0.25)).toBe('€0.25');
    expect(format.compact(47_019_694)).toBe('47m');
  });
});

test('returns keep two decimals, small ones three digits', () => {
  expect([0.5, 1.973, 0.03521, 0].map(format.ratio)).toEqual(['0.50', '1.97', '0.0352', '0.00']);
});

test('what is not there is a dash, never NaN', () => {
  for (const value of [null, undefined, NaN, Infinity]) {
    expect([format.amount(value), format.money(value), format.ratio(value), format.percent(value), format.day(value), format.duration(value)])
      .toEqual(Array.from({ length: 6 }, () => NOTHING));
  }
});

test('a currency that is still being typed falls back to plain numbers', () => {
  expect(createFormat('en', 'EU').money(1234)).toBe('1,234');
});

test('locale decides marks', () => {
  expect(createFormat('de', 'EUR').money(1234567)).toBe('1.234.567\u00a0€');
});

test('durations', () => {
  expect([0.2, 42, 200, 3900].map(format.duration)).toEqual(['under 1 s', '42 s', '3 min 20 s', '1 h 5 min']);
});
