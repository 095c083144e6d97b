package storetest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"

	"entente/internal/diplo"
)

// News makes articles in the shape of a year of machine-coded news (ICEWS): a few actors are in most events and thousands
// in hardly any, partners meet again and again, a third of the sources act on behalf of their country, and most events are
// told once. The same seed makes the same articles.
type News struct {
	dice      *rand.Rand
	actors    []diplo.Actor
	partners  [][]int // of each actor those whom it deals with
	relations []diplo.Relation
	words     []string
	made      int
	days      int
}

// NewNews makes the source for a seed with that many actors over that many days.
func NewNews(seed int64, actors, days int) *News {
	n := &News{dice: rand.New(rand.NewPCG(uint64(seed), 4)), days: days}
	const countries = 200
	for i := range actors {
		code := fmt.Sprintf("C%02X", n.skewed(countries))
		a := diplo.Actor{ID: diplo.ActorID(fmt.Sprintf("person:person-%05d", i)), Kind: diplo.KindPerson, Name: fmt.Sprintf("Person %s %d", n.word(), i), Code: code}
		switch {
		case i < countries:
			code = fmt.Sprintf("C%02X", i)
			a = diplo.Actor{ID: diplo.CountryID(code), Kind: diplo.KindCountry, Name: "Country " + n.word(), Code: code}
		case i%4 == 0:
			a.ID, a.Kind = diplo.ActorID(fmt.Sprintf("group:group-%05d", i)), diplo.KindGroup
		}
		n.actors = append(n.actors, a)
	}
	for range actors {
		partners := make([]int, 1+n.skewed(60))
		for k := range partners {
			partners[k] = n.skewed(actors)
		}
		n.partners = append(n.partners, partners)
	}
	for _, info := range diplo.Ontology {
		n.relations = append(n.relations, info.Relation)
	}
	for range 8000 {
		n.words = append(n.words, n.word())
	}
	return n
}

// skewed is a number below n, small ones far more often: of a thousand actors the first has a tenth of all events.
func (n *News) skewed(below int) int {
	return int(math.Pow(float64(below+1), n.dice.Float64()) - 1)
}

func (n *News) word() string {
	var word strings.Builder
	for range 2 + n.dice.IntN(3) {
		word.WriteByte("bcdfghklmnprstvz"[n.dice.IntN(16)])
		word.WriteByte("aeiou"[n.dice.IntN(5)])
	}
	return word.String()
}

// Articles makes articles with that many mentions altogether, one to nine each.
func (n *News) Articles(mentions int) []diplo.CodedArticle {
	var batch []diplo.CodedArticle
	for mentions > 0 {
		count := min(mentions, 1+n.skewed(9))
		mentions -= count
		batch = append(batch, n.article(count))
	}
	return batch
}

// Tables makes articles in the shape of an imported table of coded events: one article a day, with an even share of that many
// mentions, each citing its row.
func (n *News) Tables(mentions int) []diplo.CodedArticle {
	batch := make([]diplo.CodedArticle, n.days)
	for i := range batch {
		c := &batch[i]
		day := day("2018-01-01") + diplo.Day(i)
		c.Article = diplo.Article{ID: diplo.ArticleID(fmt.Sprintf("article:t%05d", i)), Source: "table", Outlet: "Table", Reported: day, Basis: diplo.DateFromMetadata,
			Cluster: diplo.ClusterID(fmt.Sprintf("cluster:t%05d", i)), Title: "Events of " + day.String()}
		listed := map[diplo.ActorID]bool{}
		from, to := i*mentions/n.days, (i+1)*mentions/n.days
		for row := range to - from {
			source := n.skewed(len(n.actors))
			target := n.partners[source][n.skewed(len(n.partners[source]))]
			for _, actor := range []diplo.Actor{n.actors[source], n.actors[target]} {
				if !listed[actor.ID] {
					listed[actor.ID] = true
					c.Actors = append(c.Actors, actor)
				}
			}
			relation := n.relations[n.skewed(len(n.relations))]
			m := diplo.Mention{Claim: diplo.Claim{Relation: relation, Source: n.actors[source].ID, Target: n.actors[target].ID,
				Date: diplo.OnDay(day, diplo.BasisData, day.String()), Modality: diplo.Asserted},
				Sentence: diplo.Span{Start: 60 * row, End: 60*row + 59}, Confidence: 0.8, Extractor: "table 1",
				Quote: fmt.Sprintf("%s; %s; %s; row %d", n.actors[source].Name, relation, n.actors[target].Name, from+row)}
			m.Identify(&c.Article)
			c.Mentions = append(c.Mentions, m)
		}
	}
	return batch
}

