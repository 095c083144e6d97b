package diplo

import "fmt"

// QuadClass is one of the four classes that event data is summed up in.
type QuadClass string

// The quad classes.
const (
	VerbalCooperation   QuadClass = "VERBAL_COOPERATION"
	MaterialCooperation QuadClass = "MATERIAL_COOPERATION"
	VerbalConflict      QuadClass = "VERBAL_CONFLICT"
	MaterialConflict    QuadClass = "MATERIAL_CONFLICT"
)

// QuadClasses lists the quad classes from cooperation to conflict.
func QuadClasses() []QuadClass {
	return []QuadClass{VerbalCooperation, MaterialCooperation, VerbalConflict, MaterialConflict}
}

// EventType is one of the 16 event types of the PLOVER ontology.
type EventType string

// The event types.
const (
	Agree     EventType = "AGREE"
	Consult   EventType = "CONSULT"
	Support   EventType = "SUPPORT"
	Concede   EventType = "CONCEDE"
	Cooperate EventType = "COOPERATE"
	Aid       EventType = "AID"
	Retreat   EventType = "RETREAT"
	Request   EventType = "REQUEST"
	Accuse    EventType = "ACCUSE"
	Reject    EventType = "REJECT"
	Threaten  EventType = "THREATEN"
	Protest   EventType = "PROTEST"
	Sanction  EventType = "SANCTION"
	Mobilize  EventType = "MOBILIZE"
	Coerce    EventType = "COERCE"
	Assault   EventType = "ASSAULT"
)

// eventTypes gives each event type its quad class, in the order of the ontology.
var eventTypes = []struct {
	Type EventType
	Quad QuadClass
}{
	{Agree, VerbalCooperation},
	{Consult, VerbalCooperation},
	{Support, VerbalCooperation},
	{Concede, VerbalCooperation},
	{Cooperate, MaterialCooperation},
	{Aid, MaterialCooperation},
	{Retreat, MaterialCooperation},
	{Request, VerbalConflict},
	{Accuse, VerbalConflict},
	{Reject, VerbalConflict},
	{Threaten, VerbalConflict},
	{Protest, MaterialConflict},
	{Sanction, MaterialConflict},
	{Mobilize, MaterialConflict},
	{Coerce, MaterialConflict},
	{Assault, MaterialConflict},
}

// Relation says what the source did to the target. Its text is the GraphQL
// enum value and the Neo4j relationship type.
type Relation string

// RelationInfo is what the ontology knows of a relation.
type RelationInfo struct {
	Relation    Relation
	Type        EventType
	CAMEO       string  // root code, 01–20; three digits where only a part of the root is meant
	Intensity   float64 // −10 (conflict) … +10 (cooperation), on Goldstein's scale
	Reciprocal  bool    // A→B and B→A are the same event
	Description string  // one sentence for people; it is the description in the schema
}

