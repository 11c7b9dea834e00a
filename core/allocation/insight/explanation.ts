/** Why a channel gets what it gets, in a sentence with figures. */
export interface ChannelExplanation {
  channel: string;
  direction: 'up' | 'down' | 'same';
  sentence: string;
  /** Weight of the models whose own best moves it the same way, 0..1; null with one model. */
  agreement: number | null;
}

/** How the suggestion and its response would change if an assumption were another. Response per period. */
export interface SensitivityRow {
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
