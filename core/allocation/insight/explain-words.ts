import type { AllocationProblem, Scenario } from '../problem.ts';
import type { ChannelFacts } from './channel-facts.ts';
import type { InsightWords } from './words.ts';

/** What sentences need beside the channel's own figures. */
export interface Setting {
  words: InsightWords;
  problem: AllocationProblem;
  /** What the last unit of money brings elsewhere; null where it has no such price. */
  price: number | null;
  /** The same within a group whose limit binds. */
  groupPrices: ReadonlyMap<string, number>;
  /** Response per unit of money of all channels that get more, and of all that get less. */
  averages: Record<'up' | 'down', number | null>;
  /** Models whose own best is known, and whether all of them count the same. */
  models: number;
  isEven: boolean;
}

/** Two marginal responses that differ by less than this share are said to be equal. */
const EQUAL = 0.01;

/** Why the channel gets what it gets. */
export function sentenceOf(facts: ChannelFacts, setting: Setting): string {
  return [`${move(facts, setting.words)}${reason(facts, setting)}`, sureness(facts, setting)].filter((part) => part !== '').join(' ');
}

function move({ channel, direction, today, now, limit }: ChannelFacts, { money, change }: InsightWords): string {
  if (limit === 'off' && today > 0) return `${channel} is switched off (${money(today)} today)`;
  if (direction === 'same') return `${channel} stays at ${money(today)}`;
  const by = change(today, now);
  return `${channel} goes from ${money(today)} to ${money(now)}${by === '' ? '' : ` (${by})`}`;
}

function reason(facts: ChannelFacts, setting: Setting): string {
  const { limit, direction } = facts;
  const { problem: { scenario, models, maxChanged } } = setting;
  if (limit === 'held') return heldReason(facts, models?.length ?? 1);
  if (scenario.kind === 'given') return `: set by hand; ${first(returns(facts.marginalNow, setting.words), 'next', setting.words)} there.`;
  if (limit === 'fixed') return `: it is fixed${freed(facts, setting)}.`;
  if (limit === 'unchanged') return `: no more than ${maxChanged ?? 'so many'} channels may change, and changes elsewhere bring more${freed(facts, setting)}.`;
  const price = limit === 'group' && facts.group !== null ? setting.groupPrices.get(facts.group) ?? setting.price : setting.price;
  if (price === null) return unpriced(facts, setting);
  if (direction === 'same') return stayReason(facts, setting, price);
  return `${moveReason(facts, setting, price)}${ending(facts, setting, price)}.`;
}

function heldReason({ today }: ChannelFacts, models: number): string {
  return today > 0 ? `: it has no effect in ${models === 1 ? 'this model' : 'any of the models'}, so its money is left where it is.`
    : ': nothing is spent on it today, and a multiple of nothing is nothing.';
}

/** Why more or less: its return today against that elsewhere; where the curve bends up, the whole step against the others' steps. */
function moveReason(facts: ChannelFacts, setting: Setting, price: number): string {
  const { direction, marginalToday, average } = facts;
  const { words, averages } = setting;
  const isUp = direction === 'up';
  if (isUp ? marginalToday >= price : marginalToday <= price) {
    return `: ${first(returns(marginalToday, words), isUp ? 'next' : 'last', words)} today, ${compared(marginalToday, price, words)} ${elsewhere(facts, setting, price)}`;
  }
  const others = isUp ? averages.down : averages.up;
  const against = others === null ? elsewhere(facts, setting, price)
    : `the ${words.marginal(others)} ${words.isRevenue ? 'of' : 'a conversion costs in'} the channels that ${isUp ? 'shrink' : 'grow'}`;
  const step = `on average over the step each ${words.isRevenue ? words.unit : 'conversion'} ${returns(average ?? 0, words)}, ${compared(average ?? 0, others ?? price, words)} ${against}`;
  return isUp ? `: ${first(returns(marginalToday, words), 'next', words)} today, but the curve bends up first: ${step}` : `: ${step}`;
}

/** How it ends: both returns equal, or a limit in between and what it is worth. */
function ending(facts: ChannelFacts, { words, problem }: Setting, price: number): string {
  const { marginalNow, now, limit, group, limitWorth } = facts;
  const there = returns(marginalNow, words);
  const worth = more(Math.abs(limitWorth ?? marginalNow - price), words);
  const isEqual = Math.abs(marginalNow - price) <= EQUAL * Math.abs(price);
  switch (limit) {
    case null:
      return isEqual ? `; at ${words.money(now)} the two are equal` : `; at ${words.money(now)} it ${there}`;
    case 'ceiling':
      return `; its ceiling holds it there, where the next still ${there}: one more ${words.unit} allowed would bring ${worth} more${isAsked(problem.scenario) ? ' than asked' : ''}`;
    case 'floor':
      return `; its floor holds it there, where the last ${there}${isAsked(problem.scenario) ? '' : `: one ${words.unit} less would bring ${worth} more elsewhere`}`;
    case 'group':
      return `${isEqual ? `; at ${words.money(now)} the two are equal` : `; at ${words.money(now)} it ${there}`}`
        + `; the limit of ${group === null ? 'its group' : `"${group}"`} holds them there${limitWorth === null || limitWorth === 0 ? '' : `: moved by one ${words.unit} it would bring ${worth} more`}`;
    case 'step':
      return '; it goes in whole steps';
    default:
      return '';
  }
}

