import { LEVEL } from '../uncertainty/interval.ts';
import type { SpendFacts } from './spend-facts.ts';
import type { ChannelRecovery, Coverage, NoiseRecovery, Recovery } from './summary.ts';

/** The answer in words. `look`: to be used with care; `fail`: the data cannot tell. */
export interface Verdict {
  level: 'pass' | 'look' | 'fail';
  /** What was found, one or two sentences. */
  text: string;
  /** What to do, one or two sentences; null when it passes. */
  advice: string | null;
}

/** Mean absolute error of a ROAS, relative: up to here budgets can be moved by it, … */
export const ERROR_PASS = 0.3;
/** … up to here its direction is right more often than not. */
export const ERROR_LOOK = 0.6;
/** Mean rank agreement that is called good, and the least. */
export const RANK_PASS = 0.7;
export const RANK_LOOK = 0.4;
/** Intervals that surely hold the truth less often than this mislead. */
const COVERAGE_FAIL = 0.7;
/** Fewer replicates than this say little. */
export const FEW_REPLICATES = 10;
/** The facts of spend that make an effect hard to tell. */
const TOGETHER = 0.75;
const STEADY = 0.3;
const SMALL = 0.03;

const percent = (value: number): string => `${Math.round(value * 100)} %`;

export function channelVerdict(channel: Omit<ChannelRecovery, 'verdict'>, facts: SpendFacts | undefined): Verdict {
  const { relativeError: error, relativeBias: bias, coverage } = channel;
  if (error === null || bias === null) {
    return { level: 'fail', text: 'Nothing was spent in the window, or nothing came of it in any replicate.', advice: 'Leave the channel out, or choose a window in which it ran.' };
  }
  const narrow = coverage !== null && coverage.upper < LEVEL;
  const misleading = narrow && coverage.upper < COVERAGE_FAIL;
  const level = error > ERROR_LOOK || misleading ? 'fail' : error > ERROR_PASS || narrow ? 'look' : 'pass';
  const leaning = Math.abs(bias) > error / 2 && Math.abs(bias) > 0.1 ? `, mostly too ${bias > 0 ? 'high' : 'low'}` : '';
  const text = `Typically ${percent(error)} off${leaning}.${narrow ? ` ${coverageWords(coverage)}` : ''}`;
  return { level, text, advice: level === 'pass' ? null : channelAdvice(facts) };
}

function coverageWords(coverage: Coverage): string {
  return `Intervals too narrow: ${coverage.count} of ${coverage.of} held the truth.`;
}

function channelAdvice(facts: SpendFacts | undefined): string {
  if (facts?.closest && facts.closest.correlation >= TOGETHER) {
    return `Its spend moves with ${facts.closest.name} (correlation ${facts.closest.correlation.toFixed(2)}): run them at different times, or measure one in a lift study.`;
  }
  if (facts !== undefined && facts.variation < STEADY) return 'Its spend hardly varies: pause it for some periods, or measure it in a lift study.';
  if (facts !== undefined && facts.share < SMALL) return 'It is too small to be seen: join it with a similar channel, or measure it in a lift study.';
  return 'Measure it in a lift study, or change its spend more.';
}

export function overallVerdict(
  { replicates, overall, channels, byNoise }: { replicates: number; overall: Recovery; channels: readonly ChannelRecovery[]; byNoise: readonly NoiseRecovery[] },
): Verdict {
  const failing = channels.filter(({ verdict }) => verdict.level === 'fail');
  const rank = overall.rank ?? 0;
  const level = rank < RANK_LOOK || failing.length * 2 > channels.length ? 'fail'
    : rank < RANK_PASS || failing.length > 0 || channels.some(({ verdict }) => verdict.level === 'look') ? 'look' : 'pass';
  const answer = {
    pass: 'These data can answer the question: known effects are found again.',
    look: 'These data answer the question in part.',
    fail: rank >= RANK_PASS ? 'These data tell the order of the channels, but not how large most effects are.'
      : 'These data can hardly answer the question: most known effects are not found again.',
  }[level];
  const order = overall.rank === null ? '' : ` The order of the channels comes out with a rank agreement of ${overall.rank.toFixed(2)} (1 is perfect, 0 is chance).`;
  const off = overall.relativeError === null ? '' : ` Effects are typically ${percent(overall.relativeError)} off.`;
  const few = replicates < FEW_REPLICATES ? ` With ${replicates === 1 ? 'one replicate' : `${replicates} replicates`} this is a first impression only.` : '';
  return { level, text: `${answer}${order}${off}${few}`, advice: level === 'pass' ? null : overallAdvice(channels, byNoise) };
}

function overallAdvice(channels: readonly ChannelRecovery[], byNoise: readonly NoiseRecovery[]): string {
  const worst = channels.filter(({ verdict }) => verdict.level !== 'pass')
    .sort((a, b) => (b.relativeError ?? Infinity) - (a.relativeError ?? Infinity)).slice(0, 2).map(({ name }) => name);
  const quiet = byNoise.find(({ noise }) => noise === 'low');
  const loud = byNoise.find(({ noise }) => noise === 'high');
  const helped = quiet !== undefined && loud !== undefined && quiet.relativeError !== null && quiet.relativeError <= ERROR_PASS
    && (loud.relativeError ?? 0) > ERROR_PASS;
  const first = helped ? 'With little noise it works: add context that explains the response (prices, promotions, weather) and take a longer window.'
    : 'Take a longer window if there is one, and vary the spend on purpose: pauses and steps at different times per channel.';
  return worst.length === 0 ? first : `${first} A lift study on ${worst.join(' or ')} would tell most.`;
}
