import type { MeanTable } from './mean-table.ts';
import type { GroupLimit } from './setup.ts';
import type { Goal } from './walk.ts';
import { roomOf } from './walk.ts';

/**
 * Where spends can't take every amount: uses what is left of a budget (or of a ratio's room) for the next single amount that
 * brings most for its money, and gives back what a target of response can do without; again until nothing fits. Null where nothing did.
 */
export function fill(tables: readonly MeanTable[], goal: Goal, groups: readonly GroupLimit[], start: Float64Array, lower: ArrayLike<number>, upper: ArrayLike<number>): Float64Array | null {
  if (goal.kind === 'budget' && goal.exact) return null;
  const spend = Float64Array.from(start);
  const groupOf = new Map(groups.flatMap((group) => group.members.map((index) => [index, group] as const)));
  let money = 0;
  let response = 0;
  for (const [index, table] of tables.entries()) {
    money += spend[index] as number;
    response += table.mean.value(spend[index] as number);
  }
  let moved = false;
  const direction = goal.kind === 'response' && roomOf(goal, money, response) <= 0 ? -1 : 1;
  for (let step = 0; step < 400; step++) {
    let best = { index: -1, to: 0, value: 0, rate: -Infinity };
    for (const [index, table] of tables.entries()) {
      const at = spend[index] as number;
      const k = table.indexOf(at);
      const to = direction > 0 ? table.spend[k + 1] : table.spend[(table.spend[k] as number) < at ? k : k - 1];
      const cell = direction > 0 || (table.spend[k] as number) < at ? k : k - 1;
      if (to === undefined || table.isJoined(cell) || to > (upper[index] as number) || to < (lower[index] as number)) continue;
      const change = table.mean.value(to) - table.mean.value(at);
      const cost = to - at;
      const rate = direction > 0 ? change / cost : -change / cost;
      const room = roomOf(goal, money + cost, response + change);
      const fits = goal.kind === 'response' ? direction > 0 || room <= 0 : room >= 0 && rate > (goal.kind === 'budget' ? goal.hurdle : 0);
      const group = groupOf.get(index);
      const total = group === undefined ? 0 : cost + group.members.reduce((sum, i) => sum + (spend[i] as number), 0);
      if (!fits || (group !== undefined && (total > group.upper || total < group.lower)) || !(rate > best.rate)) continue;
      best = { index, to, value: change, rate };
    }
    if (best.index < 0) break;
    money += best.to - (spend[best.index] as number);
    response += best.value;
    spend[best.index] = best.to;
    moved = true;
    if (goal.kind === 'response' && direction > 0 && roomOf(goal, money, response) <= 0) break;
  }
  return moved ? spend : null;
}
