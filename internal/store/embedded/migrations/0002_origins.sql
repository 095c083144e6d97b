-- The country of an article's outlet, its grade, and what its document and reader were: see diplo.Article.
ALTER TABLE article ADD COLUMN country TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN reliability TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';

-- The places that articles are taken from, each with the key of the one that is there now.
CREATE TABLE origin (
  name    TEXT PRIMARY KEY,
  article TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX origin_article ON origin (article);
