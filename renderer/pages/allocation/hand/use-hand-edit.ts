import type { ModelScenario } from '../../../../core/allocation/problem.ts';

/** A budget while it is edited by hand. Money per period. */
export interface HandState {
  /** What the channels that are not held do: found anew by the solver, or left where they are. */
  rest: 'rebalances' | 'stays';
  /** Set by hand or locked, with what they are held at. */
  held: Readonly<Record<string, number>>;
  /** Held, and not to be moved by accident. */
  locked: readonly string[];
  /** Where the rest stands while it stays; what is not named stands where the suggestion has it. */
  standing: Readonly<Record<string, number>>;
}

export type HandEdit =
  | { kind: 'spend'; channel: string; spend: number }
  | { kind: 'lock'; channel: string; spend: number }
  | { kind: 'unlock'; channel: string }
  /** Gives a channel back to the rest. */
  | { kind: 'release'; channel: string }
  /** @param shown all spends as they are on the screen: from there on they stand */
  | { kind: 'rest'; rest: HandState['rest']; shown: Readonly<Record<string, number>> }
  | { kind: 'reset' };

export interface HandStep {
  state: HandState;
  /** The edit that led there; null at the start. */
  edit: HandEdit | null;
}

/** Every edit and what was undone of them; `past` begins with the oldest. */
export interface HandHistory {
  past: readonly HandStep[];
  present: HandStep;
  future: readonly HandStep[];
}

const REMEMBERED = 200;
const UNTOUCHED: HandState = { rest: 'rebalances', held: {}, locked: [], standing: {} };

export function startOfHistory(): HandHistory {
  return { past: [], present: { state: UNTOUCHED, edit: null }, future: [] };
}

export function isUntouched({ held }: HandState): boolean {
  return Object.keys(held).length === 0;
}

/** The state after an edit; the same object where it changes nothing. */
export function edited(state: HandState, edit: HandEdit): HandState {
  switch (edit.kind) {
    case 'spend':
      return state.locked.includes(edit.channel) || state.held[edit.channel] === edit.spend ? state : { ...state, held: { ...state.held, [edit.channel]: edit.spend } };
    case 'lock':
      return { ...state, held: { ...state.held, [edit.channel]: edit.spend }, locked: [...without(state.locked, edit.channel), edit.channel] };
    case 'unlock':
      return { ...state, locked: without(state.locked, edit.channel) };
    case 'release':
      return { ...state, held: withoutKey(state.held, edit.channel), standing: withoutKey(state.standing, edit.channel), locked: without(state.locked, edit.channel) };
    case 'rest':
      return state.rest === edit.rest ? state : { ...state, rest: edit.rest, standing: edit.rest === 'stays' ? { ...edit.shown } : {} };
    case 'reset':
      return { ...UNTOUCHED, rest: state.rest };
  }
}

/** @param merge takes the place of the last edit, where that moved the same channel: arrow keys in quick succession are one edit */
export function apply(history: HandHistory, edit: HandEdit, merge = false): HandHistory {
  const state = edited(history.present.state, edit);
  if (state === history.present.state) return history;
  const last = history.present.edit;
  const joins = merge && edit.kind === 'spend' && last?.kind === 'spend' && last.channel === edit.channel;
  return {
    past: joins ? history.past : [...history.past, history.present].slice(-REMEMBERED),
    present: { state, edit },
    future: [],
  };
}

export function undo({ past, present, future }: HandHistory): HandHistory {
  const before = past.at(-1);
  return before === undefined ? { past, present, future } : { past: past.slice(0, -1), present: before, future: [present, ...future] };
}

export function redo({ past, present, future }: HandHistory): HandHistory {
  const [next, ...rest] = future;
  return next === undefined ? { past, present, future } : { past: [...past, present], present: next, future: rest };
}

/** Goes to the step of this place among all of them, the oldest first. */
export function goTo(history: HandHistory, index: number): HandHistory {
  const steps = [...history.past, history.present, ...history.future];
  const present = steps[index];
  return present === undefined ? history : { past: steps.slice(0, index), present, future: steps.slice(index + 1) };
}

/** Spends while the rest stays: what is held, what stands, else the suggestion. */
export function standingSpend(state: HandState, suggested: Readonly<Record<string, number>>): Record<string, number> {
  return { ...suggested, ...state.standing, ...state.held };
}

/**
 * The edited budget as a scenario for the solver: held channels fixed and the rest found anew, or all of it given.
 * @param spend of all channels as shown, for a rest that stays
 * @param periods that the money of the scenario counts for (`per`)
 */
export function handScenario(base: ModelScenario, state: HandState, spend: Readonly<Record<string, number>>, periods: number): ModelScenario {
  const whole = (money: number): number => money * periods;
  if (state.rest === 'stays') {
    const { dates, per, curve, robust } = base;
    return {
      scenario: { kind: 'given', spend: Object.fromEntries(Object.entries(spend).map(([name, money]) => [name, whole(money)])) },
      ...(dates === undefined ? {} : { dates }), ...(per === undefined ? {} : { per }),
      ...(curve === undefined ? {} : { curve }), ...(robust === undefined ? {} : { robust }),
    };
  }
  const rules = Object.fromEntries(Object.entries(state.held).map(([name, money]) => {
    const { unit, lower, upper } = base.rules?.[name] ?? {};
    return [name, {
      ...(unit === undefined ? {} : { unit }), ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }),
      fixed: whole(money),
    }];
  }));
  const scenario = base.scenario.kind === 'given'
    ? { kind: 'max_response' as const, budget: Object.values(base.scenario.spend).reduce((sum, money) => sum + money, 0) }
    : base.scenario;
  return { ...base, scenario, rules: { ...base.rules, ...rules } };
}

function without(list: readonly string[], name: string): string[] {
  return list.filter((one) => one !== name);
}

function withoutKey(record: Readonly<Record<string, number>>, name: string): Record<string, number> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
}
