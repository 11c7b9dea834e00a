import type { Bounded, Search, SpendBox } from './cutting-planes.ts';
import { hasGap, isChanged, mixture } from './mixture.ts';
import { leastMean } from './risk.ts';

/** A box is not cut nearer to the ends of what its cuts span than this share of it. */
const MARGIN = 0.05;
/** What lies this near to the present spend, as a share of it, is the present spend. */
const SAME = 1e-9;

/**
 * Boxes that together hold every spend of `box`: where the mix of the cuts breaks a limit, apart in the channel that breaks
 * it, else in the channel where the mix promises most over what it keeps. Empty where there is nothing to gain from cutting.
 */
export function splitBox(search: Search, box: SpendBox, { cuts, mix, blend }: Bounded): SpendBox[] {
  const parts = cuts.flatMap(({ spend }, k) => ((mix[k] as number) > 0 ? [{ spend, weight: mix[k] as number }] : []));
  if (parts.length < 2) return [];
  if (mixture(search.problem, cuts.map(({ spend }) => spend), mix) === null) {
    const apart = splitLimit(search, box, parts, blend);
    if (apart.length > 0) return apart;
  }
  return splitCurve(search, box, parts, blend);
}

interface Part {
  spend: Float64Array;
  weight: number;
}

/** Off or on, this step or the next, as it is or changed: the channel in which the parts differ most evenly. */
function splitLimit({ problem: { channels, maxChanged } }: Search, box: SpendBox, parts: readonly Part[], blend: Float64Array): SpendBox[] {
  let most = 0;
  let found: SpendBox[] = [];
  for (const [c, channel] of channels.entries()) {
    const weightOf = (holds: (value: number) => boolean): number => parts.reduce((sum, { spend, weight }) => sum + (holds(spend[c] as number) ? weight : 0), 0);
    const evenness = (share: number): number => Math.min(share, 1 - share);
    const off = hasGap(channel) ? evenness(weightOf((value) => value === 0)) : 0;
    const stepped = channel.step === undefined ? 0 : evenness(weightOf((value) => value > (blend[c] as number)));
    const changed = maxChanged === undefined ? 0 : evenness(weightOf((value) => isChanged(value, channel.spend)));
    const largest = Math.max(off, stepped, changed);
    if (!(largest > most)) continue;
    most = largest;
    found = largest === off ? [below(box, c, 0), above(box, c, Number.MIN_VALUE)]
      : largest === stepped ? [below(box, c, blend[c] as number), above(box, c, blend[c] as number)]
      : around(box, c, channel.spend);
  }
  return found;
}

/**
 * In the channel with the largest Σₖ λₖ·F(sₖ) − F(Σₖ λₖ·sₖ), F its gain under the weights that are worst for the mixed spend:
 * over all channels these add up to at least what the mix promises and does not keep.
 */
function splitCurve(search: Search, box: SpendBox, parts: readonly Part[], blend: Float64Array): SpendBox[] {
  const { weights } = leastMean(search.risk, search.gains.at(blend));
  let most = 0;
  let channel = -1;
  for (let c = 0; c < blend.length; c++) {
    const mixed = parts.reduce((sum, { spend, weight }) => sum + weight * search.gains.channel(c, spend[c] as number, weights), 0);
    const over = mixed - search.gains.channel(c, blend[c] as number, weights);
    if (over > most) [most, channel] = [over, c];
  }
  if (channel < 0) return [];
  const values = parts.map(({ spend }) => spend[channel] as number);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = MARGIN * (high - low);
  const at = Math.min(high - margin, Math.max(low + margin, blend[channel] as number));
  return at > low && at < high ? [below(box, channel, at), above(box, channel, at)] : [];
}

function below(box: SpendBox, channel: number, at: number): SpendBox {
  return { ...box, upper: box.upper.with(channel, Math.min(at, box.upper[channel] as number)) };
}

function above(box: SpendBox, channel: number, at: number): SpendBox {
  return { ...box, lower: box.lower.with(channel, Math.max(at, box.lower[channel] as number)) };
}

/** As it is, less and more; empty where the box holds nothing else. */
function around(box: SpendBox, channel: number, now: number): SpendBox[] {
  const [low, high] = [box.lower[channel] as number, box.upper[channel] as number];
  if (!(high > low)) return [];
  const same = SAME * now;
  return [
    ...(now >= low && now <= high ? [{ lower: box.lower.with(channel, now), upper: box.upper.with(channel, now) }] : []),
    ...(now - same > low ? [below(box, channel, now - same)] : []),
    ...(now + same < high ? [above(box, channel, now + same)] : []),
  ];
}
