package loader

import (
	"context"

	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/loader/source"
)

// ReadOne has one document read, with its explanation. What can't be read is diplo.Invalid.
func ReadOne(ctx context.Context, extractor Extractor, outlets Outlets, item source.Item) (extract.Result, error) {
	outlets.Grade(&item.Document)
	for r := range Read(ctx, extractor, func(yield func(source.Item) bool) { yield(item) }, true) {
		if r.Skip != nil {
			return extract.Result{}, diplo.Errorf(diplo.Invalid, "%s: %s", r.Skip.Name, r.Skip.Reason)
		}
		return r.Result, nil
	}
	return extract.Result{}, ctx.Err()
}
