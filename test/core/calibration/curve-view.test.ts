import { expect, it } from 'vitest';
import { curveView } from '../../../core/calibration/curve-view.ts';
import { loadWeekly } from '../../fixtures/weekly.ts';

it('fits the points of a channel against its spend in the table', () => {
  const { spec, table } = loadWeekly();
  const points = [5000, 10_000, 20_000, 40_000, 80_000].map((spend) => ({ spend, response: (900 * spend) / (spend + 20_000) }));
  const { fit, reference, line } = curveView(spec, table, { channel: 'search', points });
  expect(fit.inflexion).toBeCloseTo(20_000, 0);
  expect(reference.lowest).toBeLessThan(reference.highest);
  expect(fit.gamma).toBeCloseTo((2 * fit.inflexion) / (reference.lowest + reference.highest), 12);
  expect(line.spend[0]).toBe(0);
  expect(line.response[0]).toBe(0);
  expect(line.spend.at(-1)).toBeCloseTo(84_000, 6);
  // The line is the curve of the points.
  expect(line.response.at(-1)).toBeCloseTo((900 * 84_000) / 104_000, 2);
});
