import { describe, expect, it } from 'vitest';
import { findNumberStyle, readNumber } from '../../../core/data/numbers.ts';

describe('readNumber', () => {
  it.each([
    ['1234', 1234], ['-3.5', -3.5], ['$1,129,493', 1_129_493], ['1,234.50', 1234.5], ['(1,200)', -1200], ['-$5', -5], ['$-5', -5],
    ['5-', -5], ['−7', -7], ['12%', 0.12], ['€ 1 234', 1234], ["1'234.5", 1234.5], ['USD 10', 10], ['10 EUR', 10], ['1e3', 1000],
    ['.5', 0.5], ['1\u00a0234', 1234], ['0', 0], ['$ -', 0],
  ])('reads %j with a decimal point', (cell, value) => {
    expect(readNumber(cell, '.')).toBe(value);
  });

  it.each([['1.129.493', 1_129_493], ['96,80', 96.8], ['-1.234,5', -1234.5], ['141.846', 141_846], ['1 234,5', 1234.5], ['€12,30', 12.3]])(
    'reads %j with a decimal comma', (cell, value) => {
      expect(readNumber(cell, ',')).toBe(value);
    });

  it.each(['12,5k', 'n/a', '', '-', '$', '1,23,4', '12,5', '1.2.3', '2021-01-01', 'e5', '1,2345', '()'])('refuses %j with a decimal point', (cell) => {
    expect(readNumber(cell, '.')).toBeNull();
  });
});

describe('findNumberStyle', () => {
  it('takes the sign that cells prove', () => {
    expect(findNumberStyle([['1.129.493', '141.846'], ['96,80', '0']], ';')).toMatchObject({ decimal: ',', unsureCell: null });
    expect(findNumberStyle([['$1,129,493'], ['96.8']], ',')).toEqual({ decimal: '.', unsureCell: null, currency: 'USD' });
    expect(findNumberStyle([['1.234'], ['0.123']], '\t')).toMatchObject({ decimal: '.', unsureCell: null });
  });

  it('goes by the delimiter where nothing is proved, and says so', () => {
    expect(findNumberStyle([['1.234', '5.678']], ';')).toMatchObject({ decimal: ',', unsureCell: '1.234' });
    expect(findNumberStyle([['1.234', '5.678']], '\t')).toMatchObject({ decimal: '.', unsureCell: '1.234' });
    expect(findNumberStyle([['1,234', '5,678']], ',')).toMatchObject({ decimal: '.', unsureCell: null });
  });
});
