package neo4j

import (
	"context"
	"regexp"
	"strings"

	"entente/internal/diplo"
	"entente/internal/store"
)

// asked is a query over events whose answer is one row; without Cypher nothing need be asked, for there is nothing.
type asked struct {
	cypher string
	params parameters
}

// asEach makes a query for each filter.
func (v view) asEach(ctx context.Context, filters []store.EventFilter, make func(*eventQuery) (string, error)) ([]asked, error) {
	who, err := v.who(ctx)
	if err != nil {
		return nil, err
	}
	var questions []asked
	for i := range filters {
		if err := filters[i].Validate(); err != nil {
			return nil, err
		}
		filter := v.meaning(who, filters[i])
		q := newEventQuery(&filter, v.past)
		cypher, err := make(q)
		if err != nil {
			return nil, err
		}
		if q.hopeless() {
			cypher = ""
		}
		questions = append(questions, asked{cypher, q.params})
	}
	return questions, nil
}

// askEach gives the row of each question, nil where nothing was to be asked. Those that differ in their parameters only are asked together, in
// one trip to the server.
func (v view) askEach(ctx context.Context, questions []asked, columns ...string) ([]*fields, error) {
	rows := make([]*fields, len(questions))
	alike := map[string][]int{}
	var texts []string
	for i, q := range questions {
		if q.cypher == "" {
			continue
		}
		if alike[q.cypher] == nil {
			texts = append(texts, q.cypher)
		}
		alike[q.cypher] = append(alike[q.cypher], i)
	}
	if len(texts) == 0 {
		return rows, v.usable(ctx)
	}
	for _, text := range texts {
		places := alike[text]
		cypher, params := text, questions[places[0]].params
		if len(places) > 1 {
			cypher, params = together(text, columns, questions, places)
		}
		answers, err := v.ask(ctx, cypher, params)
		if err != nil {
			return nil, err
		}
		if len(answers) != len(places) {
			return nil, diplo.Errorf(diplo.Internal, "%d questions gave %d rows", len(places), len(answers))
		}
		for i := range answers {
			at := 0
			if len(places) > 1 {
				at = answers[i].count("i")
			}
			rows[places[at]] = &answers[i]
		}
	}
	return rows, nil
}

// ownParameter is a parameter that query.bind made.
var ownParameter = regexp.MustCompile(`\$(p\d+)`)

// together is the Cypher that answers the question for the parameters of each place.
func together(text string, columns []string, questions []asked, places []int) (string, parameters) {
	params := parameters{}
	rows := make([]parameters, len(places))
	for i, place := range places {
		rows[i] = parameters{}
		for name, value := range questions[place].params {
			if ownParameter.MatchString("$" + name) {
				rows[i][name] = value
			} else {
				params[name] = value // as in all of them
			}
		}
	}
	params["rows"] = rows
	text = strings.ReplaceAll(ownParameter.ReplaceAllString(text, "row.$1"), "CALL () {", "CALL (row) {")
	return "UNWIND range(0, size($rows) - 1) AS i\nWITH i, $rows[i] AS row\nCALL (row) {\n" + text + "\n}\nRETURN i, " + strings.Join(columns, ", "), params
}
