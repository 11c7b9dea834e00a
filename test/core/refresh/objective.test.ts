import { describe, expect, it } from 'vitest';
import { evaluateCandidate } from '../../../core/model/evaluate.ts';
import { createFit, fitCandidate } from '../../../core/model/fit.ts';
import { paramsToVector } from '../../../core/model/params.ts';
import type { PreparedRefresh, Term } from '../../../core/model/prepared.ts';
import { createRefreshMeasure, measureRefresh, preparedRefresh, refreshDistance, refreshNotes } from '../../../core/refresh/objective.ts';
import { sharesOf } from '../../../core/refresh/spec.ts';
import type { CandidateParameters } from '../../../core/model/evaluation.ts';
import { golden, loadWeekly } from '../../fixtures/weekly.ts';

const term = (name: string, kind: Term['kind'], group = name): Term => ({ name, group, kind, sign: 'free' });
const TERMS = [term('trend', 'baseline'), term('sale=a', 'context', 'sale'), term('sale=b', 'context', 'sale'), term('tv', 'paid'), term('radio', 'paid'), term('mail', 'organic')];
const refreshOf = (shares: Record<string, number>, new_periods = 20) => ({ refresh: { model: 'run 3, model 2_17', new_periods, shares } });
const SHARES = { '(intercept)': 0.4, 'trend': 0.1, 'sale': 0.05, 'tv': 0.2, 'radio': 0.15, 'mail': 0.1 };

describe('the objective of a refresh', () => {
  it('puts the earlier shares in the order of the groups', () => {
    const refresh = preparedRefresh(refreshOf(SHARES), TERMS, 100);
    expect(refresh).toEqual({ media: Float64Array.of(0.2, 0.15), others: Float64Array.of(0.4, 0.1, 0.05, 0.1), newShare: 0.2 });
    expect(preparedRefresh({}, TERMS, 100)).toBeNull();
    expect(refreshNotes(refreshOf(SHARES), TERMS)).toEqual([]);
  });

  it('counts what came and what went with a share of 0, and says so', () => {
    const spec = refreshOf({ ...Object.fromEntries(Object.entries(SHARES).filter(([group]) => group !== 'mail')), print: 0.3 });
    const refresh = preparedRefresh(spec, TERMS, 100);
    expect(refresh?.others).toEqual(Float64Array.of(0.4, 0.1, 0.05, 0, 0.3));
    const notes = refreshNotes(spec, TERMS);
    expect(notes).toHaveLength(2);
    expect(notes[0]).toContain('mail');
    expect(notes[1]).toContain('print');
  });

  it('is the sum of two root mean squares, that of the rest over 1 − new share', () => {
    const refresh: PreparedRefresh = { media: Float64Array.of(0.2, 0.1), others: Float64Array.of(0.5, 0.1, 0.1), newShare: 0.2 };
    // Shares 0.23, 0.14 and 0.43, 0.1, 0.1 of 1000: √((0.03² + 0.04²)/2) + √(0.07²/3)/0.8
    const distance = refreshDistance(refresh, Float64Array.of(230, 140), Float64Array.of(430, 100, 100), 1000);
    expect(distance).toBeCloseTo(Math.sqrt(0.00125) + Math.sqrt(0.0049 / 3) / 0.8, 12);
  });

  it('is 0 at the earlier shares, and the worst without a prediction', () => {
    const refresh = preparedRefresh(refreshOf(SHARES), TERMS, 100);
    if (refresh === null) throw new Error('expected a refresh');
    expect(refreshDistance(refresh, Float64Array.of(400, 300), Float64Array.of(800, 200, 100, 200), 2000)).toBeCloseTo(0, 15);
    expect(refreshDistance(refresh, Float64Array.of(1, 0), Float64Array.of(-1, 0, 0, 0), 0)).toBe(Infinity);
  });

  it('counts a group that went', () => {
    const refresh = preparedRefresh(refreshOf({ '(intercept)': 0.5, 'tv': 0.2, 'print': 0.3 }), [term('tv', 'paid')], 100);
    if (refresh === null) throw new Error('expected a refresh');
    expect(refreshDistance(refresh, Float64Array.of(20), Float64Array.of(50), 100)).toBeCloseTo(Math.sqrt(0.09 / 2) / 0.8, 12);
  });

  it('stays finite when every period is new', () => {
    expect(preparedRefresh(refreshOf(SHARES, 500), TERMS, 100)?.newShare).toBeCloseTo(0.99, 12);
  });

  it('measures a fitted candidate: 0 against itself, and as from its full evaluation against another', () => {
    const { prepared } = loadWeekly();
    const models = golden<{ id: string; params: CandidateParameters }[]>('models.json').filter(({ id }) => id.startsWith('geometric'));
    const [first, second] = models.map(({ params }) => ({ params, evaluation: evaluateCandidate(prepared, params) }));
    if (first === undefined || second === undefined) throw new Error('expected two golden models');
    const distanceTo = (shares: Record<string, number>): number => {
      const refresh = preparedRefresh(refreshOf(shares), prepared.terms, prepared.windowRows);
      const measure = createRefreshMeasure({ refresh, terms: prepared.terms });
      if (measure === null) throw new Error('expected a refresh');
      const fit = createFit(prepared);
      fitCandidate(fit, paramsToVector(prepared.space, first.params));
      const effects = Float64Array.from(prepared.media.filter(({ kind }) => kind === 'paid'), ({ term: j }) => (fit.ridge.coefficients[j] ?? 0) * (fit.sums[j] ?? 0));
      return measureRefresh(measure, effects, fit.ridge.coefficients, fit.sums, fit.ridge.intercept, prepared.windowRows);
    };
    expect(distanceTo(sharesOf(first.evaluation))).toBeCloseTo(0, 14);
    const [now, before] = [sharesOf(first.evaluation), sharesOf(second.evaluation)];
    const isPaid = (name: string): boolean => name in first.evaluation.effectShare;
    const rms = (names: string[]): number => Math.sqrt(names.reduce((sum, name) => sum + ((now[name] ?? 0) - (before[name] ?? 0)) ** 2, 0) / names.length);
    const names = Object.keys(now);
    const expected = rms(names.filter(isPaid)) + rms(names.filter((name) => !isPaid(name))) / (1 - 20 / prepared.windowRows);
    expect(expected).toBeGreaterThan(0.001);
    expect(distanceTo(before)).toBeCloseTo(expected, 12);
  });
});
