package graph

import "github.com/vektah/gqlparser/v2/gqlerror"

const (
	// mostValues is how many values the variables of an operation may hold, each entry of a list and each field of an object counted: what a
	// person or a dashboard sends has some hundreds, and reading them takes longer than counting.
	mostValues = 5000
	// deepestValue is how deep they may be nested in one another; the deepest filter that is taken needs some twenty.
	deepestValue = 40
)

// checkVariables refuses variables by their shape, before they are read: reading takes time by the square of their depth.
func checkVariables(variables map[string]any) *gqlerror.Error {
	count, depth := 0, 0
	var measure func(value any, at int) bool
	measure = func(value any, at int) bool {
		count++
		depth = max(depth, at)
		if count > mostValues || depth > deepestValue {
			return false
		}
		switch v := value.(type) {
		case map[string]any:
			for _, inner := range v {
				if !measure(inner, at+1) {
					return false
				}
			}
		case []any:
			for _, inner := range v {
				if !measure(inner, at+1) {
					return false
				}
			}
		}
		return true
	}
	switch {
	case measure(variables, 0):
		return nil
	case depth > deepestValue:
		return tooComplex("depth of variables", depth, deepestValue)
	}
	return tooComplex("number of values in variables", count, mostValues)
}
