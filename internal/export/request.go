package export

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/internal/access"
	"entente/internal/diplo"
	"entente/internal/query"
	"entente/internal/store"
)

// parameter is one of an address. Those with a condition say one thing of a filter, in place of where or beside it.
type parameter struct {
	name, about string
	condition   []string // the path of the condition in the filter
	many        bool     // may be given again, or with values that commas part
	kind        string   // of JSON; "" is string
}

// whatParameters are those that say which events are wanted.
var whatParameters = []parameter{
	{name: "where", about: "A filter as JSON, as the argument where of GraphQL has it: EventFilter of the schema. It holds together with the parameters that say one thing each."},
	{name: "source", about: "Who did it: an id, a name, an alias or an ISO code.", condition: []string{"source"}, many: true},
	{name: "target", about: "Who it was done to.", condition: []string{"target"}, many: true},
	{name: "either", about: "Who is the source or the target.", condition: []string{"either"}, many: true},
	{name: "between", about: "Two actors, either way round.", condition: []string{"between"}, many: true},
	{name: "scope", about: "How far each actor reaches: SELF, OFFICIALS or AFFILIATED.", condition: []string{"scope"}},
	{name: "relation", about: "What was done, such as SPOKE_TO.", condition: []string{"relation"}, many: true},
	{name: "eventType", about: "The event type, such as CONSULT.", condition: []string{"eventType"}, many: true},
	{name: "quadClass", about: "The quad class, such as VERBAL_CONFLICT.", condition: []string{"quadClass"}, many: true},
	{name: "from", about: "The first day: 2023-09-19, 2023-09, 2023, an RFC 3339 time, milliseconds since 1970, or now-30d.", condition: []string{"date", "gte"}},
	{name: "to", about: "The last day, in the same forms.", condition: []string{"date", "lte"}},
	{name: "modality", about: "How the texts hold it. Default: ASSERTED and CLAIMED.", condition: []string{"modality"}, many: true},
	{name: "status", about: "Whether it still stands. Default: CURRENT and CORRECTED.", condition: []string{"status"}, many: true},
	{name: "background", about: "Only what is told in passing (true), or what is not (false).", condition: []string{"background"}, kind: "boolean"},
	{name: "place", about: "The whole name of a place, or an ISO 3166-1 alpha-3 code.", condition: []string{"place"}},
	{name: "text", about: "Words of the sentences that tell of it.", condition: []string{"text"}},
	{name: "outlet", about: "Told by this outlet.", condition: []string{"outlet"}, many: true},
	{name: "sources", about: "The least number of independent outlets that tell of it.", condition: []string{"sources", "gte"}, kind: "integer"},
	{name: "confidence", about: "The least confidence, 0 … 1.", condition: []string{"confidence", "gte"}, kind: "number"},
}

// asOfParameter looks back.
var asOfParameter = parameter{name: "asOf", about: "As it was known then, in the forms of a time. Default: now."}

// eventParameters are those of the events' files.
var eventParameters = append(slices.Clone(whatParameters), asOfParameter,
	parameter{name: "orderBy", about: "DATE_DESC (newest first, the default), DATE_ASC or RECORDED_DESC."},
	parameter{name: "first", about: "At most so many events. Default: all.", kind: "integer"})

// asked is what a request wants.
type asked struct {
	questions *query.Questions
	filter    store.EventFilter
	order     store.EventOrder

	most int  // rows still wanted
	done bool // all rows were given
	page store.PageRequest
}

// everything is the number of rows where none is given.
const everything = int(^uint(0) >> 1)

// read takes the parameters apart; those that there are not, are diplo.Invalid, as is what they can't be.
func (x *Exports) read(ctx context.Context, values url.Values, parameters []parameter) (*asked, error) {
	if err := checkNames(values, parameters); err != nil {
		return nil, err
	}
	where, err := conditions(values)
	if err != nil {
		return nil, err
	}
	filter, err := x.Filter(where)
	if err != nil {
		return nil, err
	}
	a := &asked{order: store.EventOrder(values.Get("orderBy")), most: everything}
	if a.questions, err = x.asOf(values.Get(asOfParameter.name)); err != nil {
		return nil, err
	}
	if a.filter, err = a.questions.Events(ctx, filter); err != nil {
		return nil, err
	}
	if text := values.Get("first"); text != "" {
		if a.most, err = strconv.Atoi(text); err != nil || a.most < 0 {
			return nil, diplo.Errorf(diplo.Invalid, "first: %q is not a number of events", text)
		}
	}
	return a, nil
}

