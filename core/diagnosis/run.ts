import { plural } from '../data/plural.ts';
import type { CandidateParameters } from '../model/evaluation.ts';
import type { PreparedData } from '../model/prepared.ts';
import type { Convergence } from '../selection/selection.ts';
import type { Diagnostic } from './diagnostic.ts';
import { edgeFinding } from './edges.ts';
import type { SuggestedRange } from './edges.ts';
import type { HypervolumeCurve } from './search-progress.ts';
import { preferenceFinding } from './settings-findings.ts';
import { finding, percent } from './words.ts';

export interface RunToDiagnose {
  prepared: PreparedData;
  /** The Pareto models. */
  models: readonly { params: CandidateParameters }[];
  /** By objective, as the selection has it. */
  convergence: Readonly<Record<string, Convergence>>;
  hypervolume: HypervolumeCurve;
}

export interface RunDiagnosis {
  diagnostics: Diagnostic[];
  /** What to widen before running again; empty when nothing piles up. */
  suggestedRanges: SuggestedRange[];
  /** Iterations to run on top of the present ones; null when the search has settled. */
  moreIterations: number | null;
}

/** The search has stalled when the last 20 % of the iterations gained less than 1 % of the hypervolume; our convention. */
const LAST_PART = 0.2;
const STALLED = 0.01;
/** Gains are taken to shrink from part to part by the rate seen, held to this, for a forecast of when they are small. */
const SHRINKING = { least: 0.3, most: 0.9 };
const MOST_TIMES = 4;
/** A whole number stays one. */
const ROUNDING = 1e-9;

const TITLES: Readonly<Record<string, string>> = { nrmse: 'Convergence of the error', decompRssd: 'Convergence of decomp.RSSD', mape: 'Convergence of the lift error' };

/** Whether the search looked far enough (ranges) and long enough (convergence by two rules). */
export function diagnoseRun({ prepared, models, convergence, hypervolume }: RunToDiagnose): RunDiagnosis {
  const { diagnostic: edges, suggestedRanges } = edgeFinding(prepared, models);
  const front = frontFinding(hypervolume);
  const ran = hypervolume.iterations.at(-1) ?? 0;
  const objectives = Object.entries(convergence).map(([name, one]) => objectiveFinding(name, one, front, ran));
  const unsettled = objectives.some(({ level }) => level !== 'pass');
  return {
    diagnostics: [...objectives, front.diagnostic, edges, ...preferenceFinding(prepared, models)], suggestedRanges,
    moreIterations: front.more ?? (unsettled && ran > 0 ? ran : null),
  };
}

/** The reference's rule (Robyn 3.12.1), see `core/tuning/convergence.ts`. Not met, it asks for as many iterations again. */
function objectiveFinding(name: string, { converged, cuts, message, medianThreshold }: Convergence, front: { more: number | null }, ran: number): Diagnostic {
  const more = front.more ?? ran;
  return finding(`convergence-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, TITLES[name] ?? `Convergence of ${name}`, converged ? 'pass' : 'look', {
    figure: converged ? 'Converged' : 'Not converged',
    text: `${message}${!converged && front.more === null ? ' The front of best models has settled all the same.' : ''}`,
    advice: front.more === null ? `Run ${plural(more, 'more iteration')} if the models differ from trial to trial; else leave it.` : `Run ${plural(more, 'more iteration')}.`,
    plot: cuts.length < 2 ? null : {
      kind: 'line', title: 'Median by iteration', x: cuts.map(({ iteration }) => iteration), xKind: 'number', xLabel: 'Iteration', yLabel: 'Median',
      series: [{ name: 'Median', y: cuts.map(({ median }) => median) }], lines: medianThreshold > 0 ? [{ name: 'Converged under', y: medianThreshold }] : [],
    },
  });
}

function frontFinding({ iterations, volume, objectives }: HypervolumeCurve): { diagnostic: Diagnostic; more: number | null } {
  const [id, title] = ['convergence-hypervolume', 'Convergence of the front'];
  const ran = iterations.at(-1) ?? 0;
  const final = volume.at(-1) ?? 0;
  if (volume.length < 10 || final === 0) {
    const diagnostic = finding(id, title, 'look', { text: 'There were too few iterations to tell whether the front of best models still grows.', advice: `Run ${plural(Math.max(ran, 100), 'more iteration')}.` });
    return { diagnostic, more: Math.max(ran, 100) };
  }
  const at = (share: number): number => volume[iterations.findLastIndex((iteration) => iteration <= share * ran)] ?? 0;
  const last = (final - at(1 - LAST_PART)) / final;
  const previous = (at(1 - LAST_PART) - at(1 - 2 * LAST_PART)) / final;
  const more = last < STALLED ? null : forecast(last, previous, ran);
  const told = objectives.length === 1 ? 'the least error' : 'the front of best models';
  const diagnostic = finding(id, title, more === null ? 'pass' : 'look', {
    figure: `Gain in the last ${percent(LAST_PART, 0)}: ${percent(last)}`,
    text: more === null ? `In the last ${percent(LAST_PART, 0)} of the iterations ${told} grew by less than ${percent(STALLED, 0)} (hypervolume): it has settled.`
      : `In the last ${percent(LAST_PART, 0)} of the iterations ${told} still grew by ${percent(last)} (hypervolume; under ${percent(STALLED, 0)} it has settled).`,
    advice: more === null ? null : `Run ${plural(more, 'more iteration')}.`,
    plot: {
      kind: 'line', title: 'Hypervolume by iteration', x: iterations, xKind: 'number', xLabel: 'Iteration', yLabel: 'Share dominated',
      series: [{ name: 'Hypervolume', y: volume }], lines: [],
    },
  });
  return { diagnostic, more };
}

/** Iterations until a fifth of a run would gain less than `STALLED`, gains shrinking geometrically; to two digits, up. */
function forecast(last: number, previous: number, ran: number): number {
  const rate = Math.min(SHRINKING.most, Math.max(SHRINKING.least, previous > 0 ? last / previous : SHRINKING.most));
  const parts = Math.max(1, Math.ceil(Math.log(STALLED / last) / Math.log(rate) - ROUNDING));
  const wanted = Math.min(MOST_TIMES * ran, parts * LAST_PART * ran);
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(wanted)) - 1);
  return Math.ceil(wanted / unit - ROUNDING) * unit;
}
