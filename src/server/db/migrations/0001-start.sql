CREATE TABLE conversations (
  -- what the search index calls it
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT,
  -- the source of the title. A title by the learner is never replaced; 'text' means the first words of the first message
  title_from TEXT CHECK (title_from IN ('tutor', 'learner', 'text')),
  language TEXT NOT NULL,
  -- 1: pinned, so it stands above the others in the list
  pinned INTEGER NOT NULL DEFAULT 0,
  -- counts up with each message of any conversation: the order of the list, whatever the clock of the computer says
  activity INTEGER NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  -- when it was moved to the bin
  deleted_at INTEGER
) STRICT;
-- finding the rows of a list page reads only this index
CREATE INDEX conversations_listed ON conversations (pinned, activity) WHERE deleted_at IS NULL;
CREATE INDEX conversations_in_bin ON conversations (deleted_at, id) WHERE deleted_at IS NOT NULL;

-- The branches of a conversation: one from its beginning, and one from each message that the learner edited. Nothing is overwritten: the
-- messages after the edited one stay in their branch, and are hidden while another branch is shown. See docs/decisions/020-branches.md
CREATE TABLE branches (
  conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  -- the position of its first message; 0 for the branch that begins with the conversation
  first INTEGER NOT NULL,
  -- the branch that it leaves (its `first`), and the position there of the message in whose place its first message stands
  parent INTEGER,
  fork INTEGER,
  -- 1: it is shown whenever its fork is. If no branch of a fork is chosen, the parent goes on
  chosen INTEGER NOT NULL,
  -- its messages before this position are shown. It follows from the choices, and is stored so that reading a page needs no others
  shown_until INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, first)
) STRICT, WITHOUT ROWID;
CREATE INDEX branches_by_fork ON branches (conversation_id, parent, fork);
CREATE TRIGGER conversation_begins AFTER INSERT ON conversations BEGIN
  INSERT INTO branches VALUES (NEW.id, 0, NULL, NULL, 1, 9007199254740991);
END;

CREATE TABLE messages (
  -- what the search index calls it; counts up, so a newer message has a higher one
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  -- the order within its conversation. It never changes, because readers continue at a position; the gaps are for answers that are added to
  -- earlier messages
  position INTEGER NOT NULL,
  branch INTEGER NOT NULL,
  -- counts up within its conversation with each change of what a message shows; the triggers below set it
  changed INTEGER NOT NULL DEFAULT 0,
  role TEXT NOT NULL CHECK (role IN ('learner', 'tutor')),
  -- the learner's words; null in a tutor's message, whose text is that of the answer that it shows
  text TEXT,
  -- what a model gets of that answer as the history of the conversation, packed against its text; null if it gets the text
  history BLOB,
  language TEXT NOT NULL,
  -- an edited message has the pictures of the first version, whose id this is; null: its own
  pictures_of TEXT,
  -- a repeated request with the same key finds this message instead of adding one
  client_key TEXT UNIQUE,
  -- the generation that it shows while none is running; null until the first one has ended. In a learner's message: its correction.
  -- No foreign key: a generation is deleted only together with its message, and for each one all messages would be searched
  shown_generation_id TEXT,
  created_at INTEGER NOT NULL,
  UNIQUE (conversation_id, position),
  FOREIGN KEY (conversation_id, branch) REFERENCES branches
) STRICT;
-- CROSS JOIN: SQLite must begin at the messages, in their order
CREATE VIEW shown_messages AS SELECT messages.* FROM messages CROSS JOIN branches
  ON branches.conversation_id = messages.conversation_id AND branches.first = messages.branch WHERE messages.position < branches.shown_until;
CREATE INDEX messages_by_change ON messages (conversation_id, changed);
CREATE INDEX messages_of_learner ON messages (conversation_id, position) WHERE role = 'learner';

-- the bytes are files in the data folder, named by id
CREATE TABLE images (
  id TEXT PRIMARY KEY,
  message_id TEXT NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  UNIQUE (message_id, position)
) STRICT;

