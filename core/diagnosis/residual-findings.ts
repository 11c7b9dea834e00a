import { plural } from '../data/plural.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Facts } from './model-input.ts';
import { findLevelShift, SHIFT_CRITICAL } from './level-shift.ts';
import { autocorrelations, breuschPagan, durbinWatson, jarqueBera, ljungBox, ljungBoxLags, normalScores } from './residual-tests.ts';
import { amount, chance, day, finding, list, percent, ratio } from './words.ts';

/** A chance under this is worth a look; with several tests on a page one in twenty good models shows it in each. */
const SIGNIFICANT = 0.05;
/** Lags of the plot: half a year of weeks. */
const PLOTTED_LAGS = 26;
/** |studentised residual|: 3.5 as Iglewicz and Hoaglin (1993) advise for outliers; a normal one passes it once in 2,100. */
const OUTLIER = 3.5;
/** Cook's distance: 0.5 is worth a look, 1 always matters (Weisberg 2005, Applied Linear Regression, section 9.2). */
const COOK = { look: 0.5, fail: 1 };
/** A row is high in leverage past so many times the mean (2 in Belsley, Kuh and Welsch 1980; 3 in Velleman and Welsch 1981). */
const LEVERAGE = 3;
/** A step this large in the mean response makes the figures unusable when it is significant at 1 %; our convention. */
const LARGE_STEP = 0.1;

export function residualFindings(facts: Facts): Diagnostic[] {
  return [serial(facts), spread(facts), normality(facts), levelShift(facts), outliers(facts), leverage(facts), influential(facts)];
}

/** Durbin–Watson 1.5 to 2.5 is good, under 1 or over 3 is bad (Field 2009); Ljung–Box at 5 %. */
function serial({ residuals }: Facts): Diagnostic {
  const [id, title] = ['residual-autocorrelation', 'Errors over time'];
  const d = durbinWatson(residuals);
  if (d === null) return finding(id, title, 'look', { text: 'The fit is perfect, which real data never give.', advice: 'Check that no column holds the response itself.' });
  const n = residuals.length;
  const lags = ljungBoxLags(n);
  const { p } = ljungBox(residuals, lags);
  const level = d < 1 || d > 3 ? 'fail' : d < 1.5 || d > 2.5 || p < SIGNIFICANT ? 'look' : 'pass';
  const told = level === 'pass' ? 'show no pattern from one period to the next'
    : d < 1.8 ? 'run in the same direction over several periods: something that lasts is missing'
      : d > 2.2 ? 'swing from one period to the next' : 'repeat themselves after some periods';
  const shown = Math.min(PLOTTED_LAGS, Math.floor(n / 2));
  const limit = 1.96 / Math.sqrt(n);
  return finding(id, title, level, {
    figure: `Durbin–Watson ${ratio(d)}, Ljung–Box ${chance(p)}`,
    text: `Errors ${told} (Durbin–Watson 1.5 to 2.5 is good; Ljung–Box over ${plural(lags, 'lag')}, 5 % or more is good).`,
    advice: 'Look for an event, a season or a price that is not in the model, and add it as a column of context.',
    plot: {
      kind: 'bars', title: 'Autocorrelation of the errors', x: Array.from({ length: shown }, (_, k) => k + 1), xKind: 'number', xLabel: 'Lag in periods', yLabel: 'Correlation',
      series: [{ name: 'Autocorrelation', y: autocorrelations(residuals, shown) }],
      lines: [{ name: '95 % limit', y: limit }, { name: '95 % limit', y: -limit }],
    },
  });
}

