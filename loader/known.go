package loader

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"hash/maphash"

	"entente/internal/extract"
	"entente/internal/store"
)

// fingerprint tells apart documents, and the programs that read them.
func fingerprint(program string, d *extract.Document) string {
	if program == "" {
		return ""
	}
	all := sha256.New()
	for _, part := range []string{program, d.URL, d.Title, d.Outlet, d.Country, string(d.Reliability), d.Published.String(), d.Text} {
		all.Write([]byte(part))
		all.Write([]byte{0})
	}
	return base64.RawURLEncoding.EncodeToString(all.Sum(nil)[:12])
}

// known tells which of the documents the store has as the program reads them.
func known(ctx context.Context, s Store, program string, documents []extract.Document) ([]bool, error) {
	asked := make([]store.Document, len(documents))
	for i := range documents {
		d := &documents[i]
		asked[i] = store.Document{Article: d.ID(), Origin: d.Origin, Fingerprint: fingerprint(program, d)}
	}
	return s.Has(ctx, asked)
}

// met remembers what stood for a name in this run. It keeps a few bytes of each.
type met struct {
	seed maphash.Seed
	all  map[uint64]uint64
}

func newMet() met { return met{maphash.MakeSeed(), map[uint64]uint64{}} }

// set notes what stands for the name, and tells whether something else did before.
func (m met) set(name, value string) (other bool) {
	key, is := maphash.String(m.seed, name), maphash.String(m.seed, value)
	was, there := m.all[key]
	m.all[key] = is
	return there && was != is
}

// has tells whether anything stands for the name.
func (m met) has(name string) bool {
	_, there := m.all[maphash.String(m.seed, name)]
	return there
}
