package neo4j

import (
	"strconv"
	"strings"

	"entente/internal/diplo"
)

// record is a text that holds the whole of an event or a mention, so that it is stored and read as one property: its fields in
// a fixed order, with a tab between them. What no question looks at stands nowhere else.
type record []byte

// escaped keeps tabs within a field from ending it.
var escaped = strings.NewReplacer(`\`, `\\`, "\t", `\t`)

// text writes a field.
func (r *record) text(s string) {
	if strings.ContainsAny(s, "\\\t") {
		s = escaped.Replace(s)
	}
	*r = append(append(*r, s...), '\t')
}

// number writes a number; nothing for zero.
func (r *record) number(n int64) {
	if n != 0 {
		*r = strconv.AppendInt(*r, n, 10)
	}
	*r = append(*r, '\t')
}

func (r *record) fraction(f float64) {
	if f != 0 {
		*r = strconv.AppendFloat(*r, f, 'g', -1, 64)
	}
	*r = append(*r, '\t')
}

// day writes a day; nothing for diplo.NoDay.
func (r *record) day(d diplo.Day) {
	if d != diplo.NoDay {
		*r = strconv.AppendInt(*r, int64(d), 10)
	}
	*r = append(*r, '\t')
}

func (r *record) flag(b bool) {
	if b {
		*r = append(*r, '1')
	}
	*r = append(*r, '\t')
}

func (r *record) span(s diplo.Span) {
	r.number(int64(s.Start))
	r.number(int64(s.End))
}

func (r *record) claim(c *diplo.Claim) {
	r.text(string(c.Relation))
	r.text(string(c.Source))
	r.text(string(c.Target))
	r.text(string(c.Action))
	r.flag(c.TargetIsAction)
	r.text(string(c.SourceFor))
	r.text(string(c.TargetFor))
	r.day(c.Date.Start)
	r.day(c.Date.End)
	r.text(string(c.Date.Precision))
	r.text(string(c.Date.Basis))
	r.text(c.Date.Text)
	r.text(c.Place.Name)
	r.text(c.Place.Country)
	r.fraction(c.Place.Latitude)
	r.fraction(c.Place.Longitude)
	r.text(string(c.Modality))
	r.text(string(c.AttributedTo))
	r.flag(c.Background)
	r.text(string(c.Occurrence))
}

// recorded reads the fields of a record, in the order in which they were written. What can't be read sets bad.
type recorded struct {
	rest string
	bad  bool
}

// field is the next field as it was written.
func (r *recorded) field() string {
	field, rest, ended := strings.Cut(r.rest, "\t")
	r.rest = rest
	r.bad = r.bad || !ended
	return field
}

var unescaped = strings.NewReplacer(`\\`, `\`, `\t`, "\t")

func (r *recorded) text() string {
	field := r.field()
	if strings.IndexByte(field, '\\') >= 0 {
		return unescaped.Replace(field)
	}
	return field
}

func (r *recorded) number() int64 {
	field := r.field()
	if field == "" {
		return 0
	}
	n, err := strconv.ParseInt(field, 10, 64)
	r.bad = r.bad || err != nil
	return n
}

func (r *recorded) fraction() float64 {
	field := r.field()
	if field == "" {
		return 0
	}
	f, err := strconv.ParseFloat(field, 64)
	r.bad = r.bad || err != nil
	return f
}

func (r *recorded) day() diplo.Day {
	if strings.HasPrefix(r.rest, "\t") {
		r.rest = r.rest[1:]
		return diplo.NoDay
	}
	return diplo.Day(r.number())
}

func (r *recorded) flag() bool { return r.field() == "1" }

func (r *recorded) span() diplo.Span {
	return diplo.Span{Start: int(r.number()), End: int(r.number())}
}

func (r *recorded) claim() diplo.Claim {
	return diplo.Claim{
		Relation: diplo.Relation(r.text()), Source: diplo.ActorID(r.text()), Target: diplo.ActorID(r.text()),
		Action: diplo.ActionID(r.text()), TargetIsAction: r.flag(), SourceFor: diplo.ActorID(r.text()), TargetFor: diplo.ActorID(r.text()),
		Date: diplo.DateRange{
			Start: r.day(), End: r.day(), Precision: diplo.Precision(r.text()), Basis: diplo.Basis(r.text()), Text: r.text(),
		},
		Place:    diplo.Place{Name: r.text(), Country: r.text(), Latitude: r.fraction(), Longitude: r.fraction()},
		Modality: diplo.Modality(r.text()), AttributedTo: diplo.ActorID(r.text()), Background: r.flag(),
		Occurrence: diplo.OccurrenceID(r.text()),
	}
}

// done tells whether the record of that sort was read to its end.
func (r *recorded) done(sort string) error {
	if r.bad || r.rest != "" {
		return diplo.Errorf(diplo.Internal, "the record of %s in Neo4j is damaged; load its articles again", sort)
	}
	return nil
}
