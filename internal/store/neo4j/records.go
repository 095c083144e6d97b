package neo4j

import (
	"cmp"
	"strings"
	"time"

	"entente/internal/diplo"
	"entente/internal/fold"
	"entente/internal/store"
)

// foldedWords is how texts are kept to be searched: their folded words with a space round each, "" when there are none.
func foldedWords(texts ...string) string {
	var b strings.Builder
	for _, text := range texts {
		for _, word := range fold.Words(text) {
			b.WriteByte(' ')
			b.WriteString(word)
		}
	}
	if b.Len() == 0 {
		return ""
	}
	b.WriteByte(' ')
	return b.String()
}

// actorLabel is the label beside :Actor.
func actorLabel(kind diplo.ActorKind) string {
	switch kind {
	case diplo.KindCountry:
		return "Country"
	case diplo.KindPerson:
		return "Person"
	case diplo.KindOrganization:
		return "Organization"
	}
	return "Group"
}

func actorProperties(a *diplo.Actor) map[string]any {
	// Each name is its own line of words, so that no search runs over from one to the next.
	names := []string{store.NameKey(a.Name)}
	for _, alias := range a.Aliases {
		names = append(names, store.NameKey(alias))
	}
	return map[string]any{
		"id": string(a.ID), "kind": string(a.Kind), "name": a.Name, "code": a.Code, "aliases": a.Aliases,
		"folded": fold.String(a.Name), "words": strings.Join(names, " \n") + " ",
	}
}

func readActor(f *fields) *diplo.Actor {
	return &diplo.Actor{
		ID: diplo.ActorID(f.text("id")), Kind: diplo.ActorKind(f.text("kind")), Name: f.text("name"),
		Code: f.text("code"), Aliases: f.texts("aliases"),
	}
}

func actionProperties(a *diplo.Action) map[string]any {
	p := map[string]any{"id": string(a.ID), "name": a.Name, "folded": fold.String(a.Name), "words": foldedWords(a.Name)}
	putText(p, "doneBy", a.DoneBy)
	putText(p, "event", a.Event)
	return p
}

func readAction(f *fields) *diplo.Action {
	return &diplo.Action{
		ID: diplo.ActionID(f.text("id")), Name: f.text("name"),
		DoneBy: diplo.ActorID(f.text("doneBy")), Event: diplo.EventID(f.text("event")),
	}
}

// age orders articles: the latest day reported first, unknown days last.
func age(reported diplo.Day) int64 { return -int64(reported) }

func articleProperties(r *reading, recorded time.Time) map[string]any {
	a := &r.article
	p := map[string]any{
		"id": string(a.ID), "outlet": a.Outlet, "text": a.Text, "cluster": string(a.Cluster), "age": age(a.Reported),
		"words": foldedWords(a.Title, a.Text), "hash": r.hash, "recorded": recorded,
		"reported": readable(a.Reported),
	}
	putText(p, "source", a.Source)
	putText(p, "url", a.URL)
	putText(p, "title", a.Title)
	putText(p, "basis", a.Basis)
	putText(p, "country", a.Country)
	putText(p, "reliability", a.Reliability)
	putText(p, "fingerprint", a.Fingerprint)
	lists := map[string][]string{"warnings": a.Warnings, "names": r.names(), "offices": contentIDs(r.offices)}
	if r.retracted {
		lists = map[string][]string{"warnings": a.Warnings}
		p["status"], p["held"] = string(diplo.Retracted), r.heldBack()
	}
	for name, list := range lists {
		if len(list) > 0 {
			p[name] = list
		}
	}
	return p
}

func readArticle(f *fields) *diplo.Article {
	return &diplo.Article{
		Status: diplo.Status(cmp.Or(f.text("status"), string(diplo.Current))),
		ID:     diplo.ArticleID(f.text("id")), Source: f.text("source"), URL: f.text("url"), Title: f.text("title"),
		Outlet: f.text("outlet"), Text: f.text("text"), Cluster: diplo.ClusterID(f.text("cluster")),
		Reported: diplo.Day(-field[int64](f, "age")), Basis: diplo.DateBasis(f.text("basis")),
		Country: f.text("country"), Reliability: diplo.Reliability(f.text("reliability")), Fingerprint: f.text("fingerprint"),
		Warnings: f.texts("warnings"), Recorded: f.instant("recorded"),
	}
}

func officeProperties(id string, o *diplo.Office) map[string]any {
	p := map[string]any{"id": id, "holder": string(o.Holder), "of": string(o.Of), "title": o.Title, "role": string(o.Role)}
	putDays(p, o.From, o.To)
	return p
}

func putDays(p map[string]any, from, to diplo.Day) {
	if from != diplo.NoDay {
		p["fromDay"], p["from"] = int64(from), readable(from)
	}
	if to != diplo.NoDay {
		p["toDay"], p["to"] = int64(to), readable(to)
	}
}

func readOffice(f *fields) diplo.Office {
	return diplo.Office{
		Title: f.text("title"), Role: diplo.Role(f.text("role")), Of: diplo.ActorID(f.text("of")),
		Holder: diplo.ActorID(f.text("holder")), From: f.day("fromDay"), To: f.day("toDay"),
	}
}
