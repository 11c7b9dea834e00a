import type { Evaluation } from '../../../core/model/evaluation.ts';
import type { PreparedData } from '../../../core/model/prepared.ts';
import { streamFor } from '../../../core/random/stream.ts';
import { clusterModels } from '../../../core/selection/clusters.ts';
import { modelFeatures } from '../../../core/selection/features.ts';
import type { Features } from '../../../core/selection/features.ts';
import type { Grouping } from '../../../core/selection/insight.ts';
import { principalComponents } from '../../../core/selection/principal-components.ts';
import { spreadBetweenClusters, spreadOfModels } from '../../../core/selection/spread.ts';
import type { StoredCluster, StoredModel } from '../store/index.ts';

export interface GroupedModels {
  /** In the order given, with their cluster. */
  models: StoredModel[];
  clusters: StoredCluster[];
  clusterNotes: string[];
  grouping: Grouping;
}

export const DEFAULT_FEATURES: Features = 'roas';

/** Fewer models than this are shown one by one. */
const MIN_MODELS_FOR_CLUSTERS = 10;

/**
 * Models by likeness of their features, where they lie in the two main directions, and how far the groups are apart. Takes
 * milliseconds; the generator is the run's stream 0, which no trial has, so the same models are always grouped alike.
 * @param searched tells hyperparameters of choices from others
 */
export function groupModels(
  models: readonly StoredModel[], features: Features, seed: number, searched?: Pick<PreparedData, 'choices' | 'space'>,
): GroupedModels {
  if (models.length < MIN_MODELS_FOR_CLUSTERS) {
    return {
      models: models.map((model) => ({ ...model, cluster: null, representative: false })), clusters: [],
      clusterNotes: [`${models.length} models are too few to be grouped; clusters need ${MIN_MODELS_FOR_CLUSTERS}.`],
      grouping: { features, components: null, spread: [] },
    };
  }
  const table = modelFeatures(models, features, searched);
  const found = clusterModels(table.values, models.length, table.names.length, models.map(({ score }) => score), streamFor(seed, 0));
  const grouped = models.map((model, i) => ({
    ...model, cluster: found.assignment[i] ?? null, representative: found.representatives.includes(i),
  }));
  return {
    models: grouped,
    clusters: found.representatives.map((representative, index): StoredCluster => ({
      index, size: found.sizes[index] ?? 0, representative: models[representative]?.id ?? '',
      roi: roiSpread(grouped.filter(({ cluster }) => cluster === index).map(({ evaluation }) => evaluation)),
    })),
    clusterNotes: [],
    grouping: {
      features,
      components: principalComponents(table, models.length),
      spread: Object.keys(models[0]?.evaluation.roi ?? {}).flatMap((channel) =>
        spreadBetweenClusters(channel, models.map(({ evaluation }) => evaluation.roi[channel] ?? null), found.assignment, found.k) ?? []),
    },
  };
}

function roiSpread(evaluations: readonly Evaluation[]): StoredCluster['roi'] {
  return Object.fromEntries(Object.keys(evaluations[0]?.roi ?? {}).flatMap((channel) => {
    const values = evaluations.flatMap(({ roi }) => roi[channel] ?? []);
    const spread = spreadOfModels(values);
    return spread === null ? [] : [[channel, { mean: spread.mean, lower: spread.lower, upper: spread.upper }]];
  }));
}
