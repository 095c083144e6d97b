package live

import (
	"context"
	"reflect"
	"testing"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
	"entente/internal/store/embedded"
	"entente/internal/store/storetest"
)

// matched counts events as live matches them, one by one, and does all else as its store does.
type matched struct {
	store.Reader
	at  time.Time
	now store.Reader
}

func (m matched) CountEvents(ctx context.Context, filter store.EventFilter) (int, error) {
	if err := filter.Validate(); err != nil {
		return 0, err
	}
	var who whoIsWho
	identity, err := who.now(ctx, m.now)
	if err != nil {
		return 0, err
	}
	count := 0
	for page := (store.PageRequest{Limit: store.MaxLimit}); ; {
		found, err := m.Reader.Events(ctx, store.EventFilter{}, store.NewestFirst, page)
		if err != nil {
			return 0, err
		}
		for _, event := range found.Items {
			is, err := (&state{event: event, at: m.at}).matches(ctx, m.Reader, identity, &filter)
			if err != nil {
				return 0, err
			}
			if is {
				count++
			}
		}
		if !found.More {
			return count, nil
		}
		page.After = found.Cursors[len(found.Cursors)-1]
	}
}

func (m matched) AsOf(at time.Time) store.Reader {
	if at.Before(m.at) {
		m.at = at
	}
	return matched{m.Reader.AsOf(at), m.at, m.now}
}

// matchedStore is a store that is read so.
type matchedStore struct {
	matched
	store.Writer
	close func() error
}

func (m matchedStore) Put(ctx context.Context, batch []diplo.CodedArticle) (store.PutResult, error) {
	return m.Writer.Put(ctx, batch)
}

func (m matchedStore) Close() error { return m.close() }

func TestAFilterMatchesAsTheStoreSays(t *testing.T) {
	for seed := range int64(2) {
		plain, other := open(t), open(t)
		storetest.Versus(t, 100+seed, 1000, plain, matchedStore{matched{other, time.Now().AddDate(100, 0, 0), other}, other, other.Close})
	}
}

func open(t *testing.T) store.Store {
	t.Helper()
	s, err := embedded.Open(embedded.Temporary, embedded.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestEveryConditionOfAFilterIsKnownHere(t *testing.T) {
	const known = 26 // conditions of store.EventFilter that matcher asks of, each tried by the test above
	if n := reflect.TypeFor[store.EventFilter]().NumField(); n != known {
		t.Errorf("a filter has %d conditions, %d are known here: see matcher", n, known)
	}
}
