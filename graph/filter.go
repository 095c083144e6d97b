package graph

import (
	"encoding/json"
	"errors"
	"strings"
	"sync"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator"

	"entente/graph/generated"
	"entente/internal/diplo"
	"entente/internal/query"
)

// asksEvents is an operation that takes a filter as the API does, and the schema that it is of.
var asksEvents = sync.OnceValues(func() (*ast.OperationDefinition, *ast.Schema) {
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	document, errs := gqlparser.LoadQueryWithRules(schema, `query($where: EventFilter) { events(where: $where) { __typename } }`, nil)
	if errs != nil {
		panic(errs) // the schema is part of the program
	}
	return document.Operations[0], schema
})

// ParseFilter reads an EventFilter of the schema that came as JSON, decoded with numbers as json.Number, by the rules for
// variables: one value stands for a list of one. What the schema doesn't have is diplo.Invalid, with its path.
func ParseFilter(where map[string]any) (*query.EventFilter, error) {
	if refused := checkVariables(where); refused != nil {
		return nil, diplo.Errorf(diplo.Invalid, "the filter is too large: %s", refused.Message)
	}
	operation, schema := asksEvents()
	values, err := validator.VariableValues(schema, operation, map[string]any{"where": where})
	if err != nil {
		return nil, wrongFilter(err)
	}
	text, err := json.Marshal(values["where"])
	if err != nil {
		return nil, wrongFilter(err)
	}
	filter := new(query.EventFilter)
	if err := json.Unmarshal(text, filter); err != nil {
		return nil, wrongFilter(err)
	}
	return filter, nil
}

func wrongFilter(err error) error {
	var known *diplo.Error
	if errors.As(err, &known) {
		return known
	}
	var told *gqlerror.Error
	if errors.As(err, &told) {
		return diplo.Errorf(diplo.Invalid, "%s: %s", strings.TrimPrefix(told.Path.String(), "variable."), told.Message)
	}
	return diplo.Errorf(diplo.Invalid, "where is not a filter of events: %w", err)
}
