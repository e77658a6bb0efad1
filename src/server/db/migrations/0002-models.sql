-- JSON: who answers instead, in order; nobody until somebody says so
ALTER TABLE llm_settings ADD COLUMN fallback TEXT NOT NULL DEFAULT '{"providers":[],"allowRemote":false}';

CREATE TABLE llm_model_settings (
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  context_tokens INTEGER,
  keep_alive TEXT,
  allow_remote INTEGER NOT NULL DEFAULT 0,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (provider, model)
) STRICT;

-- what is known about each endpoint and its models: what its server listed, what answers taught
CREATE TABLE model_catalog (
  provider TEXT NOT NULL,
  base_url TEXT NOT NULL,
  -- JSON, as server/models/catalog.ts reads it
  knowledge TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (provider, base_url)
) STRICT;

CREATE TABLE downloads (
  id TEXT PRIMARY KEY,
  base_url TEXT NOT NULL,
  model TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'paused', 'done', 'failed', 'cancelled')),
  completed_bytes INTEGER NOT NULL DEFAULT 0,
  total_bytes INTEGER,
  fraction REAL NOT NULL DEFAULT 0,
  -- JSON
  error TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

-- pictures that were read outside a conversation; the file is named by its id, which is the hash of its bytes
CREATE TABLE frames (
  id TEXT PRIMARY KEY,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
