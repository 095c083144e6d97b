package export

import (
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"entente/internal/access"
	"entente/internal/diplo"
	"entente/internal/query"
	"entente/internal/store"
)

// seriesParameters are those of counts over time.
var seriesParameters = append(slices.Clone(whatParameters), asOfParameter,
	parameter{name: "interval", about: "DAY, WEEK, MONTH (the default) or YEAR."},
	parameter{name: "by", about: "A series for each quadClass or eventType in place of one of all."},
	parameter{name: "measure", about: "What is counted: EVENTS (the default), OCCURRENCES or OUTLETS."},
	parameter{name: "timezone", about: "Where from and to are instants, the time zone of their days. Default: UTC."})

// series answers with rows of time, group and count, empty intervals included. Events are counted where they start.
func (x *Exports) series(w http.ResponseWriter, r *http.Request) {
	values := r.URL.Query()
	body, err := x.counted(r.Context(), values)
	if err != nil {
		x.refuse(w, r, err)
		return
	}
	header := w.Header()
	header.Set("Content-Type", "text/csv; charset=utf-8; header=present")
	header.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="entente-series-%s.csv"`, diplo.DayOf(x.Clock())))
	header.Set("Cache-Control", "no-store")
	header.Set("X-Content-Type-Options", "nosniff")
	w.Write(body) // a client that went away needs no answer
}

// splits are what a series for each of something may be asked for by.
var splits = map[string][]string{"": {"events"}, "quadClass": texts(diplo.QuadClasses()), "eventType": texts(diplo.EventTypes())}

func (x *Exports) counted(ctx context.Context, values url.Values) ([]byte, error) {
	if err := checkNames(values, seriesParameters); err != nil {
		return nil, err
	}
	questions, err := x.asOf(values.Get(asOfParameter.name))
	if err != nil {
		return nil, err
	}
	from, err := moment(values.Get("from"))
	if err != nil {
		return nil, err
	}
	to, err := moment(values.Get("to"))
	if err != nil {
		return nil, err
	}
	values = maps.Clone(values)
	values.Del("from") // they are the span of the series, empty intervals included
	values.Del("to")
	said, err := conditions(values)
	if err != nil {
		return nil, err
	}
	by := values.Get("by")
	groups, known := splits[by]
	if !known {
		return nil, diplo.Errorf(diplo.Invalid, "by: %q is neither quadClass nor eventType", by)
	}
	wanted := make([]query.SeriesWanted, len(groups))
	for i, group := range groups {
		where := said
		if by != "" {
			where = map[string]any{"and": []any{said, map[string]any{by: []any{group}}}}
		}
		filter, err := x.Filter(where)
		if err != nil {
			return nil, err
		}
		wanted[i] = query.SeriesWanted{Name: group, Where: filter, Measure: store.Measure(values.Get("measure"))}
	}
	ctx, leave, err := access.Enter(ctx)
	if err != nil {
		return nil, err
	}
	interval := query.Interval(cmp.Or(values.Get("interval"), string(query.Monthly)))
	counts, err := questions.Series(ctx, wanted, interval, from, to, cmp.Or(values.Get("timezone"), "UTC"))
	leave()
	if err != nil {
		return nil, err
	}
	var body bytes.Buffer
	out := csv.NewWriter(&body) // a buffer takes everything
	out.UseCRLF = true
	_ = out.Write([]string{"time", "group", "count"})
	rows := 0
	for _, series := range counts.Series {
		for _, point := range series.Points {
			_ = out.Write([]string{point.Time.UTC().Format(time.RFC3339), series.Name, strconv.Itoa(point.Count)})
			rows++
		}
	}
	out.Flush()
	return body.Bytes(), access.Spend(ctx, rows)
}

// moment is the time of a parameter, nil when it is not given.
func moment(text string) (*query.When, error) {
	if text == "" {
		return nil, nil
	}
	when, err := query.ParseWhen(text)
	return &when, err
}

func texts[T ~string](values []T) []string {
	list := make([]string, len(values))
	for i, value := range values {
		list[i] = string(value)
	}
	return list
}
