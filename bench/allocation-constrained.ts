import type { AllocationChannel, AllocationProblem, ChannelGroup, Scenario } from '../core/allocation/problem.ts';
import { allocate } from '../core/allocation/solve.ts';
import type { Generator } from '../core/random/generator.ts';
import { streamFor } from '../core/random/stream.ts';
import { budgetBetween, modelsAround, responses, scored, wildChannels } from './allocation-problems.ts';

export interface Checked {
  kind: string;
  problems: number;
  feasible: number;
  /** Largest share by which exhaustive search was better, and by which a limit was missed. */
  beaten: number;
  missed: number;
  /** Exhaustive search better than the proven bound: must be none. */
  wrongBounds: number;
  /** Called infeasible where exhaustive search found a spend. */
  wrongRefusals: number;
  gap: number;
  median: number;
  slowest: number;
}

const KINDS = ['steps', 'off or on', 'groups', 'changes', 'models', 'everything'] as const;

/** Random problems with rules, small enough to look through all spends on a grid; where spends are steps the grid is all there is. */
export function checkConstrained(rounds: number, seed = 5): Checked[] {
  return KINDS.map((kind, k) => {
    const random = streamFor(seed, k);
    const times: number[] = [];
    const out: Checked = { kind, problems: rounds, feasible: 0, beaten: 0, missed: 0, wrongBounds: 0, wrongRefusals: 0, gap: 0, median: 0, slowest: 0 };
    for (let round = 0; round < rounds; round++) {
      const problem = randomProblem(random, kind);
      const start = performance.now();
      const answer = allocate(problem);
      times.push(performance.now() - start);
      const brute = exhaustive(problem);
      if (answer.status === 'infeasible') {
        if (brute > -Infinity) out.wrongRefusals++;
        continue;
      }
      out.feasible++;
      const { scenario } = problem;
      const value = valueOf(problem, answer.total.spend, answer.total.response);
      const size = scenario.kind === 'target_response' ? answer.total.spend : Math.abs(answer.upperBound);
      const bound = scenario.kind === 'target_response' ? -(answer.leastSpend ?? 0) : answer.upperBound - (answer.total.response - value);
      if (brute > value) out.beaten = Math.max(out.beaten, (brute - value) / Math.max(size, 1e-9));
      if (brute > bound + 1e-9 * size) out.wrongBounds++;
      out.gap = Math.max(out.gap, answer.gap);
      out.missed = Math.max(out.missed, missedBy(problem, answer.spend));
    }
    times.sort((a, b) => a - b);
    return { ...out, median: times[times.length >> 1] ?? 0, slowest: times.at(-1) ?? 0 };
  });
}

function valueOf({ scenario }: AllocationProblem, money: number, response: number): number {
  if (scenario.kind === 'target_response') return -money;
  if (scenario.kind === 'hurdle') return response - scenario.hurdle * money;
  return scenario.kind === 'target_efficiency' && scenario.basis === 'marginal' ? response - scenario.target * money : response;
}

function randomProblem(random: Generator, kind: (typeof KINDS)[number]): AllocationProblem {
  const count = 2 + random.integer(3);
  const all = kind === 'everything';
  const channels = wildChannels(random, count).map((channel, index): AllocationChannel => ({
    ...channel,
    ...(kind === 'steps' || (all && random.uniform() < 0.5) ? { step: (channel.spend * (channel.upper - channel.lower)) / (4 + random.integer(20)) } : {}),
    ...((kind === 'off or on' && random.uniform() < 0.7) || (all && random.uniform() < 0.3) ? { orOff: true } : {}),
    ...(all && index === 0 && random.uniform() < 0.2 ? { fixed: channel.spend } : {}),
  }));
  const members = channels.slice(0, Math.min(channels.length, 2));
  const least = budgetBetween(members, 0);
  const most = budgetBetween(members, 1);
  const groups: ChannelGroup[] = [{
    name: 'g', channels: members.map(({ name }) => name), unit: 'money', lower: least + 0.3 * random.uniform() * (most - least), upper: most - 0.4 * random.uniform() * (most - least),
  }];
  const withModels = kind === 'models' || all ? { models: modelsAround(random, channels, 3) } : {};
  return {
    channels, scenario: randomScenario(random, channels), ...withModels,
    ...(kind === 'groups' || (all && random.uniform() < 0.5) ? { groups } : {}),
    ...(kind === 'changes' || (all && random.uniform() < 0.5) ? { maxChanged: 1 + random.integer(count) } : {}),
  };
}

