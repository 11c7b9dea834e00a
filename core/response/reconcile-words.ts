import { plural } from '../data/plural.ts';
import type { StepKey } from './reconciliation.ts';

/** What was chosen on the way, as far as words tell of it. */
export interface MadeChoices {
  spacing: string;
  windowPeriods: number;
  todayPeriods: number;
  /** Null where one model decides. */
  models: number | null;
  isRefitted: boolean;
  isOtherCurve: boolean;
}

/** What a step's figure is and why it differs from the one before. @param difference null for the sum over channels, whose causes may differ */
export function stepWords(key: StepKey, difference: number | null, made: MadeChoices): { label: string; why: string } {
  const { spacing, windowPeriods, todayPeriods, models } = made;
  switch (key) {
    case 'contribution':
      return { label: 'Contribution over the window', why: `The sum that the model's page shows, over ${plural(windowPeriods, spacing)}.` };
    case 'mean_response':
      return { label: `Mean response per ${spacing}`, why: `The same, divided by ${plural(windowPeriods, spacing)}.` };
    case 'variation':
      return { label: 'Curve at the mean adstocked spend', why: variationWords(difference, spacing) };
    case 'carryover':
      return { label: 'Curve at the mean spend', why: `The point marked on the model's page. ${carryoverWords(difference)}` };
    case 'refit':
      return { label: 'The same, refitted on all rows', why: 'Tuning left the test period out; before a budget is suggested the coefficients are fitted again with it.' };
    case 'dates':
      return { label: "Curve at today's spend", why: `Today is the mean of the ${plural(todayPeriods, spacing)} that were chosen, not of all ${windowPeriods}.` };
    case 'curve':
      return { label: 'On the curve of steady spend', why: 'What is carried over follows from this spend kept up for long, in place of the mean carry-over there was.' };
    case 'models':
      return { label: models === 1 ? 'By the model that decides' : `Mean over ${plural(models ?? 1, 'model')}`, why: 'The suggestion rests on several plausible models; this is their weighted mean, before it was this model alone.' };
    case 'today':
      return { label: 'Response today in the allocation', why: 'The same figure: allocation, curves and report read it from here.' };
  }
}

/** Jensen's inequality (1906): the mean of a concave function is under the function of the mean. */
function variationWords(difference: number | null, spacing: string): string {
  if (difference === null) return "Spend varies, and the mean of a curve is not the curve at the mean: as steady spend the same money brings more where a curve bends down, less where it bends up (Jensen's inequality).";
  if (difference === 0) return 'Spend does not vary, or has no effect, so the mean of the curve is the curve at the mean.';
  return difference > 0
    ? `Spend varies. The curve bends down, so a strong ${spacing} gains less than a weak one loses: as steady spend the same money brings more (Jensen's inequality).`
    : `Spend varies. On the part of the curve that bends up a strong ${spacing} gains more than a weak one loses: as steady spend the same money brings less (Jensen's inequality).`;
}

function carryoverWords(difference: number | null): string {
  if (difference === 0) return 'Mean spend and mean carry-over add up to the mean adstocked spend, so nothing changes.';
  return `The curve adds all of a spend to the mean carry-over${difference === null ? '; with a delayed adstock (Weibull PDF) only a part of it works at once.' : '; with this adstock only a part of it works at once.'}`;
}
