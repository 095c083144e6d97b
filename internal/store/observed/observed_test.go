package observed_test

import (
	"context"
	"reflect"
	"testing"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
	"entente/internal/store/embedded"
	"entente/internal/store/observed"
)

// TestEveryCallIsToldOf calls every method that the interface has, with zero arguments, so that a new one can't be forgotten.
func TestEveryCallIsToldOf(t *testing.T) {
	opened, err := embedded.Open(embedded.Temporary, embedded.Options{CacheBytes: 8 << 20})
	if err != nil {
		t.Fatal(err)
	}
	var told []observed.Call
	s := observed.Store(opened, func(_ context.Context, c observed.Call) { told = append(told, c) })
	for _, reader := range []any{s, s.AsOf(time.Now())} {
		interfaceOf := reflect.TypeFor[store.Reader]()
		if _, whole := reader.(store.Store); whole {
			interfaceOf = reflect.TypeFor[store.Store]()
		}
		for method := range interfaceOf.Methods() {
			if method.Name == "Close" || method.Name == "AsOf" {
				continue
			}
			var arguments []reflect.Value
			for in := range method.Type.Ins() {
				if in == reflect.TypeFor[context.Context]() {
					arguments = append(arguments, reflect.ValueOf(t.Context()))
					continue
				}
				arguments = append(arguments, reflect.Zero(in))
			}
			told = nil
			reflect.ValueOf(reader).MethodByName(method.Name).Call(arguments)
			if len(told) != 1 || told[0].Verb != method.Name || told[0].Began.IsZero() {
				t.Errorf("of %s of %T is told %+v", method.Name, reader, told)
			}
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	told = nil
	if _, err := s.Totals(t.Context()); diplo.KindOf(err) != diplo.Unavailable || len(told) != 1 || told[0].Err != err {
		t.Errorf("of a call that fails (%v) is told %+v", err, told)
	}
}
