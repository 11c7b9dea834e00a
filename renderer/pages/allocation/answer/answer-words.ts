import type { Allocation } from '../../../../core/allocation/problem.ts';
import { intervalName, intervalText } from '../../../../core/report/interval-words.ts';
import type { GainInterval } from '../../../../core/uncertainty/gain.ts';
import type { AllocationView } from '../../../../electron/contract/allocation.ts';
import type { Format } from '../../../composables/format.ts';

/** The interval of an allocation's gain for the page: its range, the chance of a gain at all, and what it covers. */
export function gainWords({ level, covers, share, probabilityOfGain }: GainInterval, format: Format): { range: string; chance: string; covers: string } {
  const name = intervalName({ level, covers });
  const only = covers === 'sampling' ? `${name} only: the model’s shape taken as given` : name;
  return {
    range: share === null ? 'no response today to compare with' : intervalText(share, (value) => signedPercent(value, format)),
    chance: `a gain in ${format.percent(probabilityOfGain, 0)} of resamples`,
    covers: only,
  };
}

export function signedPercent(value: number | null, format: Format): string {
  return `${value !== null && value > 0 ? '+' : ''}${format.percent(value)}`;
}

/** More than this share less is less money. */
const SAME_MONEY = 1e-3;

/** `beats today in all 7 models`; null with one model. With less money than today a smaller response is no defeat. */
export function modelsAgree({ robust, total }: Pick<Allocation, 'robust' | 'total'>, format: Format): string | null {
  if (robust === undefined || robust.models.length < 2) return null;
  const { models, probabilityOfGain } = robust;
  const saved = total.initialSpend === 0 ? 0 : 1 - total.spend / total.initialSpend;
  const beats = saved > SAME_MONEY ? 'more than today' : 'beats today';
  const end = saved > SAME_MONEY ? `, for ${format.percent(saved)} less money` : '';
  if (probabilityOfGain > 1 - 1e-9) return `${beats} in all ${models.length} models${end}`;
  if (probabilityOfGain < 1e-9) return `${beats} in none of ${models.length} models${end}`;
  return `${beats} with a chance of ${format.percent(probabilityOfGain, 0)} over ${models.length} models${end}`;
}

/** ROAS where money comes back, CPA where conversions do. */
export function efficiencyText(isMoney: boolean, spend: number, response: number, format: Format): string {
  const [above, below] = isMoney ? [response, spend] : [spend, response];
  const value = below === 0 ? null : above / below;
  return isMoney ? format.ratio(value) : format.money(value);
}

/** What the next unit of money does: its return where money comes back, what one more conversion costs where those are counted. */
export function nextText(isMoney: boolean, marginal: number | null | undefined, format: Format): string {
  if (marginal === null || marginal === undefined) return format.significant(null);
  return isMoney ? format.significant(marginal) : format.money(marginal > 0 ? 1 / marginal : null);
}

export function nextLabel(isMoney: boolean): string {
  return isMoney ? 'Return on the next unit' : 'Cost of the next conversion';
}

const SETS: Readonly<Record<AllocationView['modelSet']['kind'], [one: string, many: string]>> = {
  representatives: ['cluster representative', 'cluster representatives'], pareto: ['model of the fronts', 'models of the fronts'],
  plausible: ['plausible candidate', 'plausible candidates'], draws: ['resample', 'resamples'], model: ['model', 'models'],
};
const AIMS = { mean: 'for the highest mean', worst: 'for the best worst case', tail: 'for the highest mean of the worst' } as const;

function setWords({ kind, models }: AllocationView['modelSet']): string {
  const [one, many] = SETS[kind];
  return `${models} ${models === 1 ? one : many}`;
}

/** Words that go on in a sentence; others are a sentence of their own. */
export function isPhrase(note: string): boolean {
  return note !== '' && !note.endsWith('.');
}

/** `Decided over 7 cluster representatives of run 3, for the highest mean.` */
export function basisWords({ basis, modelSet, allocation }: Pick<AllocationView, 'basis' | 'modelSet' | 'allocation'>, run: number | null, modelId: string, format: Format): string {
  const of = run === null ? '' : ` of run ${run}`;
  if (basis === 'model') return `By model ${modelId}${of} alone.`;
  const objective = allocation.robust?.objective ?? { kind: 'mean' as const };
  const aim = objective.kind === 'tail' ? `${AIMS.tail} ${format.percent(objective.share, 0)}` : AIMS[objective.kind];
  return `Decided over ${isPhrase(modelSet.note) ? modelSet.note : `${setWords(modelSet)}${of}`}, ${aim}.`;
}
