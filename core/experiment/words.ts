import type { Spacing } from '../data/table.ts';
import { changeWords, spanWords as span } from '../report/experiment-words.ts';
import { formatPlain } from '../report/format.ts';
import type { ExperimentDesign } from './experiment.ts';
import { netOf } from './suggest.ts';
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
  const { channel, design, refusal, designs, perfectInformation } = facts;
  if (design !== null) return studySentence(facts, design);
  const sharpest = designs.reduce<ExperimentDesign | null>((best, one) => (best === null || one.liftSpread * best.noise > best.liftSpread * one.noise ? one : best), null);
  switch (refusal) {
    case 'no-effect':
      return `${channel}: no model sees an effect, so that a study could not tell one from another.`;
    case 'settled':
      return `${channel}: no study needed. The best budget is nearly the same whatever its effect turns out to be among these models: knowing it exactly would bring ${plain(perfectInformation)}.`;
    case 'noise':
      return sharpest === null ? `${channel}: no study.` : `${channel}: no study of a sensible size tells enough. Even ${changeWords(sharpest.change)} for ${span(sharpest.periods, facts.spacing)} ${
        between(sharpest)}, and the measurement errs by about ${plain(sharpest.noise)}.`;
    default: {
      const best = designs.reduce<ExperimentDesign | null>((found, one) => (found === null || netOf(one) > netOf(found) ? one : found), null);
      return best === null ? `${channel}: no study.` : `${channel}: a study costs more than it brings. ${capital(changeWords(best.change))} for ${span(best.periods, facts.spacing)} would be worth ${
        plain(best.value)} to the decision and is expected to lose ${plain(best.cost ?? 0)} while it runs.`;
    }
  }
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