// Ontology is the table that everything else is derived from: the GraphQL
// enums, the Neo4j relationship types and the frames' relations.
// Intensities follow Goldstein (1992) as attached to the CAMEO codes.
var Ontology = []RelationInfo{
	{"AGREED_WITH", Agree, "03", 5.0, true, "The two reached a deal or understanding."},
	{"PROMISED", Agree, "03", 4.0, false, "The source pledged, offered or announced that it will do something for the target."},

	{"SPOKE_TO", Consult, "04", 1.9, true, "The two spoke: a phone call, a discussion, an address."},
	{"MET", Consult, "04", 2.8, true, "The two met face to face; target null when a single body meets."},
	{"VISITED", Consult, "04", 2.5, false, "The source visited the target."},
	{"NEGOTIATED_WITH", Consult, "04", 3.0, true, "The two held talks, a summit or a round of negotiation."},
	{"MEDIATED", Consult, "04", 5.0, false, "The source mediated; one event for each party."},

	{"SUPPORTED", Support, "05", 3.5, false, "The source backed, praised, endorsed, defended or congratulated the target."},
	{"RECOGNIZED", Support, "05", 6.0, false, "The source recognised the target as a state or government."},
	{"SIGNED_WITH", Support, "057", 6.5, true, "The two signed or ratified an accord."},
	{"ESTABLISHED_TIES_WITH", Support, "05", 6.0, true, "The two opened or restored relations, or one admitted the other to a body."},
	{"APOLOGIZED_TO", Support, "05", 4.0, false, "The source apologised to the target."},

	{"CONCEDED_TO", Concede, "081", 5.0, false, "The source accepted a demand, eased a restriction, promised to withdraw or declared a truce."},

	{"COOPERATED_WITH", Cooperate, "06", 6.4, true, "The two acted together: joint exercise, trade in being, shared intelligence, extradition."},

	{"AIDED", Aid, "07", 7.4, false, "The source gave money, relief or technical help."},
	{"ARMED", Aid, "07", 8.3, false, "The source gave arms, training, or troops sent to help."},
	{"SHELTERED", Aid, "07", 7.0, false, "The source gave asylum or refuge."},

	{"LIFTED_SANCTIONS_ON", Retreat, "085", 7.0, false, "The source lifted sanctions, an embargo or a ban."},
	{"RELEASED", Retreat, "084", 7.0, false, "The source freed prisoners, hostages or property."},
	{"WITHDREW_FROM", Retreat, "087", 7.0, false, "The source withdrew, evacuated or handed over ground."},
	{"CEASED_FIRE_WITH", Retreat, "087", 9.0, true, "A truce took effect, an exchange was carried out, or one surrendered."},

	{"URGED", Request, "02", -0.3, false, "The source called on, appealed to or asked the target."},
	{"DEMANDED", Request, "10", -5.0, false, "The source demanded something of the target."},
	{"CALLED_FOR", Request, "02", -0.1, false, "The source called for an action without naming an addressee."},

	{"CONDEMNED", Accuse, "11", -2.0, false, "The source condemned or denounced, in such words."},
	{"CRITICIZED", Accuse, "11", -2.0, false, "The source criticised, or voiced anger, alarm or concern at the target."},
	{"SUMMONED_ENVOY_OF", Accuse, "11", -2.5, false, "The source summoned the target's ambassador."},
	{"ACCUSED", Accuse, "11", -2.0, false, "The source alleged wrongdoing by, blamed, or held responsible the target."},
	{"SUED", Accuse, "11", -3.0, false, "The source indicted, charged or brought a case against the target."},
	{"INVESTIGATED", Accuse, "09", -2.0, false, "The source opened an inquiry or put the target on a wanted list."},

	{"REJECTED", Reject, "12", -4.0, false, "The source refused, turned down or voted against."},
	{"DENIED", Reject, "12", -2.0, false, "The source denied an accusation by the target."},
	{"VETOED", Reject, "12", -5.0, false, "The source vetoed or blocked a decision."},

	{"THREATENED", Threaten, "13", -6.4, false, "The source threatened the target."},
	{"WARNED", Threaten, "13", -3.0, false, "The source warned the target."},

	{"PROTESTED_AGAINST", Protest, "14", -6.5, false, "The source rallied, struck, rioted or marched against the target."},

	{"SANCTIONED", Sanction, "16", -7.0, false, "The source imposed sanctions, an embargo, a freeze or tariffs."},
	{"EXPELLED", Sanction, "16", -5.0, false, "The source expelled diplomats, members or office-holders."},
	{"BROKE_TIES_WITH", Sanction, "16", -7.0, false, "The source broke off relations."},
	{"RECALLED_ENVOY_FROM", Sanction, "16", -4.0, false, "The source recalled its own ambassador."},
	{"SUSPENDED", Sanction, "16", -5.6, false, "The source suspended aid, talks, cooperation or membership, or left a pact."},

	{"MOBILIZED_AGAINST", Mobilize, "15", -7.2, false, "The source deployed or massed forces, showed force or tested a missile."},

	{"DETAINED", Coerce, "17", -5.0, false, "The source arrested or held the target."},
	{"CONVICTED", Coerce, "17", -5.0, false, "The source tried or sentenced the target."},
	{"SEIZED", Coerce, "17", -6.0, false, "The source seized ships or property."},
	{"BLOCKADED", Coerce, "17", -8.0, false, "The source blockaded the target."},
	{"BANNED", Coerce, "17", -5.5, false, "The source banned, censored, restricted or evicted."},
	{"DEPORTED", Coerce, "17", -5.0, false, "The source deported or drove out people."},
	{"HACKED", Coerce, "17", -6.0, false, "The source broke into the target's computers."},

	{"ATTACKED", Assault, "19", -9.5, false, "The source struck, shelled, bombed or clashed with the target."},
	{"KILLED", Assault, "18", -10.0, false, "The source killed, assassinated or executed."},
	{"INVADED", Assault, "19", -10.0, false, "The source crossed a border in force."},
	{"CAPTURED", Assault, "19", -10.0, false, "The source took or retook territory."},
	{"ABDUCTED", Assault, "18", -9.0, false, "The source abducted the target or took hostages."},
}

var (
	relationInfo = func() map[Relation]*RelationInfo {
		m := make(map[Relation]*RelationInfo, len(Ontology))
		for i := range Ontology {
			m[Ontology[i].Relation] = &Ontology[i]
		}
		return m
	}()
	quadOf = func() map[EventType]QuadClass {
		m := make(map[EventType]QuadClass, len(eventTypes))
		for _, t := range eventTypes {
			m[t.Type] = t.Quad
		}
		return m
	}()
)

// EventTypes lists the 16 event types in the order of the ontology.
func EventTypes() []EventType {
	types := make([]EventType, len(eventTypes))
	for i, t := range eventTypes {
		types[i] = t.Type
	}
	return types
}

// Quad is the quad class of the type, "" for an unknown one.
func (t EventType) Quad() QuadClass { return quadOf[t] }

// Relations lists the relations of the type.
func (t EventType) Relations() []Relation {
	var rs []Relation
	for _, r := range Ontology {
		if r.Type == t {
			rs = append(rs, r.Relation)
		}
	}
	return rs
}

// Relations lists the relations of the quad class.
func (q QuadClass) Relations() []Relation {
	var rs []Relation
	for _, r := range Ontology {
		if r.Type.Quad() == q {
			rs = append(rs, r.Relation)
		}
	}
	return rs
}

// ParseRelation returns the relation of that name; an unknown one is an
// Invalid error.
func ParseRelation(name string) (Relation, error) {
	if _, ok := relationInfo[Relation(name)]; !ok {
		return "", Errorf(Invalid, "relation %q is not in the ontology", name)
	}
	return Relation(name), nil
}

// Info returns what the ontology knows of the relation. It panics for a
// relation that is not in the table: those are stopped by ParseRelation.
func (r Relation) Info() *RelationInfo {
	info, ok := relationInfo[r]
	if !ok {
		panic(fmt.Sprintf("diplo: relation %q is not in the ontology", string(r)))
	}
	return info
}

// Type is the event type that the relation belongs to.
func (r Relation) Type() EventType { return r.Info().Type }

// Quad is the quad class of the relation's event type.
func (r Relation) Quad() QuadClass { return r.Info().Type.Quad() }

// Reciprocal tells whether A→B and B→A are the same event.
func (r Relation) Reciprocal() bool { return r.Info().Reciprocal }
