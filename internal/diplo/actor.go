package diplo

// ActorID names an actor for good, type first: "country:AZE",
// "person:emmanuel-macron", "organization:un-security-council",
// "group:hamas", "office:ARM:leader". "" means that nobody is named.
type ActorID string

// ActorKind says what sort of actor it is.
type ActorKind string

// The kinds of actor.
const (
	KindCountry      ActorKind = "COUNTRY"      // a state, its government, or a territory that acts by itself
	KindPerson       ActorKind = "PERSON"       // a person, or an office whose holder is not known
	KindOrganization ActorKind = "ORGANIZATION" // international or national: UN, a ministry, a party, a court, a company
	KindGroup        ActorKind = "GROUP"        // an armed or social group: rebels, protesters, residents
)

// ActorKinds lists the kinds of actor.
func ActorKinds() []ActorKind {
	return []ActorKind{KindCountry, KindPerson, KindOrganization, KindGroup}
}

// Actor is whoever does something or has something done to it.
type Actor struct {
	ID   ActorID
	Kind ActorKind
	Name string
	// Code is the affiliation: the ISO 3166-1 alpha-3 code of the country that the
	// actor belongs to, or its own short code (UN, EU, NATO …); "" when unknown.
	Code string
	// Aliases are other names, in no promised order, without Name.
	Aliases []string
}

// Role is what an office lets its holder do.
type Role string

// The roles. Holders of executive roles act on behalf of their country or
// organisation; legislators, judges and the rest do not.
const (
	HeadOfState      Role = "HEAD_OF_STATE"
	HeadOfGovernment Role = "HEAD_OF_GOVERNMENT"
	ForeignMinister  Role = "FOREIGN_MINISTER"
	DefenceMinister  Role = "DEFENCE_MINISTER"
	Minister         Role = "MINISTER"
	Envoy            Role = "ENVOY"        // ambassador, special representative
	Official         Role = "OFFICIAL"     // spokesman, adviser, agency head
	Commander        Role = "COMMANDER"    // armed forces
	HeadOfBody       Role = "HEAD_OF_BODY" // secretary-general, commission president
	Legislator       Role = "LEGISLATOR"   // senator, member of parliament, speaker
	OtherRole        Role = "OTHER"        // party leader, judge, activist …
)

// Executive tells whether a holder of the role acts for the country or organisation.
func (r Role) Executive() bool {
	switch r {
	case HeadOfState, HeadOfGovernment, ForeignMinister, DefenceMinister, Minister, Envoy, Official, Commander, HeadOfBody:
		return true
	}
	return false
}

// Office is a post held by a person for a time.
type Office struct {
	Title  string // "Prime Minister", as it would be written
	Role   Role
	Of     ActorID // the country or organisation that the office belongs to
	Holder ActorID
	From   Day // first day in office; NoDay when not known
	To     Day // last day in office; NoDay when still held or not known
}

// HeldOn tells whether the office was held on the day. Unknown ends are open.
func (o Office) HeldOn(day Day) bool {
	return (o.From == NoDay || o.From <= day) && (o.To == NoDay || day <= o.To)
}

// CountryID is the id of the country with that ISO 3166-1 alpha-3 code.
func CountryID(code string) ActorID { return ActorID("country:" + code) }

// OfficeID is the id of an office whose holder is not known:
// OfficeID("ARM", "leader") is "office:ARM:leader".
func OfficeID(code, role string) ActorID { return ActorID("office:" + code + ":" + role) }
