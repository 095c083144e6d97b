// Package diplo holds the nouns of entente: actors, actions, events, the
// mentions that are their evidence, articles, offices, dates, the ontology
// that gives every relation its event type, and the few kinds of error.
//
// It knows nothing of text analysis, storage or GraphQL, and imports the
// standard library only.
package diplo
