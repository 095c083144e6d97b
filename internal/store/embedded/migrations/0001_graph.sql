-- Ids of the domain are text in the columns named "key"; tables refer to one another by integers. No reference
-- is NULL: 0 is nobody or nothing, '' no text, -2147483648 (diplo.NoDay) no day. Days count from 1970-01-01,
-- instants are microseconds since then. Bodies hold what no question asks for, in the form of record.go.

CREATE TABLE relation (
  id        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL UNIQUE,
  type      TEXT NOT NULL,
  quad      TEXT NOT NULL,
  intensity INTEGER NOT NULL -- in tenths
);

-- longest is how many days the longest event ever stored goes beyond its first; recorded is the instant of the last write,
-- merged that of the last decision that says who is who; name tells this store's positions among changes from those of others.
CREATE TABLE mark (
  longest  INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  merged   INTEGER NOT NULL,
  name     TEXT NOT NULL
);
INSERT INTO mark VALUES (0, 0, 0, lower(hex(randomblob(8))));

-- How much there was after each write.
CREATE TABLE total (
  recorded  INTEGER PRIMARY KEY,
  actors    INTEGER NOT NULL,
  actions   INTEGER NOT NULL,
  articles  INTEGER NOT NULL,
  events    INTEGER NOT NULL,
  mentions  INTEGER NOT NULL,
  first_day INTEGER NOT NULL,
  last_day  INTEGER NOT NULL
);

-- What people decided, by the instant. undone is that of the decision that undid it, 0 while it stands. lists is as in article. The body is JSON.
CREATE TABLE decision (
  recorded INTEGER PRIMARY KEY,
  key      TEXT NOT NULL UNIQUE,
  kind     TEXT NOT NULL,
  author   TEXT NOT NULL,
  event    TEXT NOT NULL,
  article  TEXT NOT NULL,
  actor    TEXT NOT NULL,
  other    TEXT NOT NULL,
  undone   INTEGER NOT NULL,
  lists    BLOB NOT NULL,
  body     BLOB NOT NULL
);
CREATE INDEX decision_event ON decision (event) WHERE event <> '';
CREATE INDEX decision_article ON decision (article) WHERE article <> '';
CREATE INDEX decision_actor ON decision (actor) WHERE actor <> '';
CREATE INDEX decision_other ON decision (other) WHERE other <> '';
CREATE INDEX decision_merge ON decision (recorded) WHERE kind IN ('MERGE_ACTORS', 'DISTINCT');

-- What happened to events from first to last, by their ids: kind is 0 added, 1 changed, 2 removed.
CREATE TABLE change (
  id       INTEGER PRIMARY KEY,
  recorded INTEGER NOT NULL,
  kind     INTEGER NOT NULL,
  first    INTEGER NOT NULL,
  last     INTEGER NOT NULL
);
CREATE INDEX change_recorded ON change (recorded);

-- The last id given in each table; ids are never given twice.
CREATE TABLE sequence (
  name TEXT PRIMARY KEY,
  last INTEGER NOT NULL
) WITHOUT ROWID;

-- Each reading of an article is a row that holds from since until another took its place; until is 9223372036854775807 for
-- the one that holds. lists holds the ids of the actor records, action records and offices that it lists: what to let go
-- of when it is read again. hash is that of all its content; status is a number as in the state of an event.
CREATE TABLE article (
  id       INTEGER PRIMARY KEY,
  key      TEXT NOT NULL,
  since    INTEGER NOT NULL,
  until    INTEGER NOT NULL,
  hash     BLOB NOT NULL,
  reported INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  status   INTEGER NOT NULL,
  outlet   TEXT NOT NULL,
  cluster  TEXT NOT NULL,
  basis    TEXT NOT NULL,
  lists    BLOB NOT NULL,
  source   TEXT NOT NULL,
  url      TEXT NOT NULL,
  title    TEXT NOT NULL,
  warnings TEXT NOT NULL, -- a JSON list
  text     TEXT NOT NULL
);
CREATE UNIQUE INDEX article_key ON article (key, until);
CREATE INDEX article_reported ON article (reported DESC, key);
CREATE INDEX article_outlet ON article (outlet, reported DESC, key);

-- An actor is what its records, and those of the actors that were merged into it, come to; each distinct record counts the articles and corrections
-- that list it, and stays when none does any more. there is 0 for one that no record stands for, which is kept as it last was, and for one that was
-- merged into another. coded is the code of the actor which it is now.
CREATE TABLE actor (
  id      INTEGER PRIMARY KEY,
  key     TEXT NOT NULL UNIQUE,
  there   INTEGER NOT NULL,
  kind    TEXT NOT NULL, -- '' for one that never was there
  code    TEXT NOT NULL,
  coded   TEXT NOT NULL,
  name    TEXT NOT NULL,
  folded  TEXT NOT NULL,
  aliases TEXT NOT NULL, -- a JSON list
  words   INTEGER NOT NULL -- of the name
);
CREATE INDEX actor_folded ON actor (folded, key) WHERE there = 1;
CREATE INDEX actor_coded ON actor (coded, folded, key);
CREATE TABLE actor_record (
  id    INTEGER PRIMARY KEY,
  actor INTEGER NOT NULL,
  uses  INTEGER NOT NULL,
  body  BLOB NOT NULL
);
CREATE INDEX actor_record_actor ON actor_record (actor);
-- The folded names and aliases from each of their words on.
CREATE TABLE actor_name (
  words TEXT NOT NULL,
  actor INTEGER NOT NULL,
  PRIMARY KEY (words, actor)
) WITHOUT ROWID;