function spread({ residuals, fitted }: Facts): Diagnostic {
  const { p } = breuschPagan(residuals, fitted);
  const level = p < SIGNIFICANT ? 'look' : 'pass';
  return finding('heteroscedasticity', 'Size of errors', level, {
    figure: `Breusch–Pagan ${chance(p)}`,
    text: level === 'pass' ? 'Errors are about as large where the response is high as where it is low.'
      : 'The size of errors changes with the height of the response, so peaks weigh more in the fit than they should.',
    advice: 'Look at the highest periods first: an event of their own, as a column of context, is often the cause.',
    plot: {
      kind: 'points', title: 'Errors by fitted value', x: [...fitted], xKind: 'number', xLabel: 'Fitted', yLabel: 'Error',
      series: [{ name: 'Error', y: [...residuals] }], lines: [{ name: 'No error', y: 0 }],
    },
  });
}

function normality({ residuals, influence }: Facts): Diagnostic {
  const { p, skewness, excess } = jarqueBera(residuals);
  const level = p < SIGNIFICANT ? 'look' : 'pass';
  const sigma = influence?.sigma ?? 1;
  const { expected, observed } = normalScores(residuals.map((e) => e / sigma));
  return finding('normality', 'Shape of errors', level, {
    figure: `Jarque–Bera ${chance(p)}`,
    text: level === 'pass' ? 'Errors are spread as a normal distribution would spread them.'
      : `Errors are not normal (skewness ${ratio(skewness)}, excess kurtosis ${ratio(excess)}): ${excess > Math.abs(skewness) ? 'a few periods are far off' : 'they are larger on one side'}.`,
    advice: 'Look at the periods furthest off; intervals from resampling do not need normal errors, so the effects can stand.',
    plot: {
      kind: 'points', title: 'Errors against a normal distribution', x: expected, xKind: 'number', xLabel: 'Expected, in standard deviations', yLabel: 'Error, in standard deviations',
      series: [{ name: 'Error', y: observed }, { name: 'Normal', y: expected }], lines: [],
    },
  });
}

/** Over the whole window: a step after the training rows shows that the model no longer holds. */
function levelShift({ series: { residuals, dates, actual } }: Facts): Diagnostic {
  const [id, title] = ['level-shift', 'Level shifts'];
  const shift = findLevelShift(residuals);
  if (shift === null || shift.statistic <= SHIFT_CRITICAL.five) {
    return finding(id, title, 'pass', {
      figure: shift === null ? null : `Largest step t = ${ratio(shift.statistic)}`,
      text: `The errors show no lasting step up or down (t over ${ratio(SHIFT_CRITICAL.five)} would be one).`,
    });
  }
  const mean = actual.reduce((sum, value) => sum + value, 0) / actual.length;
  const size = Math.abs(shift.step / mean);
  const at = day(dates[shift.row]);
  const level = shift.statistic > SHIFT_CRITICAL.one && size >= LARGE_STEP ? 'fail' : 'look';
  return finding(id, title, level, {
    figure: `Step of ${percent(shift.step / mean)} of the mean response, t = ${ratio(shift.statistic)}`,
    text: `From ${at} on the response is ${shift.step > 0 ? 'higher' : 'lower'} than the model says by ${amount(Math.abs(shift.step))} per period (t over ${ratio(SHIFT_CRITICAL.five)} is more than chance at 5 %).`,
    advice: `Find out what changed about ${at}; add a column that is 0 before and 1 after, or begin the window there.`,
    plot: {
      kind: 'line', title: 'Errors and their level', x: [...dates], xKind: 'date', xLabel: 'Date', yLabel: 'Error',
      series: [{ name: 'Error', y: [...residuals] }, { name: 'Level', y: Array.from(dates, (_, t) => (t < shift.row ? shift.before : shift.after)) }],
      lines: [{ name: 'No error', y: 0 }],
    },
  });
}