-- pictures outside a conversation; the file is named by its id, which is the hash of its bytes
CREATE TABLE frames (
  id TEXT PRIMARY KEY,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  -- the size of its file
  bytes INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- what is remembered of a video, see shared/video/video.ts. Times are seconds of the video
CREATE TABLE videos (
  key TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  duration REAL,
  position REAL NOT NULL,
  language TEXT NOT NULL,
  -- JSON: shared/frames.ts
  region TEXT,
  track TEXT,
  second_track TEXT,
  "offset" REAL NOT NULL,
  -- the frame that stands for it in the list
  poster TEXT,
  -- counts up with each change of any video: the order of the list, whatever the clock of the computer says
  activity INTEGER NOT NULL UNIQUE,
  opened_at INTEGER NOT NULL,
  -- when it was deleted; it can be restored for a while, see server/video/purge.ts
  deleted_at INTEGER
) STRICT;

-- a line or a frame that was translated, at its place in the video
CREATE TABLE moments (
  id TEXT PRIMARY KEY,
  video_key TEXT NOT NULL REFERENCES videos ON DELETE CASCADE,
  at REAL NOT NULL,
  start_at REAL NOT NULL,
  end_at REAL NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('cue', 'frame')),
  -- the line, or the text of the frame that the learner chose; null: what the answer found in the frame
  text TEXT,
  frame_id TEXT REFERENCES frames,
  region TEXT,
  -- the line's audio: the hash of its file, its media type and its size
  sound_id TEXT,
  sound_type TEXT,
  sound_bytes INTEGER,
  created_at INTEGER NOT NULL,
  -- when it was deleted, alone or with its video
  deleted_at INTEGER
) STRICT;
CREATE INDEX moments_by_video ON moments (video_key, start_at);
CREATE INDEX moments_by_frame ON moments (frame_id) WHERE frame_id IS NOT NULL;

-- the answers to a moment, in their order. No foreign key on the generation: both are deleted together, see db/purge-moments.ts
CREATE TABLE moment_answers (
  number INTEGER PRIMARY KEY,
  moment_id TEXT NOT NULL REFERENCES moments ON DELETE CASCADE,
  generation_id TEXT NOT NULL,
  UNIQUE (moment_id, generation_id)
) STRICT;
CREATE INDEX moment_answers_by_generation ON moment_answers (generation_id);

-- the lines of a video's subtitles, so that they are there without their file or without YouTube
CREATE TABLE cues (
  video_key TEXT NOT NULL REFERENCES videos ON DELETE CASCADE,
  track TEXT NOT NULL,
  kind TEXT NOT NULL,
  language TEXT,
  label TEXT NOT NULL,
  -- JSON, packed: shared/video/cues.ts
  cues BLOB NOT NULL,
  skipped INTEGER NOT NULL,
  PRIMARY KEY (video_key, track)
) STRICT;

