import type { PreparedData, PreparedStudy } from '../../../core/model/prepared.ts';

/** What came with schema 2, and choices with schema 3. */
type Later = 'ridge' | 'rssdObjective' | 'validation' | 'refresh' | 'choices';

/** Prepared data as a run of any schema stored them. */
export type StoredPrepared = Omit<PreparedData, Later | 'studies'> & Partial<Pick<PreparedData, Later>> & {
  studies: (Omit<PreparedStudy, 'weight'> & Partial<Pick<PreparedStudy, 'weight'>>)[];
};

/** Runs of schema 1 knew the reference's ways only: a holdout, one baseline, studies that count alike. */
export function completePrepared(stored: StoredPrepared): PreparedData {
  return {
    ridge: 'zero', rssdObjective: true, refresh: null, choices: [],
    validation: {
      scheme: 'holdout', features: 'whole_table', tuningRows: stored.windowRows, folds: [], baselines: [], holdoutCuts: new Int32Array(), refitBaseline: -1,
    },
    ...stored,
    studies: stored.studies.map((study) => ({ weight: 1 / stored.studies.length, ...study })),
  };
}
