import { expect, it } from 'vitest';
import { parsePoints, writePoints } from '../../../core/spec/curve-points.ts';

const pairs = (text: string): number[][] => parsePoints(text).points.map(({ spend, response }) => [spend, response]);
const five = [[0, 0], [1000, 5.5], [2000, 8], [4000, 9.25], [5000, 9.5]];

it.each([
  ['two columns of a sheet, with their heading', 'Spend\tReach\n0\t0\n1,000\t5.5\n2,000\t8\n4,000\t9.25\n5,000\t9.5\n'],
  ['of a German sheet', 'Ausgaben\tReichweite\r\n0\t0\r\n1.000\t5,5\r\n2.000\t8\r\n4.000\t9,25\r\n5.000\t9,5'],
  ['semicolons', '0;0\n1000;5,5\n2000;8\n4000;9,25\n5000;9,5'],
  ['commas', 'spend,reach\n0,0\n1000,5.5\n2000,8\n4000,9.25\n5000,9.5'],
  ['commas and a space', '0, 0\n1000, 5.5\n2000, 8\n4000, 9.25\n5000, 9.5'],
  ['spaces', '0 0\n1000 5.5\n\n2000   8\n4000 9.25\n5000 9.5'],
  ['currency signs', '€0\t0\n€1000\t5.5\n€2000\t8\n€4000\t9.25\n€5000\t9.5'],
])('reads %s', (_, text) => {
  expect(pairs(text)).toEqual(five);
  expect(parsePoints(text).faults).toEqual([]);
});

it('reads back what it writes', () => {
  const { points } = parsePoints('0 0\n1000 5.5\n2000 8\n4000 9.25\n5000 9.5');
  expect(parsePoints(writePoints(points))).toEqual({ points, faults: [] });
});

it('tells the lines that are no points', () => {
  expect(parsePoints('1\t2\nx\ty\n3\t4\n5\t-6\n7').faults).toEqual([
    'Line 2: “x y” is not two numbers.'.replace(' y', '\ty'), 'Line 4: spend and response are 0 or more.', 'Line 5: “7” is not two numbers.']);
});

it('tells how many different spends are still missing', () => {
  expect(parsePoints('0\t0\n1\t2\n1\t3\n2\t4').faults).toEqual(['2 different spends above 0 so far; a curve needs at least 4.']);
  expect(parsePoints('').points).toEqual([]);
});
