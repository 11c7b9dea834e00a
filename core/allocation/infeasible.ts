import { formatPlain } from '../report/format.ts';
import type { Box } from './branch.ts';
import { responseAt } from './curve.ts';
import { demandAt, envelopeOf } from './envelope.ts';
import type { AllocationChannel, Scenario } from './problem.ts';

/** The spend to show in place of a solution, and why there is none. */
type Nearest = [spend: number[], reason: string];

/** The bounds don't let the sum reach the budget: every channel at the bound that is nearer to it. */
export function explainBudget(channels: readonly AllocationChannel[], boxes: readonly Box[], budget: number): Nearest {
  const lowest = boxes.map((box) => box.lower);
  if (sum(lowest) > budget) {
    return [lowest, `The lowest allowed spend is ${formatPlain(sum(lowest))}, over the budget of ${formatPlain(budget)}: `
      + `raise the budget or lower the bounds of ${largest(channels, lowest, 'at least')}.`];
  }
  const highest = boxes.map((box) => box.upper);
  return [highest, `The highest allowed spend is ${formatPlain(sum(highest))}, under the budget of ${formatPlain(budget)}: `
    + `${formatPlain(budget - sum(highest))} of it can't be placed. Lower the budget or raise the ceilings of ${largest(channels, highest, 'at most')}.`];
}

/** No spend within the bounds is efficient enough: the most efficient one. */
export function explainTarget(
  channels: readonly AllocationChannel[], boxes: readonly Box[],
  scenario: Extract<Scenario, { kind: 'target_efficiency' }>, best: number[],
): Nearest {
  const response = boxes.reduce((total, { curve }, index) => total + responseAt(curve, best[index] ?? 0), 0);
  const money = sum(best);
  const lowest = boxes.map((box) => box.lower);
  const figure = scenario.metric === 'roas'
    ? `The best ROAS within the bounds is ${ratio(response, money)}, under the target of ${formatPlain(scenario.target)}`
    : `The best CPA within the bounds is ${ratio(money, response)}, over the target of ${formatPlain(scenario.target)}`;
  return [best, `${figure}: relax the target or lower the bounds of ${largest(channels, lowest, 'at least')}.`];
}

/**
 * Spend with the largest Σresponse/Σspend. For a ratio t, Σ(f − t·s) is largest channel by channel, on the
 * envelopes; t is raised to the ratio found until it no longer rises (Dinkelbach 1967), which it does faster
 * than linearly from below.
 */
export function bestEfficiency(boxes: readonly Box[]): number[] {
  const envelopes = boxes.map(({ curve, lower, upper }) => envelopeOf(curve, lower, upper));
  let best = boxes.map((box) => box.upper);
  let ratio = -Infinity;
  for (let step = 0; step < 100; step++) {
    const response = boxes.reduce((total, { curve }, index) => total + responseAt(curve, best[index] ?? 0), 0);
    const found = response / sum(best);
    if (!(found > ratio) || !Number.isFinite(found) || found <= 0) break;
    ratio = found;
    best = envelopes.map((envelope) => demandAt(envelope, Math.log(found), 'low'));
  }
  return best;
}

/** `tv (at least 40,000) and search (at least 21,000)`: the channels that hold most of it. */
function largest(channels: readonly AllocationChannel[], money: readonly number[], word: string): string {
  const order = channels.map((channel, index) => ({ name: channel.name, money: money[index] ?? 0 }))
    .sort((a, b) => b.money - a.money).slice(0, 3).map((item) => `${item.name} (${word} ${formatPlain(item.money)})`);
  const last = order.pop() ?? 'the channels';
  return order.length === 0 ? last : `${order.join(', ')} and ${last}`;
}

function ratio(a: number, b: number): string {
  return b === 0 ? 'undefined' : formatPlain(a / b);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
