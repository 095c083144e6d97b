// Package query answers the questions of analysts with the verbs of a store: which actor
// is meant by a name, which events a filter in people's words wants, what passed between
// two actors, who an actor's partners are, how two that never met are linked, how it went over time.
//
// It knows nothing of GraphQL or HTTP, nor which store is open; the doors to the outside share it, so that a
// filter means the same in all of them.
package query
