package graph_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"

	"entente/internal/diplo"
)

// pageOfCalls is a page of calls, by the numbers of their callers, and where it stands.
type pageOfCalls struct {
	callers       []string
	cursors       []string
	next, before  bool
	first, behind string // its cursors
}

func callsOf(t *testing.T, h http.Handler, arguments string) (p pageOfCalls) {
	t.Helper()
	got := ask(t, h, `{ events(where: {relation: SPOKE_TO}, orderBy: DATE_ASC, `+arguments+`) {
		edges { cursor node { source { name } } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`)
	if len(got.Errors) > 0 {
		t.Fatalf("%s: %s", arguments, got.raw)
	}
	list := got.Data.(map[string]any)["events"].(map[string]any)
	for _, edge := range list["edges"].([]any) {
		e := edge.(map[string]any)
		p.callers = append(p.callers, e["node"].(map[string]any)["source"].(map[string]any)["name"].(string))
		p.cursors = append(p.cursors, e["cursor"].(string))
	}
	info := list["pageInfo"].(map[string]any)
	p.next, p.before = info["hasNextPage"].(bool), info["hasPreviousPage"].(bool)
	p.first, _ = info["startCursor"].(string)
	p.behind, _ = info["endCursor"].(string)
	return p
}

// callsOn are papers with a call on each of the days of September 2023, by a caller named for the day.
func callsOn(days ...int) (papers []diplo.CodedArticle) {
	for _, day := range days {
		p := newPaper(fmt.Sprintf("Paper %d", day), fmt.Sprintf("https://paper.example/%d", day), "2023-10-01")
		p.tell("Somebody spoke to France.", "spoke", diplo.Claim{Relation: "SPOKE_TO", Source: diplo.ActorID(fmt.Sprintf("person:%02d", day)), Target: france,
			Date: diplo.OnDay(diplo.DateOf(2023, 9, day), diplo.BasisExplicit, "")})
		papers = append(papers, p.coded)
	}
	return papers
}

func named(days ...int) (callers []string) {
	for _, day := range days {
		callers = append(callers, fmt.Sprintf("person:%02d", day))
	}
	return callers
}

func TestPageInfoIsRightAtTheEdges(t *testing.T) {
	h := serve(t, storeOf(t, callsOn(1, 2, 3, 4, 5)))
	all := callsOf(t, h, "first: 500")
	at := func(i int) string { return all.cursors[i-1] }
	for _, c := range []struct {
		arguments    string
		want         []string
		next, before bool
	}{
		{"first: 500", named(1, 2, 3, 4, 5), false, false},
		{"first: 5", named(1, 2, 3, 4, 5), false, false},
		{"first: 4", named(1, 2, 3, 4), true, false},
		{fmt.Sprintf("first: 2, after: %q", at(2)), named(3, 4), true, true},
		{fmt.Sprintf("first: 2, after: %q", at(3)), named(4, 5), false, true},
		{fmt.Sprintf("first: 2, after: %q", at(5)), nil, false, true},
		{"last: 5", named(1, 2, 3, 4, 5), false, false},
		{"last: 2", named(4, 5), false, true},
		{fmt.Sprintf("last: 2, before: %q", at(4)), named(2, 3), true, true},
		{fmt.Sprintf("last: 2, before: %q", at(3)), named(1, 2), true, false},
		{fmt.Sprintf("last: 2, before: %q", at(1)), nil, true, false},
		{fmt.Sprintf("first: 9, after: %q, before: %q", at(1), at(4)), named(2, 3), true, true},
		{fmt.Sprintf("first: 1, after: %q, before: %q", at(1), at(4)), named(2), true, true},
		{fmt.Sprintf("last: 1, after: %q, before: %q", at(1), at(4)), named(3), true, true},
		{fmt.Sprintf("first: 2, before: %q", at(4)), named(1, 2), true, false},
		{fmt.Sprintf("first: 9, before: %q", at(4)), named(1, 2, 3), true, false},
		{fmt.Sprintf("last: 9, after: %q", at(4)), named(5), false, true},
		{"first: 0", nil, true, false},
	} {
		got := callsOf(t, h, c.arguments)
		if !slices.Equal(got.callers, c.want) || got.next != c.next || got.before != c.before {
			t.Errorf("%s gives %v, next page %t, previous page %t; want %v, %t, %t", c.arguments, got.callers, got.next, got.before, c.want, c.next, c.before)
		}
		if n := len(got.cursors); n > 0 && (got.first != got.cursors[0] || got.behind != got.cursors[n-1]) || n == 0 && got.first+got.behind != "" {
			t.Errorf("%s: the page begins at %q and ends at %q, its edges are at %q", c.arguments, got.first, got.behind, got.cursors)
		}
	}
}

func TestCursorsStayRightWhileEventsAreAdded(t *testing.T) {
	s := storeOf(t, callsOn(2, 4, 6, 8))
	h := serve(t, s)
	forwards := callsOf(t, h, "first: 2")
	backwards := callsOf(t, h, "last: 2")
	if _, err := s.Put(t.Context(), callsOn(1, 3, 5, 7, 9)); err != nil {
		t.Fatal(err)
	}
	if got := callsOf(t, h, fmt.Sprintf("first: 3, after: %q", forwards.behind)).callers; !slices.Equal(got, named(5, 6, 7)) {
		t.Errorf("behind 4 are %v", got)
	}
	if got := callsOf(t, h, fmt.Sprintf("last: 3, before: %q", backwards.first)).callers; !slices.Equal(got, named(3, 4, 5)) {
		t.Errorf("in front of 6 are %v", got)
	}
	if _, err := s.Decide(t.Context(), diplo.Decision{Kind: diplo.RetractArticle, Article: callsOn(4)[0].Article.ID, Author: "test", Reason: "gone"}); err != nil {
		t.Fatal(err)
	}
	if got := callsOf(t, h, fmt.Sprintf("first: 2, after: %q", forwards.behind)).callers; !slices.Equal(got, named(5, 6)) {
		t.Errorf("behind where 4 was are %v", got)
	}
}