func (n *News) article(mentions int) diplo.CodedArticle {
	n.made++
	reported := day("2018-01-01") + diplo.Day(n.dice.IntN(n.days))
	c := diplo.CodedArticle{Article: diplo.Article{
		ID: diplo.ArticleID(fmt.Sprintf("article:n%08d", n.made)), Source: "news", Outlet: fmt.Sprintf("Outlet %d", n.skewed(300)), Reported: reported,
		Basis: diplo.DateFromMetadata, Cluster: diplo.ClusterID(fmt.Sprintf("cluster:n%08d", n.made)), Title: n.sentence(6),
	}}
	var text strings.Builder
	for range mentions {
		source := n.skewed(len(n.actors))
		target := n.partners[source][n.skewed(len(n.partners[source]))]
		claim := diplo.Claim{Relation: n.relations[n.skewed(len(n.relations))], Source: n.actors[source].ID, Target: n.actors[target].ID,
			Date: diplo.OnDay(reported-diplo.Day(n.skewed(5)), diplo.BasisRelative, "on Tuesday"), Modality: diplo.Asserted}
		if n.dice.IntN(5) == 0 {
			claim.Modality = diplo.Claimed
		}
		for _, side := range []struct {
			actor  diplo.Actor
			behalf *diplo.ActorID
		}{{n.actors[source], &claim.SourceFor}, {n.actors[target], &claim.TargetFor}} {
			if !hasActor(c.Actors, side.actor.ID) {
				c.Actors = append(c.Actors, side.actor)
			}
			if side.actor.Kind == diplo.KindPerson && n.dice.IntN(3) == 0 {
				country := n.country(side.actor.Code)
				*side.behalf = country.ID
				if !hasActor(c.Actors, country.ID) {
					c.Actors = append(c.Actors, country)
				}
			}
		}
		quote := n.sentence(22)
		start := text.Len()
		text.WriteString(quote)
		text.WriteByte(' ')
		m := diplo.Mention{Claim: claim, Sentence: diplo.Span{Start: start, End: start + len(quote)}, Trigger: diplo.Span{Start: start + 10, End: start + 18},
			Quote: quote, Confidence: 0.5 + float64(n.dice.IntN(50))/100, Extractor: "news 1",
			Trace: diplo.Trace{Frame: "speak with, by verb", Words: "spoke with", Source: "by name", Target: "by name", Date: "Tuesday before the article"}}
		m.Identify(&c.Article)
		c.Mentions = append(c.Mentions, m)
	}
	c.Article.Text = text.String()
	return c
}

func (n *News) country(code string) diplo.Actor {
	var i int
	fmt.Sscanf(code, "C%X", &i)
	return n.actors[i]
}

func (n *News) sentence(words int) string {
	picked := make([]string, words)
	for i := range picked {
		picked[i] = n.words[n.skewed(len(n.words))]
	}
	return strings.Join(picked, " ") + "."
}

// Busy are the ids of the actors with most events, the busiest first.
func (n *News) Busy(count int) []diplo.ActorID {
	ids := make([]diplo.ActorID, count)
	for i := range ids {
		ids[i] = n.actors[i].ID
	}
	return ids
}
