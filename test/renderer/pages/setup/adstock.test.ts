import { expect, it } from 'vitest';
import { setAdstock, setOwnAdstock } from '../../../../renderer/pages/setup/media/adstock.ts';
import { aSpec } from '../../fake-bridge.ts';

const ranges = { tv: { theta: [0.3, 0.8] as [number, number], alpha: 2 }, search: { shape: [0, 2] as [number, number], gamma: 0.5 } };

it('drops only the ranges that the new adstock does not know', () => {
  const spec = aSpec({ hyperparameters: structuredClone(ranges) });
  for (const channel of spec.channels) if (channel.name === 'search') channel.adstock = 'weibull_cdf';
  setAdstock(spec, 'weibull_pdf');
  expect([spec.adstock, spec.hyperparameters['tv'], spec.hyperparameters['search']]).toEqual(['weibull_pdf', { alpha: 2 }, ranges.search]);
});

it('keeps every range when nothing changes', () => {
  const spec = aSpec({ hyperparameters: structuredClone(ranges) });
  setAdstock(spec, 'geometric');
  setOwnAdstock(spec, 'tv', 'geometric');
  setOwnAdstock(spec, 'tv', null);
  expect([spec.hyperparameters, spec.channels[0]]).toEqual([ranges, { name: 'tv', spend: 'tv_spend', sign: 'positive' }]);
});

it('gives one channel its own adstock', () => {
  const spec = aSpec({ hyperparameters: structuredClone(ranges) });
  setOwnAdstock(spec, 'tv', 'weibull_cdf');
  expect([spec.adstock, spec.channels[0]?.adstock, spec.hyperparameters['tv']]).toEqual(['geometric', 'weibull_cdf', { alpha: 2 }]);
});
