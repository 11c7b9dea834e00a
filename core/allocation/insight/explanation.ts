import type { CurveKind, Limit, Objective } from '../problem.ts';

/** Why a channel gets what it gets, in a sentence with figures. */
export interface ChannelExplanation {
  channel: string;
  direction: 'up' | 'down' | 'same';
  sentence: string;
  /** Weight of the models whose own best moves it the same way, 0..1; null with one model. */
  agreement: number | null;
}

/** What is changed, for whoever wants to do the same. */
export type AssumptionChange =
  /** Money per period. */
  | { kind: 'budget'; budget: number }
  /** Bounds so many times as far from today's spend. */
  | { kind: 'bounds'; factor: number }
  /** A limit that holds the channel, taken away. */
  | { kind: 'limit'; channel: string; limit: Limit }
  | { kind: 'group'; name: string }
  /** All channels may change. */
  | { kind: 'changes' }
  | { kind: 'objective'; objective: Objective }
  | { kind: 'model'; id: string }
  | { kind: 'effect'; channel: string; factor: number }
  | { kind: 'curve'; curve: CurveKind };

/** How the suggestion and its response would change if an assumption were another. Response per period. */
export interface SensitivityRow {
  what: AssumptionChange;
  assumption: string;
  /** What it is changed to, in words. */
  change: string;
  status: 'optimal' | 'infeasible';
  /** Empty where it cannot be met; the figures are then 0. */
  spend: Record<string, number>;
  response: number;
  /** Against what the suggestion brings under the same changed assumption. */
  difference: number;
  /** Half of the sum of absolute changes of spend: money that goes elsewhere. */
  moved: number;
}
