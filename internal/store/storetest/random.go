package storetest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"entente/internal/diplo"
)

// Random makes articles and decisions from a seed, always the same ones: few actors, places, words and days, so that
// events meet, copies occur, and questions find something.
type Random struct {
	dice    *rand.Rand
	made    int
	decided int
	Actors  []diplo.Actor
	Words   []string // the words of its texts
	First   diplo.Day
	Days    int // how many days its events spread over
}

// NewRandom makes the source of random articles for a seed.
func NewRandom(seed int64) *Random {
	r := &Random{dice: rand.New(rand.NewPCG(uint64(seed), 1)), First: day("2022-12-20"), Days: 40}
	codes := []string{"FRA", "ARM", "AZE", "TUR", "RUS"}
	names := []string{"France", "Arménie", "Azerbaijan", "Türkiye", "Russia"}
	for i, code := range codes {
		r.Actors = append(r.Actors, diplo.Actor{ID: diplo.CountryID(code), Kind: diplo.KindCountry, Name: names[i], Code: code})
	}
	for i := range 14 {
		a := diplo.Actor{ID: diplo.ActorID(fmt.Sprintf("person:p%02d", i)), Kind: diplo.KindPerson,
			Name: fmt.Sprintf("%s %s", pick(r, firstNames), pick(r, lastNames))}
		if i%4 != 0 {
			a.Code = pick(r, codes)
		}
		if i%3 == 0 {
			a.Kind, a.ID = diplo.KindOrganization, diplo.ActorID(fmt.Sprintf("organization:o%02d", i))
		}
		if i%5 == 0 {
			a.Aliases = []string{pick(r, lastNames) + "-" + pick(r, firstNames), "the " + pick(r, lastNames)}
		}
		r.Actors = append(r.Actors, a)
	}
	r.Words = strings.Fields(`summit talks border shelling accord réunion trade sanctions embassy Álvarez treaty ceasefire naïve visit
		corridor convoy "envoys" minister-level peace co-operation 2023 and or not near œuvre straße`)
	return r
}

var (
	firstNames = []string{"Ana", "Émile", "Nikol", "Ilham", "Vladimir", "Łukasz", "Recep", "Zoë"}
	lastNames  = []string{"Petrov", "Garcia", "García", "Petrosyan", "O'Neil", "al-Sayed", "Şahin", "Peters"}
	places     = []diplo.Place{{}, {}, {Name: "Geneva", Country: "CHE"}, {Name: "Genève", Country: "CHE", Latitude: 46.2, Longitude: 6.1}, {Name: "Lachin", Country: "AZE"}}
	outlets    = []string{"Reuters", "Le Monde", "Civilnet", "", "TASS"}
	relations  = []diplo.Relation{"SPOKE_TO", "MET", "VISITED", "CONDEMNED", "URGED", "ATTACKED", "SANCTIONED", "AIDED", "NEGOTIATED_WITH"}
)

func pick[T any](r *Random, list []T) T { return list[r.dice.IntN(len(list))] }

func (r *Random) chance(percent int) bool { return r.dice.IntN(100) < percent }

// Articles makes n articles that it has not made before.
func (r *Random) Articles(n int) []diplo.CodedArticle {
	made := make([]diplo.CodedArticle, n)
	for i := range made {
		r.made++
		article := diplo.Article{
			ID: diplo.ArticleID(fmt.Sprintf("article:r%06d", r.made*7919%1000003)), Source: fmt.Sprintf("random %d", r.made),
			Outlet: pick(r, outlets), Reported: r.day(), Basis: diplo.DateFromMetadata,
			Cluster: diplo.ClusterID(fmt.Sprintf("cluster:%d", r.dice.IntN(1+r.made))),
		}
		if r.chance(10) {
			article.Reported, article.Basis = diplo.NoDay, diplo.DateUnknown
		}
		if article.Outlet != "" && r.chance(40) {
			article.Country, article.Reliability = pick(r, []string{"FRA", "RUS"}), pick(r, diplo.Reliabilities())
		}
		if r.chance(60) {
			article.Title = r.sentence(2 + r.dice.IntN(3))
		}
		made[i] = r.read(article)
		if r.chance(50) {
			made[i].Origin = fmt.Sprintf("place %d", r.made)
		}
	}
	return made
}