/** Over the whole window. */
function outliers({ series: { dates }, influence, design }: Facts): Diagnostic {
  const [id, title] = ['outliers', 'Unusual periods'];
  if (influence === null) return finding(id, title, 'look', { text: 'There are too few periods for the terms of the model to judge single ones.', advice: 'Use a longer window or fewer terms.' });
  const { studentised } = influence;
  const far = [...studentised.keys()].filter((t) => Math.abs(studentised[t] as number) > OUTLIER)
    .sort((a, b) => Math.abs(studentised[b] as number) - Math.abs(studentised[a] as number));
  const later = far.filter((t) => t >= design.trainRows).length;
  return finding(id, title, far.length === 0 ? 'pass' : 'look', {
    figure: `${plural(far.length, 'period')} of ${dates.length}`,
    text: far.length === 0 ? `No period is more than ${OUTLIER} standard deviations off.`
      : `More than ${OUTLIER} standard deviations off: ${list(far.map((t) => `${day(dates[t])} (${(studentised[t] as number) > 0 ? 'higher' : 'lower'} than fitted)`), 5)}`
        + `${later > 0 ? `; ${later === far.length ? 'all' : later} of them in periods it was not trained on` : ''}.`,
    advice: 'Look for an event or an error in the data on these dates; name the event in a column of context or correct the data.',
    plot: {
      kind: 'points', title: 'Studentised errors', x: [...dates], xKind: 'date', xLabel: 'Date', yLabel: 'Standard deviations',
      series: [{ name: 'Error', y: [...studentised] }], lines: [{ name: 'Limit', y: OUTLIER }, { name: 'Limit', y: -OUTLIER }],
    },
  });
}

function leverage({ design, dates }: Facts): Diagnostic {
  const values = [...design.leverage.subarray(0, design.trainRows)];
  const limit = (LEVERAGE * design.freedom) / design.trainRows;
  const high = values.flatMap((value, t) => (value > limit ? [t] : [])).sort((a, b) => (values[b] as number) - (values[a] as number));
  return finding('leverage', 'Periods that pull', high.length === 0 ? 'pass' : 'look', {
    figure: `${plural(high.length, 'period')} of ${values.length}`,
    text: high.length === 0 ? `No single period is far from the others in what was spent and what else went on (over ${LEVERAGE} times the mean leverage would be).`
      : `${list(high.map((t) => day(dates[t])), 5)} ${high.length === 1 ? 'is' : 'are'} unlike the other periods in what was spent and what else went on (over ${LEVERAGE} times the mean leverage), and can pull the fit to ${high.length === 1 ? 'itself' : 'themselves'}.`,
    advice: 'Check the spend and the context of these dates for errors; if they are right, they are where the data say most.',
    plot: {
      kind: 'bars', title: 'Leverage by period', x: dates.slice(0, values.length), xKind: 'date', xLabel: 'Date', yLabel: 'Leverage',
      series: [{ name: 'Leverage', y: values }], lines: [{ name: `${LEVERAGE} times the mean`, y: limit }],
    },
  });
}

function influential({ influence, dates }: Facts): Diagnostic {
  const [id, title] = ['influence', 'Periods the model hangs on'];
  if (influence === null) return finding(id, title, 'look', { text: 'There are too few periods for the terms of the model to judge single ones.', advice: 'Use a longer window or fewer terms.' });
  const values = [...influence.cook];
  const most = values.reduce((best, value, t) => (value > (values[best] as number) ? t : best), 0);
  const largest = values[most] as number;
  const high = values.flatMap((value, t) => (value > COOK.look ? [t] : []));
  const level = largest > COOK.fail ? 'fail' : largest > COOK.look ? 'look' : 'pass';
  return finding(id, title, level, {
    figure: `Largest Cook’s distance ${ratio(largest)}`,
    text: level === 'pass' ? `No single period decides the model (Cook’s distance over ${COOK.look} would be a sign).`
      : `The model would change without ${list(high.map((t) => day(dates[t])), 5)} (Cook’s distance over ${COOK.look}; over ${COOK.fail} always matters).`,
    advice: 'Check these dates for errors and events, then run again with the event in a column of context and compare the effects.',
    plot: {
      kind: 'bars', title: 'Cook’s distance by period', x: dates.slice(0, values.length), xKind: 'date', xLabel: 'Date', yLabel: 'Cook’s distance',
      series: [{ name: 'Cook’s distance', y: values }], lines: [{ name: 'Worth a look', y: COOK.look }],
    },
  });
}
