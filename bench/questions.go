package bench

import (
	"context"
	"strings"

	"entente/internal/diplo"
	"entente/internal/query"
	"entente/internal/store"
)

// Question is what analysts ask often, of an event that was made.
type Question struct {
	Name string
	Ask  func(ctx context.Context, s store.Reader, about Subject) error
}

// Questions are the questions, in the order of the table.
func Questions() []Question {
	return []Question{
		{"pair page", func(ctx context.Context, s store.Reader, about Subject) error {
			filter := store.EventFilter{Between: pair(about), Date: &store.DayRange{From: about.Day - 45, To: about.Day + 45}}
			_, err := s.Events(ctx, filter, store.NewestFirst, store.PageRequest{Limit: 50})
			return err
		}},
		{"partners, top 50", func(ctx context.Context, s store.Reader, about Subject) error {
			_, err := s.Groups(ctx, store.EventFilter{Source: only(about.Source)}, []store.Dimension{store.ByTarget}, store.CountEvents, 50)
			return err
		}},
		{"monthly series of a pair", func(ctx context.Context, s store.Reader, about Subject) error {
			_, err := s.Groups(ctx, store.EventFilter{Between: pair(about)}, []store.Dimension{store.ByMonth}, store.CountEvents, 500)
			return err
		}},
		{"path, any two", func(ctx context.Context, s store.Reader, about Subject) error {
			return path(ctx, s, about.Anybody[0], about.Anybody[1])
		}},
		{"path, the busy", func(ctx context.Context, s store.Reader, about Subject) error {
			return path(ctx, s, about.Source, about.Another)
		}},
		{"top 20 sources in 30 days", func(ctx context.Context, s store.Reader, about Subject) error {
			filter := store.EventFilter{Date: &store.DayRange{From: about.Day - 15, To: about.Day + 14}}
			_, err := s.Groups(ctx, filter, []store.Dimension{store.BySource}, store.CountEvents, 20)
			return err
		}},
		{"name prefix", func(ctx context.Context, s store.Reader, about Subject) error {
			_, err := s.Actors(ctx, store.ActorFilter{Name: prefix(about.Name)}, store.PageRequest{})
			return err
		}},
	}
}

// path looks for the shortest, of at most four ties.
func path(ctx context.Context, s store.Reader, from, to diplo.ActorID) error {
	if from == to {
		return nil
	}
	_, err := query.FindPaths(ctx, s, from, to, store.Standing(), 4, 1)
	return err
}

func only(id diplo.ActorID) *store.ActorMatch {
	return &store.ActorMatch{IDs: []diplo.ActorID{id}}
}

func pair(about Subject) *[2]store.ActorMatch {
	return &[2]store.ActorMatch{*only(about.Source), *only(about.Target)}
}

// prefix is what somebody types of a name: the first word with four letters, up to the fourth.
func prefix(name string) string {
	for _, word := range strings.Fields(name) {
		if letters := []rune(word); len(letters) >= 4 {
			return string(letters[:4])
		}
	}
	return name
}
