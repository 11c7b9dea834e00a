import { describe, expect, it } from 'vitest';
import { diagnoseRun } from '../../../core/diagnosis/run.ts';
import type { RunToDiagnose } from '../../../core/diagnosis/run.ts';
import { hypervolumeCurve, searchColumns } from '../../../core/diagnosis/search-progress.ts';
import type { HypervolumeCurve } from '../../../core/diagnosis/search-progress.ts';
import { extrapolation } from '../../../core/diagnosis/extrapolation.ts';
import { candidatesOfTrials } from '../../../core/selection/candidates.ts';
import type { Convergence } from '../../../core/selection/selection.ts';
import { loadWeekly } from '../../fixtures/weekly.ts';

const { prepared } = loadWeekly();
const SPACE = { parameters: [
  { name: 'tv.theta', lower: 0.3, upper: 0.8 }, { name: 'tv.alpha', lower: 0.5, upper: 3 }, { name: 'tv.gamma', lower: 0.3, upper: 1 },
  { name: 'lambda', lower: 0, upper: 1 }, { name: 'train_size', lower: 0.5, upper: 0.8 },
] };
const middle = { 'tv.theta': 0.5, 'tv.alpha': 1, 'tv.gamma': 0.5, lambda: 0.5, train_size: 0.5 };
const settled: HypervolumeCurve = { iterations: Array.from({ length: 20 }, (_, i) => 25 * (i + 1)), volume: new Array(20).fill(0.9), objectives: ['nrmse', 'decompRssd'] };
const converged: Convergence = { converged: true, cuts: [], sdThreshold: 1, medianThreshold: 1, message: 'It has converged.' };
const run = (change: Partial<RunToDiagnose>) =>
  diagnoseRun({ prepared: { ...prepared, space: SPACE }, models: [{ params: middle }], convergence: { nrmse: converged }, hypervolume: settled, ...change });
/** Ten models, the first `count` of them with another value. */
const ten = (name: string, value: number, count: number) => Array.from({ length: 10 }, (_, i) => ({ params: i < count ? { ...middle, [name]: value } : middle }));

describe('ranges', () => {
  it('suggests what half the width adds, within what makes sense', () => {
    expect(run({ models: ten('tv.alpha', 3, 4) }).suggestedRanges).toEqual([{ parameter: 'tv.alpha', range: [0.5, 4.25] }]);
    // 0.3 − 0.25; 0 and over is allowed.
    expect(run({ models: ten('tv.theta', 0.31, 4) }).suggestedRanges).toEqual([{ parameter: 'tv.theta', range: [0.05, 0.8] }]);
    // 0.8 + 0.25 is not under 1: half the way there.
    expect(run({ models: ten('tv.theta', 0.79, 4) }).suggestedRanges).toEqual([{ parameter: 'tv.theta', range: [0.3, 0.9] }]);
    // 0.3 − 0.35 is not over 0: half the way there.
    expect(run({ models: ten('tv.gamma', 0.3, 4) }).suggestedRanges).toEqual([{ parameter: 'tv.gamma', range: [0.15, 1] }]);
  });

  it('says so where no wider range is possible, and leaves the split alone', () => {
    const found = run({ models: ten('lambda', 1, 10) });
    expect(found.suggestedRanges).toEqual([]);
    expect(found.diagnostics.at(-1)?.text).toContain('lambda (100% at 1.00; no wider range is possible)');
    // train_size is at its edge in every one of these.
    expect(run({ models: ten('lambda', 0.5, 10) }).diagnostics.at(-1)?.level).toBe('pass');
  });

  it('needs a quarter of the models, and three', () => {
    expect(run({ models: ten('tv.alpha', 3, 2) }).suggestedRanges).toEqual([]);
    expect(run({ models: ten('tv.alpha', 3, 3) }).suggestedRanges).toHaveLength(1);
    expect(run({ models: ten('tv.alpha', 3, 2).slice(0, 4) }).suggestedRanges).toEqual([]);
    // Within 5 % of the range: 3 − 0.125.
    expect(run({ models: ten('tv.alpha', 2.874, 10) }).suggestedRanges).toEqual([]);
    expect(run({ models: ten('tv.alpha', 2.876, 10) }).suggestedRanges).toHaveLength(1);
  });
});

