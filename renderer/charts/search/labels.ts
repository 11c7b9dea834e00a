import { choiceOf } from '../../../core/report/search/candidates.ts';
import type { Objective, SearchParameter } from '../../../core/report/search/candidates.ts';
import type { Format } from '../../composables/format.ts';

export const OBJECTIVE_NAMES: Readonly<Record<Objective, string>> = { nrmse: 'NRMSE', decompRssd: 'decomp.RSSD', mape: 'MAPE', score: 'Error score' };

/** Settings that the search may choose, as people call them. */
const OPTION_NAMES: Readonly<Record<string, string>> = {
  geometric: 'Geometric', weibull_cdf: 'Weibull, falling', weibull_pdf: 'Weibull, delayed', exposure: 'Exposure', spend: 'Spend', on: 'In the model', off: 'Left out',
};

export function optionName(option: string): string {
  return OPTION_NAMES[option] ?? option;
}

export function axisName(name: string): string {
  return Object.hasOwn(OBJECTIVE_NAMES, name) ? OBJECTIVE_NAMES[name as Objective] : name;
}

/** A value of a parameter as it is shown: the label of a choice, a whole number as such. */
export function valueText(parameter: SearchParameter, value: number, format: Format, digits = 3): string {
  const option = choiceOf(parameter, value);
  if (option !== null) return optionName(option);
  return parameter.whole === true ? format.number(value, 0) : format.significant(value, digits);
}

/** A value in the fewest digits: ends of an axis. */
export function endText(parameter: SearchParameter, value: number, format: Format): string {
  return parameter.choices === undefined ? format.number(Number(value.toPrecision(3)), 6) : valueText(parameter, value, format);
}
