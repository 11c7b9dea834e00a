import type { HandEdit } from './use-hand-edit.ts';

interface Words {
  money(value: number): string;
  /** Of the response. */
  text(value: number): string;
}

/** One edit for the history: `tv to €12,000`. */
export function editWords(edit: HandEdit | null, { money }: Words): string {
  switch (edit?.kind) {
    case undefined:
      return 'The suggestion';
    case 'spend':
      return `${edit.channel} to ${money(edit.spend)}`;
    case 'lock':
      return `${edit.channel} locked at ${money(edit.spend)}`;
    case 'unlock':
      return `${edit.channel} unlocked`;
    case 'release':
      return `${edit.channel} given back`;
    case 'rest':
      return edit.rest === 'stays' ? 'The rest stays' : 'The rest rebalances';
    case 'reset':
      return 'Back to the suggestion';
  }
}

/** Smaller than this share of the whole is rounding. */
const ROUNDING = 1e-6;

/** What the edited budget loses or wins against the suggestion, per period. */
export function againstSuggestion(
  mine: { spend: number; response: number }, suggestion: { spend: number; response: number }, response: string, { money, text }: Words,
): { headline: string; detail: string } {
  const more = mine.response - suggestion.response;
  const spend = mine.spend - suggestion.spend;
  const same = Math.abs(more) <= ROUNDING * Math.abs(suggestion.response);
  const headline = same ? 'as much' : `${text(Math.abs(more))} a period ${more < 0 ? 'less' : 'more'}`;
  if (Math.abs(spend) <= ROUNDING * Math.abs(suggestion.spend)) {
    return { headline, detail: same ? 'for the same money' : `${response} for the same money` };
  }
  const detail = `${same ? 'and' : `${response}, with`} ${money(Math.abs(spend))} ${spend < 0 ? 'less' : 'more'} spent`;
  return { headline, detail };
}
