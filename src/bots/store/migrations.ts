/**
 * The schema, one list of statements a version; `PRAGMA user_version` says how far a file is. A released list is
 * never changed: a change of the schema is a new list at the end.
 */
export const MIGRATIONS: readonly (readonly string[])[] = [
  [
    // Odds and ends: the salt of the user hashes.
    'CREATE TABLE keep (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID',
    // What has arrived. `job` is the question until it is answered, so that a crash loses none.
    `CREATE TABLE events (
      platform TEXT NOT NULL,
      id TEXT NOT NULL,
      received_at INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('claimed', 'delivering', 'done')),
      job TEXT,
      PRIMARY KEY (platform, id)
    ) WITHOUT ROWID`,
    'CREATE INDEX events_by_time ON events (received_at)',
    `CREATE TABLE conversations (key TEXT PRIMARY KEY, last_at INTEGER NOT NULL) WITHOUT ROWID`,
    `CREATE TABLE conversation_questions (
      key TEXT NOT NULL REFERENCES conversations (key) ON DELETE CASCADE,
      asked_at INTEGER NOT NULL,
      question TEXT NOT NULL
    )`,
    'CREATE INDEX conversation_questions_by_key ON conversation_questions (key, asked_at)',
    // `question` is null unless questions may be kept; `topic` is its normal form, for counting.
    `CREATE TABLE replies (
      id TEXT PRIMARY KEY,
      platform TEXT NOT NULL,
      asked_at INTEGER NOT NULL,
      user_hash TEXT NOT NULL,
      question TEXT,
      topic TEXT,
      status TEXT NOT NULL CHECK (status IN ('answered', 'abstained')),
      reason TEXT,
      confidence REAL NOT NULL,
      article_ids TEXT NOT NULL,
      ms REAL NOT NULL,
      answer TEXT NOT NULL
    ) WITHOUT ROWID`,
    'CREATE INDEX replies_by_time ON replies (asked_at)',
    `CREATE TABLE feedback (
      reply_id TEXT NOT NULL REFERENCES replies (id) ON DELETE CASCADE,
      user_hash TEXT NOT NULL,
      verdict TEXT NOT NULL CHECK (verdict IN ('up', 'down')),
      voted_at INTEGER NOT NULL,
      PRIMARY KEY (reply_id, user_hash)
    ) WITHOUT ROWID`,
  ],
  // Keys of conversations named people; they are pseudonyms from here on.
  ['DELETE FROM conversation_questions', 'DELETE FROM conversations'],
];