CREATE TABLE action (
  id      INTEGER PRIMARY KEY,
  key     TEXT NOT NULL UNIQUE,
  there   INTEGER NOT NULL,
  name    TEXT NOT NULL,
  folded  TEXT NOT NULL,
  done_by INTEGER NOT NULL,
  event   TEXT NOT NULL, -- the key of the event that it is the face of
  words   INTEGER NOT NULL -- of the name
);
CREATE INDEX action_folded ON action (folded, key) WHERE there = 1;
CREATE INDEX action_done_by ON action (done_by, folded, key) WHERE there = 1;
CREATE TABLE action_record (
  id      INTEGER PRIMARY KEY,
  action  INTEGER NOT NULL,
  uses    INTEGER NOT NULL,
  body    BLOB NOT NULL,
  done_by TEXT NOT NULL -- the key of the actor that it names
);
CREATE INDEX action_record_action ON action_record (action);
CREATE INDEX action_record_done_by ON action_record (done_by) WHERE done_by <> '';

CREATE TABLE office (
  id     INTEGER PRIMARY KEY,
  holder INTEGER NOT NULL,
  uses   INTEGER NOT NULL,
  body   BLOB NOT NULL
);
CREATE INDEX office_holder ON office (holder);

-- sort is the leading part of the key as a number: it orders as the keys do, and differs almost always where they do.
-- Ids grow as events are stored, within one Put by key. state is modality + 5 * background + 10 * status: modality 0 asserted,
-- 1 claimed, 2 planned, 3 hypothetical, 4 denied; status 0 current, 1 corrected, 2 retracted.
CREATE TABLE event (
  id            INTEGER PRIMARY KEY,
  sort          INTEGER NOT NULL,
  start         INTEGER NOT NULL,
  end           INTEGER NOT NULL,
  source        INTEGER NOT NULL,
  target        INTEGER NOT NULL,
  source_for    INTEGER NOT NULL,
  target_for    INTEGER NOT NULL,
  relation      INTEGER NOT NULL,
  state         INTEGER NOT NULL,
  attributed    INTEGER NOT NULL, -- to whom
  action        INTEGER NOT NULL,
  occurrence    INTEGER NOT NULL, -- a number made of its id, 0 for none
  reported      INTEGER NOT NULL,
  recorded      INTEGER NOT NULL,
  since         INTEGER NOT NULL, -- when it became what it is, 0 when it was never anything else
  outlets       INTEGER NOT NULL,
  confidence    REAL NOT NULL,
  place         TEXT NOT NULL, -- folded
  place_country TEXT NOT NULL, -- folded
  key           TEXT NOT NULL,
  body          BLOB NOT NULL
);
CREATE INDEX event_sort ON event (sort);
CREATE INDEX event_action ON event (action, start, sort) WHERE action <> 0;
CREATE INDEX event_occurrence ON event (occurrence, start, sort) WHERE occurrence <> 0;
-- What events were, each from since until then.
CREATE TABLE event_past (
  version       INTEGER PRIMARY KEY,
  until         INTEGER NOT NULL,
  id            INTEGER NOT NULL,
  sort          INTEGER NOT NULL,
  start         INTEGER NOT NULL,
  end           INTEGER NOT NULL,
  source        INTEGER NOT NULL,
  target        INTEGER NOT NULL,
  source_for    INTEGER NOT NULL,
  target_for    INTEGER NOT NULL,
  relation      INTEGER NOT NULL,
  state         INTEGER NOT NULL,
  attributed    INTEGER NOT NULL,
  action        INTEGER NOT NULL,
  occurrence    INTEGER NOT NULL,
  reported      INTEGER NOT NULL,
  recorded      INTEGER NOT NULL,
  since         INTEGER NOT NULL,
  outlets       INTEGER NOT NULL,
  confidence    REAL NOT NULL,
  place         TEXT NOT NULL,
  place_country TEXT NOT NULL,
  key           TEXT NOT NULL,
  body          BLOB NOT NULL
);
CREATE INDEX event_past_id ON event_past (id);
CREATE INDEX event_past_sort ON event_past (sort);
CREATE INDEX event_past_until ON event_past (until);

