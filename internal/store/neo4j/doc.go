// Package neo4j keeps the event graph in Neo4j, one server or a cluster, and is the only package that knows its driver.
//
// What people see in the graph:
//
//	(:Actor:Country|Person|Organization|Group {id, name, kind, code, aliases})
//	(:Action {id, name})-[:DONE_BY]->(:Actor)            what is itself spoken of: an offensive, a resolution
//	(:Action)-[:IS]->(:Event)                            where that act was coded too
//	(:Event {id, relation, eventType, quadClass, date, …})
//	(:Event)-[:SOURCE]->(:Actor)
//	(:Event)-[:TARGET]->(:Actor|:Action)
//	(:Event)-[:ABOUT]->(:Action)                         what it was about, where that is not its target
//	(:Event)-[:ON_BEHALF_OF {side}]->(:Actor)            side is "source" or "target"
//	(:Event)-[:REPORTED_IN {sentence, start, end, trigger, extractor, …}]->(:Article)-[:PUBLISHED_BY]->(:Outlet)
//	(:Person)-[:HOLDS {title, role, from, to}]->(:Country|:Organization)
//
// and, to draw and walk, one plain edge for each event, named for its relation:
//
//	(:Person)-[:SPOKE_TO {event, date, modality}]->(:Person)
//	(:Country)-[:CONDEMNED {event, date, modality, derived: true}]->(:Action)
//
// A derived edge is of the country or organisation that the source acts on behalf of, and carries the id of the same event.
// (:Actor)-[:PAIR {n}]->(:Actor), the lower id first, counts the events between the two that stand, either or
// both of them also as those on whose behalf others act.
//
// A property that would say what is usual is not there: no status is CURRENT, no outletCount is one, no background is false.
//
// What the store needs for itself: the record of an event and of a REPORTED_IN edge, which holds all of it, so that it is read as
// one property; the other properties are what questions look at. (:Naming) and (:Office) are what articles say of actors, actions and
// offices, each distinct thing once, with the number of articles that list it; what no article lists goes. (:Schema) holds the
// version of all this. Texts are kept once more as folded words, so that they are searched by the same
// rules as everywhere in entente.
//
// (:Origin {name, article}) are the places that articles are taken from, and what is there.
// (:Decision) is what people decided. (:PastEvent), (:PastArticle) and (:PastMention) are what was there until it changed or went, with
// since and until; (:PastActor) and (:PastAction) are those who have gone, as they last were. (:Former) are the ids that an event
// had under merges, (:Change) what happened to events but that they were added, and (:Event)-[:ALSO_NAMES]->(:Actor) whom only a less sure
// report of the event names.
//
// Neo4j reads what is committed: a read that runs while a Put commits may see more of it at its end than
// at its start. What is stored when a read begins is seen whole.
package neo4j
