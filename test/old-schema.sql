CREATE TABLE conversations (
  id TEXT PRIMARY KEY,
  title TEXT,
  -- whose title: a learner's wins for ever; 'text' is a stand-in from the first words
  title_from TEXT CHECK (title_from IN ('tutor', 'learner', 'text')),
  language TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX conversations_by_time ON conversations (updated_at DESC, id);

CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
  position INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('learner', 'tutor')),
  text TEXT NOT NULL,
  language TEXT NOT NULL,
  -- a repeated send of the same key is the same message
  client_key TEXT UNIQUE,
  created_at INTEGER NOT NULL,
  UNIQUE (conversation_id, position)
) STRICT;

-- the bytes are files in the data folder, named by id
CREATE TABLE images (
  id TEXT PRIMARY KEY,
  message_id TEXT NOT NULL REFERENCES messages ON DELETE CASCADE,
  position INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  UNIQUE (message_id, position)
) STRICT;

-- one run of a model. A message's answer is its newest generation; a retry adds one and overwrites none.
CREATE TABLE generations (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('chat', 'card')),
  -- chat: the tutor's message that is being written; card: the message that the sentence comes from, if any
  message_id TEXT REFERENCES messages ON DELETE CASCADE,
  -- what a card was asked for
  request TEXT,
  -- null while it runs
  outcome TEXT CHECK (outcome IN ('complete', 'cut', 'stopped', 'interrupted', 'failed')),
  -- JSON, the fold of its events; cards are rows of their own
  answer TEXT,
  -- how many events its log has; null while it runs
  seq INTEGER,
  started_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX generations_by_message ON generations (message_id, started_at);
CREATE INDEX generations_by_request ON generations (request) WHERE request IS NOT NULL;
CREATE INDEX generations_open ON generations (id) WHERE outcome IS NULL;

CREATE TABLE generation_events (
  generation_id TEXT NOT NULL REFERENCES generations ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  event TEXT NOT NULL,
  PRIMARY KEY (generation_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE cards (
  id TEXT PRIMARY KEY,
  generation_id TEXT NOT NULL REFERENCES generations ON DELETE CASCADE,
  position INTEGER NOT NULL,
  language TEXT NOT NULL,
  text TEXT NOT NULL,
  content TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (generation_id, position)
) STRICT;

CREATE TABLE llm_settings (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  provider TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE llm_provider_settings (
  provider TEXT PRIMARY KEY,
  base_url TEXT NOT NULL,
  chat_model TEXT NOT NULL,
  title_model TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- JSON, only what somebody has set
  value TEXT NOT NULL
) STRICT;
-- JSON: who answers instead, in order; nobody until somebody says so
ALTER TABLE llm_settings ADD COLUMN fallback TEXT NOT NULL DEFAULT '{"providers":[],"allowRemote":false}';

CREATE TABLE llm_model_settings (
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  context_tokens INTEGER,
  keep_alive TEXT,
  allow_remote INTEGER NOT NULL DEFAULT 0,
  -- as it was when it was chosen last; another one under the same name is another model
  digest TEXT,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (provider, model)
) STRICT;

-- what each server said of its models last, for when it cannot be asked
CREATE TABLE llm_model_lists (
  provider TEXT NOT NULL,
  base_url TEXT NOT NULL,
  models TEXT NOT NULL,
  listed_at INTEGER NOT NULL,
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
