// Every version of the database there has been. A migration, once released, never changes: what follows is a new one.

import { EARLY_MIGRATIONS } from './early-migrations.ts';

/** SQL that takes a database from version N (its index) to N + 1. Times are milliseconds since 1970 UTC. */
export const MIGRATIONS: readonly string[] = [
  ...EARLY_MIGRATIONS,
  `
  -- Texts with an apostrophe that is a letter to Unicode: their words end there now.
  INSERT OR IGNORE INTO search_queue
    SELECT id FROM tweets WHERE text GLOB '*[ʹʻ-ʿˈꞋꞌŉ]*' OR media GLOB '*[ʹʻ-ʿˈꞋꞌŉ]*';
  `,
  `
  -- Bold and italic parts, as JSON like spans; the name of the place a tweet was written at.
  ALTER TABLE tweets ADD COLUMN styles TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE tweets ADD COLUMN place TEXT;
  ALTER TABLE notes ADD COLUMN styles TEXT NOT NULL DEFAULT '[]';

  -- What accounts were called before, each until a time.
  CREATE TABLE former_handles (
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    handle TEXT NOT NULL COLLATE NOCASE,
    until INTEGER NOT NULL,
    PRIMARY KEY (account_id, handle)
  ) STRICT, WITHOUT ROWID;

  -- Until 2013 Twitter cut retweets with three dots, and earlier versions took what was left for all of it: so that a
  -- whole text, from whichever archive, takes its place.
  UPDATE tweets SET extent = 'cut' WHERE kind = 'retweet' AND extent = 'whole' AND text GLOB '* ...';

  -- Ids of the last half hour before Snowflake were read as if they told the time; only the date is certain.
  UPDATE tweets SET posted_at = 1288828800000, date_only = 1
  WHERE id BETWEEN 29700000000 AND 29700859247 AND posted_at = 1288834981000;

  -- An archive that claimed to be made in the far future let no other change anything.
  UPDATE tweets SET as_of = 0 WHERE as_of > 4102444800000;
  UPDATE notes SET as_of = 0 WHERE as_of > 4102444800000;
  UPDATE accounts SET as_of = 0 WHERE as_of > 4102444800000;

  -- Places can be searched for.
  DROP TRIGGER search_changed;
  CREATE TRIGGER search_changed AFTER UPDATE ON tweets
  WHEN old.text IS NOT new.text OR old.spans IS NOT new.spans OR old.media IS NOT new.media OR old.kind IS NOT new.kind
    OR old.posted_at IS NOT new.posted_at OR old.edit_of IS NOT new.edit_of OR old.quoted_id IS NOT new.quoted_id
    OR old.quoted_handle IS NOT new.quoted_handle OR old.reply_to_id IS NOT new.reply_to_id
    OR old.reply_to_handle IS NOT new.reply_to_handle OR old.place IS NOT new.place
    OR old.latitude IS NOT new.latitude OR old.longitude IS NOT new.longitude
  BEGIN
    INSERT OR IGNORE INTO search_queue VALUES (new.id);
  END;
  INSERT OR IGNORE INTO search_queue SELECT id FROM tweets WHERE latitude IS NOT NULL AND longitude IS NOT NULL;
  `,
  `
  -- The words of addresses stand in the text too, in their order, and still say less of a tweet than others. Arrows and the
  -- like are words now, and tags end where an address begins.
  INSERT INTO search_index (search_index, rank) VALUES ('rank', 'bm25(1.0, -0.6, 0.6, 1.0, 0.0)');
  INSERT OR IGNORE INTO search_queue
    SELECT id FROM tweets
    WHERE spans GLOB '*"link"*' OR text GLOB '*[#＃]*http*'
      OR text || media GLOB '*[¬±×÷϶؆-؈⁄⁒℘⅀-⅋←-⋿⌠-⏡▷◁◸-◿♯⟀-⟿⤀-⫿⬀-⭌﬩]*';
  `,
  `
  -- Posts of other networks. An account's network_id is what its network calls it, whatever its handle: these have another form in
  -- each network, so that they are unique by themselves. A post's network_id is its network's id of it, where id isn't that.
  ALTER TABLE accounts RENAME COLUMN twitter_id TO network_id;
  ALTER TABLE accounts ADD COLUMN network TEXT NOT NULL DEFAULT 'twitter';

  -- Whom it was for: public, unlisted, circle, followers or direct.
  ALTER TABLE tweets ADD COLUMN audience TEXT NOT NULL DEFAULT 'public';
  UPDATE tweets SET audience = 'circle' WHERE circle;
  ALTER TABLE tweets DROP COLUMN circle;
  ALTER TABLE tweets ADD COLUMN network_id TEXT;
  ALTER TABLE tweets ADD COLUMN url TEXT;
  -- A content warning.
  ALTER TABLE tweets ADD COLUMN warning TEXT;
  -- JSON.
  ALTER TABLE tweets ADD COLUMN poll TEXT;
  ALTER TABLE tweets ADD COLUMN reply_to_url TEXT;
  ALTER TABLE tweets ADD COLUMN quoted_url TEXT;
  CREATE INDEX tweets_by_network_id ON tweets (network_id) WHERE network_id IS NOT NULL;
  CREATE INDEX direct_tweets ON tweets (account_id) WHERE audience = 'direct';

  -- Warnings and choices can be searched for; what was for only a few is found by them alone.
  DROP TRIGGER search_changed;
  CREATE TRIGGER search_changed AFTER UPDATE ON tweets
  WHEN old.text IS NOT new.text OR old.spans IS NOT new.spans OR old.media IS NOT new.media OR old.kind IS NOT new.kind
    OR old.posted_at IS NOT new.posted_at OR old.edit_of IS NOT new.edit_of OR old.quoted_id IS NOT new.quoted_id
    OR old.quoted_handle IS NOT new.quoted_handle OR old.reply_to_id IS NOT new.reply_to_id
    OR old.reply_to_handle IS NOT new.reply_to_handle OR old.place IS NOT new.place
    OR old.latitude IS NOT new.latitude OR old.longitude IS NOT new.longitude
    OR old.warning IS NOT new.warning OR old.poll IS NOT new.poll OR old.audience IS NOT new.audience
  BEGIN
    INSERT OR IGNORE INTO search_queue VALUES (new.id);
  END;
  `,
  `
  -- When a post was last changed, where an archive has only its last version.
  ALTER TABLE tweets ADD COLUMN edited_at INTEGER;
  `,
  `
  -- What tweets have and are, and now the first letters of their words too, is in words of the index that begin with a colon:
  -- all are made anew.
  INSERT INTO search_index (search_index) VALUES ('delete-all');
  INSERT OR IGNORE INTO search_queue SELECT id FROM tweets;
  `,
];
