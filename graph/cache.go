package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/lru"
)

const (
	cachedQueries    = 1000
	longestCacheable = 8 << 10 // bytes of query text: no application's query is longer, and a thousand take 8 MiB
)

// smallCache keeps what belongs to the latest query texts, or texts themselves, unless they are long: large ones
// can't fill the memory.
type smallCache[T any] struct{ graphql.Cache[T] }

func newSmallCache[T any]() smallCache[T] { return smallCache[T]{lru.New[T](cachedQueries)} }

// Add keeps the value under the key.
func (c smallCache[T]) Add(ctx context.Context, key string, value T) {
	text, _ := any(value).(string)
	if len(key)+len(text) <= longestCacheable {
		c.Cache.Add(ctx, key, value)
	}
}
