package graph_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/internal/diplo"
	"entente/internal/store"
)

// slow counts for ever.
type slow struct{ store.Reader }

func (slow) CountEvents(ctx context.Context, _ store.EventFilter) (int, error) {
	<-ctx.Done()
	return 0, ctx.Err()
}

// broken fails or panics where events are counted.
type broken struct {
	store.Reader
	err error
}

func (b broken) CountEvents(context.Context, store.EventFilter) (int, error) {
	if b.err == nil {
		panic("the secret of the store")
	}
	return 0, b.err
}

func TestAnErrorOfAVariableNamesIt(t *testing.T) {
	h := serve(t, theStory)
	for _, c := range []struct {
		variables map[string]any
		want      string
	}{
		{map[string]any{}, "$a: must be defined"},
		{map[string]any{"a": "France", "r": []string{"MET", "SPOKE"}}, "$r[1]: SPOKE is not a valid Relation"},
	} {
		got := ask(t, h, `query($a: ActorRef!, $r: [Relation!]) { events(where: {source: [$a], relation: $r}) { totalCount } }`, c.variables)
		if got.code() != "GRAPHQL_VALIDATION_FAILED" || got.Errors[0].Message != c.want {
			t.Errorf("got %s, want %s", got.raw, c.want)
		}
	}
	if got := ask(t, h, `{ variable: events(where: {source: "Frnace"}) { totalCount } }`); strings.Contains(got.Errors[0].Message, "$") {
		t.Errorf("an alias is no variable: %s", got.raw)
	}
}

func TestAnUnknownActorIsAnErrorWithSuggestions(t *testing.T) {
	h := serve(t, theStory)
	for _, c := range []struct{ query, suggestion string }{
		{`{ actor(name: "Azerbajan") { id } }`, "Azerbaijan"},
		{`{ events(where: {source: "Blinkenn"}) { totalCount } }`, "Antony Blinken"},
		{`{ dyad(a: "Frnace", b: "Azerbaijan") { balance } }`, "France"},
		{`{ resolveActor(name: "Pashinian") { score } }`, "Nikol Pashinyan"},
		{`{ actor(id: "person:emanuel-macron") { id } }`, "Emmanuel Macron"},
		{`{ actions(where: {doneBy: "Turkiy"}) { totalCount } }`, "Turkey"},
	} {
		got := ask(t, h, c.query)
		suggestions := ""
		if len(got.Errors) == 1 {
			for _, s := range asList(got.Errors[0].Extensions["suggestions"]) {
				suggestions += s.(string) + "|"
			}
		}
		if !strings.Contains(c.query, "resolveActor") && got.code() != "NOT_FOUND" {
			t.Errorf("%s: got %s", c.query, got.raw)
		}
		if !strings.Contains(suggestions, c.suggestion) && !strings.Contains(c.query, "resolveActor") {
			t.Errorf("%s: %q is not among the suggestions %q", c.query, c.suggestion, suggestions)
		}
	}
	got := ask(t, h, `{ actor(name: "Xyzzyplugh") { id } }`)
	if got.code() != "NOT_FOUND" || got.Errors[0].Extensions["suggestions"] != nil {
		t.Errorf("got %s", got.raw)
	}
}

func asList(value any) []any {
	list, _ := value.([]any)
	return list
}

func TestAnAmbiguousNameListsItsCandidates(t *testing.T) {
	p := newPaper("The Wire", "https://wire.example/kims", "2023-09-19")
	p.tell("Anna Quillfeather met Bert Quillfeather.", "met", diplo.Claim{Relation: "MET", Source: "person:anna-q", Target: "person:bert-q", Date: tuesday})
	p.coded.Actors[0].Name, p.coded.Actors[1].Name = "Anna Quillfeather", "Bert Quillfeather"
	h := serve(t, storeOf(t, []diplo.CodedArticle{p.coded}))
	got := ask(t, h, `{ actor(name: "Quillfeather") { id } }`)
	if got.code() != "AMBIGUOUS_ACTOR" {
		t.Fatalf("got %s", got.raw)
	}
	want := []any{
		map[string]any{"id": "person:anna-q", "name": "Anna Quillfeather", "score": 0.8, "reason": "surname of Anna Quillfeather"},
		map[string]any{"id": "person:bert-q", "name": "Bert Quillfeather", "score": 0.8, "reason": "surname of Bert Quillfeather"},
	}
	if difference := cmp.Diff(want, got.Errors[0].Extensions["candidates"]); difference != "" {
		t.Error(difference)
	}
	wantData(t, h, `{ resolveActor(name: "Quillfeather") { actor { id } score } }`,
		`{"resolveActor": [{"actor": {"id": "person:anna-q"}, "score": 0.8}, {"actor": {"id": "person:bert-q"}, "score": 0.8}]}`)
}

