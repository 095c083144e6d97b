package store_test

import (
	"encoding/base64"
	"testing"

	"entente/internal/diplo"
	"entente/internal/store"
)

func FuzzCursor(f *testing.F) {
	for _, seed := range []string{string(store.NewCursor("events", "2023-09-19", "event:a")), "", "!", base64.RawURLEncoding.EncodeToString([]byte(`["events",null,{}]`)), base64.RawURLEncoding.EncodeToString([]byte(`[[[[`))} {
		f.Add(seed, "a\x00\"\xff", "b")
	}
	f.Fuzz(func(t *testing.T, text, first, second string) {
		if keys, err := store.Cursor(text).Keys("events", 2); err == nil && len(keys) != 2 || err != nil && diplo.KindOf(err) != diplo.Invalid {
			t.Fatalf("%q gave %q, %v", text, keys, err)
		}
		made := store.NewCursor("events", first, second)
		if _, err := made.Keys("events", 2); err != nil {
			t.Fatalf("of %q and %q it is no cursor: %v", first, second, err)
		}
		if _, err := made.Keys("actors", 2); err == nil {
			t.Fatal("a cursor of one list is one of another")
		}
	})
}