// Origin is one of the few places at which articles follow one another.
func (r *Random) Origin() string { return fmt.Sprintf("busy place %d", r.dice.IntN(8)) }

// Reread makes another reading of the article.
func (r *Random) Reread(coded diplo.CodedArticle) diplo.CodedArticle {
	article := coded.Article
	if r.chance(30) {
		article.Outlet = pick(r, outlets)
	}
	if r.chance(20) {
		article.Reported = r.day()
	}
	again := r.read(article)
	again.Origin = coded.Origin
	return again
}

func (r *Random) day() diplo.Day { return r.First + diplo.Day(r.dice.IntN(r.Days)) }

func (r *Random) sentence(words int) string {
	picked := make([]string, words)
	for i := range picked {
		picked[i] = pick(r, r.Words)
	}
	return strings.Join(picked, " ")
}

// read gives the article a text and what is told in it.
func (r *Random) read(article diplo.Article) diplo.CodedArticle {
	c := diplo.CodedArticle{Article: article}
	sentences := make([]string, 1+r.dice.IntN(3))
	for i := range sentences {
		sentences[i] = r.sentence(4+r.dice.IntN(5)) + "."
	}
	c.Article.Text = strings.Join(sentences, " ")
	at := 0
	for _, sentence := range sentences {
		for k := range r.dice.IntN(3) {
			m := diplo.Mention{
				Claim: r.claim(&c), Sentence: diplo.Span{Start: at, End: at + len(sentence)}, Trigger: diplo.Span{Start: at + k, End: at + k + 3},
				Quote: sentence, Confidence: float64(r.dice.IntN(21)) / 20, Extractor: "random 1",
				Trace: diplo.Trace{Frame: "random", Words: string([]rune(sentence)[:3])},
			}
			m.Identify(&c.Article)
			if !slices.ContainsFunc(c.Mentions, func(other diplo.Mention) bool { return other.ID == m.ID }) {
				c.Mentions = append(c.Mentions, m)
			}
		}
		at += len(sentence) + 1
	}
	for _, a := range c.Actors {
		if a.Kind == diplo.KindPerson && r.chance(30) {
			office := diplo.Office{Title: pick(r, []string{"Minister", "Envoy"}), Role: pick(r, []diplo.Role{diplo.Minister, diplo.Envoy}),
				Of: r.list(&c, pick(r, r.Actors[:5])), Holder: a.ID, From: diplo.NoDay, To: diplo.NoDay}
			if r.chance(60) {
				office.From = r.First - diplo.Day(r.dice.IntN(3)*100)
			}
			c.Offices = append(c.Offices, office)
		}
	}
	return c
}

// claim makes a claim whose actors and action the article lists.
func (r *Random) claim(c *diplo.CodedArticle) diplo.Claim {
	claim := diplo.Claim{Relation: pick(r, relations), Modality: diplo.Asserted, Date: diplo.NoDate, Place: pick(r, places), Background: r.chance(15)}
	if r.chance(40) {
		claim.Modality = pick(r, diplo.Modalities())
	}
	if r.chance(95) {
		source := pick(r, r.Actors)
		claim.Source = r.list(c, source)
		if source.Kind != diplo.KindCountry && r.chance(60) {
			claim.SourceFor = r.list(c, pick(r, r.Actors[:5]))
		}
	}
	if r.chance(90) {
		target := pick(r, r.Actors)
		claim.Target = r.list(c, target)
		if target.Kind != diplo.KindCountry && r.chance(50) {
			claim.TargetFor = r.list(c, pick(r, r.Actors[:5]))
		}
	}
	switch start := r.day(); {
	case r.chance(60):
		claim.Date = diplo.OnDay(start, diplo.BasisRelative, "that day")
	case r.chance(60):
		claim.Date = diplo.DateRange{Start: start, End: start + 6, Precision: diplo.ToTheWeek, Basis: diplo.BasisExplicit, Text: "that week"}
	}
	if r.chance(60) {
		claim.Occurrence = diplo.OccurrenceID(fmt.Sprintf("occurrence:o%d", r.dice.IntN(12)))
	}
	if r.chance(10) {
		claim.AttributedTo = r.list(c, pick(r, r.Actors))
	}
	if r.chance(25) {
		action := diplo.Action{ID: diplo.ActionID(fmt.Sprintf("action:a%d", r.dice.IntN(6))), Name: "the " + r.sentence(1+r.dice.IntN(2))}
		if r.chance(50) {
			action.DoneBy = r.list(c, pick(r, r.Actors))
		}
		if !slices.ContainsFunc(c.Actions, func(known diplo.Action) bool { return known.ID == action.ID }) {
			c.Actions = append(c.Actions, action)
		}
		claim.Action, claim.TargetIsAction = action.ID, r.chance(50)
	}
	return claim
}

