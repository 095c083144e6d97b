package neo4j

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"time"

	"entente/internal/diplo"
)

// reading is a coded article made ready to be stored. It shares no memory with what the caller gave but texts, which don't change.
type reading struct {
	article  diplo.Article
	hash     string // of all that was read in it
	actors   []diplo.Actor
	actions  []diplo.Action
	offices  []diplo.Office
	mentions []readMention
}

type readMention struct {
	diplo.Mention
	record string
	stands bool // it is the one mention that its sentence is found by
}

// prepare makes a coded article ready.
func prepare(coded *diplo.CodedArticle) (*reading, error) {
	r := &reading{
		article: coded.Article,
		actors:  filled(coded.Actors),
		actions: filled(coded.Actions),
		offices: filled(coded.Offices),
	}
	r.article.Warnings = filled(coded.Article.Warnings)
	for i := range r.actors {
		r.actors[i].Aliases = filled(r.actors[i].Aliases)
	}
	r.mentions = make([]readMention, len(coded.Mentions))
	type sentence struct {
		span  diplo.Span
		quote string
	}
	standing := make(map[sentence]int, len(coded.Mentions))
	for i := range coded.Mentions {
		m := &coded.Mentions[i]
		record, err := encodeMention(m)
		if err != nil {
			return nil, err
		}
		r.mentions[i] = readMention{Mention: *m, record: record}
		key := sentence{m.Sentence, m.Quote}
		if first, there := standing[key]; !there || m.ID < r.mentions[first].ID {
			standing[key] = i
		}
	}
	for _, i := range standing {
		r.mentions[i].stands = true
	}
	r.hash = r.contentHash()
	return r, nil
}

// filled is a copy of the list; an empty one is nil, for nil and empty are alike.
func filled[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return slices.Clone(list)
}

// contentHash is over all that was read but when the article was stored.
func (r *reading) contentHash() string {
	h := sha256.New()
	out := json.NewEncoder(h)
	article := r.article
	article.Recorded = time.Time{}
	for _, part := range []any{article, r.actors, r.offices, r.actions, len(r.mentions)} {
		_ = out.Encode(part) // a hash takes all, and no part has a value that JSON can't write
	}
	for i := range r.mentions {
		_ = out.Encode([2]string{r.mentions[i].record, r.mentions[i].Quote})
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// contentID is the id of a thing that is nothing but its content: what an article says of an actor, an action or an office.
func contentID(content any) string {
	text, err := json.Marshal(content)
	if err != nil {
		panic(err) // structures of texts and days always marshal
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:16])
}