-- An event under each actor on a side of it: 0 the source and whom it acts for, 1 the target and whom it acts for, 2 to whom it is
-- attributed. The columns that it shares with event have the same names, so that a question for no others is answered here.
CREATE TABLE party (
  actor      INTEGER NOT NULL,
  side       INTEGER NOT NULL,
  start      INTEGER NOT NULL,
  sort       INTEGER NOT NULL,
  id         INTEGER NOT NULL,
  end        INTEGER NOT NULL,
  source     INTEGER NOT NULL,
  target     INTEGER NOT NULL,
  source_for INTEGER NOT NULL,
  target_for INTEGER NOT NULL,
  relation   INTEGER NOT NULL,
  state      INTEGER NOT NULL,
  PRIMARY KEY (actor, side, start, sort, id)
) WITHOUT ROWID;
-- An event under each pair of one actor from either side, the lower id first; columns as above.
CREATE TABLE pair (
  low        INTEGER NOT NULL,
  high       INTEGER NOT NULL,
  start      INTEGER NOT NULL,
  sort       INTEGER NOT NULL,
  id         INTEGER NOT NULL,
  end        INTEGER NOT NULL,
  source     INTEGER NOT NULL,
  target     INTEGER NOT NULL,
  source_for INTEGER NOT NULL,
  target_for INTEGER NOT NULL,
  relation   INTEGER NOT NULL,
  state      INTEGER NOT NULL,
  PRIMARY KEY (low, high, start, sort, id)
) WITHOUT ROWID;
-- How many events that stand (state asserted or claimed, not retracted) each two actors have with one another, under either of
-- them: the graph that paths are looked for in.
CREATE TABLE tie (
  actor  INTEGER NOT NULL,
  other  INTEGER NOT NULL,
  events INTEGER NOT NULL,
  PRIMARY KEY (actor, other)
) WITHOUT ROWID;
-- The columns that party and pair share with event once more, packed, for what is asked of all events of some days: see
-- days.go. The id is (start + 2147483648) << 20 | part; reach is the last day of the events.
CREATE TABLE day (
  id     INTEGER PRIMARY KEY,
  reach  INTEGER NOT NULL,
  events BLOB NOT NULL
);

-- The id of a mention is article << 20 | its number there; so is that of a sentence, which mentions share. event is what it tells
-- of under the merges of actors, 0 in an article that is retracted; since is when it came to tell of that, 0 when it always did. The body is as it was put.
CREATE TABLE mention (
  id       INTEGER PRIMARY KEY,
  event    INTEGER NOT NULL,
  since    INTEGER NOT NULL,
  sentence INTEGER NOT NULL,
  body     BLOB NOT NULL
);
CREATE INDEX mention_event ON mention (event);
-- What mentions told of before merges.
CREATE TABLE mention_past (
  mention INTEGER NOT NULL,
  since   INTEGER NOT NULL,
  until   INTEGER NOT NULL,
  event   INTEGER NOT NULL,
  PRIMARY KEY (mention, since)
) WITHOUT ROWID;
CREATE INDEX mention_past_event ON mention_past (event);
-- The mentions that name an actor that was merged into another, by that one, and the keys that the events of such mentions have had. Both
-- may hold more than there is now: the mention itself tells.
CREATE TABLE mention_named (
  actor   TEXT NOT NULL,
  mention INTEGER NOT NULL,
  PRIMARY KEY (actor, mention)
) WITHOUT ROWID;
CREATE TABLE former (
  key     TEXT NOT NULL,
  mention INTEGER NOT NULL,
  PRIMARY KEY (key, mention)
) WITHOUT ROWID;

-- Folded words; what they stand in is kept above. Where in a text a word stands is not kept, since no question asks for it.
CREATE VIRTUAL TABLE actor_text USING fts5 (words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE actor_word USING fts5vocab (actor_text, row);
CREATE VIRTUAL TABLE action_text USING fts5 (words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE article_text USING fts5 (words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE sentence_text USING fts5 (words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '2');
-- A large Put is written as one run of each index, and eight runs are merged at once rather than four.
INSERT INTO sentence_text (sentence_text, rank) VALUES ('hashsize', 16777216);
INSERT INTO article_text (article_text, rank) VALUES ('hashsize', 16777216);
INSERT INTO sentence_text (sentence_text, rank) VALUES ('automerge', 8);
INSERT INTO article_text (article_text, rank) VALUES ('automerge', 8);

-- For people with an SQLite tool.
CREATE VIEW events AS
SELECT e.key AS id, s.key AS source, r.name AS relation, t.key AS target, a.key AS action,
  CASE WHEN e.start > -2147483648 THEN date(e.start * 86400, 'unixepoch') END AS first_day,
  CASE WHEN e.start > -2147483648 THEN date(e.end * 86400, 'unixepoch') END AS last_day,
  CASE e.state % 5 WHEN 0 THEN 'ASSERTED' WHEN 1 THEN 'CLAIMED' WHEN 2 THEN 'PLANNED' WHEN 3 THEN 'HYPOTHETICAL' ELSE 'DENIED' END AS modality,
  e.state / 5 % 2 AS background, CASE e.state / 10 WHEN 0 THEN 'CURRENT' WHEN 1 THEN 'CORRECTED' ELSE 'RETRACTED' END AS status, e.outlets, e.confidence,
  strftime('%Y-%m-%dT%H:%M:%fZ', e.recorded / 1e6, 'unixepoch') AS recorded
FROM event e JOIN relation r ON r.id = e.relation LEFT JOIN actor s ON s.id = e.source LEFT JOIN actor t ON t.id = e.target
LEFT JOIN action a ON a.id = e.action;
