package query

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
	"entente/internal/store/storetest"
)

// web is a store of actors a, b, … with events between them: each word of the text names two, and how often they met.
func web(t testing.TB, text string) *Questions {
	t.Helper()
	article := diplo.CodedArticle{Article: diplo.Article{ID: "article:web", Cluster: "cluster:web", Text: text, Reported: 10, Basis: diplo.DateFromMetadata}}
	listed := map[diplo.ActorID]bool{}
	person := func(letter byte) diplo.ActorID {
		id := diplo.ActorID("person:" + string(letter))
		if !listed[id] {
			listed[id] = true
			article.Actors = append(article.Actors, diplo.Actor{ID: id, Kind: diplo.KindPerson, Name: strings.Repeat(string(letter), 5)})
		}
		return id
	}
	for _, word := range strings.Fields(text) {
		var times int
		if _, err := fmt.Sscan(word[2:], &times); err != nil {
			t.Fatal(err)
		}
		for i := range times {
			m := diplo.Mention{Claim: diplo.Claim{Relation: "SPOKE_TO", Source: person(word[0]), Target: person(word[1]),
				Date: diplo.OnDay(diplo.Day(i), diplo.BasisExplicit, ""), Modality: diplo.Asserted}, Extractor: "test"}
			m.Identify(&article.Article)
			article.Mentions = append(article.Mentions, m)
		}
	}
	s := storetest.NewModel()
	if _, err := s.Put(context.Background(), []diplo.CodedArticle{article}); err != nil {
		t.Fatal(err)
	}
	return &Questions{Store: s, Actors: &Resolver{Base: Nobody{}, Store: s}, Clock: func() time.Time { return noon }}
}

// drawn writes paths as "abc 2", with their weakest ties.
func drawn(paths []Path) (all []string) {
	for _, p := range paths {
		text := p.Steps[0].From[len("person:"):]
		for _, step := range p.Steps {
			text += step.To[len("person:"):]
		}
		all = append(all, fmt.Sprintf("%s %d", text, p.Weakest()))
	}
	return all
}

func TestPathsAreShortestThenByTheirWeakestTieThenByIDs(t *testing.T) {
	const square = "ab1 ac5 ad3 bz9 cz2 dz2 "
	for _, c := range []struct {
		name, web     string
		length, first int
		want          []string
		truncated     bool
	}{
		{"a tie of their own", square + "az1", 4, 1, []string{"az 1"}, false},
		{"one between, the weakest tie strongest first", square, 2, 10, []string{"acz 2", "adz 2", "abz 1"}, false},
		{"no more than were asked for", square, 2, 2, []string{"acz 2", "adz 2"}, true},
		{"longer ones when the short ones are too few", square + "az1 be4 ez4", 3, 10, []string{"az 1", "acz 2", "adz 2", "abz 1", "abez 1"}, false},
		{"two between", "ab2 bc2 cz2 ad1 dc9", 3, 10, []string{"abcz 2", "adcz 1"}, false},
		{"none as short as that", "ab2 bc2 cz2", 2, 10, nil, false},
		{"six ties", "ab1 bc1 cd1 de1 ef1 fz1", 6, 10, []string{"abcdefz 1"}, false},
		{"seven ties are too many", "ab1 bc1 cd1 de1 ef1 fg1 gz1", 6, 10, nil, false},
		{"no tie to anybody there", "ab1 yz1", 6, 10, nil, false},
		{"never the same actor twice", "ab1 bc2 cd1 bd1 bz1", 6, 10, []string{"abz 1"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := web(t, c.web)
			got, err := q.Paths(t.Context(), "person:a", "person:z", nil, c.length, c.first)
			if err != nil {
				t.Fatal(err)
			}
			if found := drawn(got.Paths); !slices.Equal(found, c.want) || got.Truncated != c.truncated {
				t.Errorf("found %q, truncated %t; want %q, %t", found, got.Truncated, c.want, c.truncated)
			}
		})
	}
}

