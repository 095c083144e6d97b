package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"entente/examples/grafana"
)

// dashboard is what the test reads of Grafana's form, and of the Infinity data source's within it.
type dashboard struct {
	Time       struct{ From, To time.Time }
	Templating struct {
		List []struct{ Name, Query string }
	}
	Panels []struct {
		Title   string
		Targets []struct {
			RefID        string `json:"refId"`
			URL          string
			RootSelector string `json:"root_selector"`
			Options      struct {
				Method    string
				Query     string `json:"body_graphql_query"`
				Variables string `json:"body_graphql_variables"`
				Headers   []struct{ Key, Value string }
			} `json:"url_options"`
			Columns []struct{ Selector, Type string }
		}
	}
}

func TestEveryPanelOfTheDashboardFindsWhatItShows(t *testing.T) {
	var d dashboard
	if err := json.Unmarshal(grafana.Tensions, &d); err != nil {
		t.Fatal(err)
	}
	values := []string{"${__from}", strconv.FormatInt(d.Time.From.UnixMilli(), 10), "${__to}", strconv.FormatInt(d.Time.To.UnixMilli(), 10)}
	for _, variable := range d.Templating.List {
		values = append(values, "${"+variable.Name+"}", variable.Query)
	}
	fill := strings.NewReplacer(values...)
	h := serve(t, theStory)
	for _, panel := range d.Panels {
		for _, target := range panel.Targets {
			t.Run(panel.Title+" "+target.RefID, func(t *testing.T) {
				if address := fill.Replace(target.URL); address != "http://127.0.0.1:8080/graphql" {
					t.Errorf("it asks %s", address)
				}
				body, err := json.Marshal(map[string]any{"query": fill.Replace(target.Options.Query), "variables": json.RawMessage(target.Options.Variables)})
				if err != nil {
					t.Fatal(err)
				}
				r := httptest.NewRequest(target.Options.Method, "/graphql", strings.NewReader(string(body)))
				r.Header.Set("Content-Type", "application/json")
				for _, header := range target.Options.Headers {
					r.Header.Set(header.Key, header.Value)
				}
				w := httptest.NewRecorder()
				h.ServeHTTP(w, r)
				var answer any
				if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || w.Code != http.StatusOK || strings.Contains(w.Body.String(), `"errors"`) {
					t.Fatalf("answered %d: %s", w.Code, w.Body)
				}
				root, err := at(answer, target.RootSelector)
				if err != nil {
					t.Fatalf("%v in %s", err, w.Body)
				}
				rows, isList := root.([]any)
				if !isList {
					rows = []any{root}
				}
				if len(rows) == 0 {
					t.Fatal("it shows nothing of the story of 19 September 2023")
				}
				for _, column := range target.Columns {
					wantColumn(t, rows, column.Selector, column.Type)
				}
			})
		}
	}
}

// wantColumn wants every row to have the column, and some row a value of its type.
func wantColumn(t *testing.T, rows []any, selector, kind string) {
	t.Helper()
	fits := false
	for _, row := range rows {
		value, err := at(row, selector)
		if err != nil {
			t.Fatalf("%v in a row: %v", err, row)
		}
		switch v := value.(type) {
		case float64:
			fits = fits || kind == "number"
		case string:
			_, dayErr := time.Parse(time.DateOnly, v)
			_, timeErr := time.Parse(time.RFC3339, v)
			fits = fits || kind == "string" || kind == "timestamp" && (dayErr == nil || timeErr == nil)
		}
	}
	if !fits {
		t.Errorf("no row has a %s at %s", kind, selector)
	}
}

// at follows a path of names and places, joined by points.
func at(value any, path string) (any, error) {
	for name := range strings.SplitSeq(path, ".") {
		switch v := value.(type) {
		case map[string]any:
			inner, there := v[name]
			if !there {
				return nil, fmt.Errorf("there is no %s of %s", name, path)
			}
			value = inner
		case []any:
			i, err := strconv.Atoi(name)
			if err != nil || i >= len(v) {
				return nil, fmt.Errorf("there is no entry %s of %s", name, path)
			}
			value = v[i]
		default:
			return nil, fmt.Errorf("%s of %s is in %v", name, path, v)
		}
	}
	return value, nil
}
