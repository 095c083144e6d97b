package graph_test

import (
	"fmt"
	"testing"

	"entente/internal/diplo"
	"entente/internal/store"
)

func TestSingleValuesStandForListsInAFilter(t *testing.T) {
	h := serve(t, theStory)
	wantData(t, h, `{ events(where: {relation: SPOKE_TO}) { totalCount } }`, `{"events": {"totalCount": 3}}`)
	wantData(t, h, `{ events(where: {target: "Azerbaijan", eventType: ACCUSE}, orderBy: DATE_ASC) { nodes { source { name } relation } } }`,
		`{"events": {"nodes": [{"source": {"name": "Bob Menendez"}, "relation": "ACCUSED"}, {"source": {"name": "Catherine Colonna"}, "relation": "CONDEMNED"}]}}`)
}

func TestAnActorIsNamedByIdNameAliasOrISOCode(t *testing.T) {
	h := serve(t, theStory)
	for ref, id := range map[string]diplo.ActorID{
		"person:emmanuel-macron": macron, "Macron": macron, "emmanuel macron": macron, "FRA": france, "fr": france, "France": france, "Türkiye": turkey,
		"Erdogan": erdogan, "America": usa, "Blinken": blinken,
	} {
		t.Run(ref, func(t *testing.T) {
			wantData(t, h, fmt.Sprintf(`{ actor(name: %q) { id } }`, ref), fmt.Sprintf(`{"actor": {"id": %q}}`, id))
			wantData(t, h, fmt.Sprintf(`{ actor(id: %q) { id } }`, ref), fmt.Sprintf(`{"actor": {"id": %q}}`, id))
		})
	}
}

func TestADyadCountsThoseWhoActForTheTwoCountries(t *testing.T) {
	h := serve(t, theStory)
	wantData(t, h, `{ dyad(a: "France", b: "Azerbaijan") {
		a { id } b { id }
		summary { events aToB bToA cooperation conflict meanIntensity relations { relation count } quadClasses { quadClass count } }
		balance firstEvent { relation } lastEvent { relation }
		timeline { start end count verbalConflict verbalCooperation balance meanIntensity }
		events { totalCount nodes { source { name } sourceOnBehalfOf { name } relation } }
	} }`, `{"dyad": {
		"a": {"id": "country:FRA"}, "b": {"id": "country:AZE"},
		"summary": {"events": 1, "aToB": 1, "bToA": 0, "cooperation": 0, "conflict": 1, "meanIntensity": -2,
			"relations": [{"relation": "CONDEMNED", "count": 1}],
			"quadClasses": [{"quadClass": "VERBAL_COOPERATION", "count": 0}, {"quadClass": "MATERIAL_COOPERATION", "count": 0},
				{"quadClass": "VERBAL_CONFLICT", "count": 1}, {"quadClass": "MATERIAL_CONFLICT", "count": 0}]},
		"balance": -1, "firstEvent": {"relation": "CONDEMNED"}, "lastEvent": {"relation": "CONDEMNED"},
		"timeline": [{"start": "2023-09-01", "end": "2023-09-30", "count": 1, "verbalConflict": 1, "verbalCooperation": 0, "balance": -1, "meanIntensity": -2}],
		"events": {"totalCount": 1, "nodes": [{"source": {"name": "Catherine Colonna"}, "sourceOnBehalfOf": {"name": "France"}, "relation": "CONDEMNED"}]}
	}}`)
	wantData(t, h, `{ dyad(a: "France", b: "Azerbaijan", scope: SELF) { summary { events meanIntensity } balance lastEvent { id } timeline { count } } }`,
		`{"dyad": {"summary": {"events": 0, "meanIntensity": null}, "balance": null, "lastEvent": null, "timeline": []}}`)
}

