import type { Grouping, RssdComparison } from '../selection/insight.ts';
import type { SearchSpread } from '../selection/search-spread.ts';
import type { Format } from './format.ts';

/** In words how far the choice of a model, the search and decomp.RSSD move the answer. */

/** `ROAS`, or `conversions per unit of money`. */
type Efficiency = string;

const COUNTS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];

/** Prediction errors this far apart, as a ratio, still count as about equal. */
const ABOUT_EQUAL = 1.1;

/**
 * The kinds of models, and the channel they differ most about: where the spread between them moves the most response, that
 * is weighed by the channel's share of spend. `errors`: NRMSE of each kind's representative. Null where there are no kinds.
 */
export function kindsInWords(
  spread: Grouping['spread'], spendShare: Readonly<Record<string, number>>, errors: readonly number[], efficiency: Efficiency, format: Format,
): string | null {
  const kinds = errors.length;
  const widest = mostOf(spread, ({ channel, between }) => between * (spendShare[channel] ?? 0));
  if (kinds === 0 || widest === null) return null;
  if (kinds === 1) return 'All models that fit are of one kind.';
  const [best, worst] = [Math.min(...errors), Math.max(...errors)];
  const fit = worst <= ABOUT_EQUAL * best ? 'fit about equally well'
    : `come into question, with prediction errors from ${format.significant(best)} to ${format.significant(worst)}`;
  const means = widest.means.filter((mean) => mean !== null).sort((a, b) => a - b).map(format.ratio);
  const told = means.length === 2 ? means.join(' against ') : means.length <= 3 ? listed(means) : `from ${means[0] ?? ''} to ${means.at(-1) ?? ''}`;
  return `${COUNTS[kinds] ?? kinds} kinds of models ${fit}: they differ most in ${widest.channel} (${efficiency} ${told}).`;
}

/** How much of the disagreement about each channel a choice of kind settles. */
export function sharesInWords(spread: Grouping['spread'], format: Format): string | null {
  const known = spread.filter(({ within, between }) => within + between > 0);
  const most = mostOf(known, ({ shareBetween }) => shareBetween);
  const least = mostOf(known, ({ shareBetween }) => 1 - shareBetween);
  if (most === null || least === null) return null;
  const part = (of: Grouping['spread'][number]): string => format.percent(of.shareBetween, 0);
  if (most === least) return `Which kind of model holds decides ${part(most)} of the disagreement about ${most.channel}.`;
  return `Which kind of model holds decides ${part(most)} of the disagreement about ${most.channel}, but only ${part(least)} of that about ${least.channel}.`;
}

/** What another seed would have given. */
export function searchInWords(
  { roi, nrmse, trials }: SearchSpread, spendShare: Readonly<Record<string, number>>, efficiency: Efficiency, format: Format,
): string {
  const widest = mostOf(Object.entries(roi), ([channel, { sd }]) => sd * (spendShare[channel] ?? 0));
  const where = widest === null ? ''
    : ` Seeds differ most about ${widest[0]}: nine in ten put its ${efficiency} between ${format.ratio(widest[1].lower)} and ${format.ratio(widest[1].upper)}.`;
  return `Each of ${trials.length} trials began from a random start of its own; their best models show what another seed would have given.${where}`
    + ` Their lowest prediction errors lie between ${format.significant(nrmse.min)} and ${format.significant(nrmse.max)}.`;
}

/** What decomp.RSSD does to the channel it moves most (weighed by its share of spend). */
export function rssdInWords(
  comparison: RssdComparison, spendShare: Readonly<Record<string, number>>, efficiency: Efficiency, format: Format,
): string {
  const toward = comparison.pullsToward === 'budget' ? 'the present budget' : 'the earlier model';
  const pairs = Object.entries(comparison.without.roi).flatMap(([channel, without]) => {
    const chosen = comparison.with.roi[channel];
    return chosen === undefined ? [] : [{ channel, without, chosen }];
  });
  const moved = mostOf(pairs, ({ channel, without, chosen }) => Math.abs(without.median - chosen.median) * (spendShare[channel] ?? 0));
  const told = moved === null ? '.' : `; judged by prediction error alone the ${efficiency} of ${moved.channel} would be ${format.ratio(moved.without.median)}`
    + ` (${format.ratio(moved.without.lower)} to ${format.ratio(moved.without.upper)}) instead of ${format.ratio(moved.chosen.median)}.`;
  return `decomp.RSSD pulls effects toward ${toward}${told}`
    + ' The search itself was steered by decomp.RSSD too: a run without it may move further.';
}

function mostOf<T>(list: readonly T[], size: (item: T) => number): T | null {
  return list.reduce<T | null>((held, item) => (held === null || size(item) > size(held) ? item : held), null);
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}
