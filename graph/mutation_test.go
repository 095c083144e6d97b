package graph_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/bind"
	"entente/internal/access"
	"entente/internal/diplo"
	"entente/internal/store"
)

// eventOf is the id of the one event that the filter finds.
func eventOf(t *testing.T, h http.Handler, where string) string {
	t.Helper()
	got := ask(t, h, `{ events(where: {`+where+`}) { nodes { id } } }`)
	nodes, _ := member(got.Data.(map[string]any)["events"], "nodes")
	if len(nodes) != 1 {
		t.Fatalf("%s finds %d events: %s", where, len(nodes), got.raw)
	}
	return nodes[0].(map[string]any)["id"].(string)
}

func TestDecisionsHoldTellTheirReasonOutliveAReloadAndAreUndone(t *testing.T) {
	onEachStore(t, func(t *testing.T, s store.Store) {
		put(t, s, story()...)
		h := serve(t, s, editable(s))
		accused, killed := eventOf(t, h, "relation: ACCUSED"), eventOf(t, h, "relation: KILLED")
		const by = `reason: "the video shows it", author: "Ana"`

		wantData(t, h, fmt.Sprintf(`mutation {
			correctEvent(input: {event: %q, relation: CONDEMNED, source: "Macron", date: "2023-09", place: {name: "Stepanakert", country: "AZE"}, modality: CLAIMED, `+by+`}) {
				before { relation source { name } sourceOnBehalfOf { name } date { iso } status }
				event { id relation source { name } sourceOnBehalfOf { name } date { iso precision basis } place { name } modality status }
				decision { kind author reason undone event { id } correction { fields relation source { name } date { iso } modality } }
			} }`, accused), fmt.Sprintf(`{"correctEvent": {
				"before": {"relation": "ACCUSED", "source": {"name": "Bob Menendez"}, "sourceOnBehalfOf": null, "date": {"iso": "2023-09-19"}, "status": "CURRENT"},
				"event": {"id": %[1]q, "relation": "CONDEMNED", "source": {"name": "Emmanuel Macron"}, "sourceOnBehalfOf": {"name": "France"},
					"date": {"iso": "2023-09", "precision": "MONTH", "basis": "CORRECTION"}, "place": {"name": "Stepanakert"}, "modality": "CLAIMED", "status": "CORRECTED"},
				"decision": {"kind": "CORRECT_EVENT", "author": "Ana", "reason": "the video shows it", "undone": false, "event": {"id": %[1]q},
					"correction": {"fields": ["RELATION", "SOURCE", "DATE", "PLACE", "MODALITY"], "relation": "CONDEMNED", "source": {"name": "Emmanuel Macron"},
						"date": {"iso": "2023-09"}, "modality": "CLAIMED"}}}}`, accused))
		wantData(t, h, fmt.Sprintf(`mutation { retractEvent(input: {event: %q, `+by+`}) { event { status } }
			confirmEvent(input: {event: %q, `+by+`}) { event { confirmed status } } }`, killed, eventOf(t, h, `between: ["Blinken", "Aliyev"]`)),
			`{"retractEvent": {"event": {"status": "RETRACTED"}}, "confirmEvent": {"event": {"confirmed": true, "status": "CURRENT"}}}`)

		kept := fmt.Sprintf(`{ corrected: event(id: %q) { relation source { id } status decisions { nodes { kind reason author } } }
			retracted: event(id: %q) { status } open: events(where: {relation: KILLED}) { totalCount } }`, accused, killed)
		const held = `{"corrected": {"relation": "CONDEMNED", "source": {"id": "person:emmanuel-macron"}, "status": "CORRECTED",
				"decisions": {"nodes": [{"kind": "CORRECT_EVENT", "reason": "the video shows it", "author": "Ana"}]}},
			"retracted": {"status": "RETRACTED"}, "open": {"totalCount": 0}}`
		wantData(t, h, kept, held)
		put(t, s, story()...)
		wantData(t, h, kept, held)
		reread := story() // by a later reader, which is less sure
		for i := range reread {
			for j := range reread[i].Mentions {
				reread[i].Mentions[j].Confidence, reread[i].Mentions[j].Extractor = 0.7, "test 2"
			}
		}
		put(t, s, reread...)
		wantData(t, h, kept, held)

		undo := ask(t, h, fmt.Sprintf(`{ event(id: %q) { decisions { nodes { id } } } }`, accused))
		decisions, _ := member(undo.Data.(map[string]any)["event"].(map[string]any)["decisions"], "nodes")
		id := decisions[0].(map[string]any)["id"]
		wantData(t, h, fmt.Sprintf(`mutation { undoDecision(input: {decision: %q, reason: "wrong video", author: "Bo"}) { decision { kind undoes } undone { undone event { relation status } } } }`, id),
			fmt.Sprintf(`{"undoDecision": {"decision": {"kind": "UNDO", "undoes": %q}, "undone": {"undone": true, "event": {"relation": "ACCUSED", "status": "CURRENT"}}}}`, id))
		wantData(t, h, `{ decisions(where: {author: "Bo"}) { nodes { kind } } all: decisions(last: 2) { nodes { kind } pageInfo { hasPreviousPage } } }`,
			`{"decisions": {"nodes": [{"kind": "UNDO"}]}, "all": {"nodes": [{"kind": "RETRACT_EVENT"}, {"kind": "CORRECT_EVENT"}], "pageInfo": {"hasPreviousPage": true}}}`)
	})
}

