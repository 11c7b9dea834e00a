import type { Migration } from './index.ts';

/**
 * `parent`: JSON of the run and model this one continues or refreshes. `insight`: JSON of what was found out about all
 * candidates together. `refit`: JSON of the model's evaluation with every row, where tuning left a test period out.
 * Project files of schema 1 get the keys that came since, with the values that say what was done with them then.
 */
export const numbersToStandBehind: Migration = {
  version: 2,
  sql: `
ALTER TABLE runs ADD COLUMN parent TEXT;
ALTER TABLE selections ADD COLUMN insight TEXT;
ALTER TABLE models ADD COLUMN refit TEXT;

CREATE TABLE recoveries (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  run_id TEXT REFERENCES runs (id) ON DELETE CASCADE,
  model_id TEXT,
  data_id TEXT NOT NULL REFERENCES data_sets (id),
  spec TEXT NOT NULL,
  options TEXT NOT NULL,
  state TEXT NOT NULL,
  result TEXT,
  seconds REAL NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  error_code TEXT,
  error_message TEXT
) STRICT;

CREATE TABLE recovery_replicates (
  recovery_id TEXT NOT NULL REFERENCES recoveries (id) ON DELETE CASCADE,
  replicate INTEGER NOT NULL,
  result TEXT NOT NULL,
  PRIMARY KEY (recovery_id, replicate)
) STRICT;

CREATE INDEX recoveries_by_project ON recoveries (project_id);

${['spec_versions', 'runs'].map((table) => `UPDATE ${table} SET spec = json_insert(spec, '$.curves', json('[]'),
  '$.tuning.validation.features', 'whole_table', '$.tuning.validation.test_periods', 0,
  '$.tuning.decomp_rssd', json('true'), '$.tuning.zero_effect_penalty', json('true'), '$.tuning.lift_weights', 'equal',
  '$.tuning.ridge', 'zero', '$.tuning.baseline_net_of', 'factors');`).join('\n')}
`,
};
