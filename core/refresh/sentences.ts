import { createFormat } from '../report/format.ts';
import type { Cause, Change } from './changes.ts';

type Measure = 'roi' | 'cpa' | 'share';

const NAMES: Readonly<Record<Measure, string>> = { roi: 'ROAS', cpa: 'CPA', share: 'share of the response' };
const CAUSE_WORDS: Readonly<Record<Cause, string>> = {
  data: 'the new table read over the old window', window: 'the new window', parameters: 'the new parameters',
};
const { ratio } = createFormat('en', null);
/** A relative change under this is not worth a cause. */
const HARDLY = 0.02;

/** One sentence: what the figure did and which cause did most of it; a second one when causes worked against each other. */
export function describeChange(name: string, change: Change, measure: Measure): string {
  const { before, after } = change;
  const what = `${name}: ${NAMES[measure]}`;
  if (before === null && after === null) return `${name}: no ${NAMES[measure]} in either model, for it has no effect or no spend.`;
  if (before === null) return `${what} is ${show(after, measure)} now; the earlier model had none.`;
  if (after === null) return `${what} was ${show(before, measure)}; the new model has none, for it finds no effect or no spend.`;
  const whole = after - before;
  const parts = (['data', 'window', 'parameters'] as const).map((cause) => ({ cause, part: change[cause] ?? 0 }))
    .sort((a, b) => Math.abs(b.part) - Math.abs(a.part));
  const [most, second] = parts;
  const scale = Math.max(Math.abs(before), Math.abs(after));
  if (most === undefined || second === undefined || scale === 0 || Math.abs(most.part) <= HARDLY * scale) {
    return `${what} hardly changed: ${show(before, measure)} before, ${show(after, measure)} now.`;
  }
  const against = parts.filter(({ part }) => part * most.part < 0 && Math.abs(part) > HARDLY * scale);
  const counter = against.length === 0 ? ''
    : ` ${capital(list(against.map(({ cause, part }) => `${CAUSE_WORDS[cause]} (${signed(part, measure, scale)})`)))} worked against that.`;
  if (Math.abs(whole) <= HARDLY * scale) {
    return `${what} is nearly the same, ${show(before, measure)} before and ${show(after, measure)} now, but only because causes cancel out: `
      + `${CAUSE_WORDS[most.cause]} ${signed(most.part, measure, scale)}, ${CAUSE_WORDS[second.cause]} ${signed(second.part, measure, scale)}.`;
  }
  if (most.part * whole < 0) {
    // The two others together outweigh the largest one.
    const others = parts.filter(({ part }) => part * whole > 0);
    return `${what} ${moved(whole)} from ${show(before, measure)} to ${show(after, measure)} by ${list(others.map(({ cause, part }) => `${CAUSE_WORDS[cause]} (${signed(part, measure, scale)})`))}, `
      + `against ${CAUSE_WORDS[most.cause]} (${signed(most.part, measure, scale)}).`;
  }
  return `${what} ${moved(whole)} from ${show(before, measure)} to ${show(after, measure)}, mostly by ${CAUSE_WORDS[most.cause]} (${signed(most.part, measure, scale)}).${counter}`;
}

function moved(whole: number): string {
  return whole > 0 ? 'rose' : 'fell';
}

function show(value: number | null, measure: Measure, scale = Math.abs(value ?? 0)): string {
  if (value === null) return 'none';
  return measure === 'share' ? `${(100 * value).toFixed(1)} %` : figure(value, scale);
}

function signed(value: number, measure: Measure, scale: number): string {
  const size = measure === 'share' ? `${(100 * Math.abs(value)).toFixed(1)} points` : figure(Math.abs(value), scale);
  return `${value < 0 ? '−' : '+'}${size}`;
}

function list(words: readonly string[]): string {
  return words.join(' and ');
}

/** As many decimals as the larger of two figures asks for, so that parts line up with what they are parts of. */
function figure(value: number, scale: number): string {
  return scale >= 0.1 && scale < 1000 ? value.toFixed(2) : ratio(value);
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
