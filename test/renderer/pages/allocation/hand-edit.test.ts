import { expect, it } from 'vitest';
import type { ModelScenario } from '../../../../core/allocation/problem.ts';
import { againstSuggestion, editWords } from '../../../../renderer/pages/allocation/hand/hand-words.ts';
import { barEnd, keyedValue, niceStep, snapped } from '../../../../renderer/pages/allocation/hand/slider-scale.ts';
import { apply, goTo, handScenario, isUntouched, redo, standingSpend, startOfHistory, undo } from '../../../../renderer/pages/allocation/hand/use-hand-edit.ts';
import type { HandEdit } from '../../../../renderer/pages/allocation/hand/use-hand-edit.ts';

const toTv = (spend: number): HandEdit => ({ kind: 'spend', channel: 'tv', spend });
const after = (...edits: HandEdit[]) => edits.reduce((history, edit) => apply(history, edit), startOfHistory());
const base: ModelScenario = { scenario: { kind: 'max_response', budget: 300 }, bounds: { default: [0.5, 2] }, rules: { tv: { unit: 'money', lower: 10, upper: 90, step: 5, orOff: true } }, maxChanged: 2 };

it('every edit is undone and done again, in order', () => {
  const history = after(toTv(50), { kind: 'lock', channel: 'radio', spend: 20 }, toTv(60));
  expect(history.present.state).toMatchObject({ held: { tv: 60, radio: 20 }, locked: ['radio'] });
  const back = undo(undo(history));
  expect(back.present.state).toMatchObject({ held: { tv: 50 }, locked: [] });
  expect(redo(redo(back))).toEqual(history);
  expect(undo(undo(undo(undo(history)))).present).toEqual(startOfHistory().present);
  expect(redo(history)).toEqual(history);
});

it('a new edit ends what was undone', () => {
  const history = apply(undo(after(toTv(50), toTv(60))), toTv(55));
  expect(history.future).toEqual([]);
  expect(history.past).toHaveLength(2);
  expect(history.present.state.held).toEqual({ tv: 55 });
});

it('goes to any step of the history and keeps the others', () => {
  const history = after(toTv(50), toTv(60), toTv(70));
  const first = goTo(history, 1);
  expect(first.present.state.held).toEqual({ tv: 50 });
  expect(goTo(first, 3)).toEqual(history);
  expect(goTo(history, 9)).toBe(history);
});

it('keys in quick succession are one edit, of one channel only', () => {
  let history = apply(after(toTv(50)), toTv(51), true);
  history = apply(history, toTv(52), true);
  expect(history.past).toHaveLength(1);
  history = apply(history, { kind: 'spend', channel: 'radio', spend: 9 }, true);
  expect(history.past).toHaveLength(2);
});

it('a locked channel does not move; giving it back frees it; what changes nothing is no edit', () => {
  const locked = after({ kind: 'lock', channel: 'tv', spend: 40 });
  expect(apply(locked, toTv(50))).toBe(locked);
  expect(apply(apply(locked, { kind: 'unlock', channel: 'tv' }), toTv(50)).present.state).toMatchObject({ held: { tv: 50 }, locked: [] });
  expect(isUntouched(apply(locked, { kind: 'release', channel: 'tv' }).present.state)).toBe(true);
  expect(apply(after(toTv(50)), toTv(50)).past).toHaveLength(1);
});

it('reset goes back to the suggestion and can be undone', () => {
  const history = apply(after(toTv(50)), { kind: 'reset' });
  expect(isUntouched(history.present.state)).toBe(true);
  expect(undo(history).present.state.held).toEqual({ tv: 50 });
});

it('when the rest begins to stay it stands as shown', () => {
  const { state } = after(toTv(50), { kind: 'rest', rest: 'stays', shown: { tv: 50, radio: 30 } }, { kind: 'spend', channel: 'search', spend: 7 }).present;
  expect(standingSpend(state, { tv: 40, radio: 40, search: 20 })).toEqual({ tv: 50, radio: 30, search: 7 });
});

it('rebalancing asks for the same with the held channels fixed: no steps, no switching off', () => {
  const { state } = after(toTv(52.5)).present;
  expect(handScenario(base, state, {}, 1)).toEqual({ ...base, rules: { tv: { unit: 'money', lower: 10, upper: 90, fixed: 52.5 } } });
  // Money of the scenario counts for four periods.
  expect(handScenario({ ...base, per: { periods: 4 } }, state, {}, 4).rules?.['tv']?.fixed).toBe(210);
});

it('staying asks what all spends bring, without limits', () => {
  const { state } = after(toTv(50), { kind: 'rest', rest: 'stays', shown: {} }).present;
  expect(handScenario({ ...base, robust: null, per: { periods: 2 } }, state, { tv: 50, radio: 30 }, 2))
    .toEqual({ scenario: { kind: 'given', spend: { tv: 100, radio: 60 } }, robust: null, per: { periods: 2 } });
});

it('a given budget can be rebalanced within its sum', () => {
  const { state } = after(toTv(50)).present;
  expect(handScenario({ scenario: { kind: 'given', spend: { tv: 40, radio: 60 } } }, state, {}, 1).scenario).toEqual({ kind: 'max_response', budget: 100 });
});

it('bars have round steps and room to the right', () => {
  expect([0.13, 3, 47, 500, 0].map(niceStep)).toEqual([0.2, 5, 50, 500, 1]);
  expect(barEnd(100, 20)).toBeCloseTo(110, 9);
  expect(barEnd(Infinity, 20)).toBeCloseTo(22, 9);
  expect(barEnd(0, 0)).toBe(1);
});

it('a pulled bar stops at whole steps and catches the marks', () => {
  expect(snapped(47, 100, 10)).toBe(50);
  expect(snapped(46, 100, 10, [43])).toBe(43);
  expect(snapped(-5, 100, 10)).toBe(0);
  expect(snapped(500, 100, 10)).toBe(100);
});

it('keys go to the next whole step, pages further, Home and End to the bounds', () => {
  const scale = { max: 100, step: 5, lower: 20, upper: Infinity };
  expect(keyedValue('ArrowRight', 42, scale)).toBe(45);
  expect(keyedValue('ArrowRight', 45, scale)).toBe(50);
  expect(keyedValue('ArrowLeft', 42, scale)).toBe(40);
  expect(keyedValue('PageDown', 30, scale)).toBe(0);
  expect(keyedValue('ArrowUp', 99, scale)).toBe(100);
  expect(keyedValue('Home', 42, scale)).toBe(20);
  expect(keyedValue('End', 42, scale)).toBe(100);
  expect(keyedValue('a', 42, scale)).toBeNull();
});

const words = { money: (value: number) => `€${value}`, text: (value: number) => `€${value}` };

it('says what an edit did', () => {
  expect(editWords(toTv(5), words)).toBe('tv to €5');
  expect(editWords(null, words)).toBe('The suggestion');
});

it('says what is lost against the suggestion', () => {
  expect(againstSuggestion({ spend: 100, response: 188 }, { spend: 100, response: 200 }, 'revenue', words)).toEqual({ headline: '€12 a period less', detail: 'revenue for the same money' });
  expect(againstSuggestion({ spend: 120, response: 210 }, { spend: 100, response: 200 }, 'revenue', words)).toEqual({ headline: '€10 a period more', detail: 'revenue, with €20 more spent' });
  expect(againstSuggestion({ spend: 100, response: 200 }, { spend: 100, response: 200 }, 'revenue', words).headline).toBe('as much');
});
