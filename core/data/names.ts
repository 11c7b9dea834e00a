/** What a column's name tells of its values. Names are read as words: `Tv Spend`, `tv_spend`, `tvSpend` alike. */
export function wordsOf(name: string): string[] {
  return name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

const has = (words: readonly string[], set: ReadonlySet<string>): boolean => words.some((word) => set.has(word));

export const SPEND_WORDS: ReadonlySet<string> = new Set(['spend', 'spends', 'spending', 'spent', 'cost', 'costs', 'budget', 'invest',
  'investment', 'expense', 'expenses', 'ausgaben', 'kosten', 'werbekosten', 'depenses', 'dépenses', 'gasto', 'gastos', 'adspend']);
export const EXPOSURE_WORDS: ReadonlySet<string> = new Set(['impression', 'impressions', 'impr', 'imps', 'click', 'clicks', 'grp',
  'grps', 'trp', 'trps', 'views', 'reach', 'sends', 'sent', 'opens', 'circulation']);
const RATE_WORDS: ReadonlySet<string> = new Set(['per', 'rate', 'ratio', 'price', 'preis', 'index', 'score', 'share', 'avg', 'average',
  'mean', 'ctr', 'cpc', 'cpm', 'cpa', 'roas', 'roi', 'percent', 'percentage', 'pct', 'temperature', 'temp', 'sentiment',
  'confidence', 'aov', 'discount']);

/** `tv_spend`, `Cost TV`; the reference's `tv_S` too. */
export function isSpendName(name: string): boolean {
  const words = wordsOf(name);
  return !has(words, RATE_WORDS) && (has(words, SPEND_WORDS) || (words.length > 1 && words.at(-1) === 's'));
}

/** `tv_grp`, `Search Clicks`; the reference's `facebook_I` too. */
export function isExposureName(name: string): boolean {
  const words = wordsOf(name);
  return !has(words, RATE_WORDS) && (has(words, EXPOSURE_WORDS) || (words.length > 1 && words.at(-1) === 'i'));
}

/** A price, rate or index: a level, not an amount that adds up. */
export function isRateName(name: string): boolean {
  return has(wordsOf(name), RATE_WORDS);
}