func TestAnActionTellsWhoReactedToIt(t *testing.T) {
	h := serve(t, theStory)
	wantData(t, h, `{ actions(where: {name: "offensive", doneBy: "Azerbaijan"}) { totalCount nodes {
		name doneBy { id } event { relation target { ... on Group { name } } }
		reactions(orderBy: DATE_ASC) { totalCount nodes { actor { name } relation event { target { __typename ... on Action { name } } targetActor { id } } } }
		backers: reactions(where: {quadClass: VERBAL_COOPERATION}) { nodes { actor { name } } }
	} } }`, `{"actions": {"totalCount": 1, "nodes": [{
		"name": "the offensive in Nagorno-Karabakh", "doneBy": {"id": "country:AZE"},
		"event": {"relation": "ATTACKED", "target": {"name": "Armenians of Karabakh"}},
		"reactions": {"totalCount": 2, "nodes": [
			{"actor": {"name": "Catherine Colonna"}, "relation": "CONDEMNED", "event": {"target": {"__typename": "Action", "name": "the offensive in Nagorno-Karabakh"}, "targetActor": {"id": "country:AZE"}}},
			{"actor": {"name": "Recep Tayyip Erdoğan"}, "relation": "SUPPORTED", "event": {"target": {"__typename": "Action", "name": "the offensive in Nagorno-Karabakh"}, "targetActor": {"id": "country:AZE"}}}]},
		"backers": {"nodes": [{"actor": {"name": "Recep Tayyip Erdoğan"}}]}
	}]}}`)
}

func TestAnEventShowsItsEvidence(t *testing.T) {
	h := serve(t, theStory)
	wantData(t, h, `{ events(where: {between: ["Blinken", "Aliyev"]}) { nodes {
		relation eventType quadClass cameo intensity modality background status articleCount outletCount mentionCount firstReportedAt
		date { start end precision basis text iso } place { name } attributedTo { id } action { id }
		confidence { value extraction corroboration reliability }
		explanation { frame words source }
		mentions(first: 1) { sentence start end trigger { start end text } sourceSpan { start } extractor confidence article { outlet outletCountry outletReliability url title published publishedBasis warnings } event { relation } }
	} } }`, `{"events": {"nodes": [{
		"relation": "SPOKE_TO", "eventType": "CONSULT", "quadClass": "VERBAL_COOPERATION", "cameo": "04", "intensity": 1.9, "modality": "ASSERTED",
		"background": false, "status": "CURRENT", "articleCount": 2, "outletCount": 2, "mentionCount": 2, "firstReportedAt": "2023-09-19",
		"date": {"start": "2023-09-19", "end": "2023-09-19", "precision": "DAY", "basis": "RELATIVE", "text": "Tuesday", "iso": "2023-09-19"},
		"place": null, "attributedTo": null, "action": null,
		"confidence": {"value": 0.8500000000000001, "extraction": 0.8, "corroboration": 0.5, "reliability": 0.5},
		"explanation": {"frame": "spoke, by verb", "words": "spoke", "source": null},
		"mentions": [{"sentence": "US Secretary of State Antony Blinken spoke by phone with Azerbaijani President Ilham Aliyev on Tuesday.", "start": 0, "end": 103,
			"trigger": {"start": 37, "end": 42, "text": "spoke"}, "sourceSpan": null, "extractor": "test 1", "confidence": 0.8,
			"article": {"outlet": "The Wire", "outletCountry": null, "outletReliability": null, "url": "https://wire.example/offensive", "title": "The Wire of 2023-09-19", "published": "2023-09-19",
				"publishedBasis": "METADATA", "warnings": ["the masthead says 2024-05-11"]}, "event": {"relation": "SPOKE_TO"}}]
	}]}}`)
}

func TestWhatIsNotKnownIsNull(t *testing.T) {
	h := serve(t, theStory)
	wantData(t, h, `{ events(where: {relation: KILLED}) { nodes { source { id } place { name } date { start end iso text precision } occurrence } } }`,
		fmt.Sprintf(`{"events": {"nodes": [{"source": null, "place": null, "date": {"start": null, "end": null, "iso": null, "text": null, "precision": "UNDATED"},
			"occurrence": %q}]}}`, occurrenceOfKilled(t)))
	wantData(t, h, `{ node(id: "event:none") { id } other: node(id: "whatever") { id } event(id: "event:none") { id } article(id: "") { id }
		nodes(ids: ["country:ARM", "article:none", "person:nobody"]) { id __typename } }`,
		`{"node": null, "other": null, "event": null, "article": null, "nodes": [{"id": "country:ARM", "__typename": "Country"}, null, null]}`)
}

