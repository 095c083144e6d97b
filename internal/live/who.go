package live

import (
	"context"
	"slices"
	"sync"

	"entente/internal/diplo"
	"entente/internal/store"
)

// whoIsWho keeps the merges of a store, and looks whether there are others.
type whoIsWho struct {
	mutex    sync.Mutex
	identity *diplo.Identity
	latest   diplo.DecisionID // the latest merge or undo that it knows
}

// now is who is who.
func (w *whoIsWho) now(ctx context.Context, reader store.Reader) (*diplo.Identity, error) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	newest, err := reader.Decisions(ctx, store.DecisionFilter{Kinds: []diplo.DecisionKind{diplo.MergeActor, diplo.UndoDecision}}, store.PageRequest{Limit: 1})
	if err != nil || len(newest.Items) == 0 || newest.Items[0].ID == w.latest {
		return w.identity, err
	}
	var merges []diplo.Decision
	for page := (store.PageRequest{Limit: store.MaxLimit}); ; {
		found, err := reader.Decisions(ctx, store.DecisionFilter{Kinds: []diplo.DecisionKind{diplo.MergeActor}}, page)
		if err != nil {
			return nil, err
		}
		for _, d := range found.Items {
			merges = append(merges, *d)
		}
		if !found.More {
			break
		}
		page.After = found.Cursors[len(found.Cursors)-1]
	}
	slices.Reverse(merges) // they come latest first
	w.identity, w.latest = diplo.IdentityOf(diplo.Standing(merges)), newest.Items[0].ID
	return w.identity, nil
}
