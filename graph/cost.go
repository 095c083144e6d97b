package graph

import (
	"cmp"
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/internal/access"
	"entente/internal/query"
	"entente/internal/store"
)

// costLimit refuses operations by what they ask to be computed, and by what is left of the caller's budget.
type costLimit struct {
	most int
}

// ExtensionName names the extension.
func (costLimit) ExtensionName() string { return "CostLimit" }

// Validate has nothing to check.
func (costLimit) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext refuses what costs too much.
func (c costLimit) MutateOperationContext(ctx context.Context, operation *graphql.OperationContext) *gqlerror.Error {
	w := weigher{variables: operation.Variables, fragments: map[*ast.FragmentDefinition]int{}}
	cost := w.selection(operation.Operation.SelectionSet)
	if cost > c.most {
		return tooComplex("cost", cost, c.most)
	}
	operation.Stats.SetExtension(costExtension, cost)
	return gqlerror.WrapIfUnwrapped(access.Spend(ctx, cost))
}

// weigher tells the cost of a selection. A field costs 1 and what is selected in it; a list costs that for each entry that it may
// give: its first or last, cut to the maximum before it is multiplied, the points of a timeline, or someEntries where it takes
// none of these. Introspection costs nothing.
type weigher struct {
	variables map[string]any
	fragments map[*ast.FragmentDefinition]int // each is weighed once
}

// someEntries is what a list of objects without an argument for its length is taken to have.
const someEntries = 10

// points is how many points a timeline is taken to have by its interval: some years by day or week, more by month or year. It may
// have more, up to 5,000; with the points that all timelines of an operation have by this count its answer stays within memory.
var points = map[query.Interval]int{query.Daily: 1000, query.Weekly: 200, query.Monthly: 50, query.Yearly: 10}

func (w *weigher) selection(selections ast.SelectionSet) int {
	total := 0
	for _, selection := range selections {
		switch s := selection.(type) {
		case *ast.Field:
			if !strings.HasPrefix(s.Name, "__") {
				total += 1 + w.entries(s)*w.selection(s.SelectionSet)
			}
		case *ast.InlineFragment:
			total += w.selection(s.SelectionSet)
		case *ast.FragmentSpread:
			if s.Definition == nil {
				continue
			}
			cost, weighed := w.fragments[s.Definition]
			if !weighed {
				cost = w.selection(s.Definition.SelectionSet)
				w.fragments[s.Definition] = cost
			}
			total += cost
		}
		total = min(total, tooMany)
	}
	return total
}

// entries is how many entries the field may give.
func (w *weigher) entries(f *ast.Field) int {
	switch definition := f.Definition; {
	case len(f.SelectionSet) == 0 || definition == nil:
		return 0
	case definition.Arguments.ForName("first") != nil:
		size, given := w.number(f, "first")
		if last, lastGiven := w.number(f, "last"); lastGiven && !given {
			size, given = last, true
		}
		if !given {
			size = store.DefaultLimit
		}
		return max(1, min(size, store.MaxLimit))
	case definition.Arguments.ForName("maxNodes") != nil:
		size, _ := w.number(f, "maxNodes")
		return max(1, min(size, query.MaxNeighborhoodNodes))
	case definition.Arguments.ForName("ids") != nil:
		return max(1, w.length(f, "ids"))
	case definition.Arguments.ForName("interval") != nil:
		interval, _ := w.argument(f, "interval").(string)
		return max(1, w.length(f, "series")) * cmp.Or(points[query.Interval(interval)], points[query.Monthly])
	case definition.Type.Elem == nil || counted(f):
		return 1
	}
	return someEntries
}

// counted tells whether the field holds the entries of a page or a cut list, whose length was counted where it was asked for.
func counted(f *ast.Field) bool {
	if f.ObjectDefinition == nil {
		return false
	}
	if name := f.ObjectDefinition.Name; name == "EventTimeSeries" || name == "EventSeries" {
		return true
	}
	fields := f.ObjectDefinition.Fields
	return fields.ForName("pageInfo") != nil || fields.ForName("truncated") != nil && f.Name == "nodes"
}

func (w *weigher) number(f *ast.Field, argument string) (int, bool) {
	switch v := w.argument(f, argument).(type) {
	case int:
		return v, true
	case int64:
		return int(min(v, tooMany)), true
	case float64:
		return int(min(v, tooMany)), true
	case json.Number:
		return atoi(v.String()), true
	case string:
		return atoi(v), true
	}
	return 0, false
}

func (w *weigher) length(f *ast.Field, argument string) int {
	list, _ := w.argument(f, argument).([]any)
	return len(list)
}

// argument is the value of an argument of the field, its default when it is not given, nil when it has none.
func (w *weigher) argument(f *ast.Field, name string) any {
	definition := f.Definition.Arguments.ForName(name)
	if definition == nil {
		return nil
	}
	given := definition.DefaultValue
	if argument := f.Arguments.ForName(name); argument != nil {
		given = argument.Value
	}
	if given == nil {
		return nil
	}
	value, err := given.Value(w.variables)
	if err != nil {
		return nil // reading the argument says what is wrong
	}
	return value
}

// atoi reads a number; what is none, or too long for one, is the largest.
func atoi(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return tooMany
	}
	return min(n, tooMany)
}
