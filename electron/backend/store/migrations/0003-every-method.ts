import type { Migration } from './index.ts';

/**
 * `ended`: why a trial ended (core/tuning/trial-result.ts); trials of earlier schemas were all kept whole. Project files
 * get the settings of their method, none of which differ from the default. `options` and `result` are JSON.
 */
export const everyMethod: Migration = {
  version: 3,
  sql: `
ALTER TABLE trials ADD COLUMN ended TEXT NOT NULL DEFAULT 'iterations';

CREATE TABLE method_comparisons (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  data_id TEXT NOT NULL REFERENCES data_sets (id),
  spec TEXT NOT NULL,
  options TEXT NOT NULL,
  state TEXT NOT NULL,
  seconds REAL NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  error_code TEXT,
  error_message TEXT,
  UNIQUE (project_id, number)
) STRICT;

CREATE TABLE method_trials (
  comparison_id TEXT NOT NULL REFERENCES method_comparisons (id) ON DELETE CASCADE,
  method TEXT NOT NULL,
  trial INTEGER NOT NULL,
  result TEXT NOT NULL,
  PRIMARY KEY (comparison_id, method, trial)
) STRICT;

CREATE INDEX method_comparisons_by_project ON method_comparisons (project_id);

${['spec_versions', 'runs', 'recoveries'].map((table) => `UPDATE ${table} SET spec = json_insert(spec, '$.tuning.settings', json('{}'));`).join('\n')}
`,
};
