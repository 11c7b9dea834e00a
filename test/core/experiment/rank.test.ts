import { expect, it } from 'vitest';
import type { ExperimentAdvice, ExperimentRanking } from '../../../core/experiment/experiment.ts';
import { rankExperiments, rankSteps } from '../../../core/experiment/rank.ts';
import { between, DUEL, facts, line } from './problems.ts';

function adviceOn(ranking: ExperimentRanking, name: string): ExperimentAdvice {
  const found = ranking.channels.find(({ channel }) => channel === name);
  if (found === undefined) throw new Error(`${name} is not ranked`);
  return found;
}

/** Values of the designs of one change, by length. */
function valuesBy({ designs }: ExperimentAdvice, change: number): number[] {
  return designs.filter((design) => design.change === change).sort((a, b) => a.periods - b.periods).map(({ value }) => value);
}

it('the duel by hand: perfect information 10 per period, which either channel brings when it is known', () => {
  const ranking = rankExperiments(facts({ periods: 52 }));
  // Curves bend from lines by 1e-8, and the solver may stop 1e-6 of 2,080 short.
  expect(ranking.perfectInformation).toBeCloseTo(520, 1);
  expect(ranking.withoutStudy).toBeCloseTo(2080, 1);
  for (const { perfectInformation } of ranking.channels) expect(perfectInformation).toBeCloseTo(520, 1);
  // Under a and b tv differs by 20 a period, search by 10: with the same noise the study of tv tells more.
  expect(ranking.channels.map(({ channel }) => channel)).toEqual(['tv', 'search']);
  const tv = adviceOn(ranking, 'tv');
  const off = tv.designs.find(({ change, periods }) => change === -1 && periods === 8);
  expect(off).toMatchObject({ extraSpend: -80, noise: 40 });
  expect(off?.expectedLift).toBeCloseTo(-160, 4);
  expect(off?.liftSpread).toBeCloseTo(80, 4);
  // 160 of response forgone, 80 of money saved.
  expect(off?.cost).toBeCloseTo(80, 4);
});

it('a study brings no less than nothing, no more than its channel known exactly, and more the longer it is', () => {
  const ranking = rankExperiments(facts());
  for (const advice of ranking.channels) {
    expect(advice.perfectInformation).toBeLessThanOrEqual(ranking.perfectInformation);
    for (const { value } of advice.designs) {
      expect(value).toBeGreaterThan(0);
      expect(value).toBeLessThanOrEqual(advice.perfectInformation);
    }
    for (const change of [-1, -0.5, 0.5, 1]) {
      const values = valuesBy(advice, change);
      expect(values).toEqual([...values].sort((a, b) => a - b));
    }
    // Half the change is half the signal.
    expect(valuesBy(advice, 0.5)[0]).toBeLessThan(valuesBy(advice, 1)[0] ?? 0);
  }
});

it('without noise a study is as good as knowing the channel', () => {
  const ranking = rankExperiments(facts({ residualSd: 1e-9 }));
  for (const { designs, perfectInformation } of ranking.channels) {
    for (const { value } of designs) expect(value).toBeCloseTo(perfectInformation, 6);
  }
});

it('noise that drowns every lift leaves nothing to learn, and says so', () => {
  const { channels } = rankExperiments(facts({ residualSd: 1000 }));
  expect(channels.map(({ design }) => design)).toEqual([null, null]);
  expect(channels[0]?.sentence).toMatch(/no study of a sensible size tells enough.*lifts differ by about .* \(from .* to .*\), less than the .* by which the measurement errs/);
});

it('a channel all models agree on can still not be learnt from', () => {
  const ranking = rankExperiments(facts({ problem: between([{ id: 'a', curves: { tv: line(3), search: line(1) } }, { id: 'b', curves: { tv: line(1), search: line(1) } }]) }));
  expect(adviceOn(ranking, 'search')).toMatchObject({ perfectInformation: 0, value: 0, design: null });
  expect(ranking.channels[0]?.channel).toBe('tv');
});

