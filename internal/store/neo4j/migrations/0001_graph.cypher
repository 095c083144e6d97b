// What has an identity.
CREATE CONSTRAINT actor_id IF NOT EXISTS FOR (a:Actor) REQUIRE a.id IS UNIQUE;
CREATE CONSTRAINT action_id IF NOT EXISTS FOR (x:Action) REQUIRE x.id IS UNIQUE;
CREATE CONSTRAINT event_id IF NOT EXISTS FOR (e:Event) REQUIRE e.id IS UNIQUE;
CREATE CONSTRAINT article_id IF NOT EXISTS FOR (a:Article) REQUIRE a.id IS UNIQUE;
CREATE CONSTRAINT outlet_name IF NOT EXISTS FOR (o:Outlet) REQUIRE o.name IS UNIQUE;
CREATE CONSTRAINT naming_id IF NOT EXISTS FOR (n:Naming) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT office_id IF NOT EXISTS FOR (o:Office) REQUIRE o.id IS UNIQUE;

CREATE CONSTRAINT decision_id IF NOT EXISTS FOR (d:Decision) REQUIRE d.id IS UNIQUE;
CREATE CONSTRAINT past_actor_id IF NOT EXISTS FOR (a:PastActor) REQUIRE a.id IS UNIQUE;
CREATE CONSTRAINT past_action_id IF NOT EXISTS FOR (x:PastAction) REQUIRE x.id IS UNIQUE;

// Ways to events. Each ends in day and id, the order that events are listed in.
CREATE INDEX event_day IF NOT EXISTS FOR (e:Event) ON (e.day, e.id);
CREATE INDEX event_pair IF NOT EXISTS FOR (e:Event) ON (e.pair, e.day, e.id);
CREATE INDEX event_source_for_pair IF NOT EXISTS FOR (e:Event) ON (e.sourceForPair, e.day, e.id);
CREATE INDEX event_target_for_pair IF NOT EXISTS FOR (e:Event) ON (e.targetForPair, e.day, e.id);
CREATE INDEX event_for_pair IF NOT EXISTS FOR (e:Event) ON (e.forPair, e.day, e.id);
CREATE INDEX event_source IF NOT EXISTS FOR (e:Event) ON (e.source, e.day, e.id);
CREATE INDEX event_target IF NOT EXISTS FOR (e:Event) ON (e.target, e.day, e.id);
CREATE INDEX event_source_for IF NOT EXISTS FOR (e:Event) ON (e.sourceFor, e.day, e.id);
CREATE INDEX event_target_for IF NOT EXISTS FOR (e:Event) ON (e.targetFor, e.day, e.id);
CREATE INDEX event_source_code IF NOT EXISTS FOR (e:Event) ON (e.sourceCode, e.day, e.id);
CREATE INDEX event_target_code IF NOT EXISTS FOR (e:Event) ON (e.targetCode, e.day, e.id);
CREATE INDEX event_relation IF NOT EXISTS FOR (e:Event) ON (e.relation, e.day, e.id);
CREATE INDEX event_action IF NOT EXISTS FOR (e:Event) ON (e.action, e.day, e.id);
CREATE INDEX event_occurrence IF NOT EXISTS FOR (e:Event) ON (e.occurrence, e.day, e.id);
CREATE INDEX event_sequence IF NOT EXISTS FOR (e:Event) ON (e.sequence);
CREATE INDEX event_attributed_to IF NOT EXISTS FOR (e:Event) ON (e.attributedTo);
CREATE INDEX event_place IF NOT EXISTS FOR (e:Event) ON (e.placeFolded);
CREATE INDEX event_place_country IF NOT EXISTS FOR (e:Event) ON (e.placeCountryFolded);
CREATE INDEX event_end IF NOT EXISTS FOR (e:Event) ON (e.endDay);

// The other lists, each in its order.
CREATE INDEX actor_folded IF NOT EXISTS FOR (a:Actor) ON (a.folded, a.id);
CREATE INDEX action_folded IF NOT EXISTS FOR (x:Action) ON (x.folded, x.id);
CREATE INDEX action_done_by IF NOT EXISTS FOR (x:Action) ON (x.doneBy);
CREATE INDEX action_event IF NOT EXISTS FOR (x:Action) ON (x.event);
CREATE INDEX actor_code IF NOT EXISTS FOR (a:Actor) ON (a.code);
CREATE INDEX article_age IF NOT EXISTS FOR (a:Article) ON (a.age, a.id);
CREATE INDEX article_outlet IF NOT EXISTS FOR (a:Article) ON (a.outlet, a.age, a.id);
CREATE INDEX naming_of IF NOT EXISTS FOR (n:Naming) ON (n.of);
CREATE INDEX office_holder IF NOT EXISTS FOR (o:Office) ON (o.holder);

// Words. They are stored folded with a space round each, so that nothing is left for an analyzer to decide.
CREATE FULLTEXT INDEX actor_words IF NOT EXISTS FOR (a:Actor) ON EACH [a.words] OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};
CREATE FULLTEXT INDEX action_words IF NOT EXISTS FOR (x:Action) ON EACH [x.words] OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};
CREATE FULLTEXT INDEX article_words IF NOT EXISTS FOR (a:Article) ON EACH [a.words] OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};
CREATE FULLTEXT INDEX sentence_words IF NOT EXISTS FOR ()-[r:REPORTED_IN]-() ON EACH [r.words] OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};

// What happened, and what was there before.
CREATE INDEX change_sequence IF NOT EXISTS FOR (c:Change) ON (c.sequence);
CREATE INDEX decision_recorded IF NOT EXISTS FOR (d:Decision) ON (d.recorded);
CREATE INDEX former_id IF NOT EXISTS FOR (f:Former) ON (f.id);
CREATE INDEX former_event IF NOT EXISTS FOR (f:Former) ON (f.event);
CREATE INDEX past_event_id IF NOT EXISTS FOR (e:PastEvent) ON (e.id);
CREATE INDEX past_event_until IF NOT EXISTS FOR (e:PastEvent) ON (e.until);
CREATE INDEX past_event_source IF NOT EXISTS FOR (e:PastEvent) ON (e.source);
CREATE INDEX past_event_target IF NOT EXISTS FOR (e:PastEvent) ON (e.target);
CREATE INDEX past_article_id IF NOT EXISTS FOR (a:PastArticle) ON (a.id);
CREATE INDEX past_article_until IF NOT EXISTS FOR (a:PastArticle) ON (a.until);
CREATE INDEX past_mention_event IF NOT EXISTS FOR (p:PastMention) ON (p.event);
CREATE INDEX past_mention_article IF NOT EXISTS FOR (p:PastMention) ON (p.article);
CREATE INDEX past_mention_outlet IF NOT EXISTS FOR (p:PastMention) ON (p.outlet);
CREATE INDEX past_mention_until IF NOT EXISTS FOR (p:PastMention) ON (p.until);
CREATE FULLTEXT INDEX past_article_words IF NOT EXISTS FOR (a:PastArticle) ON EACH [a.words] OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};
CREATE FULLTEXT INDEX past_sentence_words IF NOT EXISTS FOR (p:PastMention) ON EACH [p.words] OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};