func TestActorsAreMergedNamedJudgedAndTakenApart(t *testing.T) {
	onEachStore(t, func(t *testing.T, s store.Store) {
		put(t, s, story()...)
		h := serve(t, s, editable(s))
		const by = `reason: "same man", author: "Ana"`
		wantData(t, h, `mutation { mergeActors(input: {actor: "Bob Menendez", into: "Antony Blinken", `+by+`}) { actor { id aliases } decision { actorId otherId } } }`,
			`{"mergeActors": {"actor": {"id": "person:antony-blinken", "aliases": ["Bob Menendez"]}, "decision": {"actorId": "person:bob-menendez", "otherId": "person:antony-blinken"}}}`)
		wantData(t, h, `{ actor(id: "person:bob-menendez") { id decisions { nodes { kind reason } } } node(id: "person:bob-menendez") { id }
			events(where: {source: "person:bob-menendez"}) { totalCount } }`,
			`{"actor": {"id": "person:antony-blinken", "decisions": {"nodes": [{"kind": "MERGE_ACTORS", "reason": "same man"}]}},
				"node": {"id": "person:antony-blinken"}, "events": {"totalCount": 3}}`)
		put(t, s, story()...)
		wantData(t, h, `{ node(id: "person:bob-menendez") { id } }`, `{"node": {"id": "person:antony-blinken"}}`)
		wantCode(t, h, `mutation { judgeActors(input: {actor: "person:bob-menendez", other: "person:antony-blinken", verdict: DISTINCT, `+by+`}) { actor { id } } }`, "CONFLICT")
		wantData(t, h, `mutation { undoMerge(input: {actor: "person:bob-menendez", `+by+`}) { actor { id } other { id } decision { kind } }
			judgeActors(input: {actor: "person:bob-menendez", other: "person:antony-blinken", verdict: DISTINCT, `+by+`}) { actor { id } other { id } }
			addAlias(input: {actor: "person:bob-menendez", alias: "the senator of New Jersey", `+by+`}) { actor { aliases } } }`,
			`{"undoMerge": {"actor": {"id": "person:bob-menendez"}, "other": {"id": "person:antony-blinken"}, "decision": {"kind": "UNDO"}},
				"judgeActors": {"actor": {"id": "person:bob-menendez"}, "other": {"id": "person:antony-blinken"}},
				"addAlias": {"actor": {"aliases": ["the senator of New Jersey"]}}}`)
		wantCode(t, h, `mutation { judgeActors(input: {actor: "person:bob-menendez", other: "person:antony-blinken", verdict: SAME, `+by+`}) { actor { id } } }`, "CONFLICT")
		wantData(t, h, `{ actor(name: "the senator of New Jersey") { id } }`, `{"actor": {"id": "person:bob-menendez"}}`)
	})
}

