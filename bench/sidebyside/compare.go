package main

import (
	"bytes"
	"context"

	"entente/examples/queries"
)

// compare asks two servers every example, and gives the names of those that they answer differently, what each server says of its
// own time of recording aside.
func compare(ctx context.Context, a, b target) (asked int, differ []string, err error) {
	for _, example := range queries.All() {
		if own[example.Name] {
			continue
		}
		var answers [2][]byte
		for i, t := range []target{a, b} {
			if answers[i], err = t.server().Ask(ctx, example.Query, nil); err != nil {
				return asked, differ, err
			}
		}
		asked++
		if !bytes.Equal(answers[0], answers[1]) {
			differ = append(differ, example.Name)
		}
	}
	return asked, differ, nil
}

// own are the examples that ask what each server keeps for itself: when it stored what, and its positions among changes.
var own = map[string]bool{"14-about": true, "21-changes": true}
