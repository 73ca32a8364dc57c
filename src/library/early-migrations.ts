// The first versions of the database: its tables. See migrations.ts.

export const EARLY_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE accounts (
    id INTEGER PRIMARY KEY,
    twitter_id TEXT UNIQUE,
    handle TEXT NOT NULL COLLATE NOCASE,
    name TEXT,
    time_zone TEXT,
    as_of INTEGER NOT NULL
  ) STRICT;

  -- An id is Twitter's own, so that new tweets go to the end and a reply finds its tweet without another index.
  -- as_of is when the newest archive that has the tweet was made.
  CREATE TABLE tweets (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    posted_at INTEGER NOT NULL,
    date_only INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    spans TEXT NOT NULL,
    extent TEXT NOT NULL,
    media TEXT NOT NULL,
    likes INTEGER,
    retweets INTEGER,
    reply_to_id INTEGER,
    reply_to_user_id TEXT,
    reply_to_handle TEXT,
    quoted_id INTEGER,
    quoted_handle TEXT,
    edit_of INTEGER,
    circle INTEGER NOT NULL,
    community_id TEXT,
    sensitive INTEGER NOT NULL,
    lang TEXT,
    client TEXT,
    latitude REAL,
    longitude REAL,
    as_of INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX tweets_by_time ON tweets (account_id, posted_at);
  CREATE INDEX tweets_by_edit ON tweets (edit_of, id) WHERE edit_of IS NOT NULL;
  CREATE INDEX threads ON tweets (reply_to_id) WHERE kind = 'thread';

  -- The long texts of tweets; tweet_id is null while no archive has had the tweet.
  CREATE TABLE notes (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    tweet_id INTEGER,
    text TEXT NOT NULL,
    spans TEXT NOT NULL,
    as_of INTEGER NOT NULL
  ) STRICT;

  -- What is not to be shown; see memories/hide-rules.ts.
  CREATE TABLE hidden (
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    PRIMARY KEY (kind, value)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE imports (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    account_id INTEGER REFERENCES accounts (id),
    state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed')),
    pid INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    report TEXT
  ) STRICT;
  `,
  `
  -- What became of each mail: one row for a digest, a recipient and a local date, so that none is sent twice. A row in
  -- state 'sending' belongs to the process that claimed it. Dates are such as 2026-11-22.
  CREATE TABLE deliveries (
    digest TEXT NOT NULL,
    recipient TEXT NOT NULL COLLATE NOCASE,
    date TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('sending', 'waiting', 'sent', 'skipped', 'failed')),
    message_id TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    pid INTEGER NOT NULL,
    claimed_at INTEGER NOT NULL,
    finished_at INTEGER,
    next_attempt_at INTEGER,
    memories INTEGER,
    problem TEXT,
    PRIMARY KEY (digest, recipient, date)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- The words of tweets, made by search/index/entries.ts: SQLite only splits them at spaces. It keeps no texts, only where words
  -- stand. rowid is the tweet's id.
  CREATE VIRTUAL TABLE search_index USING fts5 (
    text, links, alt, signed, traits,
    content = '', contentless_delete = 1, tokenize = "ascii tokenchars '#@$+_:'"
  );
  -- Words of an address say less of a tweet than others; what it has and is says nothing.
  INSERT INTO search_index (search_index, rank) VALUES ('rank', 'bm25(1.0, 0.4, 0.6, 1.0, 0.0)');

  -- Tweets whose words the index does not have yet, or no longer as they are. Whatever writes tweets need not know of it.
  CREATE TABLE search_queue (id INTEGER PRIMARY KEY) STRICT;
  INSERT INTO search_queue SELECT id FROM tweets;
  CREATE TRIGGER search_added AFTER INSERT ON tweets BEGIN
    INSERT OR IGNORE INTO search_queue VALUES (new.id);
  END;
  CREATE TRIGGER search_removed AFTER DELETE ON tweets BEGIN
    INSERT OR IGNORE INTO search_queue VALUES (old.id);
  END;
  CREATE TRIGGER search_changed AFTER UPDATE ON tweets
  WHEN old.text IS NOT new.text OR old.spans IS NOT new.spans OR old.media IS NOT new.media OR old.kind IS NOT new.kind
    OR old.posted_at IS NOT new.posted_at OR old.edit_of IS NOT new.edit_of OR old.quoted_id IS NOT new.quoted_id
    OR old.quoted_handle IS NOT new.quoted_handle OR old.reply_to_id IS NOT new.reply_to_id
    OR old.reply_to_handle IS NOT new.reply_to_handle
  BEGIN
    INSERT OR IGNORE INTO search_queue VALUES (new.id);
  END;
  `,
  `
  -- What each file of an archive held that was read whole: facts are JSON.
  CREATE TABLE known_files (
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    size INTEGER NOT NULL,
    digest TEXT NOT NULL,
    facts TEXT NOT NULL,
    PRIMARY KEY (account_id, size, digest)
  ) STRICT;
  `,
  `
  -- The most liked, without those that nobody liked.
  CREATE INDEX tweets_by_likes ON tweets (likes) WHERE likes > 0;
  `,
];