func TestARetractedArticleStaysRetractedWhenItIsLoadedAgain(t *testing.T) {
	onEachStore(t, func(t *testing.T, s store.Store) {
		put(t, s, story()...)
		h := serve(t, s, editable(s))
		id := story()[0].Article.ID
		wantData(t, h, fmt.Sprintf(`mutation { retractArticle(input: {article: %q, reason: "withdrawn by its paper", author: "Ana"}) { article { status mentionCount } } }`, id),
			`{"retractArticle": {"article": {"status": "RETRACTED", "mentionCount": 0}}}`)
		put(t, s, story()...)
		wantData(t, h, fmt.Sprintf(`{ article(id: %q) { status events { totalCount } decisions { nodes { reason } } } events { totalCount } }`, id),
			`{"article": {"status": "RETRACTED", "events": {"totalCount": 0}, "decisions": {"nodes": [{"reason": "withdrawn by its paper"}]}}, "events": {"totalCount": 2}}`)
	})
}

func TestWhatCannotBeDecidedSaysWhyByItsCode(t *testing.T) {
	s := storeOf(t, story())
	h := serve(t, s, editable(s))
	event := eventOf(t, h, "relation: ACCUSED")
	const by = `reason: "why", author: "Ana"`
	for _, c := range []struct{ mutation, code string }{
		{`retractEvent(input: {event: "event:none", ` + by + `}) { event { id } }`, "NOT_FOUND"},
		{`retractEvent(input: {event: "` + event + `", reason: "", author: "Ana"}) { event { id } }`, "BAD_USER_INPUT"},
		{`retractEvent(input: {event: "` + event + `", reason: "why"}) { event { id } }`, "BAD_USER_INPUT"},
		{`correctEvent(input: {event: "event:none", relation: MET, ` + by + `}) { event { id } }`, "NOT_FOUND"},
		{`correctEvent(input: {event: "` + event + `", ` + by + `}) { event { id } }`, "BAD_USER_INPUT"},
		{`correctEvent(input: {event: "` + event + `", source: "Nobody Known", ` + by + `}) { event { id } }`, "NOT_FOUND"},
		{`correctEvent(input: {event: "` + event + `", source: "France", clear: SOURCE, ` + by + `}) { event { id } }`, "BAD_USER_INPUT"},
		{`correctEvent(input: {event: "` + event + `", target: "France", targetAction: "action:x", ` + by + `}) { event { id } }`, "BAD_USER_INPUT"},
		{`correctEvent(input: {event: "` + event + `", targetAction: "action:x", ` + by + `}) { event { id } }`, "NOT_FOUND"},
		{`correctEvent(input: {event: "` + event + `", place: {name: "X", latitude: 91, longitude: 0}, ` + by + `}) { event { id } }`, "BAD_USER_INPUT"},
		{`retractArticle(input: {article: "article:none", ` + by + `}) { article { id } }`, "NOT_FOUND"},
		{`mergeActors(input: {actor: "Macron", into: "person:emmanuel-macron", ` + by + `}) { actor { id } }`, "CONFLICT"},
		{`undoMerge(input: {actor: "person:emmanuel-macron", ` + by + `}) { actor { id } }`, "NOT_FOUND"},
		{`addAlias(input: {actor: "Macron", alias: "…", ` + by + `}) { actor { id } }`, "BAD_USER_INPUT"},
		{`undoDecision(input: {decision: "decision:none", ` + by + `}) { undone { id } }`, "NOT_FOUND"},
		{`ingestArticle(input: {text: "Hello."}) { outcome }`, "UNSUPPORTED"},
	} {
		wantCode(t, h, "mutation { "+c.mutation+" }", c.code)
	}
	wantCode(t, serve(t, s), `mutation { retractEvent(input: {event: "`+event+`", `+by+`}) { event { id } } }`, "UNSUPPORTED")
	readers := (&access.Guard{Anybody: access.Reader}).Handler(graph.NewHandler(graph.Config{Store: s, Writer: s, Logger: slog.New(slog.DiscardHandler)}))
	wantCode(t, readers, `mutation { retractEvent(input: {event: "`+event+`", `+by+`}) { event { id } } }`, "FORBIDDEN")
}

