package neo4j_test

import (
	"testing"

	"entente/internal/store/storetest"
)

func TestStoreAnswersAsTheModelDoes(t *testing.T) {
	storetest.Versus(t, 11, 150, storetest.NewModel(), open(t))
}
