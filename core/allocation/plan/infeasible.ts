import { formatPlain } from '../../report/format.ts';
import type { PlanChannelSettings, PlanSettings } from './settings.ts';

/** Why no plan keeps to the settings, in words; null when the totals allow one. */
export function whyInfeasible({ channels, groups, budget, periods }: PlanSettings): string | null {
  for (const channel of channels) {
    const reason = channelReason(channel, periods);
    if (reason !== null) return reason;
  }
  const floor = ({ lower, orOff }: PlanChannelSettings): number => (orOff ? 0 : lower);
  const sum = (of: (channel: PlanChannelSettings) => number, group?: number): number =>
    channels.reduce((total, channel) => (group === undefined || channel.group === group ? total + of(channel) : total), 0);
  for (const [g, { name, lower, upper }] of groups.entries()) {
    const [least, most] = [sum(floor, g), sum((channel) => channel.upper, g)];
    if (least > upper + slack(upper)) return `The channels of ${name} must get at least ${formatPlain(least)} together, over the ${formatPlain(upper)} that the group may have: raise its ceiling or lower their bounds.`;
    if (most < lower - slack(lower)) return `The channels of ${name} can take at most ${formatPlain(most)} together, under the ${formatPlain(lower)} that the group must have: lower its floor or raise their ceilings.`;
  }
  const alone = (of: (channel: PlanChannelSettings) => number): number => channels.reduce((total, channel) => (channel.group < 0 ? total + of(channel) : total), 0);
  const least = alone(floor) + groups.reduce((total, { lower }, g) => total + Math.max(lower, sum(floor, g)), 0);
  const most = alone(({ upper }) => upper) + groups.reduce((total, { upper }, g) => total + Math.min(upper, sum((channel) => channel.upper, g)), 0);
  if (least > budget + slack(budget)) {
    return `The lowest allowed spend over ${periods} periods is ${formatPlain(least)}, over the plan's budget of ${formatPlain(budget)}: raise the budget or lower the bounds of ${largest(channels, floor)}.`;
  }
  if (most < budget - slack(budget)) {
    return `All channels at their limits spend ${formatPlain(most)} over ${periods} periods: ${formatPlain(budget - most)} of the budget of ${formatPlain(budget)} can't be placed. Lower the budget, or raise the bounds or the limits per period of ${largest(channels, ({ upper }) => upper)}.`;
  }
  return null;
}

function channelReason({ name, lower, upper, limits, held, orOff }: PlanChannelSettings, periods: number): string | null {
  const possible = limits.upper * periods;
  if (held || orOff) return null;
  if (lower > possible + slack(possible)) {
    return `${name} must get at least ${formatPlain(lower)}, and at most ${formatPlain(limits.upper)} per period it can take ${formatPlain(possible)} in ${periods}: lower its floor or raise its limit per period.`;
  }
  if (lower > upper + slack(upper)) {
    return `${name} must get at least ${formatPlain(lower)} (its shortest flight of ${Math.min(limits.flight, periods)} periods takes ${formatPlain(limits.lower)} in each), and may have no more than ${formatPlain(upper)}: shorten the flight, lower its least spend or raise its ceiling.`;
  }
  return null;
}

/** Rounding of sums. */
function slack(money: number): number {
  return 1e-9 * Math.abs(money);
}

function largest(channels: readonly PlanChannelSettings[], of: (channel: PlanChannelSettings) => number): string {
  return [...channels].sort((a, b) => of(b) - of(a)).slice(0, 2).map((channel) => `${channel.name} (${formatPlain(of(channel))})`).join(' and ');
}
