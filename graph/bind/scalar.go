package bind

import (
	"io"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"entente/internal/diplo"
	"entente/internal/query"
)

// MarshalDay writes a day as ISO 8601, and diplo.NoDay as null.
func MarshalDay(day diplo.Day) graphql.Marshaler {
	if day == diplo.NoDay {
		return graphql.Null
	}
	return quoted(day.String())
}

// UnmarshalDay reads a day.
func UnmarshalDay(value any) (diplo.Day, error) {
	text, ok := value.(string)
	if !ok {
		return diplo.NoDay, diplo.Errorf(diplo.Invalid, "%v is not a date of the form 2023-09-19", value)
	}
	return diplo.ParseDay(text)
}

// MarshalInstant writes an instant as RFC 3339 in UTC.
func MarshalInstant(t time.Time) graphql.Marshaler {
	return quoted(t.UTC().Format(time.RFC3339Nano))
}

// UnmarshalInstant reads an instant.
func UnmarshalInstant(value any) (time.Time, error) {
	text, _ := value.(string)
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}, diplo.Errorf(diplo.Invalid, "%v is not an instant of the form 2023-09-20T08:15:00Z", value)
	}
	return t, nil
}

// MarshalWhen is there for the generator only: times in this form are never given out.
func MarshalWhen(query.When) graphql.Marshaler { return graphql.Null }

// UnmarshalWhen reads a time as people write it.
func UnmarshalWhen(value any) (query.When, error) { return query.WhenOf(value) }

func quoted(text string) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) { io.WriteString(w, strconv.Quote(text)) })
}
