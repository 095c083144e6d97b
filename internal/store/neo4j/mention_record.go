package neo4j

import (
	"encoding/json"

	"entente/internal/diplo"
)

// mentionRecord is the whole of a mention but its quote, as it stands on its REPORTED_IN edge. The names of its fields are the
// format of what is stored: they stay when diplo renames its own.
type mentionRecord struct {
	ID         diplo.MentionID `json:"id"`
	Event      diplo.EventID   `json:"event"`
	Article    diplo.ArticleID `json:"article"`
	Claim      claimRecord     `json:"claim"`
	Sentence   spanRecord      `json:"sentence"`
	Trigger    spanRecord      `json:"trigger"`
	SourceSpan spanRecord      `json:"sourceSpan"`
	TargetSpan spanRecord      `json:"targetSpan"`
	Confidence float64         `json:"confidence"`
	Extractor  string          `json:"extractor,omitempty"`
	Trace      traceRecord     `json:"trace,omitzero"`
}

// spanRecord is start and end.
type spanRecord [2]int

func spanOf(s diplo.Span) spanRecord  { return spanRecord{s.Start, s.End} }
func (s spanRecord) span() diplo.Span { return diplo.Span{Start: s[0], End: s[1]} }

type claimRecord struct {
	Relation       diplo.Relation     `json:"relation"`
	Source         diplo.ActorID      `json:"source,omitempty"`
	Target         diplo.ActorID      `json:"target,omitempty"`
	Action         diplo.ActionID     `json:"action,omitempty"`
	TargetIsAction bool               `json:"targetIsAction,omitempty"`
	SourceFor      diplo.ActorID      `json:"sourceFor,omitempty"`
	TargetFor      diplo.ActorID      `json:"targetFor,omitempty"`
	Start          diplo.Day          `json:"start"`
	End            diplo.Day          `json:"end"`
	Precision      diplo.Precision    `json:"precision,omitempty"`
	Basis          diplo.Basis        `json:"basis,omitempty"`
	DateText       string             `json:"dateText,omitempty"`
	Place          string             `json:"place,omitempty"`
	PlaceCountry   string             `json:"placeCountry,omitempty"`
	Latitude       float64            `json:"latitude,omitempty"`
	Longitude      float64            `json:"longitude,omitempty"`
	Modality       diplo.Modality     `json:"modality"`
	AttributedTo   diplo.ActorID      `json:"attributedTo,omitempty"`
	Background     bool               `json:"background,omitempty"`
	Occurrence     diplo.OccurrenceID `json:"occurrence,omitempty"`
}

type traceRecord struct {
	Frame    string `json:"frame,omitempty"`
	Words    string `json:"words,omitempty"`
	Source   string `json:"source,omitempty"`
	Target   string `json:"target,omitempty"`
	Action   string `json:"action,omitempty"`
	Date     string `json:"date,omitempty"`
	Modality string `json:"modality,omitempty"`
}

func traceOf(t diplo.Trace) traceRecord  { return traceRecord(t) }
func (t traceRecord) trace() diplo.Trace { return diplo.Trace(t) }

func encodeMention(m *diplo.Mention) (string, error) {
	c := &m.Claim
	text, err := json.Marshal(mentionRecord{
		ID: m.ID, Event: m.Event, Article: m.Article,
		Claim: claimRecord{
			Relation: c.Relation, Source: c.Source, Target: c.Target, Action: c.Action, TargetIsAction: c.TargetIsAction,
			SourceFor: c.SourceFor, TargetFor: c.TargetFor, Start: c.Date.Start, End: c.Date.End, Precision: c.Date.Precision,
			Basis: c.Date.Basis, DateText: c.Date.Text, Place: c.Place.Name, PlaceCountry: c.Place.Country,
			Latitude: c.Place.Latitude, Longitude: c.Place.Longitude, Modality: c.Modality, AttributedTo: c.AttributedTo,
			Background: c.Background, Occurrence: c.Occurrence,
		},
		Sentence: spanOf(m.Sentence), Trigger: spanOf(m.Trigger), SourceSpan: spanOf(m.SourceSpan), TargetSpan: spanOf(m.TargetSpan),
		Confidence: m.Confidence, Extractor: m.Extractor, Trace: traceOf(m.Trace),
	})
	if err != nil {
		return "", diplo.Errorf(diplo.Invalid, "mention %q can't be stored: %w", m.ID, err)
	}
	return string(text), nil
}

// decodeMention makes the mention of its record and its quote.
func decodeMention(text, quote string) (*diplo.Mention, error) {
	var r mentionRecord
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		return nil, diplo.Errorf(diplo.Internal, "the record of a mention can't be read: %w", err)
	}
	c := &r.Claim
	return &diplo.Mention{
		ID: r.ID, Event: r.Event, Article: r.Article,
		Claim: diplo.Claim{
			Relation: c.Relation, Source: c.Source, Target: c.Target, Action: c.Action, TargetIsAction: c.TargetIsAction,
			SourceFor: c.SourceFor, TargetFor: c.TargetFor,
			Date:     diplo.DateRange{Start: c.Start, End: c.End, Precision: c.Precision, Basis: c.Basis, Text: c.DateText},
			Place:    diplo.Place{Name: c.Place, Country: c.PlaceCountry, Latitude: c.Latitude, Longitude: c.Longitude},
			Modality: c.Modality, AttributedTo: c.AttributedTo, Background: c.Background, Occurrence: c.Occurrence,
		},
		Sentence: r.Sentence.span(), Trigger: r.Trigger.span(), SourceSpan: r.SourceSpan.span(), TargetSpan: r.TargetSpan.span(),
		Quote: quote, Confidence: r.Confidence, Extractor: r.Extractor, Trace: r.Trace.trace(),
	}, nil
}

// mentionProperties are those of the REPORTED_IN edge: what people look for, and the record of it all.
// The first mention of a sentence stands for it in searches.
func mentionProperties(m *diplo.Mention, record string, trigger string, stands bool) map[string]any {
	p := map[string]any{
		"id": string(m.ID), "sentence": m.Quote, "start": int64(m.Sentence.Start), "end": int64(m.Sentence.End),
		"confidence": m.Confidence, "record": record,
	}
	putText(p, "trigger", trigger)
	putText(p, "extractor", m.Extractor)
	putText(p, "words", foldedWords(m.Quote))
	if stands {
		p["stands"] = true
	}
	return p
}
