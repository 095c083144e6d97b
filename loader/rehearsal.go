package loader

import (
	"context"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Rehearsal is a store into which nothing is put: it tells what would come of it.
type Rehearsal struct {
	Store store.Store // nil is an empty one
}

// Put counts what the store would.
func (r Rehearsal) Put(ctx context.Context, batch []diplo.CodedArticle) (result store.PutResult, err error) {
	if err := store.ValidateBatch(batch); err != nil || r.Store == nil {
		result.New = len(batch)
		return result, err
	}
	ids := make([]diplo.ArticleID, len(batch))
	for i := range batch {
		ids[i] = batch[i].Article.ID
	}
	there, err := r.Store.ArticlesByID(ctx, ids)
	for i, a := range there {
		switch {
		case a == nil:
			result.New++
		case a.Text == batch[i].Article.Text && a.Title == batch[i].Article.Title && a.Outlet == batch[i].Article.Outlet && a.Reported == batch[i].Article.Reported:
			result.Unchanged++
		default:
			result.Replaced++
		}
	}
	return result, err
}

// Has asks the store.
func (r Rehearsal) Has(ctx context.Context, documents []store.Document) ([]bool, error) {
	if r.Store == nil {
		return make([]bool, len(documents)), nil
	}
	return r.Store.Has(ctx, documents)
}

// Withdraw does nothing.
func (Rehearsal) Withdraw(context.Context, []string) (int, error) { return 0, nil }
