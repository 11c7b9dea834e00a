import { describe, expect, it } from 'vitest';
import { correlation, median, rankAgreement, ranks } from '../../../core/recovery/rank.ts';
import type { RecoveryReplicate } from '../../../core/recovery/replicate.ts';
import { spendFacts } from '../../../core/recovery/spend-facts.ts';
import type { SpendFacts } from '../../../core/recovery/spend-facts.ts';
import { coverage, summariseRecovery } from '../../../core/recovery/summary.ts';
import { parseSpec } from '../../../core/spec/parse.ts';

/** One replicate of channels written [truth, estimate, lower, upper]. */
function replicate(number: number, channels: Record<string, [number | null, number | null, number?, number?]>, noise: RecoveryReplicate['noise'] = 'low'): RecoveryReplicate {
  const list = Object.entries(channels).map(([name, [truth, estimate, lower, upper]]) =>
    ({ name, truth, estimate, interval: lower === undefined || upper === undefined ? null : { lower, upper } }));
  const known = list.flatMap(({ truth, estimate }) => (truth === null || estimate === null ? [] : [[truth, estimate] as const]));
  return { replicate: number, noise, noiseShare: 0.03, channels: list, rank: rankAgreement(known.map(([truth]) => truth), known.map(([, estimate]) => estimate)) };
}
const many = (count: number, channels: Parameters<typeof replicate>[1], noise?: RecoveryReplicate['noise']) =>
  Array.from({ length: count }, (_, i) => replicate(i + 1, channels, noise));
const facts = (name: string, more: Partial<SpendFacts> = {}): SpendFacts => ({ name, share: 0.3, variation: 1, closest: null, ...more });

describe('ranks', () => {
  it('share the mean rank of ties', () => {
    expect(ranks([10, 20, 20, 5])).toEqual([2, 3.5, 3.5, 1]);
  });
  it('agree as Spearman has it', () => {
    expect(rankAgreement([1, 2, 3], [10, 20, 1000])).toBe(1);
    expect(rankAgreement([1, 2, 3], [3, 2, 1])).toBe(-1);
    // 1 − 6·Σd²/(n(n² − 1)) with d = 0, −1, 1, 0: 1 − 12/60.
    expect(rankAgreement([1, 2, 3, 4], [1, 3, 2, 4])).toBeCloseTo(0.8, 15);
    expect(rankAgreement([1], [1])).toBeNull();
    expect(rankAgreement([1, 2], [4, 4])).toBeNull();
    expect(correlation([0, 1, 2], [0, 2, 1])).toBeCloseTo(0.5, 15);
    expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 2.5, null]);
  });
});

it('the interval of a share is Wilson\'s', () => {
  // 18 of 20, z² = 2.70554: (0.9 + 0.067639) / 1.135277 ± 1.644854 / 1.135277 · √(0.0045 + 0.00169096).
  const { share, lower, upper } = coverage(18, 20);
  expect(share).toBe(0.9);
  expect(lower).toBeCloseTo(0.73834, 5);
  expect(upper).toBeCloseTo(0.96634, 5);
  expect(coverage(0, 5).lower).toBe(0);
  expect(coverage(5, 5).upper).toBe(1);
});

describe('the summary', () => {
  it('gives bias, error and coverage per channel', () => {
    const found = summariseRecovery([
      replicate(1, { a: [2, 3, 1, 4], b: [4, 4, 3, 5] }), replicate(2, { a: [4, 4, 4.5, 5], b: [2, 2, 1, 3] }, 'high'),
    ], []);
    expect(found?.channels[0]).toMatchObject({ name: 'a', replicates: 2, truth: 3, estimate: 3.5, bias: 0.5, error: 0.5, coverage: { count: 1, of: 2, share: 0.5 } });
    expect(found?.channels[0]?.relativeBias).toBeCloseTo(0.5 / 3, 15);
    expect(found?.channels[1]).toMatchObject({ bias: 0, error: 0, coverage: { count: 2, of: 2 } });
    // Four cases with a mean truth of 3: errors 1, 0, 0, 0.
    expect(found?.overall).toMatchObject({ rank: 1, coverage: { count: 3, of: 4 } });
    expect(found?.overall.relativeError).toBeCloseTo(0.25 / 3, 15);
    expect(found?.byNoise.map(({ noise, replicates }) => [noise, replicates])).toEqual([['low', 1], ['high', 1]]);
    expect(found?.byNoise[1]?.relativeError).toBe(0);
  });

  it('measures a channel without effect by half the mean of all', () => {
    const found = summariseRecovery(many(2, { a: [4, 4], none: [0, 1] }), []);
    // Mean truth 2, half of it 1.
    expect(found?.channels[1]).toMatchObject({ truth: 0, error: 1, relativeError: 1, coverage: null });
  });

  it('counts wasteful channels that were found, and others that were taken for wasteful', () => {
    // Medians of truth 4, of estimates 3: wasteful is 1 or less, found so 1.5 or less.
    const found = summariseRecovery([
      replicate(1, { a: [4, 3], b: [5, 1], c: [4, 4], d: [0, 1], e: [0.5, 3] }),
    ], []);
    expect(found?.overall).toMatchObject({ wasteful: { count: 1, of: 2 }, falseAlarms: { count: 1, of: 3 } });
  });

  it('is null without replicates, and leaves out channels without spend', () => {
    expect(summariseRecovery([], [])).toBeNull();
    const found = summariseRecovery([replicate(1, { a: [1, 1], off: [null, null] })], []);
    expect(found?.channels[1]).toMatchObject({ replicates: 0, truth: null, relativeError: null, verdict: { level: 'fail' } });
  });
});

