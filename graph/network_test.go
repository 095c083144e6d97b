package graph_test

import "testing"

func TestPathsTellTheEventsOfEachTie(t *testing.T) {
	h := serve(t, theStory)
	wantData(t, h, `{ paths(from: "Macron", to: "Aliyev", maxLength: 3, first: 1) {
		from { id } to { id } truncated
		nodes { length weakest steps { from { id } to { name } count events { totalCount nodes { relation } } } }
	} }`, `{"paths": {"from": {"id": "person:emmanuel-macron"}, "to": {"id": "person:ilham-aliyev"}, "truncated": true, "nodes": [{"length": 3, "weakest": 1, "steps": [
		{"from": {"id": "person:emmanuel-macron"}, "to": {"name": "Armenia"}, "count": 1, "events": {"totalCount": 1, "nodes": [{"relation": "SPOKE_TO"}]}},
		{"from": {"id": "country:ARM"}, "to": {"name": "United States"}, "count": 1, "events": {"totalCount": 1, "nodes": [{"relation": "SPOKE_TO"}]}},
		{"from": {"id": "country:USA"}, "to": {"name": "Ilham Aliyev"}, "count": 1, "events": {"totalCount": 1, "nodes": [{"relation": "SPOKE_TO"}]}}
	]}]}}`)
}

func TestActorsThatNothingLinksHaveNoPaths(t *testing.T) {
	h := serve(t, theStory)
	wantData(t, h, `{ paths(from: "Menendez", to: "Macron", where: {relation: SPOKE_TO}) { nodes { length } truncated } }`, `{"paths": {"nodes": [], "truncated": false}}`)
	for query, code := range map[string]string{
		`{ paths(from: "Macron", to: "Macron") { nodes { length } } }`:               "BAD_USER_INPUT",
		`{ paths(from: "Macron", to: "Aliyev", maxLength: 7) { nodes { length } } }`: "BAD_USER_INPUT",
		`{ paths(from: "Macron", to: "Zzyzx") { nodes { length } } }`:                "NOT_FOUND",
		`{ neighborhood(of: "Macron", depth: 4) { truncated } }`:                     "BAD_USER_INPUT",
		`{ neighborhood(of: "Macron", maxNodes: 0) { truncated } }`:                  "BAD_USER_INPUT",
		`{ neighborhood(of: "Zzyzx") { truncated } }`:                                "NOT_FOUND",
		`{ neighborhood(of: "Macron", where: {source: "Zzyzx"}) { truncated } }`:     "NOT_FOUND",
		`{ neighborhood(of: "Macron", where: {date: {gte: "soon"}}) { truncated } }`: "BAD_USER_INPUT",
		`{ paths(from: "Macron", to: "Aliyev", first: 0) { nodes { length } } }`:     "BAD_USER_INPUT",
		`{ paths(from: "Macron", to: "Aliyev", maxLength: 0) { nodes { length } } }`: "BAD_USER_INPUT",
	} {
		if got := ask(t, h, query).code(); got != code {
			t.Errorf("%s gives %q, want %s", query, got, code)
		}
	}
}

func TestANeighborhoodHasAnEdgeForEachQuadClassOfTwo(t *testing.T) {
	h := serve(t, theStory)
	wantData(t, h, `{ neighborhood(of: "Azerbaijan", where: {relation: [CONDEMNED, SUPPORTED, ACCUSED, ATTACKED]}, maxNodes: 4) {
		truncated nodes { actor { id } distance events } edges { from { id } to { id } quadClass count }
	} }`, `{"neighborhood": {"truncated": true,
		"nodes": [{"actor": {"id": "country:AZE"}, "distance": 0, "events": 0}, {"actor": {"id": "country:FRA"}, "distance": 1, "events": 1},
			{"actor": {"id": "country:TUR"}, "distance": 1, "events": 1}, {"actor": {"id": "group:armenians-of-karabakh"}, "distance": 1, "events": 1}],
		"edges": [
			{"from": {"id": "country:AZE"}, "to": {"id": "country:FRA"}, "quadClass": "VERBAL_CONFLICT", "count": 1},
			{"from": {"id": "country:AZE"}, "to": {"id": "country:TUR"}, "quadClass": "VERBAL_COOPERATION", "count": 1},
			{"from": {"id": "country:AZE"}, "to": {"id": "group:armenians-of-karabakh"}, "quadClass": "MATERIAL_CONFLICT", "count": 1}]
	}}`)
}