-- one answer, running or ended. A retry adds a row and overwrites none.
CREATE TABLE generations (
  -- counts up with each answer
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  -- what the learner wanted: 'reply', 'explain', 'correct', 'read-picture'. No CHECK: changing one means copying the table.
  kind TEXT NOT NULL,
  -- the tutor's message that it writes, or the learner's message that it corrects; null for separate cards
  message_id TEXT REFERENCES messages (id) ON DELETE CASCADE,
  -- where the sentence that it explains occurred, see appearances
  appearance_kind TEXT NOT NULL,
  appearance_ref TEXT NOT NULL,
  -- BCP 47: the language of translations, meanings and notes
  explanation_language TEXT NOT NULL,
  -- the input of a separate card as JSON: the same input finds this generation again
  request TEXT,
  -- null while it runs
  outcome TEXT CHECK (outcome IN ('complete', 'incomplete', 'cut', 'stopped', 'interrupted', 'failed')),
  -- the answer as readable text; null while it runs
  text TEXT,
  -- its events, packed against the text, see db/packed-log.ts; null while it runs
  log BLOB,
  -- number of events in its log; null while it runs
  seq INTEGER,
  started_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX generations_by_message ON generations (message_id, started_at);
CREATE INDEX generations_by_request ON generations (request) WHERE request IS NOT NULL;
CREATE INDEX generations_of_separate_cards ON generations (appearance_ref) WHERE message_id IS NULL;
CREATE INDEX generations_open ON generations (id) WHERE outcome IS NULL;

-- the events of running answers. When an answer ends, its events move to generations.log.
CREATE TABLE generation_events (
  generation_id TEXT NOT NULL REFERENCES generations (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  event TEXT NOT NULL,
  PRIMARY KEY (generation_id, seq)
) STRICT, WITHOUT ROWID;

-- a piece of text in a learning language, stored once
CREATE TABLE sentences (
  id INTEGER PRIMARY KEY,
  language TEXT NOT NULL,
  -- NFC, trimmed
  text TEXT NOT NULL,
  UNIQUE (language, text)
) STRICT;

-- where a sentence occurred. kind has no CHECK and ref no foreign key, because kind decides which table ref points to.
CREATE TABLE appearances (
  id INTEGER PRIMARY KEY,
  sentence_id INTEGER NOT NULL REFERENCES sentences ON DELETE CASCADE,
  -- 'message' (ref: messages), 'reply' (ref: generations), 'frame' (ref: frames), 'text' (typed for one card; ref: generations)
  kind TEXT NOT NULL,
  ref TEXT NOT NULL,
  -- the sentence's number at that place
  position INTEGER NOT NULL,
  UNIQUE (ref, kind, position, sentence_id)
) STRICT;
CREATE INDEX appearances_by_sentence ON appearances (sentence_id);

-- a sentence taken apart, at one appearance
CREATE TABLE cards (
  -- '<generation id>#<n>'; n counts the sentences of the answer from 0
  id TEXT PRIMARY KEY,
  sentence_id INTEGER NOT NULL REFERENCES sentences,
  appearance_id INTEGER NOT NULL REFERENCES appearances,
  generation_id TEXT NOT NULL REFERENCES generations (id) ON DELETE CASCADE,
  -- the card of an earlier answer that this one completes: its explanation, or a part of it, was missing
  completes TEXT,
  -- the version of the analyser that found its words; null until it has answered with all its dictionaries. The words are in the log of its generation
  engine TEXT,
  explanation_language TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX cards_by_generation ON cards (generation_id);
CREATE INDEX cards_by_sentence ON cards (sentence_id);
CREATE INDEX cards_by_appearance ON cards (appearance_id);
CREATE INDEX cards_by_completed ON cards (completes) WHERE completes IS NOT NULL;

-- readings that the learner settled: of a part of a sentence, wherever that sentence stands
CREATE TABLE settled_readings (
  -- in the order in which they were settled: where spans overlap, the last one counts
  number INTEGER PRIMARY KEY,
  sentence_id INTEGER NOT NULL REFERENCES sentences ON DELETE CASCADE,
  -- the span in the text of the sentence, in UTF-16 units. A later engine may have no such word, see answers/settle-words.ts
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  reading TEXT NOT NULL,
  UNIQUE (sentence_id, start_at, end_at)
) STRICT;

-- the learner's words: saved ones, those marked known or ignored, and imported ones
CREATE TABLE words (
  -- in the order in which they were saved
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('word', 'sentence', 'correction')),
  language TEXT NOT NULL,
  -- the dictionary form; the sentence; of a correction, what is right
  lemma TEXT NOT NULL,
  -- of the lemma; empty if it has none
  reading TEXT NOT NULL,
  part_of_speech TEXT,
  -- chosen or written by the learner; null: that of the dictionary
  meaning TEXT,
  -- the dictionary's first meanings when it was saved, so that it can be searched
  dictionary_meaning TEXT,
  -- of a correction: what the learner wrote
  wrong TEXT,
  notes TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL CHECK (status IN ('new', 'learning', 'known', 'ignored')),
  -- the import that it came with, so that an import can be undone
  origin TEXT,
  -- 1: it has a card in the review
  in_review INTEGER NOT NULL DEFAULT 0,
  -- what a search compares, see server/words/search-forms.ts
  text_form TEXT NOT NULL,
  reading_form TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  -- when it was deleted; it can be restored for a while
  deleted_at INTEGER,
  UNIQUE (language, lemma, reading, kind)
) STRICT;
CREATE INDEX words_deleted ON words (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX words_by_origin ON words (origin) WHERE origin IS NOT NULL;

-- where a word was saved. It keeps the sentence, the picture and the sound after the chat or the video is deleted
CREATE TABLE word_contexts (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  word_id TEXT NOT NULL REFERENCES words (id) ON DELETE CASCADE,
  sentence_id INTEGER NOT NULL REFERENCES sentences,
  -- the span of the word in the sentence, in UTF-16 units
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  -- no foreign key: the place may be deleted, and the context stays
  place_kind TEXT NOT NULL CHECK (place_kind IN ('message', 'reply', 'frame', 'moment', 'text')),
  place_ref TEXT NOT NULL,
  card_id TEXT,
  frame_id TEXT REFERENCES frames,
  -- the hash of the sound's file, its media type and its size
  sound_id TEXT,
  sound_type TEXT,
  sound_bytes INTEGER,
  -- of the reading, when it was saved
  verdict TEXT NOT NULL CHECK (verdict IN ('agreed', 'settled', 'open', 'guess', 'conflict')),
  translation TEXT,
  -- in this sentence
  meaning TEXT,
  note TEXT,
  created_at INTEGER NOT NULL,
  deleted_at INTEGER,
  UNIQUE (word_id, sentence_id, start_at)
) STRICT;
CREATE INDEX word_contexts_by_sentence ON word_contexts (sentence_id);
CREATE INDEX word_contexts_by_frame ON word_contexts (frame_id) WHERE frame_id IS NOT NULL;
CREATE INDEX word_contexts_by_sound ON word_contexts (sound_id) WHERE sound_id IS NOT NULL;
CREATE INDEX word_contexts_by_card ON word_contexts (card_id) WHERE card_id IS NOT NULL;
CREATE INDEX word_contexts_by_moment ON word_contexts (place_ref) WHERE place_kind = 'moment';
CREATE INDEX word_contexts_deleted ON word_contexts (deleted_at) WHERE deleted_at IS NOT NULL;

-- imports of known words: from a file, from Anki, or a list by level
CREATE TABLE word_imports (
  -- what `words.origin` names
  id TEXT PRIMARY KEY,
  -- of the file or the list
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  added INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  -- 0 while words are being added: a start finds it so after a crash, and undoes it
  is_done INTEGER NOT NULL,
  undone_at INTEGER
) STRICT;

-- AnkiConnect: its address, and which deck, note type and fields notes go to. JSON, as db/anki-settings.ts reads it
CREATE TABLE anki_settings (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  value TEXT NOT NULL
) STRICT;

-- words that go to Anki as soon as it is open
CREATE TABLE anki_queue (
  number INTEGER PRIMARY KEY,
  word_id TEXT NOT NULL UNIQUE REFERENCES words (id) ON DELETE CASCADE,
  -- 1: also if Anki has a note with the same word
  is_allowed_twice INTEGER NOT NULL,
  -- why Anki did not take it; null while it waits
  problem TEXT
) STRICT;

-- the note that a word became, so that it is updated and not added again
CREATE TABLE anki_notes (
  word_id TEXT PRIMARY KEY REFERENCES words (id) ON DELETE CASCADE,
  note_id INTEGER NOT NULL
) STRICT;

-- what an import did to words that were there already
CREATE TABLE word_import_changes (
  import_id TEXT NOT NULL REFERENCES word_imports (id) ON DELETE CASCADE,
  word_id TEXT NOT NULL REFERENCES words (id) ON DELETE CASCADE,
  status_before TEXT NOT NULL,
  status_after TEXT NOT NULL,
  -- it was deleted, and came back
  deleted_before INTEGER,
  PRIMARY KEY (import_id, word_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX word_import_changes_by_word ON word_import_changes (word_id);

-- A card is a word that is asked in one way. A word has no card before its first review, and gets the next one when those before it are learned
CREATE TABLE review_cards (
  word INTEGER NOT NULL REFERENCES words (number) ON DELETE CASCADE,
  type TEXT NOT NULL CHECK (type IN ('recognise', 'listen', 'cloze', 'produce', 'sentence', 'correction')),
  language TEXT NOT NULL,
  -- 1: its word is not deleted, ignored or marked as known. The triggers below keep it
  active INTEGER NOT NULL DEFAULT 1,
  suspended INTEGER NOT NULL,
  buried_until INTEGER NOT NULL,
  -- what FSRS knows of it, see shared/review/memory.ts
  state TEXT NOT NULL CHECK (state IN ('new', 'learning', 'review', 'relearning')),
  step INTEGER NOT NULL CHECK (step >= 0),
  stability REAL NOT NULL CHECK (stability >= 0),
  difficulty REAL NOT NULL CHECK (difficulty >= 0),
  scheduled_days INTEGER NOT NULL CHECK (scheduled_days >= 0),
  reviews INTEGER NOT NULL CHECK (reviews >= 0),
  lapses INTEGER NOT NULL CHECK (lapses >= 0),
  -- the learner's day of the last grade, see shared/review/learner-days.ts
  last_day INTEGER,
  last_at INTEGER,
  due_at INTEGER NOT NULL,
  -- changes with the row, so that a window that shows an older one is told
  version INTEGER NOT NULL,
  PRIMARY KEY (word, type)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_cards_due ON review_cards (language, due_at, type, buried_until) WHERE active = 1 AND suspended = 0 AND state = 'review';
CREATE INDEX review_cards_in_steps ON review_cards (language, due_at) WHERE active = 1 AND suspended = 0 AND state IN ('learning', 'relearning');
CREATE INDEX review_cards_new ON review_cards (language, word) WHERE active = 1 AND suspended = 0 AND state = 'new';
CREATE INDEX review_cards_by_day ON review_cards (last_day, word);
-- Words that begin their review. `in_review` is 1 as soon as a word has a card
CREATE INDEX words_to_begin ON words (language, number) WHERE in_review = 0 AND deleted_at IS NULL AND status IN ('new', 'learning');
CREATE TRIGGER card_added AFTER INSERT ON review_cards BEGIN
  UPDATE words SET in_review = 1 WHERE number = NEW.word AND in_review = 0;
END;
-- A word that the learner marked as known leaves the review; one that became known by review, with three weeks between two reviews, stays
CREATE TRIGGER word_in_or_out_of_review AFTER UPDATE OF status, deleted_at ON words WHEN NEW.in_review = 1 BEGIN
  -- only cards that change, because each change rewrites four indexes
  UPDATE review_cards SET active = fresh.active FROM (SELECT NEW.deleted_at IS NULL AND (NEW.status IN ('new', 'learning')
      OR (NEW.status = 'known' AND EXISTS (SELECT 1 FROM review_cards AS own
        WHERE own.word = NEW.number AND own.state = 'review' AND own.scheduled_days >= 21))) AS active) AS fresh
    WHERE word = NEW.number AND review_cards.active <> fresh.active;
END;

-- every grade; what a learner takes back is marked and stays. It outlives its word, so that statistics do
CREATE TABLE review_log (
  number INTEGER PRIMARY KEY,
  -- made by the page, so that a request that is sent twice counts once
  key TEXT NOT NULL UNIQUE,
  word INTEGER REFERENCES words (number) ON DELETE SET NULL,
  type TEXT NOT NULL,
  language TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- the learner's day, counted from 1970
  day INTEGER NOT NULL,
  grade INTEGER NOT NULL CHECK (grade BETWEEN 1 AND 4),
  took_ms INTEGER NOT NULL CHECK (took_ms >= 0),
  -- of the card, before the grade
  state TEXT NOT NULL,
  scheduled_days INTEGER NOT NULL,
  -- JSON: all that the grade changed, as it was before
  before TEXT NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX review_log_by_day ON review_log (day, language, undone, state, grade, took_ms, scheduled_days);
CREATE INDEX review_log_by_word ON review_log (word);

-- What a message shows changes with it, with its answers, and with the cards that complete theirs. In triggers, so that no writer can forget it.
CREATE TRIGGER message_added AFTER INSERT ON messages BEGIN
  UPDATE messages SET changed = (SELECT max(changed) + 1 FROM messages WHERE conversation_id = NEW.conversation_id) WHERE id = NEW.id;
END;
CREATE TRIGGER message_shows_another AFTER UPDATE OF shown_generation_id, history, language ON messages BEGIN
  UPDATE messages SET changed = (SELECT max(changed) + 1 FROM messages WHERE conversation_id = NEW.conversation_id) WHERE id = NEW.id;
END;
-- the message that stands at a fork from now on; a reader finds the others after it
CREATE TRIGGER branch_shows_more AFTER UPDATE OF shown_until ON branches WHEN NEW.shown_until > OLD.shown_until BEGIN
  UPDATE messages SET changed = (SELECT max(changed) + 1 FROM messages WHERE conversation_id = NEW.conversation_id)
    WHERE conversation_id = NEW.conversation_id AND position = max(OLD.shown_until, NEW.first);
END;
CREATE TRIGGER answer_begins AFTER INSERT ON generations WHEN NEW.message_id IS NOT NULL BEGIN
  UPDATE messages SET changed = (SELECT max(each.changed) + 1 FROM messages AS each WHERE each.conversation_id = messages.conversation_id)
    WHERE id = NEW.message_id;
END;
CREATE TRIGGER answer_changes AFTER UPDATE OF outcome, log ON generations WHEN NEW.message_id IS NOT NULL BEGIN
  UPDATE messages SET changed = (SELECT max(each.changed) + 1 FROM messages AS each WHERE each.conversation_id = messages.conversation_id)
    WHERE id = NEW.message_id;
END;
CREATE TRIGGER completion_begins AFTER INSERT ON cards WHEN NEW.completes IS NOT NULL BEGIN
  UPDATE messages SET changed = (SELECT max(each.changed) + 1 FROM messages AS each WHERE each.conversation_id = messages.conversation_id)
    WHERE id = (SELECT message_id FROM cards JOIN generations ON generations.id = generation_id WHERE cards.id = NEW.completes);
END;
CREATE TRIGGER completion_changes AFTER UPDATE OF outcome, log ON generations WHEN NEW.message_id IS NULL BEGIN
  UPDATE messages SET changed = (SELECT max(each.changed) + 1 FROM messages AS each WHERE each.conversation_id = messages.conversation_id)
    WHERE id IN (SELECT message_id FROM cards AS later JOIN cards ON cards.id = later.completes
      JOIN generations ON generations.id = cards.generation_id WHERE later.generation_id = NEW.id);
END;
CREATE TRIGGER reading_settled AFTER INSERT ON settled_readings BEGIN
  UPDATE messages SET changed = (SELECT max(each.changed) + 1 FROM messages AS each WHERE each.conversation_id = messages.conversation_id)
    WHERE id IN (SELECT message_id FROM cards JOIN generations ON generations.id = generation_id WHERE sentence_id = NEW.sentence_id);
END;
CREATE TRIGGER reading_unsettled AFTER DELETE ON settled_readings BEGIN
  UPDATE messages SET changed = (SELECT max(each.changed) + 1 FROM messages AS each WHERE each.conversation_id = messages.conversation_id)
    WHERE id IN (SELECT message_id FROM cards JOIN generations ON generations.id = generation_id WHERE sentence_id = OLD.sentence_id);
END;

-- The words that the tutor brings into a conversation. They are chosen once and stay, so that a model server can reuse what it has read
CREATE TABLE conversation_words (
  conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  language TEXT NOT NULL,
  -- 'chat' or 'story': the learner practises them; null: they come up where they fit
  practice TEXT,
  -- JSON: ids of words. They are not copied, so that a deleted word is gone
  words TEXT NOT NULL,
  chosen_at INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, language)
) STRICT, WITHOUT ROWID;
-- replies in which a word of the learner occurred
CREATE TABLE word_meetings (
  word INTEGER NOT NULL REFERENCES words (number) ON DELETE CASCADE,
  -- the answer. No foreign key: that a word was met stays true after its chat is deleted
  generation_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (word, generation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX word_meetings_by_time ON word_meetings (at);
CREATE INDEX word_meetings_by_answer ON word_meetings (generation_id);
CREATE INDEX generations_of_checks ON generations (started_at) WHERE kind = 'correct';

-- Search. What is searched of each message, and of each title: number is that of the message, or that of the conversation, counted from
-- far above all messages. No foreign key: the rows are deleted with their words in the index, see db/search-index.ts
CREATE TABLE search_documents (
  number INTEGER PRIMARY KEY,
  -- the answer whose text the document is packed against; null: the text of the learner's message, or none
  generation INTEGER,
  -- 0: the engine has not been asked for the readings yet
  is_read INTEGER NOT NULL,
  document BLOB NOT NULL
) STRICT;
CREATE INDEX search_documents_unread ON search_documents (number) WHERE is_read = 0;
-- which documents have which pieces of text; the pieces are numbers, see server/search/grams.ts. It keeps no text
CREATE VIRTUAL TABLE search_index USING fts5(grams, content='', detail=none, columnsize=0, tokenize='ascii');
-- what has changed and is not in the index yet
CREATE TABLE search_queue (
  number INTEGER PRIMARY KEY
) STRICT;
-- the version of the index, see server/search/grams.ts
CREATE TABLE search_version (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  version INTEGER NOT NULL
) STRICT;
CREATE TRIGGER message_to_index AFTER UPDATE OF changed ON messages BEGIN
  INSERT INTO search_queue (number) VALUES (NEW.number) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER title_to_index AFTER UPDATE OF title ON conversations BEGIN
  INSERT INTO search_queue (number) VALUES (NEW.number + 1099511627776) ON CONFLICT DO NOTHING;
END;

CREATE TABLE settings (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- JSON: only values that were set
  value TEXT NOT NULL
) STRICT;

-- the learner's speech server: JSON, as db/speech-settings.ts reads it
CREATE TABLE speech_settings (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  value TEXT NOT NULL
) STRICT;

CREATE TABLE llm_settings (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- null until the learner chooses
  provider TEXT,
  -- JSON: the providers that answer when the chosen one cannot, in order
  fallback TEXT NOT NULL DEFAULT '{"providers":[],"allowRemote":false}',
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE llm_provider_settings (
  provider TEXT PRIMARY KEY,
  base_url TEXT NOT NULL,
  chat_model TEXT NOT NULL,
  title_model TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

-- every host that was contacted, when, and for what purpose
CREATE TABLE contacts (
  host TEXT NOT NULL,
  purpose TEXT NOT NULL,
  -- 1 if the host relayed the request to a cloud
  relayed INTEGER NOT NULL,
  count INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  PRIMARY KEY (host, purpose, relayed)
) STRICT;

CREATE TABLE llm_model_settings (
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  context_tokens INTEGER,
  keep_alive TEXT,
  allow_remote INTEGER NOT NULL DEFAULT 0,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (provider, model)
) STRICT;

-- the catalog: what each endpoint's server listed, and what was learned from answers
CREATE TABLE model_catalog (
  provider TEXT NOT NULL,
  base_url TEXT NOT NULL,
  -- JSON that server/models/catalog.ts reads
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

-- the ids of conversations that were deleted for good, so that browsers can delete what was written in them and not sent
CREATE TABLE purged_conversations (
  id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- has a row for each deletion whose space was not overwritten and given back yet, see reclaim.ts
CREATE TABLE space_to_reclaim (
  id INTEGER PRIMARY KEY
) STRICT;

-- the learner's order and choice of dictionaries; their entries are files of their own
CREATE TABLE dictionaries (
  id TEXT PRIMARY KEY,
  -- in the data folder; null for one that comes with Blossom
  file TEXT,
  position INTEGER NOT NULL,
  enabled INTEGER NOT NULL
) STRICT;

-- what a model did with the app's own questions, see model-doctor/
CREATE TABLE model_reports (
  id TEXT PRIMARY KEY,
  provider TEXT NOT NULL,
  host TEXT NOT NULL,
  model TEXT NOT NULL,
  -- digest of the model's file, if the server reports it: another file under the same name is another model
  digest TEXT,
  language TEXT NOT NULL,
  -- JSON: shared/model-report.ts
  report TEXT NOT NULL
) STRICT;