it('nothing is to be learnt where models agree, bounds leave no freedom, or there is one model', () => {
  const same = { tv: line(2), search: line(1) };
  expect(rankExperiments(facts({ problem: between([{ id: 'a', curves: same }, { id: 'b', curves: same }]) }))).toMatchObject({ perfectInformation: 0, models: 2 });
  const fixed = { ...DUEL, channels: DUEL.channels.map((channel) => ({ ...channel, lower: 1, upper: 1 })) };
  const held = rankExperiments(facts({ problem: fixed }));
  expect(held.perfectInformation).toBe(0);
  expect(held.channels.every(({ design, value }) => design === null && value === 0)).toBe(true);
  expect(held.notes.join(' ')).toContain('The spend of tv and search is held');
  expect(held.channels[0]?.sentence).toContain('no study needed');
  const alone = { channels: DUEL.channels, scenario: DUEL.scenario };
  expect(rankExperiments(facts({ problem: alone }))).toMatchObject({ perfectInformation: 0, models: 0 });
  expect(rankExperiments(facts({ problem: alone })).notes[0]).toContain('one model alone');
});

it('weights count: a model that is hardly believed is hardly worth finding out', () => {
  const [a, b] = DUEL.models ?? [];
  if (a === undefined || b === undefined) throw new Error('two models');
  const ranking = rankExperiments(facts({ problem: between([{ ...a, weight: 9 }, { ...b, weight: 1 }]) }));
  // A tenth of the gain of 20 under b.
  expect(ranking.perfectInformation).toBeCloseTo(2, 3);
});

it('many models are a sample: what lies nearer than it can tell is not told apart', () => {
  const models = Array.from({ length: 20 }, (_, k) => ({ id: String(k), curves: { tv: line(1 + 0.1 * k), search: line(2) } }));
  const smooth = rankExperiments(facts({ problem: between(models), residualSd: 1e-9 }));
  const sharp = rankExperiments(facts({ problem: between(models), residualSd: 1e-9, resolution: 0 }));
  expect(adviceOn(sharp, 'tv').perfectInformation).toBeCloseTo(sharp.perfectInformation, 6);
  expect(adviceOn(smooth, 'tv').perfectInformation).toBeLessThan(0.95 * smooth.perfectInformation);
  expect(smooth.notes.join(' ')).toContain('taken for a sample');
});

it('a channel without spend is named, not ranked', () => {
  const problem = { ...DUEL, channels: [...DUEL.channels, { name: 'radio', spend: 0, lower: 0, upper: 2, ...line(1) }] };
  const ranking = rankExperiments(facts({ problem }));
  expect(ranking.channels.map(({ channel }) => channel)).not.toContain('radio');
  expect(ranking.notes.join(' ')).toContain('radio has no spend');
});

it('given spends are a budget to share out', () => {
  const ranking = rankExperiments(facts({ problem: { ...DUEL, scenario: { kind: 'given', spend: { tv: 4 } } } }));
  expect(ranking.notes.join(' ')).toContain('a budget of 14 per period');
  // All 14 of money to tv: 28 by the mean.
  expect(ranking.withoutStudy).toBeCloseTo(28, 3);
});

it('conversions are weighed with money by what a unit of it brings today', () => {
  // Today 10·2 + 10·1.5 = 35 for 20 of money: 80 more of it stand for 140; a study that doubles tv for 8 weeks brings 160.
  const double = adviceOn(rankExperiments(facts({ response: 'conversion' })), 'search').designs.find(({ change, periods }) => change === 1 && periods === 8);
  expect(double?.expectedLift).toBeCloseTo(120, 4);
  expect(double?.cost).toBeCloseTo(20, 4);
});

it('refuses a scenario that no budget meets', () => {
  expect(() => rankExperiments(facts({ problem: { ...DUEL, scenario: { kind: 'max_response', budget: 100 } } }))).toThrow(/No budget keeps all limits/);
});

it('tells its progress from 0 to 1, and the same ranking each time', () => {
  const shares: number[] = [];
  const steps = rankSteps(facts());
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) shares.push(step.value.share);
  expect(shares[0]).toBe(0);
  expect(shares.at(-1)).toBe(1);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(step.value).toEqual(rankExperiments(facts()));
});

it('says in one sentence what the study is, tells, brings and loses', () => {
  const { channels: [best] } = rankExperiments(facts({ periods: 52 }));
  expect(best?.sentence).toMatch(/^tv: .* for \d+ weeks\. The models expect a lift between -?[\d,.]+ and -?[\d,.]+; the measurement errs by about [\d,.]+\. Deciding after it is worth [\d,.]+ over 52 weeks, \d+ % of what knowing this channel exactly would bring, and changes the budget with a chance of \d+ %\./);
});
