import type { AllocationProblem } from '../../allocation/problem.ts';
import { moneyBounds } from './money-bounds.ts';
import { marginalOf } from './spend-outcome.ts';

/** Into so many pieces is the money that has to move divided: fine enough for the eye, quick enough for a drag. */
const PIECES = 120;

/**
 * A first idea of how the rest makes room for channels that are held, while the solver is being asked: piece by piece the
 * money comes from where it brings least, or goes to where it brings most, within bounds (greedy marginal allocation; Fox
 * 1966 for concave curves). Groups, steps and switching off are left to the solver.
 * @param from spend per period to start from, money per period
 * @param held spend of the channels that do not give way
 * @returns spend of every channel; its sum is that of `from` as far as the bounds let it
 */
export function rebalanced(problem: AllocationProblem, from: Readonly<Record<string, number>>, held: Readonly<Record<string, number>>): Record<string, number> {
  const total = problem.channels.reduce((sum, { name, spend }) => sum + (from[name] ?? spend), 0);
  const spend = Object.fromEntries(problem.channels.map((channel) => [channel.name, held[channel.name] ?? from[channel.name] ?? channel.spend]));
  const missing = total - Object.values(spend).reduce((sum, money) => sum + money, 0);
  const sign = Math.sign(missing);
  const free = problem.channels.filter(({ name }) => held[name] === undefined).map((channel) => {
    const [lower, upper] = moneyBounds(channel, total);
    const money = spend[channel.name] ?? 0;
    const bound = sign > 0 ? upper : lower;
    return { channel, bound, room: sign * (bound - money), worth: marginalOf(problem, channel, money) };
  });
  let left = Math.abs(missing);
  const piece = left / PIECES;
  // A channel that meets its bound takes less than a piece, at most once each.
  for (let step = 0; step < PIECES + free.length && left > 0; step += 1) {
    const next = free.filter(({ room }) => room > 0)
      .reduce<(typeof free)[number] | null>((best, one) => (best === null || sign * one.worth > sign * best.worth ? one : best), null);
    if (next === null) break;
    const { channel, bound, room } = next;
    const moved = Math.min(piece, room, left);
    const money = moved === room ? bound : (spend[channel.name] ?? 0) + sign * moved;
    spend[channel.name] = money;
    next.room = sign * (bound - money);
    next.worth = marginalOf(problem, channel, money);
    left -= moved;
  }
  return spend;
}
