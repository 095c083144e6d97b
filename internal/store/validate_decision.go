package store

import (
	"slices"
	"strings"

	"entente/internal/diplo"
)

// decisionFields are the fields that each kind of decision has, by name; the others must be empty.
var decisionFields = map[diplo.DecisionKind][]string{
	diplo.RetractEvent:   {"Event"},
	diplo.CorrectEvent:   {"Event", "Correction"},
	diplo.ConfirmEvent:   {"Event"},
	diplo.RetractArticle: {"Article"},
	diplo.MergeActor:     {"Actor", "Other"},
	diplo.AddAlias:       {"Actor", "Alias"},
	diplo.Distinguish:    {"Actor", "Other"},
	diplo.UndoDecision:   {"Undoes"},
}

// ValidateDecision tells what is wrong with a decision by itself, as a diplo.Invalid error; nil when nothing is. Every store
// asks it before it touches anything.
func ValidateDecision(d *diplo.Decision) error {
	fields, known := decisionFields[d.Kind]
	if !known {
		return diplo.Errorf(diplo.Invalid, "decision kind %q is not one of %q", d.Kind, diplo.DecisionKinds())
	}
	if strings.TrimSpace(d.Author) == "" || strings.TrimSpace(d.Reason) == "" {
		return diplo.Errorf(diplo.Invalid, "a decision needs its author and a reason, for those who read it later")
	}
	if !valid(string(d.ID), d.Author, d.Reason, string(d.Event), string(d.Article), string(d.Actor), string(d.Other), d.Alias, string(d.Undoes)) {
		return diplo.Errorf(diplo.Invalid, "the texts of the decision are not all valid UTF-8")
	}
	for name, given := range map[string]bool{
		"Event": d.Event != "", "Article": d.Article != "", "Actor": d.Actor != "", "Other": d.Other != "", "Alias": d.Alias != "",
		"Correction": d.Correction != nil, "Undoes": d.Undoes != "",
	} {
		if given != slices.Contains(fields, name) {
			return diplo.Errorf(diplo.Invalid, "a decision %s needs the fields %q and no others; see %s", d.Kind, fields, name)
		}
	}
	if d.Kind == diplo.AddAlias && NameKey(d.Alias) == "" {
		return diplo.Errorf(diplo.Invalid, "alias %q has no letter or digit to find it by", d.Alias)
	}
	if d.Correction != nil {
		return validateCorrection(d.Correction)
	}
	return nil
}

// validateCorrection checks what a correction says as that of a mention is checked: as if it were an article of one claim.
func validateCorrection(c *diplo.Correction) error {
	if c.Relation == "" && c.Source == nil && c.Target == nil && c.Date == nil && c.Place == nil && c.Modality == "" && c.Background == nil {
		return diplo.Errorf(diplo.Invalid, "the correction changes nothing")
	}
	claim := diplo.Claim{Relation: diplo.Ontology[0].Relation, Modality: diplo.Asserted, Date: diplo.NoDate}
	c.Change(&claim)
	const here = "correction"
	err := validateArticle(&diplo.CodedArticle{
		Article: diplo.Article{ID: here}, Actors: c.Actors, Actions: c.Actions,
		Mentions: []diplo.Mention{{ID: here, Event: here, Article: here, Claim: claim}},
	})
	if err != nil {
		return diplo.Errorf(diplo.Invalid, "the correction, read as an article: %w", err)
	}
	return nil
}
