// The places that articles are taken from, each with the id of the one that is there now.
CREATE CONSTRAINT origin_name IF NOT EXISTS FOR (o:Origin) REQUIRE o.name IS UNIQUE;
CREATE INDEX origin_article IF NOT EXISTS FOR (o:Origin) ON (o.article);