func TestPathsAreThoseThatASearchOfAllFinds(t *testing.T) {
	for seed := range uint64(20) {
		dice := rand.New(rand.NewPCG(seed, 1))
		ties := map[string]int{}
		var text strings.Builder
		for range 14 {
			a, b := byte('a'+dice.IntN(9)), byte('a'+dice.IntN(9))
			if key := string([]byte{min(a, b), max(a, b)}); a != b && ties[key] == 0 {
				ties[key] = 1 + dice.IntN(4)
				fmt.Fprintf(&text, "%s%d ", key, ties[key])
			}
		}
		text.WriteString("ay1 by1 ")
		ties["ay"], ties["by"] = 1, 1
		var want []string
		var walk func(way string, weakest int)
		walk = func(way string, weakest int) {
			last := way[len(way)-1]
			if last == 'b' {
				want = append(want, fmt.Sprintf("%s %d", way, weakest))
				return
			}
			for other := byte('a'); other <= 'z' && len(way) <= MaxPathLength; other++ {
				if n := ties[string([]byte{min(last, other), max(last, other)})]; n > 0 && !strings.ContainsRune(way, rune(other)) {
					walk(way+string(other), min(weakest, n))
				}
			}
		}
		walk("a", 99)
		slices.SortFunc(want, func(a, b string) int {
			if len(a) != len(b) {
				return len(a) - len(b)
			}
			if x, y := a[len(a)-1], b[len(b)-1]; x != y {
				return int(y) - int(x)
			}
			return strings.Compare(a, b)
		})
		got, err := web(t, text.String()).Paths(t.Context(), "person:a", "person:b", nil, MaxPathLength, MaxPaths)
		if err != nil {
			t.Fatal(err)
		}
		if found := drawn(got.Paths); !slices.Equal(found, want[:min(len(want), MaxPaths)]) && !got.Truncated {
			t.Errorf("%s: found\n%q, want\n%q", text.String(), found, want)
		}
	}
}

func TestATieHasItsEventsBehindIt(t *testing.T) {
	q := questions(t)
	got, err := q.Paths(t.Context(), ActorRef(storetest.UN), ActorRef(storetest.France), nil, 4, 1)
	if err != nil || len(got.Paths) != 1 || got.From.ID != storetest.UN || got.To.ID != storetest.France {
		t.Fatalf("paths %+v, %v", got, err)
	}
	for _, step := range got.Paths[0].Steps {
		n, err := q.Store.CountEvents(t.Context(), step.Filter)
		if err != nil || n != step.Events || n == 0 {
			t.Errorf("%s and %s share %d events, and %d are behind it; %v", step.From, step.To, step.Events, n, err)
		}
		newest, err := step.Newest(t.Context(), q.Store, 1)
		if err != nil || len(newest) != 1 {
			t.Errorf("the newest is %v, %v", newest, err)
		}
	}
}

