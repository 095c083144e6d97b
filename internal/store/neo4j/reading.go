package neo4j

import (
	"crypto/sha256"
	"encoding/base64"
	"slices"

	"entente/internal/diplo"
)

// reading is a coded article made ready to be stored. It shares no memory with what the caller gave but texts, which don't change.
type reading struct {
	article  diplo.Article
	origin   string
	hash     string // of all that was read in it
	actors   []told[diplo.Actor]
	actions  []told[diplo.Action]
	offices  []told[diplo.Office]
	mentions []preparedMention

	retracted bool            // what was read in it does not count
	events    []diplo.EventID // those that the mentions tell of now
}

// told is what an article says of an actor or an action, or an office that it lists, with the id of that content.
type told[T any] struct {
	id     string
	record T
}

type preparedMention struct {
	diplo.Mention
	record string
	stands bool // it is the one mention that its sentence is found by
}

// prepare makes a coded article ready.
func prepare(coded *diplo.CodedArticle) *reading {
	r := &reading{article: coded.Article, origin: coded.Origin}
	r.article.Warnings = filled(coded.Article.Warnings)
	for _, a := range coded.Actors {
		a.Aliases = filled(a.Aliases)
		r.actors = append(r.actors, told[diplo.Actor]{contentID(subjectActor, actorRecord(&a)), a})
	}
	for _, a := range coded.Actions {
		r.actions = append(r.actions, told[diplo.Action]{contentID(subjectAction, actionRecord(&a)), a})
	}
	for _, o := range coded.Offices {
		r.offices = append(r.offices, told[diplo.Office]{contentID("office", officeRecord(&o)), o})
	}
	r.mentions = make([]preparedMention, len(coded.Mentions))
	type sentence struct {
		span  diplo.Span
		quote string
	}
	standing := make(map[sentence]int, len(coded.Mentions))
	for i := range coded.Mentions {
		m := &coded.Mentions[i]
		r.mentions[i] = preparedMention{Mention: *m, record: mentionRecord(m)}
		key := sentence{m.Sentence, m.Quote}
		if first, there := standing[key]; !there || m.ID < r.mentions[first].ID {
			standing[key] = i
		}
	}
	for _, i := range standing {
		r.mentions[i].stands = true
	}
	r.hash = r.contentHash()
	return r
}

// filled is a copy of the list; an empty one is nil, for nil and empty are alike.
func filled[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return slices.Clone(list)
}

// contentHash is over all that makes an article another one.
func (r *reading) contentHash() string {
	a := &r.article
	all := make(record, 0, 512+len(a.Text)+256*len(r.mentions))
	for _, text := range []string{string(a.ID), a.URL, a.Title, a.Outlet, a.Country, string(a.Reliability), a.Text, string(a.Cluster), string(a.Basis)} {
		all.text(text)
	}
	all.day(a.Reported)
	all.number(int64(len(a.Warnings)))
	for _, warning := range a.Warnings {
		all.text(warning)
	}
	for _, ids := range [][]string{contentIDs(r.actors), contentIDs(r.actions), contentIDs(r.offices)} {
		all.number(int64(len(ids)))
		for _, id := range ids {
			all.text(id)
		}
	}
	for i := range r.mentions {
		all.text(r.mentions[i].record)
		all.text(r.mentions[i].Quote)
	}
	return contentID(string(all))
}

// contentIDs are the ids of the records, in their order.
func contentIDs[T any](records []told[T]) []string {
	ids := make([]string, len(records))
	for i := range records {
		ids[i] = records[i].id
	}
	return ids
}

// contentID is the id of a thing that is nothing but its content: what an article says of an actor, an action or an office.
func contentID(parts ...string) string {
	var all record
	for _, part := range parts {
		all.text(part)
	}
	sum := sha256.Sum256(all)
	return base64.RawURLEncoding.EncodeToString(sum[:16])
}

func actorRecord(a *diplo.Actor) string {
	var r record
	for _, text := range append([]string{string(a.ID), string(a.Kind), a.Name, a.Code}, a.Aliases...) {
		r.text(text)
	}
	return string(r)
}

func actionRecord(a *diplo.Action) string {
	var r record
	for _, text := range []string{string(a.ID), a.Name, string(a.DoneBy), string(a.Event)} {
		r.text(text)
	}
	return string(r)
}

func officeRecord(o *diplo.Office) string {
	var r record
	for _, text := range []string{o.Title, string(o.Role), string(o.Of), string(o.Holder)} {
		r.text(text)
	}
	r.day(o.From)
	r.day(o.To)
	return string(r)
}