describe('the verdict', () => {
  const good = { a: [1, 1.1, 0.5, 1.5], b: [2, 2.1, 1.5, 2.5], c: [3, 2.9, 2, 4] } as const satisfies Parameters<typeof replicate>[1];

  it('passes where known effects are found again', () => {
    const found = summariseRecovery(many(20, { ...good }), ['a', 'b', 'c'].map((name) => facts(name)));
    expect(found?.verdict).toMatchObject({ level: 'pass', advice: null });
    expect(found?.channels.map(({ verdict }) => verdict.level)).toEqual(['pass', 'pass', 'pass']);
  });

  it('says that few replicates tell little', () => {
    expect(summariseRecovery(many(1, { ...good }), [])?.verdict.text).toContain('one replicate');
    expect(summariseRecovery(many(20, { ...good }), [])?.verdict.text).not.toContain('impression');
  });

  it('looks at one channel that is far off, and says why by how its money was spent', () => {
    const off = { ...good, c: [3, 4.5] as [number, number] };
    const advice = (more: Partial<SpendFacts>): string | null | undefined =>
      summariseRecovery(many(20, off), [facts('a'), facts('b'), facts('c', more)])?.channels[2]?.verdict.advice;
    const found = summariseRecovery(many(20, off), [facts('c')]);
    expect(found?.channels[2]?.verdict).toMatchObject({ level: 'look', text: 'Typically 50 % off, mostly too high.' });
    expect(found?.verdict.level).toBe('look');
    expect(found?.verdict.advice).toContain('lift study on c');
    expect(advice({ closest: { name: 'b', correlation: 0.9 } })).toContain('moves with b (correlation 0.90)');
    expect(advice({ variation: 0.1 })).toContain('hardly varies');
    expect(advice({ share: 0.01 })).toContain('too small');
    expect(advice({})).toContain('lift study');
  });

  it('fails where the order is lost, and tells it from sizes that are lost', () => {
    const lost = summariseRecovery(many(20, { a: [1, 5], b: [2, 4], c: [3, 1] }), []);
    expect(lost?.verdict.level).toBe('fail');
    expect(lost?.verdict.text).toContain('hardly answer');
    const sizes = summariseRecovery(many(20, { a: [1, 2], b: [2, 5], c: [3, 9] }), []);
    expect(sizes?.verdict.level).toBe('fail');
    expect(sizes?.verdict.text).toContain('order of the channels, but not how large');
  });

  it('holds intervals that are too narrow against a channel, but not for two misses', () => {
    const narrow = { ...good, c: [3, 2.9, 2.85, 2.95] as [number, number, number, number] };
    expect(summariseRecovery(many(20, narrow), [])?.channels[2]?.verdict).toMatchObject({ level: 'fail' });
    const mixed = [...many(18, { ...good }), replicate(19, narrow), replicate(20, narrow)];
    expect(summariseRecovery(mixed, [])?.channels[2]?.verdict.level).toBe('pass');
  });

  it('advises more context where little noise is no trouble', () => {
    const quiet = many(10, { ...good }, 'low');
    const loud = many(10, { ...good, c: [3, 6] }, 'high');
    expect(summariseRecovery([...quiet, ...loud], [])?.verdict.advice).toContain('With little noise it works');
  });
});

it('the facts of spend are those of the window', () => {
  const column = (name: string, values: number[]) => ({ name, type: 'number' as const, values: Float64Array.from(values) });
  const spec = parseSpec({
    format: 'mixwright/1', name: 'Facts', date: 'day', response: { column: 'y', kind: 'revenue' }, currency: 'EUR', window: { from: '1970-01-02', to: '1970-01-05' },
    baseline: { source: 'none' }, channels: ['a', 'b', 'off'].map((name) => ({ name, spend: name })), adstock: 'geometric',
  });
  const found = spendFacts(spec, {
    rows: 5,
    columns: [
      { name: 'day', type: 'date', values: Int32Array.of(0, 1, 2, 3, 4) }, column('y', [1, 1, 1, 1, 1]),
      column('a', [99, 1, 3, 1, 3]), column('b', [0, 2, 6, 2, 6]), column('off', [9, 0, 0, 0, 0]),
    ],
  });
  expect(found.map(({ name, share, variation }) => [name, share, variation])).toEqual([['a', 1 / 3, 0.5], ['b', 2 / 3, 0.5], ['off', 0, 0]]);
  expect(found[0]?.closest?.name).toBe('b');
  expect(found[0]?.closest?.correlation).toBeCloseTo(1, 15);
  expect(found[2]?.closest).toBeNull();
});