// asOf are questions to the store as it was at the end of the time; "" is now.
func (x *Exports) asOf(text string) (*query.Questions, error) {
	reader, clock := x.Store, x.Clock
	if text != "" {
		when, err := query.ParseWhen(text)
		if err != nil {
			return nil, err
		}
		_, until := when.Range(x.Clock())
		if at := until.Add(-time.Microsecond); at.Before(x.Clock()) {
			reader, clock = x.Store.AsOf(at), func() time.Time { return at }
		}
	}
	return &query.Questions{Store: reader, Actors: &query.Resolver{Base: x.Actors, Store: reader}, Clock: clock}, nil
}

// next gives the next rows, and none when all were given; done is set with the last.
func (a *asked) next(ctx context.Context) ([]query.Row, error) {
	a.page.Limit = min(a.most, store.MaxLimit)
	if a.page.Limit == 0 {
		a.done = true
		return nil, nil
	}
	ctx, leave, err := access.Enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	page, err := a.questions.Store.Events(ctx, a.filter, a.order, a.page)
	if err != nil {
		return nil, err
	}
	rows, err := a.questions.Rows(ctx, page.Items)
	if err != nil {
		return nil, err
	}
	a.most -= len(rows)
	a.done = !page.More || a.most == 0
	if n := len(page.Cursors); n > 0 {
		a.page.After = page.Cursors[n-1]
	}
	return rows, nil
}

// nextWhenFree is next for a file that has begun: while the server is busy, it waits.
func (a *asked) nextWhenFree(ctx context.Context) ([]query.Row, error) {
	for {
		rows, err := a.next(ctx)
		var later *access.Later
		if !errors.As(err, &later) {
			return rows, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(later.After):
		}
	}
}

func checkNames(values url.Values, parameters []parameter) error {
	for name, given := range values {
		at := slices.IndexFunc(parameters, func(p parameter) bool { return p.name == name })
		if at < 0 {
			known := make([]string, len(parameters))
			for i, p := range parameters {
				known[i] = p.name
			}
			return diplo.Errorf(diplo.Invalid, "there is no parameter %q; there are %s", name, strings.Join(known, ", "))
		}
		if len(given) > 1 && !parameters[at].many {
			return diplo.Errorf(diplo.Invalid, "%s is given %d times", name, len(given))
		}
	}
	return nil
}

// conditions is the filter that the parameters say, as JSON that was decoded.
func conditions(values url.Values) (map[string]any, error) {
	said := map[string]any{}
	for _, p := range whatParameters {
		given := slices.DeleteFunc(slices.Clone(values[p.name]), func(text string) bool { return text == "" })
		if p.condition == nil || len(given) == 0 {
			continue
		}
		var value any
		switch {
		case p.many:
			var list []any
			for _, text := range given {
				for one := range strings.SplitSeq(text, ",") {
					list = append(list, strings.TrimSpace(one))
				}
			}
			value = list
		case p.kind == "boolean":
			yes, err := strconv.ParseBool(given[0])
			if err != nil {
				return nil, diplo.Errorf(diplo.Invalid, "%s: %q is neither true nor false", p.name, given[0])
			}
			value = yes
		case p.kind != "":
			if _, err := strconv.ParseFloat(given[0], 64); err != nil {
				return nil, diplo.Errorf(diplo.Invalid, "%s: %q is not a number", p.name, given[0])
			}
			value = json.Number(given[0])
		default:
			value = given[0]
		}
		if len(p.condition) == 1 {
			said[p.condition[0]] = value
			continue
		}
		range_, _ := said[p.condition[0]].(map[string]any)
		if range_ == nil {
			range_ = map[string]any{}
			said[p.condition[0]] = range_
		}
		range_[p.condition[1]] = value
	}
	text := values.Get("where")
	if text == "" {
		return said, nil
	}
	var where map[string]any
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	if err := cmp.Or(decoder.Decode(&where), trailing(decoder)); err != nil {
		return nil, diplo.Errorf(diplo.Invalid, `where is not a JSON object such as {"source": ["France"]}: %w`, err)
	}
	if len(said) == 0 {
		return where, nil
	}
	return map[string]any{"and": []any{where, said}}, nil
}

// trailing tells of what stands behind the value that was decoded.
func trailing(decoder *json.Decoder) error {
	if decoder.More() {
		return diplo.Errorf(diplo.Invalid, "something stands behind it")
	}
	return nil
}
