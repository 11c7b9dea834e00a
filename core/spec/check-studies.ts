import { isoFromDays } from '../data/calendar.ts';
import { plural } from '../data/plural.ts';
import type { Spacing, Table } from '../data/table.ts';
import type { Problem } from '../errors.ts';
import { formatPlain } from '../report/format.ts';
import type { LiftStudy, Spec } from './spec.ts';
import { studyData, type StudyData } from './study-data.ts';
import { liftProblems } from './study-units.ts';

/** A study's spend may differ from the table's by this part before it is pointed out. */
const SPEND_TOLERANCE = 0.1;

/**
 * Lift studies and curves measured elsewhere against window and table: dates, overlaps, spend, units. `dates`: of the
 * table, days since 1970-01-01, ascending; the window holds at least one of them.
 */
export function checkStudies(spec: Spec, table: Table, dates: Int32Array, spacing: Spacing): Problem[] {
  return [
    ...spec.calibration.flatMap((study, i) => {
      const data = studyData(spec, study, table, dates, spacing);
      const key = `calibration[${i}]`;
      if (!data.inside) return [outside(study, data, key)];
      return [
        ...shortProblems(data, key, spacing), ...overlapProblems(spec.calibration, i, key), ...spendProblems(study, data, key),
        ...liftProblems(spec, study, data, key),
      ];
    }),
    ...curveProblems(spec),
  ];
}

function warning(code: string, key: string, message: string, mend: string): Problem {
  return { code, severity: 'warning', key, message, mend };
}

function outside(study: LiftStudy, { from, first, last }: StudyData, key: string): Problem {
  return {
    code: 'SPEC_STUDY_OUTSIDE', severity: 'error', key: from < first ? `${key}.from` : `${key}.to`,
    message: `The study runs from ${study.from} to ${study.to}, the modelled rows from ${isoFromDays(first)} to ${isoFromDays(last)}.`,
    mend: 'Widen the window to hold the study, or take the study out.',
  };
}

function shortProblems({ from, to, periodDays }: StudyData, key: string, spacing: Spacing): Problem[] {
  const days = to - from + 1;
  if (days >= periodDays) return [];
  return [warning('SPEC_STUDY_SHORT', `${key}.to`, `The study covers ${plural(days, 'day')} and a row of the table a whole ${spacing}: the model has no more to offer than ${
    days}/${periodDays} of that ${spacing}.`, `Give the lift of a whole ${spacing} if you have it, or a low confidence.`)];
}

/** The same effect counted twice weighs twice. Immediate and total are two answers, so they may share their dates. */
function overlapProblems(studies: readonly LiftStudy[], index: number, key: string): Problem[] {
  const study = studies[index];
  if (study === undefined) return [];
  return studies.slice(0, index).flatMap((other, k) => {
    const shared = study.channels.filter((name) => other.channels.includes(name));
    if (shared.length === 0 || other.scope !== study.scope || study.from > other.to || other.from > study.to) return [];
    const same = study.from === other.from && study.to === other.to && study.lift === other.lift;
    return [same
      ? warning('SPEC_STUDY_OVERLAP', key, `It says the same as study ${k + 1}, so that result counts twice.`, 'Take one of them out.')
      : warning('SPEC_STUDY_OVERLAP', `${key}.from`, `Study ${k + 1} measured ${shared.join(' and ')} in part of the same days (${
        study.from > other.from ? study.from : other.from} to ${study.to < other.to ? study.to : other.to}), so these days count twice.`,
        'Check the dates; if both are right, lower the confidence of the weaker one.')];
  });
}

function spendProblems(study: LiftStudy, data: StudyData, key: string): Problem[] {
  const { paid, organic, spend } = data;
  const problems: Problem[] = [];
  if (paid.length > 0 && organic.length > 0) {
    problems.push(warning('SPEC_STUDY_MIXED', `${key}.channels`, `${organic.join(' and ')} ${organic.length === 1 ? 'has' : 'have'} no spend, so the lift per spend of this group says too much of ${
      paid.join(' and ')}.`, 'Enter them as studies of their own if the experiment tells them apart.'));
  }
  const idle = paid.filter((name) => spend.get(name) === 0);
  if (idle.length > 0) {
    problems.push(warning('SPEC_STUDY_IDLE', `${key}.channels`, `The table has no spend of ${idle.join(' and ')} within the study, so no model finds an immediate effect there.`,
      'Check the dates and the channels of the study.'));
  }
  if (study.spend === undefined) return problems;
  const at = `${key}.spend`;
  if (paid.length === 0) {
    if (study.spend > 0) {
      problems.push(warning('SPEC_STUDY_SPEND', at, `The study says ${formatPlain(study.spend)} was spent, but ${organic.join(' and ')} has no spend in the table.`,
        'Leave the spend empty, or check the channels.'));
    }
    return problems;
  }
  if (idle.length === paid.length && study.spend === 0) return problems;
  if (study.spend === 0) {
    problems.push(warning('SPEC_STUDY_NO_SPEND', at, `The study says nothing was spent on ${paid.join(' and ')}, the table has ${formatPlain(data.spendDated)}.`,
      'Give what was spent, or leave it empty to take the spend of the table.'));
    return problems;
  }
  // A study may end on the date of its last row or on the last day of that row's period: either may be meant.
  const nearest = [data.spendDated, data.spendByDay].toSorted((a, b) => Math.abs(a - (study.spend ?? 0)) - Math.abs(b - (study.spend ?? 0)))[0] ?? 0;
  if (Math.abs(nearest - study.spend) > SPEND_TOLERANCE * study.spend) {
    problems.push(warning('SPEC_STUDY_SPEND', at, `The study says ${formatPlain(study.spend)} was spent, the table has ${formatPlain(nearest)} in its rows.`,
      'Check dates, channels and spend of the study.'));
  }
  return problems;
}

/** A curve by itself changes nothing: its ranges have to stand with the hyperparameters. */
function curveProblems(spec: Spec): Problem[] {
  return spec.curves.flatMap(({ channel }, i) => {
    const ranges = Object.hasOwn(spec.hyperparameters, channel) ? spec.hyperparameters[channel] : undefined;
    const twice = spec.curves.findIndex((other) => other.channel === channel) < i;
    return [
      ...(ranges?.alpha === undefined || ranges.gamma === undefined ? [warning('SPEC_CURVE_UNUSED', `curves[${i}]`,
        `The curve of ${channel} has not set the ranges of alpha and gamma yet.`, `Use its ranges in Setup, Lift studies, or write alpha and gamma in hyperparameters.${channel}.`)] : []),
      ...(twice ? [warning('SPEC_CURVE_TWICE', `curves[${i}].channel`, `There is more than one curve of ${channel}; the ranges used last stand.`, 'Keep the better one.')] : []),
    ];
  });
}