func TestWrongInputSaysWhatIsWrong(t *testing.T) {
	h := serve(t, theStory)
	for query, word := range map[string]string{
		`{ events(where: {date: {gte: "yesterday"}}) { totalCount } }`:        "yesterday",
		`{ events(where: {date: {gte: true}}) { totalCount } }`:               "true",
		`{ events(where: {date: {gte: 2024, lte: 2023}}) { totalCount } }`:    "ends before it begins",
		`{ events(where: {date: {gte: 2024, within: 2023}}) { totalCount } }`: "not both",
		`{ events(where: {between: ["France"]}) { totalCount } }`:             "two actors",
		`{ events(first: 1, last: 1) { totalCount } }`:                        "not both",
		`{ events(first: -1) { totalCount } }`:                                "negative",
		`{ events(after: "nonsense") { totalCount nodes { id } } }`:           "cursor",
		`{ actor { id } }`: "id or name",
		`{ actor(id: "France", name: "France") { id } }`:                                                           "id or name",
		`{ eventGroups(by: []) { truncated } }`:                                                                    "one or two",
		`{ eventGroups(by: [DAY, DAY]) { truncated } }`:                                                            "one or two",
		`{ resolveActor(name: " ") { score } }`:                                                                    "empty",
		`{ actor(name: "France") { timeline(interval: DAY, where: {date: {}}) { start } } }`:                       "5000",
		`query Q($n: Int = 5, $w: DateInput = "x") { events(first: $n, where: {date: {gte: $w}}) { totalCount } }`: "x",
	} {
		got := ask(t, h, query)
		if got.code() != "BAD_USER_INPUT" || !strings.Contains(got.Errors[0].Message, word) {
			t.Errorf("%s\ngot %s, want BAD_USER_INPUT with %q", query, got.raw, word)
		}
	}
}

func TestArgumentsThatTheGeneratorCantReadAreTheCallersFault(t *testing.T) {
	h := serve(t, theStory)
	got := ask(t, h, `query Q($n: Int) { events(first: $n) { totalCount } }`, map[string]any{"n": 1e30})
	if code := got.code(); code != "BAD_USER_INPUT" && code != "GRAPHQL_VALIDATION_FAILED" {
		t.Errorf("got %s", got.raw)
	}
}

func TestQueriesThatAreNoneOfThisSchemaHaveTheCodesThatClientsKnow(t *testing.T) {
	h := serve(t, theStory)
	for query, code := range map[string]string{
		`{ events {`:               "GRAPHQL_PARSE_FAILED",
		`{ evnts { totalCount } }`: "GRAPHQL_VALIDATION_FAILED",
		`{ events { nodes } }`:     "GRAPHQL_VALIDATION_FAILED",
		`{ events(where: {relation: ATE}) { totalCount } }`: "GRAPHQL_VALIDATION_FAILED",
	} {
		if got := ask(t, h, query); got.code() != code {
			t.Errorf("%s: got %s, want %s", query, got.raw, code)
		}
	}
	if got := ask(t, h, `{ evnts { totalCount } }`); !strings.Contains(got.Errors[0].Message, "events") {
		t.Errorf("no field is suggested: %s", got.raw)
	}
}

func TestAFaultOfOursIsLoggedUnderAnIdAndNotTold(t *testing.T) {
	for name, cause := range map[string]error{"an error": errors.New("the secret of the store"), "damage": diplo.Errorf(diplo.Internal, "the secret of the store"), "a panic": nil} {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			h := serve(t, broken{theStory, cause}, func(c *graph.Config) { c.Logger = slog.New(slog.NewTextHandler(&log, nil)) })
			got := ask(t, h, `{ events { totalCount } about { version } }`)
			if got.code() != "INTERNAL" || strings.Contains(got.raw, "secret") {
				t.Errorf("got %s", got.raw)
			}
			id, _ := got.Errors[0].Extensions["id"].(string)
			if id == "" || !strings.Contains(log.String(), id) || !strings.Contains(log.String(), "secret") {
				t.Errorf("the log does not tell of %q:\n%s", id, log.String())
			}
			if about := got.Data.(map[string]any)["about"]; about == nil {
				t.Error("what was asked beside it is not answered")
			}
		})
	}
}

func TestAStoreThatIsAwayIsUnavailable(t *testing.T) {
	h := serve(t, broken{theStory, diplo.Errorf(diplo.Unavailable, "the store at neo4j://db can't be reached")})
	got := ask(t, h, `{ events { totalCount } }`)
	if got.code() != "UNAVAILABLE" || !strings.Contains(got.Errors[0].Message, "can't be reached") {
		t.Errorf("got %s", got.raw)
	}
}
