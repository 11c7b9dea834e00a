import type { Term } from '../model/prepared.ts';
import { correlation } from './collinearity.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Facts } from './model-input.ts';
import { finding, list, ratio } from './words.ts';

/** A medium active in fewer of the training periods is sparse; our convention. */
const SPARSE = 0.1;
/** Columns this alike can stand for each other (Farrar and Glauber 1967). */
const ALIKE = 0.8;

export interface Cause {
  kind: 'constant' | 'sparse' | 'collinear' | 'sign';
  /** In words, without the name of the term. */
  text: string;
}

export function coefficientFindings(facts: Facts): Diagnostic[] {
  return [withoutEffect(facts), atBounds(facts)];
}

/**
 * Why a coefficient is 0, looked for in this order: its column does not vary in training; it is active too seldom; it is
 * like a column that has an effect; else the limit of its sign holds it, for ridge regression by itself never gives 0.
 */
export function causeOfZero({ prepared, evaluation, design, residuals }: Facts, term: number): Cause {
  const m = design.trainRows;
  const own = trainColumn(design.columns[term], m);
  if ((design.deviations[term] ?? 0) === 0) return { kind: 'constant', text: 'it does not vary in the training periods' };
  const { rows, windowStart } = prepared;
  const raw = prepared.columns.subarray(term * rows + windowStart, term * rows + windowStart + m);
  const active = raw.filter((value) => value !== 0).length;
  if (prepared.media.some((medium) => medium.term === term) && active < SPARSE * m) {
    return { kind: 'sparse', text: `active in ${active} of ${m} periods` };
  }
  const alike = prepared.terms.map(({ name }, j) => ({ name, r: j === term || (evaluation.coefficients[name] ?? 0) === 0 ? 0 : correlation(own, trainColumn(design.columns[j], m)) }))
    .reduce((most, one) => (Math.abs(one.r) > Math.abs(most.r) ? one : most), { name: '', r: 0 });
  if (Math.abs(alike.r) >= ALIKE) return { kind: 'collinear', text: `collinear with ${alike.name} at r = ${ratio(alike.r)}` };
  const pull = correlation(own, residuals);
  return { kind: 'sign', text: `held at the limit of its sign: what the others leave unexplained moves ${pull < 0 ? 'against' : 'with'} it (r = ${ratio(pull)})` };
}

function trainColumn(column: Float64Array | undefined, rows: number): Float64Array {
  return column?.subarray(0, rows) ?? new Float64Array(rows);
}

function withoutEffect(facts: Facts): Diagnostic {
  const { prepared, evaluation } = facts;
  const none = prepared.media.filter(({ name }) => (evaluation.coefficients[name] ?? 0) === 0);
  return finding('channels-without-effect', 'Channels without effect', none.length === 0 ? 'pass' : 'look', {
    figure: `${none.length} of ${prepared.media.length}`,
    text: none.length === 0 ? 'Every channel has an effect.'
      : `The model gives no effect to ${list(none.map(({ name, term }) => `${name} (${causeOfZero(facts, term).text})`))}. That is no proof of none.`,
    advice: 'Before a channel is cut, test it: join it with the one it moves with, or run a lift study.',
  });
}

function atBounds(facts: Facts): Diagnostic {
  const { prepared, evaluation, off } = facts;
  const held = prepared.terms.flatMap((term, j) => {
    if (off.has(term.name)) return [];
    const text = boundOf(term, evaluation.coefficients[term.name] ?? 0);
    return text === null ? [] : [`${term.name} (${text === 'zero' ? causeOfZero(facts, j).text : text})`];
  });
  return finding('coefficients-at-bounds', 'Coefficients at bounds', held.length === 0 ? 'pass' : 'look', {
    figure: held.length === 0 ? null : `${held.length} of ${prepared.terms.length - prepared.media.length}`,
    text: held.length === 0 ? 'No baseline or context coefficient is held by its bound.' : `Held by their bound: ${list(held)}. The data would rather have another sign or size.`,
    advice: 'Check the column for errors; if the sign set for it is only a belief, set it free; leave the term out if it brings nothing.',
  });
}

function boundOf({ kind, sign }: Term, value: number): string | null {
  if (kind === 'baseline') return value === 0 ? 'zero' : Math.abs(value) === 1 ? 'at its largest value, 1' : null;
  return kind === 'context' && sign !== 'free' && value === 0 ? 'zero' : null;
}
