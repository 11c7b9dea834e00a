import type { Spacing } from '../data/table.ts';
import { changeWords, changingWords, spanWords as span } from '../report/experiment-words.ts';
import { formatPlain } from '../report/format.ts';
import type { ExperimentDesign } from './experiment.ts';
import type { Refusal } from './suggest.ts';

interface SentenceFacts {
  channel: string;
  design: ExperimentDesign | null;
  refusal: Refusal | null;
  designs: readonly ExperimentDesign[];
  changesDecision: number;
  perfectInformation: number;
  periods: number;
  spacing: Spacing;
}

/** What a study of the channel would look like, tell and be worth; or why there is none. Figures to three digits. */
export function adviceSentence(facts: SentenceFacts): string {
  const { channel, design, refusal, designs, perfectInformation, spacing } = facts;
  if (design !== null) return studySentence(facts, design);
  const sharpest = largest(designs, ({ liftSpread, noise }) => (noise > 0 ? liftSpread / noise : 0));
  const dearest = largest(designs, ({ value }) => value);
  const study = (one: ExperimentDesign): string => `${changingWords(one.change)} for ${span(one.periods, spacing)}`;
  if (refusal === 'noise' && sharpest !== null) {
    return `${channel}: no study of a sensible size tells enough. Even with ${study(sharpest)} the models' lifts differ by about ${plain(sharpest.liftSpread)} (from ${
      plain(sharpest.liftLower ?? NaN)} to ${plain(sharpest.liftUpper ?? NaN)}), less than the ${plain(sharpest.noise)} by which the measurement errs.`;
  }
  if (refusal === 'little' && dearest !== null) {
    return `${channel}: no study needed. A study could tell the models apart here, but little hangs on it: the most telling, ${study(dearest)}, would be worth ${plain(dearest.value)}.`;
  }
  if (refusal === 'cost' && dearest !== null) {
    return `${channel}: what would tell enough costs more than it brings. ${capital(study(dearest))} would be worth ${plain(dearest.value)} to the decision and is expected to lose ${plain(dearest.cost ?? 0)} while it runs; smaller studies tell too little.`;
  }
  if (refusal === 'no-effect') return `${channel}: no model sees an effect, so that a study could not tell one from another.`;
  return `${channel}: no study needed. The best budget is nearly the same whatever its effect turns out to be among these models: knowing it exactly would bring ${plain(perfectInformation)}.`;
}

function largest(designs: readonly ExperimentDesign[], by: (design: ExperimentDesign) => number): ExperimentDesign | null {
  return designs.reduce<ExperimentDesign | null>((found, one) => (found === null || by(one) > by(found) ? one : found), null);
}

function studySentence({ channel, changesDecision, perfectInformation, periods, spacing }: SentenceFacts, design: ExperimentDesign): string {
  const share = perfectInformation > 0 ? `, ${percent(design.value / perfectInformation)} of what knowing this channel exactly would bring` : '';
  const cost = (design.cost ?? 0) > 0 ? ` Running it is expected to lose ${plain(design.cost ?? 0)}.` : ' Running it is expected to lose nothing.';
  return `${channel}: ${changeWords(design.change)} for ${span(design.periods, spacing)}. ${capital(between(design))}; the measurement errs by about ${
    plain(design.noise)}. Deciding after it is worth ${plain(design.value)} over ${span(periods, spacing)}${share}, and changes the budget with a chance of ${
    percent(changesDecision)}.${cost}`;
}

/** `the models expect a lift between 12,000 and 95,000` */
function between({ liftLower = NaN, liftUpper = NaN }: ExperimentDesign): string {
  return `the models expect a lift between ${plain(liftLower)} and ${plain(liftUpper)}`;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

function plain(value: number): string {
  const short = Number(value.toPrecision(3));
  return Math.abs(short) < 1000 && Math.abs(short) >= 0.001 ? String(short) : formatPlain(short);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
