import { allocations } from './allocations.ts';
import { comparisons } from './comparisons.ts';
import { dataSets } from './data-sets.ts';
import { models } from './models.ts';
import { openDatabase } from './open.ts';
import { projects } from './projects.ts';
import { recoveries } from './recoveries.ts';
import { runs } from './runs.ts';

export { asStoreError } from './errors.ts';
export { DATABASE_FILE } from './open.ts';
export type { NewComparison, StoredComparison } from './comparisons.ts';
export type { StoredData } from './data-sets.ts';
export type { StoredModel, StoredCluster, StoredSelection } from './models.ts';
export type { StoredProject } from './projects.ts';
export type { NewRecovery, StoredRecovery } from './recoveries.ts';
export type { StoredRun } from './runs.ts';

export type Store = ReturnType<typeof openStore>;

/**
 * Everything that is kept: one SQLite file in the data folder, opened by this process alone. One small repository
 * per concept over the same connection; each change is one transaction. Throws as `openDatabase` does.
 */
export function openStore(folder: string, appVersion: string) {
  const { db, notices } = openDatabase(folder, appVersion);
  return {
    folder,
    notices,
    data: dataSets(db),
    projects: projects(db),
    runs: runs(db),
    models: models(db),
    allocations: allocations(db),
    recoveries: recoveries(db),
    comparisons: comparisons(db),
    close: (): void => void db.close(),
  };
}
