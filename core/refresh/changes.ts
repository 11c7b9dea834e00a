import type { Evaluation } from '../model/evaluation.ts';
import type { PreparedData, TermKind } from '../model/prepared.ts';
import { meanSpend as channelMeanSpend } from '../model/spend.ts';
import type { ResponseKind } from '../spec/spec.ts';
import { describeChange } from './sentences.ts';
import { sharesOf } from './spec.ts';

/**
 * Why a refreshed model says something else than the one before it. The way from the old model to the new one is gone
 * in three steps, each evaluated: another table (old window, old parameters), another window (old parameters), other
 * parameters. What a figure changes by in each step is that cause's part; the parts add up to the whole change.
 * As in any such decomposition, parts depend on the order of the steps, which is the order in which things happened.
 */
export type Cause = 'data' | 'window' | 'parameters';
export const CAUSES: readonly Cause[] = ['data', 'window', 'parameters'];

/** One of the four models on the way. */
export interface ModelState {
  evaluation: Pick<Evaluation, 'contribution' | 'roi' | 'cpa'>;
  /** Mean spend per period of the window, by paid channel. */
  spend: Record<string, number>;
}

export interface ModelStates {
  old: ModelState;
  /** Old parameters and window on the new table. */
  data: ModelState;
  /** Old parameters on the new table and window. */
  window: ModelState;
  now: ModelState;
}

/** A figure in both models; null where it is not defined. A part is null when it cannot be told. */
export interface Change extends Record<Cause, number | null> {
  before: number | null;
  after: number | null;
}

export interface EffectChange {
  /** Name of the group of terms, `(intercept)` included. */
  name: string;
  kind: TermKind | 'intercept';
  /** Share of the summed prediction. */
  share: Change;
  /** ROAS, or CPA for conversions; paid channels only. */
  efficiency: Change | null;
  /** Mean per period in currency; paid channels only. */
  spend: Change | null;
  /** What changed most, and why. */
  sentence: string;
}

/** Mean spend per period over the window, by paid channel. */
export function meanSpend(prepared: Pick<PreparedData, 'media' | 'spend' | 'rows' | 'windowStart' | 'windowRows'>): Record<string, number> {
  return Object.fromEntries(prepared.media.filter(({ kind }) => kind === 'paid').map(({ name }, i) => [name, channelMeanSpend(prepared, i)]));
}

/** One row per effect that either model has: paid channels first, then as the new model has them. */
export function effectChanges(states: ModelStates, terms: PreparedData['terms'], responseKind: ResponseKind): EffectChange[] {
  const shares = byState(states, ({ evaluation }) => sharesOf(evaluation));
  const measure = responseKind === 'revenue' ? 'roi' : 'cpa';
  const kinds = new Map(terms.map(({ group, kind }) => [group, kind]));
  const names = [...new Set([...Object.keys(states.now.evaluation.contribution), ...Object.keys(states.old.evaluation.contribution)])];
  const effects = names.map((name): EffectChange => {
    const isPaid = Object.hasOwn(states.now.spend, name) || Object.hasOwn(states.old.spend, name);
    // A term that a model does not have has no part in its prediction.
    const share = change(byState(shares, (state) => state[name] ?? 0));
    const efficiency = isPaid ? change(byState(states, ({ evaluation }) => evaluation[measure][name] ?? null)) : null;
    const kind = name === '(intercept)' ? 'intercept' : isPaid ? 'paid' : kinds.get(name) ?? 'context';
    const spend = isPaid ? change(byState(states, (state) => state.spend[name] ?? 0)) : null;
    return { name, kind, share, efficiency, spend, sentence: describeChange(name, efficiency ?? share, efficiency === null ? 'share' : measure) };
  });
  return [...effects.filter(({ kind }) => kind === 'paid'), ...effects.filter(({ kind }) => kind !== 'paid')];
}

function byState<S, T>(states: { old: S; data: S; window: S; now: S }, value: (state: S) => T): { old: T; data: T; window: T; now: T } {
  return { old: value(states.old), data: value(states.data), window: value(states.window), now: value(states.now) };
}

function change({ old, data, window, now }: { old: number | null; data: number | null; window: number | null; now: number | null }): Change {
  const step = (from: number | null, to: number | null): number | null => (from === null || to === null ? null : to - from);
  return { before: old, after: now, data: step(old, data), window: step(data, window), parameters: step(window, now) };
}