describe('convergence', () => {
  it('asks for no more when both rules are met', () => {
    expect(run({})).toMatchObject({ moreIterations: null, diagnostics: [{ id: 'convergence-nrmse', level: 'pass' }, { id: 'convergence-hypervolume', level: 'pass' }, { id: 'ranges', level: 'pass' }] });
  });

  it('asks for as many again by the reference’s rule alone', () => {
    const found = run({ convergence: { nrmse: { ...converged, converged: false } } });
    expect(found.moreIterations).toBe(500);
    expect(found.diagnostics[0]?.text).toContain('settled all the same');
  });

  it('foretells from shrinking gains how many more the front needs', () => {
    // Gains of a fifth: 8 %, then 4 % of the last: halving gives 2 %, then 1 %: two more fifths of 500.
    const volume = settled.iterations.map((iteration) => (iteration <= 300 ? 0.88 : iteration <= 400 ? 0.96 : 1));
    const found = run({ hypervolume: { ...settled, volume } });
    expect(found.moreIterations).toBe(200);
    expect(found.diagnostics[1]?.advice).toBe('Run 200 more iterations.');
    // Under 1 % it has settled.
    expect(run({ hypervolume: { ...settled, volume: volume.map((v) => (v === 1 ? 0.969 : v)) } }).moreIterations).toBeNull();
  });

  it('is not judged on next to nothing', () => {
    expect(run({ hypervolume: { iterations: [5, 10], volume: [0.1, 0.2], objectives: ['nrmse'] } })).toMatchObject({ moreIterations: 100 });
  });
});

describe('hypervolume curve', () => {
  const columns = (nrmse: number[], decompRssd: number[]) =>
    ({ iteration: Float64Array.from(nrmse, (_, i) => i + 1), nrmse: Float64Array.from(nrmse), decompRssd: Float64Array.from(decompRssd), mape: new Float64Array(nrmse.length) });

  it('is the area under the first twentieth’s median, by hand', () => {
    // 20 iterations, one per cut: (2, 2) is the reference; then (1.5, 1.5) dominates 0.25, (1, 1.8) and (1.8, 1) come to it.
    const nrmse = [2, 1.5, 1, 1.8, ...new Array(16).fill(3)];
    const rssd = [2, 1.5, 1.8, 1, ...new Array(16).fill(3)];
    const { iterations, volume } = hypervolumeCurve(columns(nrmse, rssd), { rssdObjective: true, studies: 0 });
    expect(iterations).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    // Both scaled by v − 1: 0.5·0.5; + 0.5·0.2 (strip from 1 to 1.5); + 0.5·0.2.
    expect(volume.slice(0, 4).map((v) => Math.round(v * 1e12) / 1e12)).toEqual([0, 0.25, 0.35, 0.45]);
    expect(volume.at(-1)).toBeCloseTo(0.45, 12);
  });

  it('never falls, leaves failed candidates out, and does with one objective', () => {
    const nrmse = Array.from({ length: 200 }, (_, i) => (i % 7 === 3 ? Infinity : 1 + ((i * 37) % 101) / (i + 20)));
    const { volume, objectives } = hypervolumeCurve(columns(nrmse, nrmse), { rssdObjective: false, studies: 0 });
    expect(objectives).toEqual(['nrmse']);
    volume.forEach((value, i) => expect(value).toBeGreaterThanOrEqual(volume[i - 1] ?? 0));
    // The least error is the whole of the length.
    expect(volume.at(-1)).toBeCloseTo(1, 12);
  });
});

it('gathers the columns of the curve as the selection does', () => {
  const trials = [2, 3].map((iterations, k) => ({ trial: k + 1, iterations, width: 8, values: Float64Array.from({ length: 8 * iterations }, (_, i) => 100 * k + i), ended: 'iterations' as const }));
  const { iteration, nrmse, decompRssd, mape } = candidatesOfTrials(trials);
  expect(searchColumns(trials)).toEqual({ iteration, nrmse, decompRssd, mape });
});

describe('extrapolation', () => {
  const ask = (suggested: number) => extrapolation({ channel: 'tv', observedMax: 100, observedMean: 20, suggested });

  it('passes what was observed, and tells how far the rest goes', () => {
    expect([0, 60, 61, 100, 101, 150, 151].map((spend) => ask(spend).level)).toEqual(['pass', 'pass', 'look', 'look', 'look', 'look', 'fail']);
    expect(ask(120)).toMatchObject({ ofMax: 1.2, ofMean: 6 });
    expect(ask(120).text).toContain('20% above the largest ever observed (100)');
    expect(extrapolation({ channel: 'new', observedMax: 0, observedMean: 0, suggested: 5 })).toMatchObject({ level: 'fail', ofMax: Infinity });
    expect(extrapolation({ channel: 'new', observedMax: 0, observedMean: 0, suggested: 0 }).level).toBe('pass');
  });
});