function randomScenario(random: Generator, channels: readonly AllocationChannel[]): Scenario {
  const now = channels.reduce((sum, { coefficient }) => sum + coefficient, 0);
  const ratio = (now / budgetBetween(channels, 0.5)) * (0.1 + 0.6 * random.uniform());
  switch (random.integer(5)) {
    case 0: return { kind: 'max_response', budget: budgetBetween(channels, 0.05 + 0.9 * random.uniform()) };
    case 1: return { kind: 'target_response', response: now * (0.1 + 0.7 * random.uniform()) };
    case 2: return { kind: 'hurdle', hurdle: ratio };
    case 3: return { kind: 'hurdle', hurdle: ratio / 2, budget: budgetBetween(channels, 0.1 + 0.8 * random.uniform()) };
    default: return { kind: 'target_efficiency', metric: 'roas', target: ratio, ...(random.uniform() < 0.4 ? { basis: 'marginal' as const } : {}) };
  }
}

/** Spends of one channel: all there are with steps, else evenly spaced ones; always with 0 where off and the present spend where it may stay. */
function gridOf({ spend, lower, upper, fixed, step, orOff }: AllocationChannel, points: number, stays: boolean): number[] {
  if (fixed !== undefined) return [fixed];
  const [low, high] = [spend * lower, spend * upper];
  const own = step === undefined ? Array.from({ length: points + 1 }, (_, k) => low + ((high - low) * k) / points)
    : Array.from({ length: Math.floor(high / step + 1e-9) + 1 }, (_, k) => k * step).filter((value) => value >= low * (1 - 1e-9));
  return [...new Set([...(orOff === true ? [0] : []), ...own, ...(stays && spend >= low && spend <= high ? [spend] : [])])];
}

/** Best value of all combinations; in a budget that must be spent the last channel that may takes the rest. */
function exhaustive(problem: AllocationProblem): number {
  const { channels, scenario, groups, maxChanged } = problem;
  const uneven = channels.some(({ step, orOff, fixed }) => fixed === undefined && (step !== undefined || orOff === true));
  const exact = scenario.kind === 'max_response' && !uneven;
  const points = channels.length <= 2 ? 300 : channels.length === 3 ? 60 : 20;
  const grid = channels.map((channel) => gridOf(channel, points, maxChanged !== undefined));
  const values = responses(problem, grid);
  const group = groups?.[0];
  const inGroup = channels.map(({ name }) => group?.channels.includes(name) === true);
  const last = channels.at(-1);
  let best = -Infinity;
  const visit = (index: number, money: number, response: number, own: number, changed: number): void => {
    if (changed > (maxChanged ?? Infinity)) return;
    if (index === channels.length) {
      if (group !== undefined && (own < (group.lower ?? 0) * (1 - 1e-12) || own > (group.upper ?? Infinity) * (1 + 1e-12))) return;
      best = Math.max(best, scored(scenario, money, response));
      return;
    }
    const channel = channels[index] as AllocationChannel;
    if (exact && channel === last && channel.fixed === undefined) {
      const rest = scenario.budget - money;
      const fits = rest >= channel.spend * channel.lower && rest <= channel.spend * channel.upper;
      if (fits) visit(index + 1, scenario.budget, response + (responses(problem, [...channels.slice(0, -1).map(() => []), [rest]])[index]?.[0] ?? 0), own + (inGroup[index] === true ? rest : 0), changed + (rest === channel.spend ? 0 : 1));
      return;
    }
    for (const [k, spend] of (grid[index] as number[]).entries()) {
      visit(index + 1, money + spend, response + ((values[index] as Float64Array)[k] as number), own + (inGroup[index] === true ? spend : 0), changed + (spend === channel.spend ? 0 : 1));
    }
  };
  visit(0, 0, 0, 0, 0);
  return best;
}

/** Largest share by which a bound, group, step or budget is missed; 1 for too many changes. */
function missedBy({ channels, groups, maxChanged, scenario }: AllocationProblem, spend: Readonly<Record<string, number>>): number {
  let most = 0;
  let changed = 0;
  for (const { name, spend: now, lower, upper, fixed, step, orOff } of channels) {
    const at = spend[name] ?? NaN;
    const unit = Math.max(1, now);
    if (at !== now) changed++;
    if (fixed !== undefined) most = Math.max(most, Math.abs(at - fixed) / unit);
    else if (!(orOff === true && at === 0)) {
      most = Math.max(most, (now * lower - at) / unit, (at - now * upper) / unit);
      if (step !== undefined && !(maxChanged !== undefined && at === now)) most = Math.max(most, Math.abs(at / step - Math.round(at / step)));
    }
  }
  for (const group of groups ?? []) {
    const total = group.channels.reduce((sum, name) => sum + (spend[name] ?? 0), 0);
    most = Math.max(most, ((group.lower ?? 0) - total) / total, (total - (group.upper ?? Infinity)) / total);
  }
  const total = Object.values(spend).reduce((sum, value) => sum + value, 0);
  if ((scenario.kind === 'max_response' || scenario.kind === 'hurdle') && scenario.budget !== undefined) most = Math.max(most, (total - scenario.budget) / scenario.budget);
  return changed > (maxChanged ?? Infinity) ? 1 : most;
}