function stayReason(facts: ChannelFacts, setting: Setting, price: number): string {
  const { words } = setting;
  const { marginalNow, limit } = facts;
  if (limit === null && Math.abs(marginalNow - price) <= EQUAL * Math.abs(price)) return `: ${first(returns(marginalNow, words), 'next', words)}, as much as elsewhere.`;
  return `: ${first(returns(marginalNow, words), 'next', words)} there, against ${elsewhere(facts, setting, price)}${ending(facts, setting, price)}.`;
}

/** Where the mean is not what decides, or everything is at a limit. */
function unpriced(facts: ChannelFacts, setting: Setting): string {
  const { words, problem: { objective, models } } = setting;
  const { marginalToday, marginalNow, direction, limit } = facts;
  const isGuarded = models !== undefined && objective !== undefined && objective.kind !== 'mean';
  const held = limit === 'ceiling' ? '; its ceiling holds it there' : limit === 'floor' ? '; its floor holds it there' : '';
  const figures = direction === 'same' ? `${first(returns(marginalNow, words), 'next', words)} there`
    : `${first(returns(marginalToday, words), 'next', words)} today and ${words.marginal(marginalNow)} there`;
  return `: ${isGuarded ? 'by the mean of the models ' : ''}${figures}${held}${isGuarded ? '; the models that gain least decide' : ''}.`;
}

function freed({ marginalNow }: ChannelFacts, { price, words }: Setting): string {
  if (price === null) return '';
  const less = marginalNow > price ? 'more' : 'less';
  return Math.abs(marginalNow - price) <= EQUAL * Math.abs(price) ? '; left free it would stay about there'
    : `; left free it would get ${less}, as ${first(returns(marginalNow, words), 'next', words)} there against ${words.marginal(price)} elsewhere`;
}

function sureness({ direction, agreement }: ChannelFacts, { models, isEven }: Setting): string {
  if (agreement === null || direction === 'same') return '';
  const who = isEven ? `${Math.round(agreement * models)} of ${models} models` : `Models with ${Math.round(100 * agreement)} % of the weight`;
  return `${who} move it the same way when each decides alone.`;
}

/** `returns 3.10`, `costs €12`: of the next unit of money, or of the next conversion. */
function returns(marginal: number, { isRevenue, marginal: write }: InsightWords): string {
  return isRevenue ? `returns ${write(marginal)}` : marginal > 0 ? `costs ${write(marginal)}` : 'is out of reach';
}

function first(verb: string, which: 'next' | 'last', { isRevenue, unit }: InsightWords): string {
  return `its ${which} ${isRevenue ? unit : 'conversion'} ${verb}`;
}

/** Of returns, or of costs: a higher return is a lower cost. */
function compared(marginal: number, other: number, { isRevenue, marginal: write }: InsightWords): string {
  const word = (marginal >= other) === isRevenue ? 'more' : 'less';
  return write(marginal) === write(other) ? `a little ${word} than` : `${word} than`;
}

function elsewhere({ limit, group }: ChannelFacts, { words, problem: { scenario } }: Setting, price: number): string {
  if (limit === 'group' && group !== null) return `the ${words.marginal(price)} that the last ${words.isRevenue ? `${words.unit} within "${group}" returns` : `conversion within "${group}" costs`}`;
  if (isAsked(scenario)) return words.isRevenue ? `the ${words.marginal(price)} that is asked of the last ${words.unit}` : `the ${words.marginal(price)} that the last conversion may cost`;
  const what = words.isRevenue ? `last ${words.unit}` : 'last conversion';
  const of = scenario.kind === 'max_response' ? `${words.isRevenue ? ' of' : ' bought with'} the budget` : '';
  return `the ${words.marginal(price)} that the ${what}${of} ${words.isRevenue ? 'returns' : 'costs'} elsewhere`;
}

/** Whether the price is what was asked for, and not what the money brings elsewhere. */
function isAsked(scenario: Scenario): boolean {
  return scenario.kind === 'hurdle' || (scenario.kind === 'target_efficiency' && scenario.basis === 'marginal');
}

/** A worth is response per unit of money; in conversions it is a small number of them. */
function more(worth: number, { isRevenue, amount, marginal }: InsightWords): string {
  return isRevenue ? marginal(worth) : `${amount(Number(worth.toPrecision(3)))} conversions`;
}
