import type { Problem } from '../errors.ts';
import { formatPlain } from '../report/format.ts';
import type { LiftStudy, Spec } from './spec.ts';
import type { StudyData } from './study-data.ts';

/** A lift per spend beyond these is more likely a slip of units than an effect. */
const MOST_PER_SPEND = 100;
const LEAST_PER_SPEND = 1 / MOST_PER_SPEND;
/** Where a lift lies when its units are right: part of the response, and revenue per spend. */
const USUAL_SHARE = 0.5;
const USUAL_PER_SPEND = 20;
/** Slips people make: thousands, millions, cents. */
const FACTORS = [100, 1000, 1_000_000];

/** Is the lift in the units of the response? Says which factor would fit, where one does. */
export function liftProblems(spec: Spec, study: LiftStudy, data: StudyData, key: string): Problem[] {
  const { lift } = study;
  const at = `${key}.lift`;
  const spend = study.spend ?? sumOf(data.spend);
  if (lift < 0) {
    const held = [...spec.channels, ...spec.organic].filter(({ name, sign }) => study.channels.includes(name) && sign === 'positive').map(({ name }) => name);
    if (held.length < study.channels.length) return [];
    return [{
      code: 'SPEC_STUDY_NEGATIVE', severity: 'warning', key: at, message: `The lift is negative, but effects of ${held.join(' and ')} are held at 0 or above: no model can reach it.`,
      mend: 'Take the minus away if it is a slip; otherwise set the sign of the channel to "free", or take the study out.',
    }];
  }
  const size = Math.abs(lift);
  const revenue = spec.response.kind === 'revenue';
  if (size > data.response && data.response > 0) {
    // What was sold during the study bounds its immediate effect; later effects may come on top.
    const severity = study.scope === 'immediate' ? 'error' : 'warning';
    const money = !revenue && spend > 0 && size / spend >= LEAST_PER_SPEND * 10 && size / spend <= USUAL_PER_SPEND;
    return [{
      code: 'SPEC_STUDY_TOO_LARGE', severity, key: at,
      message: `The lift of ${formatPlain(lift)} is larger than the whole response in the study's rows (${formatPlain(data.response)}).`,
      mend: money ? 'The response counts conversions, and the lift looks like money: give the number of conversions.' : `${fitting(size, data.response, spend, revenue)}Check units, dates and lift.`,
    }];
  }
  if (!revenue || !(spend > 0) || size === 0) return [];
  const perSpend = size / spend;
  if (perSpend > MOST_PER_SPEND) {
    return [{
      code: 'SPEC_STUDY_UNITS', severity: 'warning', key: at, message: `The lift is ${formatPlain(Math.round(perSpend))} times the spend of ${formatPlain(spend)}.`,
      mend: `${fitting(size, data.response, spend, revenue)}Check the units of lift and spend.`,
    }];
  }
  if (perSpend < LEAST_PER_SPEND) {
    const conversions = Number.isInteger(size) ? ' If it is a number of conversions, multiply it by the revenue of one.' : '';
    return [{
      code: 'SPEC_STUDY_UNITS', severity: 'warning', key: at, message: `The lift is under 1/100 of the spend of ${formatPlain(spend)}, and the response is revenue.`,
      mend: `${fitting(size, data.response, spend, revenue)}Check the units.${conversions}`,
    }];
  }
  return [];
}

/** The smallest factor that brings the lift where lifts usually are, in words; nothing when none does. */
function fitting(size: number, response: number, spend: number, revenue: boolean): string {
  const fits = (value: number): boolean => value <= USUAL_SHARE * response
    && (!revenue || !(spend > 0) || (value / spend <= USUAL_PER_SPEND && value / spend >= 1 / USUAL_PER_SPEND));
  for (const factor of FACTORS) {
    if (fits(size / factor)) return `Divided by ${formatPlain(factor)} it would fit. `;
    if (fits(size * factor)) return `Times ${formatPlain(factor)} it would fit. `;
  }
  return '';
}

function sumOf(values: Map<string, number>): number {
  return [...values.values()].reduce((a, b) => a + b, 0);
}