func wantCode(t *testing.T, h http.Handler, text, code string) {
	t.Helper()
	if got := ask(t, h, text); got.code() != code {
		t.Errorf("%s\nanswered %s, want the code %s", text, got.raw, code)
	}
}

func TestAMutationThatIsSentAgainIsDoneOnce(t *testing.T) {
	s := storeOf(t, story())
	h := serve(t, s, editable(s))
	merge := `mutation { mergeActors(input: {actor: "person:bob-menendez", into: "person:antony-blinken", reason: "same", author: "Ana", clientMutationId: "7"}) { clientMutationId decision { id recordedAt } } }`
	first := ask(t, h, merge)
	if again := ask(t, h, merge); len(first.Errors) > 0 || again.raw != first.raw {
		t.Errorf("sent again it answered\n%s\nafter\n%s", again.raw, first.raw)
	}
	wantCode(t, h, strings.Replace(merge, `"same"`, `"other"`, 1), "CONFLICT")
	wantData(t, h, `{ decisions { nodes { kind } } }`, `{"decisions": {"nodes": [{"kind": "MERGE_ACTORS"}]}}`)
}

// aReader reads whatever it is given as the first article of the story.
type aReader struct{ asked *graph.Submission }

func (r aReader) Read(_ context.Context, s graph.Submission) (graph.Reading, error) {
	*r.asked = s
	return graph.Reading{Coded: story()[0], Skipped: []bind.SkippedReading{{Words: "talks", Reason: "nobody is named", Sentence: bind.TextSpan{Start: 3, End: 9}}}}, nil
}

func TestAnArticleIsReadOnTrialAndThenStored(t *testing.T) {
	onEachStore(t, func(t *testing.T, s store.Store) {
		var asked graph.Submission
		h := serve(t, s, editable(s), func(c *graph.Config) { c.Ingester = aReader{&asked} })
		const input = `text: "a story", title: "The day", outlet: "The Wire", published: "2023-09-19", url: "https://wire.example/offensive"`
		const fields = `{ outcome newEvents warnings article { title mentionCount status } skipped { words reason sentence { start end } } events { relation source { name } target { ... on Actor { name } ... on Action { name doneBy { name } } } mentions { sentence article { outlet } } } }`
		trial := ask(t, h, `mutation { ingestArticle(input: {dryRun: true, `+input+`}) `+fields+` }`)
		told := trial.Data.(map[string]any)["ingestArticle"].(map[string]any)
		if len(trial.Errors) > 0 || told["outcome"] != "DRY_RUN" || len(told["events"].([]any)) != 8 {
			t.Fatalf("on trial: %s", trial.raw)
		}
		if want := (graph.Submission{Text: "a story", Title: "The day", Outlet: "The Wire", URL: "https://wire.example/offensive", Published: tuesday.Start}); asked != want {
			t.Errorf("the reader was given %+v, want %+v", asked, want)
		}
		wantData(t, h, `{ articles { totalCount } about { statistics { events actors } } }`, `{"articles": {"totalCount": 0}, "about": {"statistics": {"events": 0, "actors": 0}}}`)

		stored := ask(t, h, `mutation { ingestArticle(input: {`+input+`}) `+fields+` }`)
		for field, want := range map[string]string{"outcome": "NEW", "newEvents": "8", "events": fmt.Sprint(told["events"]), "skipped": fmt.Sprint(told["skipped"]), "article": fmt.Sprint(told["article"])} {
			if got := fmt.Sprint(stored.Data.(map[string]any)["ingestArticle"].(map[string]any)[field]); got != want {
				t.Errorf("stored: %s is\n%s\nwant\n%s", field, got, want)
			}
		}
		wantData(t, h, `mutation { ingestArticle(input: {`+input+`}) { outcome newEvents } }`, `{"ingestArticle": {"outcome": "UNCHANGED", "newEvents": 0}}`)
		wantCode(t, h, `mutation { ingestArticle(input: {text: "a", html: "b"}) { outcome } }`, "BAD_USER_INPUT")
		wantCode(t, h, `mutation { ingestArticle(input: {title: "a"}) { outcome } }`, "BAD_USER_INPUT")
		if _, err := s.Decide(t.Context(), diplo.Decision{Kind: diplo.RetractArticle, Article: story()[0].Article.ID, Author: "Ana", Reason: "withdrawn"}); err != nil {
			t.Fatal(err)
		}
		wantData(t, h, `mutation { ingestArticle(input: {`+input+`}) { outcome warnings events { id } article { status } } }`,
			`{"ingestArticle": {"outcome": "UNCHANGED", "warnings": ["the masthead says 2024-05-11", "the article is retracted: what was read in it does not count"], "events": [], "article": {"status": "RETRACTED"}}}`)
	})
}

