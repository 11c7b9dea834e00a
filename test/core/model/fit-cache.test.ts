import { expect, it } from 'vitest';
import { createMeasures, measure, METRIC_COUNT } from '../../../core/model/candidate.ts';
import { fitCandidate } from '../../../core/model/fit.ts';
import { createFitCache } from '../../../core/model/fit-cache.ts';
import { streamFor } from '../../../core/random/stream.ts';
import { unitSpace } from '../../../core/tuning/space.ts';
import { CHOICES, SCHEMES, weeklyUnder } from './with-choices.ts';

const rolling = SCHEMES['rolling'] ?? { scheme: 'holdout', features: 'training', test_periods: 0 };

it('keeps one fit where nothing is chosen', () => {
  const prepared = weeklyUnder(rolling, () => undefined);
  const cache = createFitCache(prepared, () => null);
  const entry = cache.of(new Float64Array());
  expect(cache.of(new Float64Array(3))).toBe(entry);
  expect(entry.fit.prepared).toBe(prepared);
});

it('shares a fit among choices of media, lets the one used longest ago go, and results do not tell', () => {
  const prepared = weeklyUnder(rolling, (spec) => { spec.choices = CHOICES; });
  const space = unitSpace(prepared.space);
  const random = streamFor(2, 1);
  const at = (name: string): number => prepared.space.parameters.findIndex((parameter) => parameter.name === name);
  const vectors = Array.from({ length: 30 }, () => {
    const params = new Float64Array(space.parameters);
    space.toParams(Float64Array.from({ length: space.dimension }, () => random.uniform()), params);
    return params;
  });
  const run = (most: number): { made: number; metrics: Float64Array[] } => {
    let made = 0;
    const cache = createFitCache(prepared, (fit) => {
      made++;
      return createMeasures(fit);
    }, most);
    const metrics = vectors.map((params) => {
      const { fit, extra } = cache.of(params);
      fitCandidate(fit, params);
      const out = new Float64Array(METRIC_COUNT);
      measure(fit, extra, params, out, 0);
      return out;
    });
    return { made, metrics };
  };
  const fixed = new Set(vectors.map((params) => [at('holiday.use'), at('competitor_price.lag'), at('promotion.lag')].map((i) => params[i]).join(' ')));
  const [wide, narrow] = [run(100), run(1)];
  expect(wide.made).toBe(fixed.size);
  expect(narrow.made).toBeGreaterThan(fixed.size);
  expect(narrow.metrics).toEqual(wide.metrics);
});
