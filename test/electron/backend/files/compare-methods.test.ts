import { expect, it } from 'vitest';
import { readMethods } from '../../../../electron/backend/files/compare-methods.ts';

it('reads names with commas between', () => {
  expect(readMethods('two_points_de, random,,nsga2 ')).toEqual(['two_points_de', 'random', 'nsga2']);
});

it.each([
  ['', 'at least two'],
  ['random', 'at least two'],
  ['random,random', '"random" is named twice'],
  ['random,nsga', 'Did you mean "nsga2"?'],
  ['random,simulated annealing', 'There is no tuning method "simulated annealing"'],
])('refuses "%s" with the option it was given in', (text, words) => {
  expect(() => readMethods(text)).toThrow(words);
  expect(() => readMethods(text)).toThrow('--methods');
});