func TestACorrectionSaysWhoActsForWhomWhatItIsAboutAndWhatIsNotKnown(t *testing.T) {
	s := storeOf(t, story())
	h := serve(t, s, editable(s))
	const by = `reason: "why", author: "Ana"`
	accused, condemned := eventOf(t, h, "relation: ACCUSED"), eventOf(t, h, "relation: CONDEMNED")
	offensive := diplo.ActionOfEvent(diplo.EventID(eventOf(t, h, "relation: ATTACKED")))
	const fields = `{ event { source { name } sourceOnBehalfOf { name } target { ... on Actor { name } ... on Action { name } } targetActor { name } targetOnBehalfOf { name } action { name } place { name } date { iso precision } } }`
	for _, c := range []struct{ said, want string }{
		{fmt.Sprintf(`event: %q, targetAction: %q`, accused, offensive), `{"source": {"name": "Bob Menendez"}, "sourceOnBehalfOf": null,
			"target": {"name": "the offensive in Nagorno-Karabakh"}, "targetActor": {"name": "Azerbaijan"}, "targetOnBehalfOf": null,
			"action": {"name": "the offensive in Nagorno-Karabakh"}, "place": null, "date": {"iso": "2023-09-19", "precision": "DAY"}}`},
		{fmt.Sprintf(`event: %q, target: "Pashinyan", source: "Blinken", date: "2023-09-18/2023-09-24"`, accused), `{"source": {"name": "Antony Blinken"}, "sourceOnBehalfOf": {"name": "United States"},
			"target": {"name": "Nikol Pashinyan"}, "targetActor": {"name": "Nikol Pashinyan"}, "targetOnBehalfOf": {"name": "Armenia"},
			"action": null, "place": null, "date": {"iso": "2023-09-18/2023-09-24", "precision": "WEEK"}}`},
		{fmt.Sprintf(`event: %q, sourceOnBehalfOf: "Turkey", place: {name: "Baku", country: "AZE", latitude: 40.4, longitude: 49.9}`, condemned), `{"source": {"name": "Catherine Colonna"}, "sourceOnBehalfOf": {"name": "Turkey"},
			"target": {"name": "the offensive in Nagorno-Karabakh"}, "targetActor": {"name": "Azerbaijan"}, "targetOnBehalfOf": null,
			"action": {"name": "the offensive in Nagorno-Karabakh"}, "place": {"name": "Baku"}, "date": {"iso": "2023-09-19", "precision": "DAY"}}`},
		{fmt.Sprintf(`event: %q, clear: [SOURCE, TARGET, DATE, PLACE]`, condemned), `{"source": null, "sourceOnBehalfOf": null, "target": null, "targetActor": null,
			"targetOnBehalfOf": null, "action": null, "place": null, "date": {"iso": null, "precision": "UNDATED"}}`},
	} {
		wantData(t, h, `mutation { correctEvent(input: {`+c.said+`, `+by+`}) `+fields+` }`, `{"correctEvent": {"event": `+c.want+`}}`)
	}
	wantData(t, h, fmt.Sprintf(`{ event(id: %q) { decisions(first: 1) { nodes { correction { fields source { name } date { iso } place { name } } } } } }`, condemned),
		`{"event": {"decisions": {"nodes": [{"correction": {"fields": ["SOURCE", "TARGET", "DATE", "PLACE"], "source": null, "date": {"iso": null}, "place": null}}]}}}`)
}
