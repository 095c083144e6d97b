package neo4j

import (
	"fmt"
	"slices"
	"strings"

	"entente/internal/store"
)

// sortKey is a property that a list is ordered by.
type sortKey struct {
	property string // with the name of its node: "e.day"
	down     bool
}

// reversed are the keys of the list read from its end.
func reversed(keys []sortKey) []sortKey {
	turned := slices.Clone(keys)
	for i := range turned {
		turned[i].down = !turned[i].down
	}
	return turned
}

// orderBy is ORDER BY with the keys.
func orderBy(keys ...sortKey) string {
	var parts []string
	for _, key := range keys {
		if key.down {
			parts = append(parts, key.property+" DESC")
		} else {
			parts = append(parts, key.property)
		}
	}
	return "ORDER BY " + strings.Join(parts, ", ")
}

// beyond is the condition that an entry with two keys stands behind the position in the order of the keys. The bound on the
// first key alone is for the index.
func (q *query) beyond(keys []sortKey, position [2]any) string {
	first, second := q.bind(position[0]), q.bind(position[1])
	sign := func(key sortKey) string {
		if key.down {
			return "<"
		}
		return ">"
	}
	return fmt.Sprintf("%[1]s %[2]s= %[3]s AND (%[1]s %[2]s %[3]s OR %[4]s %[5]s %[6]s)",
		keys[0].property, sign(keys[0]), first, keys[1].property, sign(keys[1]), second)
}

// between are the conditions that an entry stands behind After and in front of Before. decode makes of the
// keys of a cursor the values to compare with.
func (q *query) between(list string, keys []sortKey, page store.PageRequest, decode func(keys []string) ([2]any, error)) ([]string, error) {
	var conditions []string
	for _, end := range []struct {
		cursor store.Cursor
		keys   []sortKey
	}{{page.After, keys}, {page.Before, reversed(keys)}} {
		if end.cursor == "" {
			continue
		}
		position, err := cursorPosition(list, end.cursor, decode)
		if err != nil {
			return nil, err
		}
		conditions = append(conditions, q.beyond(end.keys, position))
	}
	return conditions, nil
}

func cursorPosition(list string, cursor store.Cursor, decode func(keys []string) ([2]any, error)) ([2]any, error) {
	texts, err := cursor.Keys(list, 2)
	if err != nil {
		return [2]any{}, err
	}
	return decode(texts)
}

// textPosition is the position in a list that is ordered by two texts.
func textPosition(keys []string) ([2]any, error) { return [2]any{keys[0], keys[1]}, nil }

// pageOf makes a page of what a query gave that was asked for one entry more than the page has, from its end when the last were wanted.
func pageOf[T any](items []T, cursors []store.Cursor, page store.PageRequest) store.Page[T] {
	result := store.Page[T]{Items: items, Cursors: cursors}
	if size := page.Size(); len(items) > size {
		result.Items, result.Cursors, result.More = items[:size], cursors[:size], true
	}
	if page.Last {
		slices.Reverse(result.Items)
		slices.Reverse(result.Cursors)
	}
	return result
}
