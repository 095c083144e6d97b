package graph

import (
	"context"
	"math"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"

	"entente/graph/model"
)

// Limits are what a single operation may ask for. Zero fields take those of DefaultLimits.
type Limits struct {
	Depth   int // fields nested in one another, introspection left out
	Fields  int // each fragment counted wherever it is spread
	Aliases int // likewise
	Tokens  int // of the query text; the introspection of GraphiQL has 163
	Cost    int // see weigher
	// Directives are those of fields, fragments and operations, as they are written.
	Directives int
	BodyBytes  int64
	Timeout    time.Duration // of a query or mutation
	// Subscriptions is how many a client may have open at once, and as many connections.
	Subscriptions int
}

// DefaultLimits let through what people and dashboards ask, a page of 500 events with all that belongs to them too, and stop
// what keeps a server busy for more than a moment.
var DefaultLimits = Limits{
	Depth:      15,
	Fields:     1000,
	Aliases:    30,
	Tokens:     2000,
	Cost:       200_000,
	Directives: 50,
	BodyBytes:  1 << 20,
	Timeout:    30 * time.Second,

	Subscriptions: 100,
}

func (l Limits) orDefault() Limits {
	return Limits{
		Depth:      or(l.Depth, DefaultLimits.Depth),
		Fields:     or(l.Fields, DefaultLimits.Fields),
		Aliases:    or(l.Aliases, DefaultLimits.Aliases),
		Tokens:     or(l.Tokens, DefaultLimits.Tokens),
		Cost:       or(l.Cost, DefaultLimits.Cost),
		Directives: or(l.Directives, DefaultLimits.Directives),
		BodyBytes:  or(l.BodyBytes, DefaultLimits.BodyBytes),
		Timeout:    or(l.Timeout, DefaultLimits.Timeout),

		Subscriptions: or(l.Subscriptions, DefaultLimits.Subscriptions),
	}
}

func or[T comparable](value, otherwise T) T {
	var none T
	if value == none {
		return otherwise
	}
	return value
}

func (l Limits) model() *model.Limits {
	return &model.Limits{
		Depth: l.Depth, Fields: l.Fields, Aliases: l.Aliases, Tokens: l.Tokens, Cost: l.Cost, Directives: l.Directives,
		BodyBytes: int(l.BodyBytes), Seconds: l.Timeout.Seconds(), Subscriptions: l.Subscriptions,
	}
}

func tooComplex(limit string, value, most int) *gqlerror.Error {
	err := gqlerror.Errorf("the operation is too complex: its %s is %d, and at most %d is allowed", limit, value, most)
	err.Extensions = map[string]any{"code": codeTooComplex, "limit": limit, "value": value, "most": most}
	return err
}

// shapeLimit refuses operations by their shape. It works on the bare text, because the validation that comes next takes time by
// the square of the fields, and it measures each fragment once, because fragments that spread one another multiply.
type shapeLimit struct {
	limits Limits
	passed smallCache[struct{}] // query texts that were measured
}

// ExtensionName names the extension.
func (shapeLimit) ExtensionName() string { return "ShapeLimit" }

// Validate has nothing to check.
func (shapeLimit) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters refuses what is too large.
func (s shapeLimit) MutateOperationParameters(ctx context.Context, request *graphql.RawParams) *gqlerror.Error {
	if refused := checkVariables(request.Variables); refused != nil {
		return refused
	}
	if _, passed := s.passed.Get(ctx, request.Query); passed {
		return nil
	}
	document, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: request.Query}, s.limits.Tokens)
	if err != nil {
		if strings.Contains(err.Error(), "token limit") {
			return tooComplex("number of tokens", s.limits.Tokens+1, s.limits.Tokens)
		}
		return nil // the executor parses again and says what is wrong
	}
	if refused := s.check(document); refused != nil {
		return refused
	}
	s.passed.Add(ctx, request.Query, struct{}{})
	return nil
}

