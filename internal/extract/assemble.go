package extract

import (
	"slices"
	"strings"

	"entente/internal/coding"
	"entente/internal/diplo"
)

// assembly gathers what an article's mentions name.
type assembly struct {
	article diplo.Article
	input   *coding.Article
	events  []coding.Event
	version string
	lookup  func(diplo.ActorID) (diplo.Actor, bool)

	actors   map[diplo.ActorID]diplo.Actor
	actions  map[diplo.ActionID]diplo.Action
	offices  []diplo.Office
	mentions []diplo.Mention
	done     []*diplo.Mention                 // by event, set before its reactions need its id
	undated  map[diplo.EventID]*diplo.Mention // the first that tells it, by its claim alone
	phrases  map[string]diplo.ActionID        // by the phrase in lower case
}

// assemble makes the coded article of the coder's events.
func assemble(article diplo.Article, input *coding.Article, events []coding.Event, version string, lookup func(diplo.ActorID) (diplo.Actor, bool)) diplo.CodedArticle {
	a := &assembly{
		lookup:  lookup,
		article: article, input: input, events: events, version: version,
		actors: map[diplo.ActorID]diplo.Actor{}, actions: map[diplo.ActionID]diplo.Action{},
		done: make([]*diplo.Mention, len(events)), undated: map[diplo.EventID]*diplo.Mention{}, phrases: map[string]diplo.ActionID{},
	}
	for i := range events {
		a.mention(i, 0)
	}
	seen := map[diplo.MentionID]bool{}
	for _, m := range a.done {
		if !seen[m.ID] {
			seen[m.ID] = true
			a.mentions = append(a.mentions, *m)
		}
	}
	return diplo.CodedArticle{
		Article: article, Actors: sortedActors(a.actors), Offices: a.offices, Actions: sortedActions(a.actions),
		Mentions: a.mentions,
	}
}

// mention makes the mention of event i, after that of the event which its action stands for.
func (a *assembly) mention(i, depth int) *diplo.Mention {
	if m := a.done[i]; m != nil {
		return m
	}
	e := &a.events[i]
	s := &a.input.Sentences[e.Sentence]
	m := &diplo.Mention{
		Claim: diplo.Claim{
			Relation: e.Relation, Source: a.actor(e.Source), Target: a.actor(e.Target),
			SourceFor: a.onBehalf(e.Source), TargetFor: a.onBehalf(e.Target),
			TargetIsAction: e.Reaction, Date: e.Date, Place: e.Place,
			Modality: e.Modality, Background: e.Background,
		},
		Sentence: diplo.Span(s.Span), Trigger: a.span(e.Sentence, e.First, e.Last),
		SourceSpan: a.span(e.Sentence, e.Source.First, e.Source.Last),
		TargetSpan: a.span(e.Sentence, e.Target.First, e.Target.Last),
		Quote:      s.Of(a.article.Text), Confidence: e.Score, Extractor: a.version,
		Trace: diplo.Trace{
			Frame: e.Frame, Source: e.Source.Reason, Target: e.Target.Reason, Date: e.DateReason, Modality: e.StandingReason,
			Action: e.ActionReason,
		},
	}
	m.Trace.Words = a.article.Text[m.Trigger.Start:m.Trigger.End]
	m.Occurrence = diplo.OccurrenceIDOf(a.article.ID, m.Trigger.Start)
	if e.AttributedTo.ID != "" {
		m.AttributedTo = a.know(e.AttributedTo)
	}
	m.Action = a.action(e, m, depth)
	m.Identify(&a.article)
	if !m.Date.Known() {
		if first, told := a.undated[m.Claim.EventID("")]; told {
			m.Retell(first)
		} else {
			a.undated[m.Claim.EventID("")] = m
		}
	}
	a.done[i] = m
	return m
}

