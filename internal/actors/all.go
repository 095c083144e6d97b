package actors

import (
	"iter"
	"maps"

	"entente/internal/diplo"
)

// All are the actors of the base, in no promised order.
func (b *Base) All() iter.Seq[diplo.Actor] { return maps.Values(b.actors) }
