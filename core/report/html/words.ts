import type { Convergence } from '../../selection/selection.ts';
import { METHOD_FACTS, METHODS } from '../../spec/methods.ts';
import type { Spec } from '../../spec/spec.ts';
import type { Format } from '../format.ts';
import type { RunFacts } from './report-data.ts';

const ADSTOCK = { geometric: 'geometric decay', weibull_cdf: 'Weibull decay (CDF)', weibull_pdf: 'Weibull delay and decay (PDF)' } as const;
const OBJECTIVES: Record<string, string> = { nrmse: 'NRMSE', decompRssd: 'decomp.RSSD', mape: 'Lift error' };

/** The project file in words, as term and text. */
export function specSentences(spec: Spec): [string, string][] {
  const baseline = spec.baseline.source === 'none' ? 'none'
    : spec.baseline.source === 'prophet' ? `${spec.baseline.terms.join(', ')} by Prophet${spec.baseline.country === undefined ? '' : `, holidays of ${spec.baseline.country}`}`
      : `given columns ${Object.values(spec.baseline.columns).join(', ')}`;
  const own = spec.channels.filter(({ adstock }) => adstock !== undefined && adstock !== spec.adstock).map(({ name }) => name);
  const facts: [string, string][] = [
    ['Response', `${spec.response.column} (${spec.response.kind}), money in ${spec.currency}`],
    ['Channels', spec.channels.map(({ name }) => name).join(', ')],
    ['Organic', spec.organic.map(({ name }) => name).join(', ')],
    ['Context', spec.context.map(({ column }) => column).join(', ')],
    ['Baseline', baseline],
    ['Carry-over', ADSTOCK[spec.adstock] + (own.length === 0 ? '' : `; another form for ${own.join(', ')}`)],
    ['Settings searched', Object.entries(spec.choices ?? {}).map(([name, options]) => `${name} (${options.join(name.endsWith('.lag') ? ' to ' : ' or ')})`).join(', ')],
    ['Lift studies', spec.calibration.length === 0 ? 'none' : `${spec.calibration.length}`],
  ];
  return facts.filter(([, text]) => text !== '');
}

export function runSentence({ method, trials, iterations, evaluations, seed, seconds }: RunFacts, format: Format): string {
  return `${format.amount(evaluations)} models tried (${trials} trials of ${iterations}, ${methodName(method)}, seed ${seed}) in ${format.amount(seconds)} seconds; the same data, settings and seed give the same result.`;
}

function methodName(method: string): string {
  const known = METHODS.find((name) => name === method);
  return known === undefined ? method : METHOD_FACTS[known].label;
}

export function convergenceSentences(convergence: Record<string, Convergence>): string[] {
  const said = Object.entries(convergence).map(([name, { converged, message }]) =>
    message === '' ? `${OBJECTIVES[name] ?? name} ${converged ? 'converged' : 'did not converge'}.` : message);
  return said.length === 0 ? ['Too few models were tried to tell.'] : said;
}

/** Caveats a reader without the app must know. */
export function methodNotes(spec: Spec): string[] {
  return [
    'The model explains the response by baseline, context and media; media act with carry-over and saturation. It finds what moves together, not what causes what: lift studies are the way to check.',
    ...(spec.tuning.decomp_rssd ? ['Effects of channels are pulled towards their share of the present budget, because the search also makes decomp.RSSD small. A model that fits as well with other shares may exist.'] : []),
    'Ranges given across models are the spread of similar models, not confidence intervals: all of them can be wrong in the same way.',
    'Intervals of one model say how far its figures move with other noise in the same data. They don’t say whether carry-over, saturation or the baseline have the right form, nor whether something is left out.',
    spec.response.kind === 'revenue'
      ? 'ROAS is the response a channel is credited with over its spend in the window: an average. The return on the next unit of money is the slope of the response curve and is usually smaller.'
      : 'CPA is spend over the conversions a channel is credited with in the window: an average. The next conversion usually costs more.',
    'Response curves are those of a mean period with the mean carry-over of the window. Beyond the largest spend observed they are extrapolation.',
    'A suggested budget is the best by the models it was decided over, and by no others. It assumes that prices, creative and season stay as they were.',
    ...(spec.calibration.length === 0 ? ['No lift study was used, so nothing from outside the data checks the sizes of the effects.'] : []),
  ];
}