// action gives the id of what the event is about: the face of another event of the article
// where the phrase stands for one, else the phrase. M is the event's mention.
func (a *assembly) action(e *coding.Event, m *diplo.Mention, depth int) diplo.ActionID {
	if e.ActionOf >= 0 && depth < 4 {
		of := a.mention(e.ActionOf, depth+1)
		id := diplo.ActionOfEvent(of.Event)
		known := a.actions[id]
		known.ID, known.DoneBy, known.Event = id, of.Source, of.Event
		if known.Name == "" {
			known.Name = of.Trace.Words
			if own := a.events[e.ActionOf].Action; own != "" {
				known.Name = own
			}
		}
		if tellsAct(e.Action, &a.events[e.ActionOf]) && len(e.Action) > len(known.Name) {
			known.Name = e.Action
		}
		a.actions[id] = known
		return id
	}
	if e.Action == "" || namesItself(e, m.Trace.Words) {
		return ""
	}
	name := strings.Join(strings.Fields(e.Action), " ")
	id, known := a.phrases[strings.ToLower(name)]
	if !known {
		id = diplo.ActionOfPhrase(name, m.Quote)
		a.phrases[strings.ToLower(name)] = id
	}
	action := diplo.Action{ID: id, Name: name}
	if e.Reaction && e.Target.Actor.ID != "" {
		action.DoneBy = a.know(e.Target.Actor)
	}
	if known, ok := a.actions[id]; ok {
		action = diplo.MergeActions(known, action)
	}
	a.actions[id] = action
	return id
}

// namesItself tells whether the phrase is a name of the act itself ("an offensive in the north" for
// "launched an offensive"), and not of something that the act is about. Such a phrase is no part of
// what happened: another article has other words for the same attack.
func namesItself(e *coding.Event, trigger string) bool {
	if t := e.Relation.Type(); t != diplo.Assault && t != diplo.Mobilize {
		return false
	}
	words := strings.Fields(strings.ToLower(trigger))
	return len(words) > 0 && slices.Contains(strings.Fields(strings.ToLower(e.Action)), words[len(words)-1])
}

// tellsAct tells whether the phrase names the event by its own noun: "the offensive in the
// enclave" for "launched an offensive", and not "this move".
func tellsAct(phrase string, of *coding.Event) bool {
	words := strings.Fields(strings.ToLower(of.Action))
	return len(words) > 0 && len(words) <= 3 && strings.Contains(strings.ToLower(phrase), words[len(words)-1])
}

func (a *assembly) actor(p coding.Party) diplo.ActorID {
	if p.Actor.ID == "" {
		return ""
	}
	if p.Office != nil && !slices.Contains(a.offices, *p.Office) && a.knows(p.Office.Of) {
		a.offices = append(a.offices, *p.Office)
	}
	return a.know(p.Actor)
}

// onBehalf is whom the party acts for; "" for a country, which acts for itself.
func (a *assembly) onBehalf(p coding.Party) diplo.ActorID {
	if p.For == "" || p.For == p.Actor.ID {
		return ""
	}
	if !a.knows(p.For) {
		return ""
	}
	return p.For
}

// knows tells whether the article or the actor base has that actor, and lists it with the article's.
func (a *assembly) knows(id diplo.ActorID) bool {
	if _, known := a.actors[id]; known {
		return true
	}
	actor, known := a.lookup(id)
	if known {
		a.know(actor)
	}
	return known
}

// know keeps the actor and gives its id.
func (a *assembly) know(actor diplo.Actor) diplo.ActorID {
	if known, ok := a.actors[actor.ID]; ok {
		actor = diplo.MergeActors(known, actor)
	}
	a.actors[actor.ID] = actor
	return actor.ID
}

// span is the bytes of the tokens first … last of a sentence; the zero Span when there are none.
func (a *assembly) span(sentence, first, last int) diplo.Span {
	tokens := a.input.Sentences[sentence].Tokens
	if first < 0 || last < first || last >= len(tokens) {
		return diplo.Span{}
	}
	return diplo.Span{Start: tokens[first].Start, End: tokens[last].End}
}

func sortedActors(all map[diplo.ActorID]diplo.Actor) []diplo.Actor {
	list := make([]diplo.Actor, 0, len(all))
	for _, actor := range all {
		list = append(list, actor)
	}
	slices.SortFunc(list, func(x, y diplo.Actor) int { return strings.Compare(string(x.ID), string(y.ID)) })
	return list
}

func sortedActions(all map[diplo.ActionID]diplo.Action) []diplo.Action {
	list := make([]diplo.Action, 0, len(all))
	for _, action := range all {
		list = append(list, action)
	}
	slices.SortFunc(list, func(x, y diplo.Action) int { return strings.Compare(string(x.ID), string(y.ID)) })
	return list
}
