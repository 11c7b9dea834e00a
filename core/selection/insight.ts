import type { Consensus } from '../uncertainty/consensus.ts';
import type { Evaluation } from '../model/evaluation.ts';
import type { ChoiceShares } from './choice-shares.ts';
import type { Features } from './features.ts';
import type { PrincipalComponents } from './principal-components.ts';
import { quantile } from './quantile.ts';
import { roiRanges } from './search-spread.ts';
import type { SearchSpread } from './search-spread.ts';
import type { ChannelSpread } from './spread.ts';

/** What was found out about all candidates of a run together; kept with the run. */
export interface Insight {
  /** Whether decomp.RSSD was an objective. */
  rssdObjective: boolean;
  grouping: Grouping;
  /** Null with fewer than two trials. */
  search: SearchSpread | null;
  /** Null where decomp.RSSD was no objective. */
  rssd: RssdComparison | null;
  /** What the plausible models say together; absent in runs that ended before there was one. */
  consensus?: Consensus | null;
  /** How often the Pareto models have each option of the settings that were searched; absent without any. */
  choices?: ChoiceShares[];
}

/** How the chosen models were grouped, and how far the groups lie apart; empty where there were too few models. */
export interface Grouping {
  features: Features;
  /** Points in the order of the models. */
  components: PrincipalComponents | null;
  /** Per paid channel. */
  spread: ChannelSpread[];
}

/** ROAS of the models chosen with decomp.RSSD against those of the candidates that predict best. */
export interface RssdComparison {
  /** What decomp.RSSD pulls effects toward; a refresh puts the earlier model in the budget's place. */
  pullsToward: 'budget' | 'earlier model';
  with: RoiOfModels;
  without: RoiOfModels;
}

export interface RoiOfModels {
  count: number;
  /** Median of the objective NRMSE. */
  nrmse: number;
  roi: Record<string, RoiRange>;
}

export interface RoiRange {
  median: number;
  /** 10 % and 90 % quantiles, type 7. */
  lower: number;
  upper: number;
}

/**
 * @param chosen the models of the chosen fronts
 * @param predicting the candidate with the lowest objective NRMSE of each trial; one or more
 */
export function compareWithoutRssd(
  chosen: readonly Evaluation[], predicting: readonly Evaluation[], pullsToward: RssdComparison['pullsToward'],
): RssdComparison {
  return { pullsToward, with: roiOfModels(chosen), without: roiOfModels(predicting) };
}

function roiOfModels(models: readonly Evaluation[]): RoiOfModels {
  return {
    count: models.length,
    nrmse: quantile(Float64Array.from(models, ({ nrmse }) => nrmse.validation ?? nrmse.train), 0.5),
    roi: roiRanges(models, (values) => {
      const column = Float64Array.from(values);
      return { median: quantile(column, 0.5), lower: quantile(column, 0.1), upper: quantile(column, 0.9) };
    }),
  };
}
