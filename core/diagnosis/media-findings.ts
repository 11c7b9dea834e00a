import { plural } from '../data/plural.ts';
import { levelCount } from '../model/chosen.ts';
import { collinearity } from './collinearity.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Facts } from './model-input.ts';
import { finding, list, percent, ratio, ratioOrInfinite } from './words.ts';

/** Variance inflation: 5 and 10 (Marquardt 1970; Menard 1995). */
const INFLATION = { look: 5, fail: 10 };
/** Condition number: 10 begins to matter, 30 is strong (Belsley, Kuh and Welsch 1980, section 3.2). */
const CONDITION = { look: 10, fail: 30 };
/** Pairs are named from this correlation on (Farrar and Glauber 1967). */
const ALIKE = 0.8;
/** What an infinite inflation is drawn as. */
const TALLEST = 100;
/** Share of a range within which a value counts as at its edge; our convention. */
const EDGE = 0.02;
/** Without periods that were held back the last quarter is compared with what came before. */
const LAST_PART = 0.25;

export function mediaFindings(facts: Facts): Diagnostic[] {
  return [together(facts), beyondTraining(facts), atEdges(facts)];
}

/** Of the media as this model transforms them (adstock and saturation), over the training rows. */
function together({ prepared, design }: Facts): Diagnostic {
  const { inflation, condition, pairs } = collinearity(prepared.media.map(({ name, term }) =>
    ({ name, values: design.columns[term]?.subarray(0, design.trainRows) ?? [] })));
  const high = inflation.filter(({ vif }) => vif > INFLATION.look);
  const level = inflation.some(({ vif }) => vif > INFLATION.fail) || condition > CONDITION.fail ? 'fail'
    : high.length > 0 || condition > CONDITION.look ? 'look' : 'pass';
  const concerned = new Set(high.map(({ name }) => name));
  const named = pairs.filter(({ first, second, r }) => Math.abs(r) >= ALIKE || (concerned.has(first) && concerned.has(second)))
    .slice(0, 3).map(({ first, second, r }) => `${first} and ${second} (r = ${ratio(r)})`);
  const largest = inflation.reduce((most, { vif }) => Math.max(most, vif), 1);
  return finding('collinearity', 'Media that move together', level, {
    figure: `Largest variance inflation ${ratioOrInfinite(largest)}, condition number ${ratioOrInfinite(condition)}`,
    text: level === 'pass' ? `Media move apart well enough to be told from each other (variance inflation up to ${INFLATION.look} and a condition number up to ${CONDITION.look} are good).`
      : `Hard to tell apart: ${list(high.length === 0 ? ['the media together'] : high.map(({ name, vif }) => `${name} (${ratioOrInfinite(vif)})`))}, in variance inflation; up to ${INFLATION.look} is good.`
        + `${named.length > 0 ? ` Most alike: ${list(named)}.` : ''} Their split rests on the penalty more than on the data.`,
    advice: 'Add the channels up into one, or part them by a lift study or by spending on them at different times.',
    plot: inflation.length === 0 ? null : {
      kind: 'bars', title: 'Variance inflation', x: inflation.map(({ name }) => name), xKind: 'name', xLabel: 'Medium', yLabel: `Variance inflation (${TALLEST} is ${TALLEST} or more)`,
      series: [{ name: 'Variance inflation', y: inflation.map(({ vif }) => Math.min(vif, TALLEST)) }],
      lines: [{ name: 'Worth a look', y: INFLATION.look }, { name: 'Too much', y: INFLATION.fail }],
    },
  });
}

/** Where the model was asked about spends that it had never seen. */
function beyondTraining({ prepared, design }: Facts): Diagnostic {
  const { rows, windowStart, windowRows: n, spend } = prepared;
  const heldBack = design.trainRows < n;
  const known = heldBack ? design.trainRows : Math.ceil(n * (1 - LAST_PART));
  const later = heldBack ? 'the periods it was not trained on' : 'the last quarter of the window';
  const earlier = heldBack ? 'in training' : 'before';
  const largest = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, value), 0);
  const channels = prepared.media.filter(({ kind }) => kind === 'paid').map(({ name }, i) => {
    const values = spend.subarray(i * rows + windowStart, i * rows + windowStart + n);
    const [past, recent] = [largest(values.subarray(0, known)), values.subarray(known)];
    return { name, count: recent.filter((value) => value > past).length, times: past > 0 ? largest(recent) / past : largest(recent) > 0 ? Infinity : 0 };
  });
  const over = channels.filter(({ count }) => count > 0);
  return finding('spend-beyond-training', 'Spend never seen before', over.length === 0 ? 'pass' : 'look', {
    figure: `${over.length} of ${plural(channels.length, 'channel')}`,
    text: over.length === 0 ? `In ${later} no channel spent more per period than it had ${earlier}.`
      : `In ${later} more was spent per period than ever ${earlier} on ${list(over.map(({ name, count, times }) => `${name} (${plural(count, 'period')}, ${times === Infinity ? 'it had never run' : `up to ${ratio(times)} times`})`))}.`,
    advice: 'There the response curve is a guess; plan such spends in small steps, and check each against the result.',
    plot: over.length === 0 ? null : {
      kind: 'bars', title: 'Largest later spend', x: channels.map(({ name }) => name), xKind: 'name', xLabel: 'Channel', yLabel: `Times the largest ${earlier} (10 is 10 or more)`,
      series: [{ name: 'Largest later spend', y: channels.map(({ times }) => Math.min(times, 10)) }], lines: [{ name: `Largest ${earlier}`, y: 1 }],
    },
  });
}

/** Choices have no edge, and of a few whole numbers the first is as good as any. */
function atEdges({ prepared, params, unused }: Facts): Diagnostic {
  const free = prepared.space.parameters.filter((parameter) => parameter.upper > parameter.lower && levelCount(parameter) === 0 && !unused.has(parameter.name));
  const names = free.filter(({ name, lower, upper }) => {
    const place = ((params[name] ?? NaN) - lower) / (upper - lower);
    return place <= EDGE || place >= 1 - EDGE;
  }).map(({ name }) => name);
  return finding('hyperparameters-at-edge', 'Hyperparameters at the edge', names.length === 0 ? 'pass' : 'look', {
    figure: `${names.length} of ${free.length}`,
    text: names.length === 0 ? 'Every hyperparameter lies inside its range.' : `At the edge of their range (within ${percent(EDGE, 0)}): ${list(names)}. A wider range may fit better.`,
    advice: 'See in the run’s diagnosis whether the other good models pile up there too, and widen those ranges.',
  });
}