func TestAPathIsOfTheEventsThatAreWanted(t *testing.T) {
	q := questions(t)
	for name, c := range map[string]struct {
		filter *EventFilter
		want   int
	}{
		"what stands":  {nil, 1},
		"condemnation": {&EventFilter{Relation: []diplo.Relation{"CONDEMNED", "URGED"}}, 1},
		"talks":        {&EventFilter{EventType: []diplo.EventType{diplo.Consult}}, 0},
	} {
		got, err := q.Paths(t.Context(), "organization:un", "country:FRA", c.filter, 2, 1)
		if err != nil || len(got.Paths) != c.want {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

func TestAPathThatCannotBeIsRefused(t *testing.T) {
	q := questions(t)
	for name, c := range map[string]struct {
		from, to      ActorRef
		length, first int
		kind          diplo.Kind
	}{
		"from an actor to itself":      {"country:FRA", "France", 4, 1, diplo.Invalid},
		"too long":                     {"country:FRA", "country:ARM", 7, 1, diplo.Invalid},
		"of no length":                 {"country:FRA", "country:ARM", 0, 1, diplo.Invalid},
		"too many":                     {"country:FRA", "country:ARM", 4, 101, diplo.Invalid},
		"none":                         {"country:FRA", "country:ARM", 4, 0, diplo.Invalid},
		"from somebody who is unknown": {"Zzyzx", "country:ARM", 4, 1, diplo.NotFound},
		"to somebody who is unknown":   {"country:ARM", "Zzyzx", 4, 1, diplo.NotFound},
	} {
		if _, err := q.Paths(t.Context(), c.from, c.to, nil, c.length, c.first); diplo.KindOf(err) != c.kind {
			t.Errorf("%s gives %v", name, err)
		}
	}
}

// busy is a store whose first actor has very many neighbours.
type busy struct {
	store.Reader
	asked int
}

func (b *busy) Neighbours(_ context.Context, of, among []diplo.ActorID, _ store.EventFilter, limit int) ([]store.Neighbours, error) {
	b.asked++
	lists := make([]store.Neighbours, len(of))
	for i := range of {
		all := map[diplo.ActorID]int{}
		for n := range 1000 {
			all[diplo.ActorID(fmt.Sprintf("person:%s-%d", of[i][len(of[i])-1:], n))] = n
		}
		for id := range all {
			if among != nil && !slices.Contains(among, id) {
				delete(all, id)
			}
		}
		lists[i] = store.NeighboursOf(all, limit)
	}
	return lists, nil
}

func TestASearchAmongBusyActorsIsBoundedAndSaysSo(t *testing.T) {
	b := &busy{}
	got, err := FindPaths(t.Context(), b, "person:a", "person:z", store.Standing(), MaxPathLength, 1)
	if err != nil || len(got.Paths) == 0 && !got.Truncated || b.asked > 2*MaxPathLength {
		t.Errorf("%+v after %d calls, %v", got, b.asked, err)
	}
}

func TestANeighborhoodIsTheNearestFirst(t *testing.T) {
	q := web(t, "ab1 ac5 ad3 bc2 de4 ef9")
	for _, c := range []struct {
		depth, nodes int
		want         string
		truncated    bool
	}{
		{1, 10, "a c1 d1 b1: ac5 ad3 cb2 ab1", false},
		{2, 10, "a c1 d1 b1 e2: ac5 de4 ad3 cb2 ab1", false},
		{3, 10, "a c1 d1 b1 e2 f3: ef9 ac5 de4 ad3 cb2 ab1", false},
		{2, 3, "a c1 d1: ac5 ad3", true},
		{1, 1, "a:", true},
		{2, 4, "a c1 d1 b1: ac5 ad3 cb2 ab1", true},
	} {
		got, err := q.Neighborhood(t.Context(), "person:a", nil, c.depth, c.nodes)
		if err != nil {
			t.Fatal(err)
		}
		letter := func(id diplo.ActorID) string { return string(id[len("person:"):]) }
		text := ""
		for i, node := range got.Nodes {
			if i > 0 {
				text += fmt.Sprintf(" %s%d", letter(node.ID), node.Distance)
			} else {
				text = letter(node.ID)
			}
		}
		text += ":"
		for _, edge := range got.Edges {
			text += fmt.Sprintf(" %s%s%d", letter(edge.From), letter(edge.To), edge.Count)
		}
		if text != c.want || got.Truncated != c.truncated {
			t.Errorf("depth %d, at most %d: %q, truncated %t; want %q, %t", c.depth, c.nodes, text, got.Truncated, c.want, c.truncated)
		}
	}
	for _, bounds := range [][2]int{{0, 10}, {4, 10}, {1, 0}, {1, 301}} {
		if _, err := q.Neighborhood(t.Context(), "person:a", nil, bounds[0], bounds[1]); diplo.KindOf(err) != diplo.Invalid {
			t.Errorf("depth %d, at most %d gives %v", bounds[0], bounds[1], err)
		}
	}
	if _, err := q.Neighborhood(t.Context(), "Zzyzx", nil, 1, 10); diplo.KindOf(err) != diplo.NotFound {
		t.Errorf("somebody unknown gives %v", err)
	}
}
