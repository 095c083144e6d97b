package main

import (
	"testing"
	"time"
)

func TestAServerIsWaitedForAndAFileIsNot(t *testing.T) {
	for store, want := range map[string]time.Duration{"bolt://localhost:7687": time.Minute, "news.db": 0} {
		if got := (patienceFlag{time.Minute}).with(&storeFlags{Store: store}); got != want {
			t.Errorf("%s is waited for %s, want %s", store, got, want)
		}
	}
}
