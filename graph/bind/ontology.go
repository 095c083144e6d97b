package bind

import "entente/internal/diplo"

// Ontology is the table that events are made by.
type Ontology struct{}

// Relations are all relations in the order of the table.
func (Ontology) Relations() []diplo.RelationInfo { return diplo.Ontology }

// EventTypes are all event types in the order of the table.
func (Ontology) EventTypes() []EventTypeInfo {
	types := make([]EventTypeInfo, 0, len(diplo.EventTypes()))
	for _, t := range diplo.EventTypes() {
		types = append(types, EventTypeInfo{t})
	}
	return types
}

// EventTypeInfo is what the ontology knows of an event type.
type EventTypeInfo struct{ EventType diplo.EventType }

// QuadClass is the one that the type belongs to.
func (t EventTypeInfo) QuadClass() diplo.QuadClass { return t.EventType.Quad() }

// Relations are those of the type.
func (t EventTypeInfo) Relations() []diplo.Relation { return t.EventType.Relations() }