func occurrenceOfKilled(t *testing.T) diplo.OccurrenceID {
	t.Helper()
	for _, coded := range story() {
		for _, m := range coded.Mentions {
			if m.Relation == "KILLED" {
				return m.Occurrence
			}
		}
	}
	t.Fatal("the story has no such event")
	return ""
}

func TestOnlyAssertedAndClaimedEventsMatchUnlessTheFilterSpeaksOfModality(t *testing.T) {
	h := serve(t, theStory)
	wantData(t, h, `{
		plain: events { totalCount }
		planned: events(where: {modality: PLANNED}) { totalCount }
		below: events(where: {not: {modality: ASSERTED}}) { totalCount }
		nothing: events(where: {modality: []}) { totalCount }
	}`, `{"plain": {"totalCount": 9}, "planned": {"totalCount": 1}, "below": {"totalCount": 1}, "nothing": {"totalCount": 9}}`)
}

func TestEmptyTextsMeanNotGiven(t *testing.T) {
	h := serve(t, theStory)
	wantData(t, h, `{ events(where: {source: "", target: [""], text: "", place: "", outlet: [""], article: "", action: [], between: []}, after: "", before: "") { totalCount } }`,
		`{"events": {"totalCount": 9}}`)
	wantData(t, h, `{ actor(id: "", name: "Macron") { id } }`, `{"actor": {"id": "person:emmanuel-macron"}}`)
}

func TestDatesAreTakenInTheFormsThatPeopleAndDashboardsWrite(t *testing.T) {
	h := serve(t, theStory)
	for _, within := range []string{`"2023-09-19"`, `"2023-09"`, `2023`, `"2023"`, `"2023-09-19T14:00:00+02:00"`, `1695081600000`, `"2023-09-18/2023-09-24"`} {
		wantData(t, h, `{ events(where: {relation: SPOKE_TO, date: {within: `+within+`}}) { totalCount } }`, `{"events": {"totalCount": 3}}`)
	}
	wantData(t, h, `{
		lately: events(where: {relation: SPOKE_TO, date: {gte: "now-7d"}}) { totalCount }
		since: events(where: {relation: SPOKE_TO, date: {gte: "now-5d"}}) { totalCount }
		until: events(where: {date: {lte: 2022}}) { nodes { relation } }
	}`, `{"lately": {"totalCount": 3}, "since": {"totalCount": 0}, "until": {"nodes": [{"relation": "RECOGNIZED"}]}}`)
}