func (s shapeLimit) check(document *ast.QueryDocument) *gqlerror.Error {
	m := measurer{fragments: map[string]*measured{}}
	for _, fragment := range document.Fragments {
		m.directives += len(fragment.Directives)
		m.fragments[fragment.Name] = &measured{selection: fragment.SelectionSet}
	}
	var total shape
	for _, operation := range document.Operations {
		m.directives += len(operation.Directives)
		total = total.beside(m.selection(operation.SelectionSet))
	}
	for _, fragment := range document.Fragments {
		m.fragment(fragment.Name) // those that no operation spreads, too: validation reads them
	}
	switch {
	case m.circular != "":
		err := gqlerror.Errorf("fragment %q spreads itself", m.circular)
		err.Extensions = map[string]any{"code": "GRAPHQL_VALIDATION_FAILED"}
		return err
	case total.depth > s.limits.Depth:
		return tooComplex("depth", total.depth, s.limits.Depth)
	case total.aliases > s.limits.Aliases:
		return tooComplex("number of aliases", total.aliases, s.limits.Aliases)
	case total.schemas > mostSchemas:
		return tooComplex("number of introspections", total.schemas, mostSchemas)
	case m.directives > s.limits.Directives:
		return tooComplex("number of directives", m.directives, s.limits.Directives)
	case m.repeated > mostRepeats:
		return tooComplex("number of fields of one name side by side", m.repeated, mostRepeats)
	case max(total.fields, m.written) > s.limits.Fields:
		return tooComplex("number of fields", max(total.fields, m.written), s.limits.Fields)
	}
	return nil
}

const (
	// mostSchemas is how often an operation may ask for the whole schema: it costs nothing, and is large.
	mostSchemas = 2
	// mostRepeats is how often a selection may name one field: validation compares each with each.
	mostRepeats = 50
)

// shape is how large a selection is with all fragments in place.
type shape struct{ depth, fields, aliases, schemas int }

// tooMany stands for any larger number, so that sums don't overflow.
const tooMany = math.MaxInt32

func (s shape) beside(other shape) shape {
	return shape{
		depth:   max(s.depth, other.depth),
		fields:  min(s.fields+other.fields, tooMany),
		aliases: min(s.aliases+other.aliases, tooMany),
		schemas: min(s.schemas+other.schemas, tooMany),
	}
}

type measurer struct {
	fragments  map[string]*measured
	circular   string // the name of a fragment that spreads itself
	written    int    // fields as they are written, fragments not in place
	repeated   int    // how often one selection names one field, at most
	directives int    // as they are written
}

type measured struct {
	selection     ast.SelectionSet
	shape         shape
	begun, finish bool
}

func (m *measurer) selection(selections ast.SelectionSet) shape {
	var total shape
	names := map[string]int{}
	for _, selection := range selections {
		switch s := selection.(type) {
		case *ast.Field:
			m.written++
			m.directives += len(s.Directives)
			names[s.Name]++
			m.repeated = max(m.repeated, names[s.Name])
			inner := m.selection(s.SelectionSet)
			inner.depth++
			inner.fields = min(inner.fields+1, tooMany)
			if s.Alias != s.Name {
				inner.aliases = min(inner.aliases+1, tooMany)
			}
			switch s.Name {
			case "__schema":
				inner.schemas++
				inner.depth = 1
			case "__type":
				inner.depth = 1
			}
			total = total.beside(inner)
		case *ast.InlineFragment:
			m.directives += len(s.Directives)
			total = total.beside(m.selection(s.SelectionSet))
		case *ast.FragmentSpread:
			m.directives += len(s.Directives)
			total = total.beside(m.fragment(s.Name))
		}
	}
	return total
}

func (m *measurer) fragment(name string) shape {
	f := m.fragments[name]
	switch {
	case f == nil: // validation says so
		return shape{}
	case f.begun && !f.finish:
		m.circular = name
		return shape{}
	case !f.begun:
		f.begun = true
		f.shape = m.selection(f.selection)
		f.finish = true
	}
	return f.shape
}