// list has the article list the actor, now and then under another name or with no code, and gives the id.
func (r *Random) list(c *diplo.CodedArticle, a diplo.Actor) diplo.ActorID {
	if !hasActor(c.Actors, a.ID) {
		if r.chance(10) {
			a.Name = pick(r, firstNames) + " " + pick(r, lastNames)
		}
		if r.chance(10) {
			a.Code = ""
		}
		c.Actors = append(c.Actors, a)
	}
	return a.ID
}

// Decision makes a decision about what is in the articles or among the events: most often one that can be made.
func (r *Random) Decision(known []diplo.CodedArticle, events []*diplo.Event) diplo.Decision {
	r.decided++
	d := diplo.Decision{
		ID: diplo.DecisionID(fmt.Sprintf("decision:r%d", r.decided)), Author: pick(r, []string{"Ana", "Bo"}), Reason: r.sentence(3),
		Kind: pick(r, append(diplo.DecisionKinds(), diplo.MergeActor, diplo.UndoDecision)),
	}
	coded := pick(r, known)
	about := diplo.EventID("event:none")
	if len(coded.Mentions) > 0 {
		about = pick(r, coded.Mentions).Event
	}
	if len(events) > 0 && r.chance(40) {
		about = pick(r, events).ID
	}
	switch d.Kind {
	case diplo.RetractEvent, diplo.ConfirmEvent:
		d.Event = about
	case diplo.CorrectEvent:
		d.Event, d.Correction = about, r.correction()
	case diplo.RetractArticle:
		d.Article = coded.Article.ID
	case diplo.MergeActor, diplo.Distinguish:
		d.Actor, d.Other = pick(r, r.Actors).ID, pick(r, r.Actors).ID
	case diplo.AddAlias:
		d.Actor, d.Alias = pick(r, r.Actors).ID, pick(r, firstNames)+" the "+pick(r, lastNames)
	case diplo.UndoDecision:
		d.Undoes = diplo.DecisionID(fmt.Sprintf("decision:r%d", 1+r.dice.IntN(r.decided)))
	}
	return d
}

// correction changes some parts of a claim.
func (r *Random) correction() *diplo.Correction {
	var listed diplo.CodedArticle
	claim := r.claim(&listed)
	c := &diplo.Correction{Actors: listed.Actors, Actions: listed.Actions}
	if r.chance(40) {
		c.Source = &diplo.CorrectedSource{Source: claim.Source, SourceFor: claim.SourceFor}
	}
	if r.chance(40) {
		c.Target = &diplo.CorrectedTarget{Target: claim.Target, TargetFor: claim.TargetFor, Action: claim.Action, TargetIsAction: claim.TargetIsAction}
	}
	if r.chance(40) {
		c.Date, c.Place = &claim.Date, &claim.Place
	}
	if r.chance(40) {
		c.Modality, c.Background = claim.Modality, &claim.Background
	}
	if c.Source == nil && c.Target == nil && c.Date == nil && c.Modality == "" || r.chance(40) {
		c.Relation = claim.Relation
	}
	return c
}
