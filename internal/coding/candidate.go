package coding

import (
	"entente/internal/diplo"
)

// candidate is one pair of actors that one trigger makes.
type candidate struct {
	frame    *frame
	relation diplo.Relation
	name     string // of the frame, for the trace
	sentence int
	trigger  int // the token
	first    int // the words of the act
	last     int
	source   participant
	target   participant

	action      string // phrase of what it was about, "" when none
	actionToken int    // the noun or verb at its head, none when none
	reaction    bool   // the target is the action
	standing    standing
	date        diplo.DateRange
	dateWhy     string
	place       diplo.Place
	score       float64
	bare        bool // a noun without a light verb told it in passing
	noun        bool
	definite    bool       // "the attack": one that was told before
	assumed     bool       // deaths or injuries of which the sentence names no cause
	actionOf    *candidate // the event that the action stands for
	actionWhy   string
	gone        bool
	goneWhy     string
	words       string // of the act, as they stand
	lemma       string // of the trigger
}

// drop says that the candidate is not told, and why.
func (c *candidate) drop(why string) { c.gone, c.goneWhy = true, why }

// standing says how the text holds an act.
type standing struct {
	modality   diplo.Modality
	background bool
	negated    bool
	attributed *participant
	said       string // the verb by which it is attributed
	why        string
}

// onOneSidesWord lowers an act of violence between two countries that one of them tells of, unless
// it owns up to it.
func (s *standing) onOneSidesWord(relation diplo.Relation, sources, targets []participant) {
	if s.attributed == nil || relation.Type() != diplo.Assault || len(sources) == 0 || len(targets) == 0 {
		return
	}
	speaker, source, target := s.attributed.actor.Code, sources[0].actor.Code, targets[0].actor.Code
	switch s.said {
	case "confirm", "announce", "admit", "acknowledge", "reveal", "disclose":
		if speaker == source {
			return
		}
	}
	if speaker != "" && source != target && (speaker == source || speaker == target) {
		s.lower(diplo.Claimed, "on the word of "+s.attributed.actor.Name)
	}
}

// lower makes the modality weaker, never stronger.
func (s *standing) lower(m diplo.Modality, why string) {
	if rankOf(m) > rankOf(s.modality) {
		s.modality = m
		s.note(why)
	}
}

func (s *standing) note(why string) {
	if why == "" {
		return
	}
	if s.why != "" {
		s.why += "; "
	}
	s.why += why
}

func rankOf(m diplo.Modality) int {
	for i, other := range diplo.Modalities() {
		if m == other {
			return i
		}
	}
	return 0
}
