package storetest

import (
	"testing"

	"entente/internal/store"
)

func TestTheModelKeepsTheContract(t *testing.T) {
	Run(t, func(testing.TB) store.Store { return NewModel() })
}

func TestAStoreAnswersAsItself(t *testing.T) {
	Versus(t, 1, 300, NewModel(), NewModel())
}
