package export

import (
	"io"
	"time"

	"entente/internal/diplo"
	"entente/internal/query"
)

// vocabulary is what the terms of JSON-LD files belong to; ids are below it too. It names, and leads nowhere.
const vocabulary = "urn:entente:vocabulary:"

// linkedContext makes JSON-LD of the objects: ids are compact IRIs, days and instants have their types.
var linkedContext = map[string]any{
	"@version":     1.1,
	"@vocab":       vocabulary,
	"xsd":          "http://www.w3.org/2001/XMLSchema#",
	"country":      "urn:entente:country:",
	"person":       "urn:entente:person:",
	"organization": "urn:entente:organization:",
	"group":        "urn:entente:group:",
	"office":       "urn:entente:office:",
	"event":        "urn:entente:event:",
	"action":       "urn:entente:action:",
	"article":      "urn:entente:article:",
	"mention":      "urn:entente:mention:",
	"relation":     map[string]any{"@type": "@vocab"},
	"eventType":    map[string]any{"@type": "@vocab"},
	"quadClass":    map[string]any{"@type": "@vocab"},
	"modality":     map[string]any{"@type": "@vocab"},
	"status":       map[string]any{"@type": "@vocab"},
	"firstDay":     map[string]any{"@type": "xsd:date"},
	"lastDay":      map[string]any{"@type": "xsd:date"},
	"published":    map[string]any{"@type": "xsd:date"},
	"recordedAt":   map[string]any{"@type": "xsd:dateTime"},
	"url":          map[string]any{"@type": "@id"},
}

// jsonLD is one graph of events.
type jsonLD struct {
	out   io.Writer
	begun bool
}

func newJSONLD(w io.Writer) file {
	io.WriteString(w, `{"@context":`)
	w.Write(encoded(linkedContext))
	io.WriteString(w, `,"@graph":[`)
	return &jsonLD{out: w}
}

func (j *jsonLD) rows(rows []query.Row) {
	for _, r := range rows {
		if j.begun {
			io.WriteString(j.out, ",")
		}
		j.begun = true
		io.WriteString(j.out, "\n")
		j.out.Write(encoded(linked(r)))
	}
}

func (j *jsonLD) close() { io.WriteString(j.out, "\n]}\n") }

// linked is an event as a node with its actors, and the sentence that tells it best.
func linked(r query.Row) map[string]any {
	e := r.Event
	node := map[string]any{
		"@id": e.ID, "@type": "Event", "relation": e.Relation, "eventType": e.Relation.Type(), "quadClass": e.Relation.Quad(),
		"intensity": e.Relation.Info().Intensity, "modality": e.Modality, "status": e.Status, "background": e.Background,
		"confidence": e.Confidence.Value, "recordedAt": e.Recorded.UTC().Format(time.RFC3339Nano),
	}
	set := func(name string, value any) {
		if value != nil {
			node[name] = value
		}
	}
	set("firstDay", text(e.Date.Start.String()))
	set("lastDay", text(e.Date.End.String()))
	set("source", linkedActor(e.Source, r.Source))
	set("sourceOnBehalfOf", linkedActor(e.SourceFor, r.SourceFor))
	set("target", linkedActor(e.Target, r.Target))
	set("targetOnBehalfOf", linkedActor(e.TargetFor, r.TargetFor))
	set("attributedTo", linkedActor(e.AttributedTo, r.AttributedTo))
	if r.Action != nil {
		node["about"] = map[string]any{"@id": r.Action.ID, "@type": "Action", "name": r.Action.Name}
	}
	if e.Place.Name != "" {
		place := map[string]any{"@type": "Place", "name": e.Place.Name}
		if e.Place.Country != "" {
			place["countryCode"] = e.Place.Country
		}
		if degrees := coordinate(e.Place, e.Place.Latitude); degrees != nil {
			place["latitude"], place["longitude"] = degrees, e.Place.Longitude
		}
		node["place"] = place
	}
	if r.Lead != nil {
		node["toldBy"] = map[string]any{"@id": r.Lead.ID, "@type": "Mention", "sentence": r.Lead.Quote, "in": linkedArticle(r.Lead.Article, r.Article)}
	}
	return node
}

func linkedActor(id diplo.ActorID, a *diplo.Actor) any {
	switch {
	case id == "":
		return nil
	case a == nil:
		return map[string]any{"@id": id}
	}
	node := map[string]any{"@id": id, "@type": kindNames[a.Kind], "name": a.Name}
	if a.Code != "" {
		node["code"] = a.Code
	}
	return node
}

// kindNames are the types of actors as the schema calls them.
var kindNames = map[diplo.ActorKind]string{
	diplo.KindCountry: "Country", diplo.KindPerson: "Person", diplo.KindOrganization: "Organization", diplo.KindGroup: "Group",
}

func linkedArticle(id diplo.ArticleID, a *diplo.Article) map[string]any {
	node := map[string]any{"@id": id, "@type": "Article"}
	if a == nil {
		return node
	}
	for name, value := range map[string]any{"title": text(a.Title), "outlet": text(a.Outlet), "url": text(a.URL), "published": text(a.Reported.String())} {
		if value != nil {
			node[name] = value
		}
	}
	return node
}
