package quality

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"entente/internal/diplo"
)

// level is how much of an event is compared.
type level int

// The levels, from coarse to fine. At detect nothing of the event is compared.
const (
	detect level = iota
	dyad
	quad
	eventType
	relation
	names
	levels int = iota
)

var levelNames = [levels]string{"detect", "dyad", "quad", "type", "relation", "names"}

// part is what is compared of an event at a level.
type part struct {
	source, what, target string
	mutual               bool // the other direction is as good
}

func partOf(e *Event, at level) part {
	p := part{mutual: at == dyad || reciprocal(e.Relation), what: whatOf(e.Relation, at)}
	if at == names {
		p.source, p.target = plainName(e.Source), plainName(e.Target)
	} else {
		p.source, p.target = codeOf(e.Source), codeOf(e.Target)
	}
	return p
}

// whatOf is what is compared of the relation. What the ontology doesn't know is of type and class "?".
func whatOf(name string, at level) string {
	switch at {
	case detect, dyad:
		return ""
	case relation, names:
		return name
	}
	r, err := diplo.ParseRelation(name)
	switch {
	case err != nil:
		return "?"
	case at == quad:
		return string(r.Quad())
	}
	return string(r.Type())
}

func reciprocal(name string) bool {
	r, err := diplo.ParseRelation(name)
	return err == nil && r.Reciprocal()
}

func codeOf(a *Actor) string {
	if a == nil {
		return ""
	}
	return a.Code
}

// plainName is a name without case, marks, punctuation and little words.
func plainName(a *Actor) string {
	if a == nil {
		return ""
	}
	plain := strings.Map(func(r rune) rune {
		switch {
		case r >= 0x80:
			return -1
		case 'A' <= r && r <= 'Z':
			return r - 'A' + 'a'
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			return r
		}
		return ' '
	}, norm.NFKD.String(a.Name))
	words := slices.DeleteFunc(strings.Fields(plain), func(w string) bool {
		return w == "the" || w == "of" || w == "a" || w == "an"
	})
	return strings.Join(words, " ")
}

func (p part) equals(q part) bool {
	return p.source == q.source && p.what == q.what && p.target == q.target
}

// same also takes the other direction.
func (p part) same(q part) bool {
	return p.equals(q) || (p.mutual || q.mutual) && p.what == q.what && p.source == q.target && p.target == q.source
}

// pair is a coded event and the one that was told, by their places in the lists.
type pair struct{ gold, told int }

// match pairs each event that was told with at most one coded event: first all that are equal, then those
// in the other direction. Of several the first is taken.
func match(gold, told []part) (pairs []pair, missed, extra []int) {
	for i := range gold {
		missed = append(missed, i)
	}
	for i := range told {
		extra = append(extra, i)
	}
	for _, agree := range []func(part, part) bool{part.equals, part.same} {
		extra = slices.DeleteFunc(extra, func(t int) bool {
			at := slices.IndexFunc(missed, func(g int) bool { return agree(gold[g], told[t]) })
			if at < 0 {
				return false
			}
			pairs = append(pairs, pair{missed[at], t})
			missed = slices.Delete(missed, at, at+1)
			return true
		})
	}
	return pairs, missed, extra
}

// allows tells whether the event that was told is the sample's.
func (g *goldEvent) allows(told *Event, at level) bool {
	what := whatOf(told.Relation, at)
	if whatOf(g.Relation, at) != what && !slices.ContainsFunc(g.Alt, func(alt string) bool { return whatOf(alt, at) == what }) {
		return false
	}
	want, got := partOf(&g.Event, at), partOf(told, at)
	if want.source == got.source && (want.target == got.target || g.AnyTarget || g.TargetMayBeNull && got.target == "") {
		return true
	}
	return got.mutual && want.source == got.target && want.target == got.source
}

// real tells whether the event is held to have happened.
func (e *Event) real() bool {
	switch diplo.Modality(e.Modality) {
	case diplo.Planned, diplo.Hypothetical, diplo.Denied:
		return false
	}
	return true
}

// wanted tells whether a reader has to tell the coded event.
func (g *goldEvent) wanted(form Form) bool {
	if form == Samples {
		return g.Must
	}
	return g.real() && !g.Background
}
