package access

import (
	"context"
	"time"
)

// shown is the key that a caller showed, and where it is known.
type shown struct {
	keys *Keys
	hash hash
}

// askAgainEvery is how often it is asked whether a key still holds.
const askAgainEvery = 2 * time.Second

// WhileKnown gives a context for what stays open for a caller: it ends, with an error of kind diplo.Unauthenticated as its cause, some
// seconds after the key was revoked. Who shows no key can't lose it.
func WhileKnown(ctx context.Context) context.Context {
	key := From(ctx).key
	if key == nil {
		return ctx
	}
	ctx, end := context.WithCancelCause(ctx)
	go func() {
		tick := time.NewTicker(askAgainEvery)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				if _, err := key.keys.of(key.hash); err != nil {
					end(err)
					return
				}
			case <-ctx.Done():
				end(nil)
				return
			}
		}
	}()
	return ctx
}
