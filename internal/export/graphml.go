package export

import (
	"encoding/xml"
	"hash/maphash"
	"io"

	"entente/internal/diplo"
	"entente/internal/query"
)

// graphML is a directed multigraph: actors and actions are nodes, events edges from who did it to whom or what. A node stands in front
// of the first edge that needs it. Of the nodes that were written, eight bytes each are kept.
type graphML struct {
	out  io.Writer
	seed maphash.Seed
	told map[uint64]struct{}
}

// nobody is the node for a source or target that no text names.
const nobody = "unknown"

// ends are the columns that GraphML has as the ends of an edge, and id as its own.
var ends = map[string]bool{"id": true, "sourceName": true, "sourceCode": true, "targetName": true, "targetCode": true, "actionName": true}

func newGraphML(w io.Writer) file {
	g := &graphML{out: w, seed: maphash.MakeSeed(), told: map[uint64]struct{}{}}
	g.raw(xml.Header, `<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" `,
		`xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">`, "\n")
	for _, name := range []string{"name", "kind", "code"} {
		g.raw(`<key id="`, name, `" for="node" attr.name="`, name, `" attr.type="string"/>`, "\n")
	}
	for _, c := range columns {
		if !ends[c.name] {
			g.raw(`<key id="`, c.name, `" for="edge" attr.name="`, c.name, `" attr.type="`, xmlTypes[c.kind], `"/>`, "\n")
		}
	}
	g.raw(`<graph id="events" edgedefault="directed">`, "\n")
	return g
}

// xmlTypes are those of GraphML for those of JSON.
var xmlTypes = map[string]string{"string": "string", "number": "double", "integer": "int", "boolean": "boolean"}

func (g *graphML) rows(rows []query.Row) {
	for _, r := range rows {
		source := g.actor(r.Event.Source, r.Source)
		target := ""
		if r.Event.TargetIsAction && r.Action != nil {
			target = g.node(string(r.Action.ID), r.Action.Name, "ACTION", "")
		} else {
			target = g.actor(r.Event.Target, r.Target)
		}
		g.raw(`<edge id="`)
		g.text(string(r.Event.ID))
		g.raw(`" source="`)
		g.text(source)
		g.raw(`" target="`)
		g.text(target)
		g.raw(`">`)
		for _, c := range columns {
			if value := c.value(r); value != nil && !ends[c.name] {
				g.data(c.name, value)
			}
		}
		g.raw("</edge>\n")
	}
}

func (g *graphML) close() { g.raw("</graph>\n</graphml>\n") }

func (g *graphML) actor(id diplo.ActorID, a *diplo.Actor) string {
	switch {
	case id == "":
		return g.node(nobody, nobody, "", "")
	case a == nil:
		return g.node(string(id), "", "", "")
	}
	return g.node(string(id), a.Name, string(a.Kind), a.Code)
}

// node writes the node unless it stands already, and gives its id.
func (g *graphML) node(id, name, kind, code string) string {
	key := maphash.String(g.seed, id)
	if _, told := g.told[key]; told {
		return id
	}
	g.told[key] = struct{}{}
	g.raw(`<node id="`)
	g.text(id)
	g.raw(`">`)
	for _, d := range [][2]string{{"name", name}, {"kind", kind}, {"code", code}} {
		if d[1] != "" {
			g.data(d[0], d[1])
		}
	}
	g.raw("</node>\n")
	return id
}

func (g *graphML) data(key string, value any) {
	g.raw(`<data key="`, key, `">`)
	if words, isText := value.(string); isText {
		g.text(words)
	} else {
		g.raw(cell(value))
	}
	g.raw("</data>")
}

func (g *graphML) raw(parts ...string) {
	for _, part := range parts {
		io.WriteString(g.out, part)
	}
}

func (g *graphML) text(words string) { _ = xml.EscapeText(g.out, []byte(words)) } // the buffer below keeps the error
