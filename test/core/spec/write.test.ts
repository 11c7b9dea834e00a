import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareSpecs, diffSpecs } from '../../../core/spec/differences.ts';
import { parseSpec } from '../../../core/spec/parse.ts';
import { writeSpec } from '../../../core/spec/write.ts';

const golden = (kind: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/golden/weekly.${kind}.spec.json`, import.meta.url), 'utf8'));
const full = parseSpec({
  ...golden('geometric') as object,
  organic: [{ name: 'name', column: 'newsletter_sends', adstock: 'weibull_cdf' }],
  hyperparameters: { spend: {} , tv: { gamma: 0.5, theta: [0, 0.2] } },
  channels: [{ name: 'tv', spend: 'tv_spend', exposure: 'tv_grp', sign: 'free' }, { name: 'spend', spend: 'radio_spend' }],
  context: [{ column: 'promotion', type: 'factor', reference: 'none' }],
  calibration: [{ channels: ['tv'], from: '2024-03-04', to: '2024-04-28', lift: 9, spend: 3, confidence: 0.9, scope: 'total' }],
});

describe('writeSpec', () => {
  it.each(['geometric', 'weibull_cdf', 'weibull_pdf'])('is read back as it was (%s)', (kind) => {
    const spec = parseSpec(golden(kind));
    expect(parseSpec(JSON.parse(writeSpec(spec)))).toEqual(spec);
  });

  it('keeps every optional key, in the order of the format', () => {
    const text = writeSpec(full);
    expect(parseSpec(JSON.parse(text))).toEqual(full);
    expect(Object.keys(JSON.parse(text) as object).slice(0, 4)).toEqual(['format', 'name', 'data', 'date']);
    expect(text).toContain('{ "name": "tv", "spend": "tv_spend", "exposure": "tv_grp", "sign": "free" }');
    expect(text.endsWith('}\n')).toBe(true);
  });
});

describe('compareSpecs', () => {
  it('finds nothing between equals, whatever the order of channels', () => {
    const turned = { ...full, channels: full.channels.toReversed() };
    expect(diffSpecs(full, turned)).toEqual([]);
    expect(diffSpecs(full, { ...full, name: 'Another' })).toEqual([]);
  });

  it('names what differs', () => {
    const other = parseSpec({ ...golden('geometric') as object, adstock: 'weibull_pdf', hyperparameters: {}, train_size: 0.7 });
    const spec = parseSpec({ ...golden('geometric') as object, hyperparameters: { tv: { theta: [0, 0.5] } } });
    expect(diffSpecs(spec, other)).toEqual([
      { key: 'adstock', a: 'geometric', b: 'weibull_pdf' },
      { key: 'hyperparameters.tv.theta', a: '0 to 0.5', b: '–' },
      { key: 'train_size', a: '0.5 to 0.8', b: '0.7' },
    ]);
    expect(compareSpecs([spec, spec, other])[0]).toEqual({ key: 'adstock', values: ['geometric', 'geometric', 'weibull_pdf'] });
  });
});
