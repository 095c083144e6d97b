package embedded

import (
	"testing"
	"time"

	"entente/internal/store"
	"entente/internal/store/storetest"
)

func temporary(t testing.TB) store.Store {
	t.Helper()
	s, err := Open(Temporary, Options{CacheBytes: 16 << 20})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestTheStoreKeepsTheContract(t *testing.T) {
	t.Parallel()
	storetest.Run(t, temporary)
}

func TestAClockThatIsSetCostsNothing(t *testing.T) {
	t.Parallel()
	storetest.RunClock(t, func(tb testing.TB, now func() time.Time) store.Store {
		s, err := Open(Temporary, Options{Now: now})
		if err != nil {
			tb.Fatal(err)
		}
		return s
	})
}

func TestTheStoreAnswersAsTheModel(t *testing.T) {
	t.Parallel()
	for seed := range int64(4) {
		s := temporary(t).(*Store)
		storetest.Versus(t, seed, 500, storetest.NewModel(), s)
		if err := s.Check(t.Context()); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
	}
}
