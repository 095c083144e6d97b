package neo4j_test

import (
	"testing"

	"entente/internal/store/embedded"
	"entente/internal/store/storetest"
)

func TestStoreAnswersAsTheEmbeddedOneDoes(t *testing.T) {
	other, err := embedded.Open(embedded.Temporary, embedded.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	s := open(t)
	defer s.Close()
	storetest.Versus(t, 11, 150, other, s)
}
