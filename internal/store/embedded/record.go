package embedded

import (
	"encoding/binary"
	"math"

	"entente/internal/diplo"
)

// record writes the body of a row: numbers as varints, texts behind their lengths, all in a fixed order that the
// reading function repeats. A body never says which fields it has; another order is another format of the file.
type record []byte

func (r *record) text(s string) {
	*r = binary.AppendUvarint(*r, uint64(len(s)))
	*r = append(*r, s...)
}

func (r *record) number(n int) { *r = binary.AppendVarint(*r, int64(n)) }

func (r *record) day(d diplo.Day) { r.number(int(d)) }

func (r *record) flag(b bool) {
	if b {
		*r = append(*r, 1)
	} else {
		*r = append(*r, 0)
	}
}

func (r *record) fraction(f float64) {
	*r = binary.BigEndian.AppendUint64(*r, math.Float64bits(f))
}

func (r *record) span(s diplo.Span) {
	r.number(s.Start)
	r.number(s.End)
}

// unpacking takes a body apart again. The texts share the memory of one string. What does not fit sets bad.
type unpacking struct {
	rest string
	bad  bool
}

func read(body []byte) *unpacking { return &unpacking{rest: string(body)} }

func (r *unpacking) varint() uint64 {
	var n uint64
	for i := 0; i < len(r.rest) && i < binary.MaxVarintLen64; i++ {
		b := r.rest[i]
		n |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			r.rest = r.rest[i+1:]
			return n
		}
	}
	r.bad, r.rest = true, ""
	return 0
}

