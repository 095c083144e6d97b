package query

import (
	"time"

	"entente/internal/store"
)

// Questions answers analysts from a store.
type Questions struct {
	Store  store.Reader
	Actors *Resolver
	Clock  func() time.Time // what now is: of relative times and of offices without a day
}