func TestPagesGoForwardsAndBackwards(t *testing.T) {
	h := serve(t, theStory)
	all := ask(t, h, `{ events { edges { cursor node { id } } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }`).Data.(map[string]any)["events"].(map[string]any)
	edges := all["edges"].([]any)
	at := func(i int, key string) any {
		if key == "cursor" {
			return edges[i].(map[string]any)["cursor"]
		}
		return edges[i].(map[string]any)["node"].(map[string]any)["id"]
	}
	const fields = `{ nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`
	for _, c := range []struct {
		arguments      string
		from, to       int
		next, previous bool
	}{
		{`first: 3`, 0, 3, true, false},
		{fmt.Sprintf(`first: 3, after: %q`, at(2, "cursor")), 3, 6, true, true},
		{fmt.Sprintf(`first: 500, after: %q`, at(5, "cursor")), 6, 9, false, true},
		{`last: 2`, 7, 9, false, true},
		{fmt.Sprintf(`last: 2, before: %q`, at(2, "cursor")), 0, 2, true, false},
	} {
		got := ask(t, h, `{ events(`+c.arguments+`) `+fields+` }`)
		events := got.Data.(map[string]any)["events"].(map[string]any)
		nodes, info := events["nodes"].([]any), events["pageInfo"].(map[string]any)
		if len(nodes) != c.to-c.from {
			t.Fatalf("%s gave %d events, want %d", c.arguments, len(nodes), c.to-c.from)
		}
		for i, node := range nodes {
			if id := node.(map[string]any)["id"]; id != at(c.from+i, "id") {
				t.Errorf("%s: event %d is %v, want %v", c.arguments, i, id, at(c.from+i, "id"))
			}
		}
		if info["hasNextPage"] != c.next || info["hasPreviousPage"] != c.previous {
			t.Errorf("%s: next %v, previous %v; want %v, %v", c.arguments, info["hasNextPage"], info["hasPreviousPage"], c.next, c.previous)
		}
		if info["startCursor"] != at(c.from, "cursor") || info["endCursor"] != at(c.to-1, "cursor") {
			t.Errorf("%s: the cursors are not those of the first and the last entry", c.arguments)
		}
	}
	wantData(t, h, `{ events(first: 0) { totalCount nodes { id } pageInfo { hasNextPage startCursor } } }`,
		`{"events": {"totalCount": 9, "nodes": [], "pageInfo": {"hasNextPage": true, "startCursor": null}}}`)
}

func TestGroupsCarryTheirEvents(t *testing.T) {
	h := serve(t, theStory)
	wantData(t, h, `{ eventGroups(where: {relation: SPOKE_TO}, by: [SOURCE, DAY], first: 1) { truncated nodes {
		count meanIntensity firstDay keys { dimension key label actor { __typename } } events(first: 1) { totalCount } } } }`,
		`{"eventGroups": {"truncated": true, "nodes": [{"count": 2, "meanIntensity": 1.9, "firstDay": "2023-09-19", "keys": [
			{"dimension": "SOURCE", "key": "person:antony-blinken", "label": "Antony Blinken", "actor": {"__typename": "Person"}},
			{"dimension": "DAY", "key": "2023-09-19", "label": "2023-09-19", "actor": null}], "events": {"totalCount": 2}}]}}`)
}

func TestGroupsByCodeSayWhoseItIs(t *testing.T) {
	h := serve(t, theStory)
	wantData(t, h, `{ eventGroups(where: {source: "France", relation: CONDEMNED}, by: [SOURCE_CODE, TARGET_CODE], first: 1) { nodes { keys { key label actor { id } } } } }`,
		`{"eventGroups": {"nodes": [{"keys": [{"key": "FRA", "label": "France", "actor": {"id": "country:FRA"}},
			{"key": "AZE", "label": "Azerbaijan", "actor": {"id": "country:AZE"}}]}]}}`)
}

func TestEveryDimensionFindsAsManyEventsAsItCounts(t *testing.T) {
	h := serve(t, theStory)
	for _, by := range store.Dimensions() {
		got := ask(t, h, `{ eventGroups(where: {modality: [ASSERTED, CLAIMED, PLANNED]}, by: `+string(by)+`) { nodes { count keys { key } events { totalCount } } } }`)
		for _, node := range got.Data.(map[string]any)["eventGroups"].(map[string]any)["nodes"].([]any) {
			group := node.(map[string]any)
			if found := group["events"].(map[string]any)["totalCount"]; found != group["count"] {
				t.Errorf("by %s: %v counts %v events and finds %v", by, group["keys"], group["count"], found)
			}
		}
	}
}

func TestGroupsCountActsAndOutletsToo(t *testing.T) {
	h := serve(t, theStory)
	wantData(t, h, `{ eventGroups(by: EVENT_TYPE, measure: OUTLETS, first: 2) { nodes { count keys { key } events { totalCount } } }
		acts: eventGroups(by: WEEK, measure: OCCURRENCES, first: 1) { nodes { count keys { key } } } }`, `{
		"eventGroups": {"nodes": [
			{"count": 2, "keys": [{"key": "ASSAULT"}], "events": {"totalCount": 2}}, {"count": 2, "keys": [{"key": "CONSULT"}], "events": {"totalCount": 3}}]},
		"acts": {"nodes": [{"count": 7, "keys": [{"key": "2023-09-18"}]}]}}`)
}

