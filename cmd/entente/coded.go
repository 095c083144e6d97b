package main

import (
	"path/filepath"
	"strings"

	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/loader"
	"entente/loader/source"
)

// codedLine is an article in the form that labelled articles have.
type codedLine struct {
	ID            string       `json:"id"`
	ReferenceDate *string      `json:"reference_date"` // the day written, as far as known
	DateBasis     string       `json:"date_basis"`
	Warnings      []string     `json:"warnings,omitempty"`
	Events        []codedEvent `json:"events"`
}

type codedEvent struct {
	Source       *codedActor `json:"source"`
	Relation     string      `json:"relation"`
	Target       *codedActor `json:"target"` // where an action is the target, who did it
	Action       *string     `json:"action"`
	Modality     string      `json:"modality"`
	Background   bool        `json:"background"`
	Date         *string     `json:"date"` // ISO 8601 at its precision
	Place        *string     `json:"place"`
	AttributedTo *codedActor `json:"attributed_to"`
	Trigger      string      `json:"trigger"`
	Sentence     string      `json:"sentence"`
	SentenceAt   codedSpan   `json:"sentence_at"`
	TriggerAt    codedSpan   `json:"trigger_at"`
	Confidence   float64     `json:"confidence"`
}

type codedActor struct {
	Name string  `json:"name"`
	Code *string `json:"code"`
}

// codedSpan counts bytes of the text.
type codedSpan struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// codedArticle gives the events of a reading in the order of the text, each once however often it is told.
func codedArticle(r *loader.Reading) codedLine {
	article := &r.Result.Coded.Article
	line := codedLine{
		ID: articleID(&r.Document), ReferenceDate: textOrNull(article.Reported.String()), DateBasis: string(article.Basis),
		Warnings: article.Warnings, Events: []codedEvent{},
	}
	names := namesOf(&r.Result.Coded)
	for _, m := range leadMentions(&r.Result.Coded) {
		line.Events = append(line.Events, codedEvent{
			Source: names.actor(m.Source), Relation: string(m.Relation), Target: names.actor(m.Target),
			Action: textOrNull(names.actions[m.Action]), Modality: string(m.Modality), Background: m.Background,
			Date: textOrNull(m.Date.String()), Place: textOrNull(m.Place.Name), AttributedTo: names.actor(m.AttributedTo),
			Trigger: m.Trace.Words, Sentence: m.Quote, SentenceAt: codedSpan(m.Sentence), TriggerAt: codedSpan(m.Trigger),
			Confidence: m.Confidence,
		})
	}
	return line
}

// articleID is the key of the line that the article came in, or else the file's name without its end.
func articleID(doc *extract.Document) string {
	if doc.Key != "" {
		return doc.Key
	}
	name := filepath.Base(doc.Source)
	if strings.HasPrefix(doc.Source, source.StdinName) {
		name = strings.Replace(doc.Source, source.StdinName, "stdin", 1)
	}
	name = strings.TrimSuffix(name, ".gz")
	for _, end := range []string{".txt", ".text"} {
		name = strings.TrimSuffix(name, end)
	}
	return name
}

// leadMentions gives the surest mention of each event, in the order of the text.
func leadMentions(coded *diplo.CodedArticle) []*diplo.Mention {
	evidence := map[diplo.EventID][]diplo.Evidence{}
	for i := range coded.Mentions {
		m := &coded.Mentions[i]
		evidence[m.Event] = append(evidence[m.Event], diplo.Evidence{Mention: m})
	}
	var leads []*diplo.Mention
	for i := range coded.Mentions {
		m := &coded.Mentions[i]
		if all, open := evidence[m.Event]; open {
			delete(evidence, m.Event)
			claim := diplo.Fold(all).Claim
			for _, e := range all {
				if e.Mention.Claim == claim {
					m = e.Mention
					break
				}
			}
			leads = append(leads, m)
		}
	}
	return leads
}

// names are what the ids of a coded article stand for.
type names struct {
	actors  map[diplo.ActorID]*diplo.Actor
	actions map[diplo.ActionID]string
}

func namesOf(coded *diplo.CodedArticle) names {
	n := names{map[diplo.ActorID]*diplo.Actor{}, map[diplo.ActionID]string{}}
	for i := range coded.Actors {
		n.actors[coded.Actors[i].ID] = &coded.Actors[i]
	}
	for i := range coded.Actions {
		n.actions[coded.Actions[i].ID] = coded.Actions[i].Name
	}
	return n
}

func (n names) actor(id diplo.ActorID) *codedActor {
	if id == "" {
		return nil
	}
	a := n.actors[id]
	if a == nil {
		return &codedActor{Name: string(id)}
	}
	return &codedActor{Name: a.Name, Code: textOrNull(a.Code)}
}

func textOrNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
