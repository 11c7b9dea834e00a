CREATE TABLE allocations (
  id TEXT PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  model_id TEXT NOT NULL,
  name TEXT NOT NULL,
  scenario TEXT NOT NULL,
  allocation TEXT NOT NULL,
  created_at INTEGER NOT NULL
, detail TEXT) STRICT;

CREATE TABLE app (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE chosen_models (
  run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  model_id TEXT NOT NULL,
  chosen_at INTEGER NOT NULL,
  PRIMARY KEY (run_id, model_id)
) STRICT;

CREATE TABLE data_columns (
  data_id TEXT NOT NULL REFERENCES data_sets (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('number', 'text', 'date')),
  content BLOB NOT NULL,
  PRIMARY KEY (data_id, position)
) STRICT;

CREATE TABLE data_sets (
  id TEXT PRIMARY KEY,
  bytes BLOB NOT NULL,
  options TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  format TEXT NOT NULL,
  problems TEXT NOT NULL,
  notes TEXT NOT NULL,
  source_rows BLOB NOT NULL,
  imported_at INTEGER NOT NULL
) STRICT;

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

CREATE TABLE models (
  run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  position INTEGER NOT NULL,
  front INTEGER NOT NULL,
  score REAL NOT NULL,
  params TEXT NOT NULL,
  evaluation TEXT NOT NULL,
  cluster INTEGER,
  representative INTEGER NOT NULL, refit TEXT,
  PRIMARY KEY (run_id, id)
) STRICT;

CREATE TABLE projects (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  data_id TEXT NOT NULL REFERENCES data_sets (id),
  file_name TEXT NOT NULL,
  notes TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;

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

CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  state TEXT NOT NULL,
  spec TEXT NOT NULL,
  data_id TEXT NOT NULL REFERENCES data_sets (id),
  seed INTEGER NOT NULL,
  app_version TEXT NOT NULL,
  engine_protocol INTEGER NOT NULL,
  prepared BLOB,
  notes TEXT NOT NULL,
  seconds REAL NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  error_code TEXT,
  error_message TEXT, parent TEXT,
  UNIQUE (project_id, number)
) STRICT;

CREATE TABLE selections (
  run_id TEXT PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
  front BLOB NOT NULL,
  score BLOB NOT NULL,
  automatic_fronts INTEGER NOT NULL,
  considered INTEGER NOT NULL,
  convergence TEXT NOT NULL,
  notes TEXT NOT NULL,
  clusters TEXT NOT NULL,
  cluster_notes TEXT NOT NULL
, insight TEXT) STRICT;

CREATE TABLE spec_versions (
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  spec TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (project_id, version)
) STRICT;

CREATE TABLE trials (
  run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  trial INTEGER NOT NULL,
  iterations INTEGER NOT NULL,
  width INTEGER NOT NULL,
  content BLOB NOT NULL, ended TEXT NOT NULL DEFAULT 'iterations',
  PRIMARY KEY (run_id, trial)
) STRICT;

CREATE INDEX allocations_by_run ON allocations (run_id);

CREATE INDEX method_comparisons_by_project ON method_comparisons (project_id);

CREATE INDEX recoveries_by_project ON recoveries (project_id);

CREATE INDEX runs_by_project ON runs (project_id);