func TestAnActorHasOfficesPartnersAndATimeline(t *testing.T) {
	h := serve(t, theStory)
	wantData(t, h, `{ actor(name: "Blinken") {
		... on Person { offices(at: "2023-09-19") { title role of { name } holder { name } } later: offices(at: 2026) { title } }
		partners { truncated nodes { actor { name } events asSource asTarget firstDay } }
		timeline(interval: WEEK) { start end count verbalCooperation }
		events(role: TARGET) { totalCount }
	} }`, `{"actor": {
		"offices": [{"title": "Secretary of State", "role": "FOREIGN_MINISTER", "of": {"name": "United States"}, "holder": {"name": "Antony Blinken"}}], "later": [],
		"partners": {"truncated": false, "nodes": [
			{"actor": {"name": "Ilham Aliyev"}, "events": 1, "asSource": 1, "asTarget": 0, "firstDay": "2023-09-19"},
			{"actor": {"name": "Nikol Pashinyan"}, "events": 1, "asSource": 1, "asTarget": 0, "firstDay": "2023-09-19"}]},
		"timeline": [{"start": "2023-09-18", "end": "2023-09-24", "count": 2, "verbalCooperation": 2}],
		"events": {"totalCount": 0}
	}}`)
	got := ask(t, h, `{ actor(name: "France") { ... on Country { officials(at: "2023-09-19") { title holder { name } } } } }`)
	if len(got.Errors) > 0 || len(got.Data.(map[string]any)["actor"].(map[string]any)["officials"].([]any)) == 0 {
		t.Errorf("nobody governs France: %s", got.raw)
	}
}

func TestASearchMarksTheWordsFound(t *testing.T) {
	h := serve(t, theStory)
	wantData(t, h, `{ search(query: "ethnic cleansing", kinds: SENTENCE) { truncated nodes { kind text highlights { text } found { ... on Mention { event { relation } } } } } }`,
		`{"search": {"truncated": false, "nodes": [{"kind": "SENTENCE", "text": "Senator Bob Menendez accused Azerbaijan of ethnic cleansing.",
			"highlights": [{"text": "ethnic"}, {"text": "cleansing"}], "found": {"event": {"relation": "ACCUSED"}}}]}}`)
}

func TestTheServerTellsWhatItIs(t *testing.T) {
	h := serve(t, theStory)
	wantData(t, h, `{ about { version statistics { articles events mentions firstDay lastDay } limits { depth aliases tokens cost } } }`,
		`{"about": {"version": "test", "statistics": {"articles": 2, "events": 10, "mentions": 11, "firstDay": "1968-01-01", "lastDay": "2023-10-31"},
			"limits": {"depth": 15, "aliases": 30, "tokens": 2000, "cost": 200000}}}`)
}

// many is a story of n events of one day, each between actors of its own.
func many(n int) []diplo.CodedArticle {
	var articles []diplo.CodedArticle
	const perArticle = 25
	for i := 0; i < n; i += perArticle {
		p := newPaper(fmt.Sprintf("Paper %d", i), fmt.Sprintf("https://paper.example/%d", i), "2023-09-20")
		for j := i; j < min(i+perArticle, n); j++ {
			p.tell(fmt.Sprintf("Person %d spoke to person %d. ", j, j), "spoke", diplo.Claim{Relation: "SPOKE_TO", Source: diplo.ActorID(fmt.Sprintf("person:a%d", j)),
				Target: diplo.ActorID(fmt.Sprintf("person:b%d", j)), SourceFor: usa, TargetFor: france, Date: tuesday})
			p.coded.Offices = append(p.coded.Offices, diplo.Office{Title: "Envoy", Role: diplo.Envoy, Of: usa, Holder: diplo.ActorID(fmt.Sprintf("person:a%d", j))})
		}
		articles = append(articles, p.coded)
	}
	return articles
}