func (r *unpacking) take(n uint64) string {
	if n > uint64(len(r.rest)) {
		r.bad, r.rest = true, ""
		return ""
	}
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

func (r *unpacking) text() string { return r.take(r.varint()) }

func (r *unpacking) number() int {
	n := r.varint()
	return int(int64(n>>1) ^ -int64(n&1))
}

func (r *unpacking) day() diplo.Day { return diplo.Day(r.number()) }

func (r *unpacking) flag() bool { return r.take(1) == "\x01" }

func (r *unpacking) fraction() float64 {
	b := r.take(8)
	if len(b) < 8 {
		return 0
	}
	return math.Float64frombits(binary.BigEndian.Uint64([]byte(b)))
}

func (r *unpacking) span() diplo.Span { return diplo.Span{Start: r.number(), End: r.number()} }

// done tells what was wrong with a body of that sort.
func (r *unpacking) done(sort string) error {
	if r.bad || r.rest != "" {
		return diplo.Errorf(diplo.Internal, "the body of %s in the store is damaged; take the last backup, or load the articles again", sort)
	}
	return nil
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

func (r *unpacking) claim(c *diplo.Claim) {
	c.Relation = diplo.Relation(r.text())
	c.Source = diplo.ActorID(r.text())
	c.Target = diplo.ActorID(r.text())
	c.Action = diplo.ActionID(r.text())
	c.TargetIsAction = r.flag()
	c.SourceFor = diplo.ActorID(r.text())
	c.TargetFor = diplo.ActorID(r.text())
	c.Date.Start = r.day()
	c.Date.End = r.day()
	c.Date.Precision = diplo.Precision(r.text())
	c.Date.Basis = diplo.Basis(r.text())
	c.Date.Text = r.text()
	c.Place.Name = r.text()
	c.Place.Country = r.text()
	c.Place.Latitude = r.fraction()
	c.Place.Longitude = r.fraction()
	c.Modality = diplo.Modality(r.text())
	c.AttributedTo = diplo.ActorID(r.text())
	c.Background = r.flag()
	c.Occurrence = diplo.OccurrenceID(r.text())
}

// eventBody is all of an event but when it was recorded, which has a column.
func eventBody(e *diplo.Event) []byte {
	r := make(record, 0, 256)
	r.text(string(e.ID))
	r.claim(&e.Claim)
	r.text(string(e.Status))
	r.flag(e.Confirmed)
	r.fraction(e.Confidence.Value)
	r.fraction(e.Confidence.Extraction)
	r.fraction(e.Confidence.Corroboration)
	r.fraction(e.Confidence.Reliability)
	r.number(e.ArticleCount)
	r.number(e.OutletCount)
	r.day(e.FirstReported)
	return r
}

func readEvent(body []byte) (*diplo.Event, error) {
	r, e := read(body), &diplo.Event{}
	e.ID = diplo.EventID(r.text())
	r.claim(&e.Claim)
	e.Status = diplo.Status(r.text())
	e.Confirmed = r.flag()
	e.Confidence.Value = r.fraction()
	e.Confidence.Extraction = r.fraction()
	e.Confidence.Corroboration = r.fraction()
	e.Confidence.Reliability = r.fraction()
	e.ArticleCount = r.number()
	e.OutletCount = r.number()
	e.FirstReported = r.day()
	return e, r.done("an event")
}

func mentionBody(m *diplo.Mention) []byte {
	r := make(record, 0, 512)
	r.text(string(m.ID))
	r.text(string(m.Event))
	r.text(string(m.Article))
	r.claim(&m.Claim)
	r.span(m.Sentence)
	r.span(m.Trigger)
	r.span(m.SourceSpan)
	r.span(m.TargetSpan)
	r.text(m.Quote)
	r.fraction(m.Confidence)
	r.text(m.Extractor)
	r.text(m.Trace.Frame)
	r.text(m.Trace.Words)
	r.text(m.Trace.Source)
	r.text(m.Trace.Target)
	r.text(m.Trace.Action)
	r.text(m.Trace.Date)
	r.text(m.Trace.Modality)
	return r
}

func readMention(body []byte) (*diplo.Mention, error) {
	r, m := read(body), &diplo.Mention{}
	m.ID = diplo.MentionID(r.text())
	m.Event = diplo.EventID(r.text())
	m.Article = diplo.ArticleID(r.text())
	r.claim(&m.Claim)
	m.Sentence = r.span()
	m.Trigger = r.span()
	m.SourceSpan = r.span()
	m.TargetSpan = r.span()
	m.Quote = r.text()
	m.Confidence = r.fraction()
	m.Extractor = r.text()
	m.Trace.Frame = r.text()
	m.Trace.Words = r.text()
	m.Trace.Source = r.text()
	m.Trace.Target = r.text()
	m.Trace.Action = r.text()
	m.Trace.Date = r.text()
	m.Trace.Modality = r.text()
	return m, r.done("a mention")
}

func actorBody(a *diplo.Actor) []byte {
	r := make(record, 0, 128)
	r.text(string(a.ID))
	r.text(string(a.Kind))
	r.text(a.Name)
	r.text(a.Code)
	r.number(len(a.Aliases))
	for _, alias := range a.Aliases {
		r.text(alias)
	}
	return r
}

func readActor(body []byte) (diplo.Actor, error) {
	r := read(body)
	a := diplo.Actor{ID: diplo.ActorID(r.text()), Kind: diplo.ActorKind(r.text()), Name: r.text(), Code: r.text()}
	for n := r.number(); n > 0 && !r.bad; n-- {
		a.Aliases = append(a.Aliases, r.text())
	}
	return a, r.done("an actor")
}

func actionBody(a *diplo.Action) []byte {
	var r record
	r.text(string(a.ID))
	r.text(a.Name)
	r.text(string(a.DoneBy))
	r.text(string(a.Event))
	return r
}

func readAction(body []byte) (diplo.Action, error) {
	r := read(body)
	return diplo.Action{ID: diplo.ActionID(r.text()), Name: r.text(), DoneBy: diplo.ActorID(r.text()), Event: diplo.EventID(r.text())}, r.done("an action")
}

func officeBody(o *diplo.Office) []byte {
	var r record
	r.text(o.Title)
	r.text(string(o.Role))
	r.text(string(o.Of))
	r.text(string(o.Holder))
	r.day(o.From)
	r.day(o.To)
	return r
}

func readOffice(body []byte) (diplo.Office, error) {
	r := read(body)
	return diplo.Office{Title: r.text(), Role: diplo.Role(r.text()), Of: diplo.ActorID(r.text()), Holder: diplo.ActorID(r.text()),
		From: r.day(), To: r.day()}, r.done("an office")
}

// articleBody is what makes an article another one; only its hash is kept.
func articleBody(a *diplo.Article) []byte {
	r := make(record, 0, 256+len(a.Text))
	r.text(string(a.ID))
	r.text(a.URL)
	r.text(a.Title)
	r.text(a.Outlet)
	r.text(a.Country)
	r.text(string(a.Reliability))
	r.text(a.Text)
	r.text(string(a.Cluster))
	r.day(a.Reported)
	r.text(string(a.Basis))
	r.number(len(a.Warnings))
	for _, warning := range a.Warnings {
		r.text(warning)
	}
	return r
}
