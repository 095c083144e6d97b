package export_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/internal/access"
	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/export"
	"entente/internal/query"
	"entente/internal/store"
	"entente/internal/store/embedded"
)

// days is how many days Norland protested against Sudland, one event each.
const days = 1234

// awkward are sentences that formats have to take care of.
var awkward = []string{
	`=HYPERLINK("http://x.example") was demanded.`, "+1 was offered.", "-1 was refused.", "@once it was asked.",
	"It said \"no\", then, \n yes.", "A < B & C > D.", "Ünïcödé “quotes” \x01 and control.", "plain.",
}

// theNorland is a store of what Norland did to Sudland, day by day, and once somebody unknown to a deed of Sudland.
var theNorland store.Store

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "norland")
	if err != nil {
		panic(err)
	}
	if theNorland, err = embedded.Open(filepath.Join(dir, "graph.db"), embedded.Options{CacheBytes: 8 << 20}); err != nil {
		panic(err)
	}
	if _, err := theNorland.Put(context.Background(), norland()); err != nil {
		panic(err)
	}
	code := m.Run()
	theNorland.Close()
	os.RemoveAll(dir)
	os.Exit(code)
}

func norland() []diplo.CodedArticle {
	first := diplo.DateOf(2020, 1, 1)
	var batch []diplo.CodedArticle
	for i := range days {
		day := first + diplo.Day(i)
		address := fmt.Sprintf("https://wire.example/%d", i)
		a := diplo.Article{ID: diplo.ArticleIDOf(address, "", day), Source: address, URL: address, Title: "=1+1", Outlet: "The Wire",
			Cluster: diplo.ClusterIDOf(address), Reported: day, Basis: diplo.DateFromMetadata, Text: awkward[i%len(awkward)]}
		claim := diplo.Claim{Relation: "PROTESTED_AGAINST", Source: "country:NOR", Target: "country:SDN", Modality: diplo.Asserted,
			Date: diplo.OnDay(day, diplo.BasisExplicit, "")}
		coded := diplo.CodedArticle{Actors: []diplo.Actor{
			{ID: "country:NOR", Kind: diplo.KindCountry, Name: "Norland", Code: "NOR"}, {ID: "country:SDN", Kind: diplo.KindCountry, Name: "Sudland", Code: "SDN"}}}
		if i == 7 {
			claim.Source, claim.TargetIsAction, claim.Action, claim.Relation = "", true, "action:dam", "CONDEMNED"
			claim.Place = diplo.Place{Name: "the dam", Country: "SDN", Latitude: 15.6, Longitude: 32.5}
			coded.Actions = []diplo.Action{{ID: "action:dam", Name: "the dam", DoneBy: "country:SDN"}}
		}
		m := diplo.Mention{Claim: claim, Quote: a.Text, Sentence: diplo.Span{End: len(a.Text)}, Trigger: diplo.Span{End: 1}, Confidence: 0.5, Extractor: "test 1"}
		m.Identify(&a)
		coded.Article, coded.Mentions = a, []diplo.Mention{m}
		batch = append(batch, coded)
	}
	return batch
}

// exports serves the exports of a store.
func exports(s store.Reader) http.Handler {
	return (&export.Exports{
		Store: s, Actors: query.Known(actors.Default()), Filter: graph.ParseFilter, Log: slog.New(slog.DiscardHandler), Version: "test",
		Clock: func() time.Time { return time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC) },
	}).Handler()
}

func get(h http.Handler, target string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, target, nil))
	return w
}

func TestEachFormatHoldsEveryEventOnce(t *testing.T) {
	h := exports(theNorland)
	count := map[string]func(*testing.T, []byte) int{
		"csv": func(t *testing.T, body []byte) int {
			lines, err := csv.NewReader(strings.NewReader(string(body))).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			return len(lines) - 1
		},
		"ndjson": func(t *testing.T, body []byte) int {
			n := 0
			for line := range strings.Lines(string(body)) {
				if !json.Valid([]byte(line)) {
					t.Fatalf("not JSON: %s", line)
				}
				n++
			}
			return n
		},
		"json": func(t *testing.T, body []byte) int {
			var rows []map[string]any
			if err := json.Unmarshal(body, &rows); err != nil {
				t.Fatal(err)
			}
			return len(rows)
		},
		"jsonld": func(t *testing.T, body []byte) int {
			var file struct {
				Context map[string]any   `json:"@context"`
				Graph   []map[string]any `json:"@graph"`
			}
			if err := json.Unmarshal(body, &file); err != nil || file.Context["@vocab"] == nil {
				t.Fatalf("%v, %v", err, file.Context)
			}
			return len(file.Graph)
		},
		"graphml": func(t *testing.T, body []byte) int {
			var file struct {
				Graph struct {
					Nodes []struct {
						ID string `xml:"id,attr"`
					} `xml:"node"`
					Edges []struct {
						Source string `xml:"source,attr"`
						Target string `xml:"target,attr"`
					} `xml:"edge"`
				} `xml:"graph"`
			}
			if err := xml.Unmarshal(body, &file); err != nil {
				t.Fatal(err)
			}
			var ids []string
			for _, node := range file.Graph.Nodes {
				ids = append(ids, node.ID)
			}
			slices.Sort(ids)
			if !slices.Equal(ids, []string{"action:dam", "country:NOR", "country:SDN", "unknown"}) {
				t.Errorf("the nodes are %q", ids)
			}
			return len(file.Graph.Edges)
		},
	}
	for extension, of := range count {
		t.Run(extension, func(t *testing.T) {
			got := get(h, "/export/events."+extension)
			if name := `attachment; filename="entente-events-2030-01-02.` + extension + `"`; got.Code != 200 || got.Header().Get("Content-Disposition") != name {
				t.Fatalf("%d, %v", got.Code, got.Header())
			}
			if n := of(t, got.Body.Bytes()); n != days {
				t.Errorf("it holds %d events, want %d", n, days)
			}
		})
	}
}

func TestTheTableIsRFC4180AndHasNoFormulas(t *testing.T) {
	body := get(exports(theNorland), "/export/events.csv?orderBy=DATE_ASC&first=8").Body.String()
	if strings.Count(body, "\n") != strings.Count(body, "\r\n") {
		t.Error("a line does not end with CR LF")
	}
	lines, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := func(name string) int { return slices.Index(lines[0], name) }
	want := slices.Clone(awkward)
	for i := range 4 {
		want[i] = "'" + want[i]
	}
	for i, sentence := range want {
		line := lines[i+1]
		if line[column("sentence")] != sentence || line[column("title")] != "'=1+1" {
			t.Errorf("line %d has %q, %q", i, line[column("sentence")], line[column("title")])
		}
		if line[column("intensity")] == "" || strings.HasPrefix(line[column("intensity")], "'") {
			t.Errorf("the intensity is %q", line[column("intensity")])
		}
	}
	dam := lines[8]
	if dam[column("sourceId")] != "" || dam[column("actionName")] != "the dam" || dam[column("latitude")] != "15.6" || dam[column("date")] != "2020-01-08" {
		t.Errorf("got %q", dam)
	}
}

func TestParametersSayWhatAFilterSays(t *testing.T) {
	h := exports(theNorland)
	for parameters, want := range map[string]int{
		"":                                     days,
		"first=3":                              3,
		"first=700":                            700,
		"first=0":                              0,
		"source=country:NOR":                   days - 1,
		"relation=CONDEMNED":                   1,
		"relation=CONDEMNED,PROTESTED_AGAINST": days,
		"relation=CONDEMNED&relation=PROTESTED_AGAINST": days,
		"from=2020-02-01&to=2020-02":                    29,
		"from=2020-02-01&to=2020-02&source=":            29,
		"from=2021":                                     days - 366,
		"place=SDN&background=false":                    1,
		"sources=2":                                     0,
		"confidence=0.9":                                0,
		"asOf=2019":                                     0,
		"asOf=now":                                      days,
		`where={"relation":"CONDEMNED"}`:                1,
		`where={"relation":"CONDEMNED"}&from=2021`:      0,
		`where={"not":{"relation":["CONDEMNED"]}}&to=2020-01-10`: 9,
	} {
		t.Run(parameters, func(t *testing.T) {
			values, err := url.ParseQuery(parameters)
			if err != nil {
				t.Fatal(err)
			}
			got := get(h, "/export/events.ndjson?"+values.Encode())
			if n := strings.Count(got.Body.String(), "\n"); got.Code != 200 || n != want {
				t.Errorf("%d with %d events, want %d: %.300s", got.Code, n, want, got.Body)
			}
		})
	}
}

func TestWhatIsWrongIsToldByItsStatusBeforeTheFirstByte(t *testing.T) {
	h := exports(theNorland)
	for parameters, c := range map[string]struct {
		status     int
		code, says string
	}{
		"colour=red":         {400, "BAD_USER_INPUT", `no parameter "colour"`},
		"from=soon":          {400, "BAD_USER_INPUT", "is not a time"},
		"from=2021&to=2020":  {400, "BAD_USER_INPUT", "ends before it begins"},
		"relation=LIKED":     {400, "BAD_USER_INPUT", "LIKED is not a valid Relation"},
		"first=many":         {400, "BAD_USER_INPUT", "not a number"},
		"first=1&first=2":    {400, "BAD_USER_INPUT", "given 2 times"},
		"orderBy=SIZE":       {400, "BAD_USER_INPUT", ""},
		"background=perhaps": {400, "BAD_USER_INPUT", "neither true nor false"},
		"where={":            {400, "BAD_USER_INPUT", "not a JSON object"},
		"where={} {}":        {400, "BAD_USER_INPUT", "something stands behind it"},
		"where=[]":           {400, "BAD_USER_INPUT", "not a JSON object"},
		"source=Azerbaijn":   {400, "NOT_FOUND", "Azerbaijn"},
		"between=France":     {400, "BAD_USER_INPUT", "wants two actors"},
	} {
		values, err := url.ParseQuery(parameters)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{"/export/events.csv?", "/feed.atom?"} {
			if path == "/feed.atom?" && values.Has("orderBy") {
				continue
			}
			got := get(h, path+values.Encode())
			var body struct {
				Errors []struct {
					Message    string
					Extensions struct {
						Code        string
						Suggestions []string
					}
				}
			}
			if err := json.Unmarshal(got.Body.Bytes(), &body); err != nil || len(body.Errors) != 1 {
				t.Errorf("%s%s: the answer is %s", path, parameters, got.Body)
				continue
			}
			e := body.Errors[0]
			if got.Code != c.status || e.Extensions.Code != c.code || !strings.Contains(e.Message, c.says) || (c.code == "NOT_FOUND" && len(e.Extensions.Suggestions) == 0) {
				t.Errorf("%s%s: %d, %+v", path, parameters, got.Code, e)
			}
		}
	}
	if got := get(h, "/export/events.xlsx"); got.Code != 404 {
		t.Errorf("a format that there is not: %d", got.Code)
	}
}

// failing gives the first pages of events, and then fails.
type failing struct {
	store.Reader
	pages int
}

func (f *failing) Events(ctx context.Context, filter store.EventFilter, order store.EventOrder, page store.PageRequest) (store.Page[*diplo.Event], error) {
	if f.pages--; f.pages < 0 {
		return store.Page[*diplo.Event]{}, errors.New("the disk is gone")
	}
	return f.Reader.Events(ctx, filter, order, page)
}

func TestAFileThatFailsHalfWayIsNotTakenForTheWhole(t *testing.T) {
	for pages, whole := range map[int]bool{0: false, 1: false, 2: false, 3: true} {
		server := httptest.NewServer(exports(&failing{theNorland, pages}))
		response, err := http.Get(server.URL + "/export/events.csv")
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		server.Close()
		switch {
		case pages == 0 && (response.StatusCode != 500 || strings.Contains(string(body), "disk")):
			t.Errorf("before the first byte: %d, %s", response.StatusCode, body)
		case pages > 0 && (response.StatusCode != 200 || (err == nil) != whole):
			t.Errorf("after %d pages: %d, %v", pages, response.StatusCode, err)
		}
	}
}

func TestAnExportTakesAFixedNumberOfCallsAPage(t *testing.T) {
	counted := &counting{Reader: theNorland}
	get(exports(counted), "/export/events.csv")
	if pages := (days + store.MaxLimit - 1) / store.MaxLimit; counted.calls != 4*pages {
		t.Errorf("%d calls for %d pages", counted.calls, pages)
	}
}

// counting counts the calls that an export makes.
type counting struct {
	store.Reader
	calls int
}

func (c *counting) Events(ctx context.Context, f store.EventFilter, o store.EventOrder, p store.PageRequest) (store.Page[*diplo.Event], error) {
	c.calls++
	return c.Reader.Events(ctx, f, o, p)
}

func (c *counting) ActorsByID(ctx context.Context, ids []diplo.ActorID) ([]*diplo.Actor, error) {
	c.calls++
	return c.Reader.ActorsByID(ctx, ids)
}

func (c *counting) ActionsByID(ctx context.Context, ids []diplo.ActionID) ([]*diplo.Action, error) {
	return c.Reader.ActionsByID(ctx, ids) // in the page that has one
}

func (c *counting) Mentions(ctx context.Context, ids []diplo.EventID) ([][]*diplo.Mention, error) {
	c.calls++
	return c.Reader.Mentions(ctx, ids)
}

func (c *counting) ArticlesByID(ctx context.Context, ids []diplo.ArticleID) ([]*diplo.Article, error) {
	c.calls++
	return c.Reader.ArticlesByID(ctx, ids)
}

func TestAKeyPaysForWhatItExports(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys.txt")
	key, err := access.NewKey(path, "Grafana", access.Reader)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := access.OpenKeys(path, access.Budget{Cost: 1000}, slog.Default())
	if err != nil {
		t.Fatal(err)
	}
	h := (&access.Guard{Keys: keys}).Handler(exports(theNorland))
	ask := func(parameters string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, "/export/events.csv?"+parameters, nil)
		r.Header.Set("Authorization", "Bearer "+key)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	if got := ask("first=20"); got.Code != 200 {
		t.Errorf("within the budget: %d", got.Code)
	}
	if got := ask("first=20"); got.Code != 429 || got.Header().Get("Retry-After") == "" {
		t.Errorf("beyond it: %d, %v", got.Code, got.Header())
	}
}

func TestAFeedHasTheLatestEventsAndIsGivenOnce(t *testing.T) {
	h := exports(theNorland)
	got := get(h, "/feed.atom?relation=CONDEMNED&source=")
	var feed struct {
		XMLName xml.Name
		ID      string `xml:"id"`
		Updated string `xml:"updated"`
		Links   []struct {
			Rel  string `xml:"rel,attr"`
			Href string `xml:"href,attr"`
		} `xml:"link"`
		Entries []struct {
			ID      string `xml:"id"`
			Title   string `xml:"title"`
			Updated string `xml:"updated"`
			Content string `xml:"content"`
			Links   []struct {
				Rel  string `xml:"rel,attr"`
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(got.Body.Bytes(), &feed); err != nil {
		t.Fatal(err)
	}
	if feed.XMLName.Space != "http://www.w3.org/2005/Atom" || got.Header().Get("Content-Type") != "application/atom+xml; charset=utf-8" || len(feed.Entries) != 1 {
		t.Fatalf("got %v\n%s", got.Header(), got.Body)
	}
	e := feed.Entries[0]
	if e.Title != "somebody CONDEMNED the dam, 2020-01-08" || e.Content != "plain." || e.Updated != feed.Updated || len(e.Links) != 2 || e.Links[1].Href != "https://wire.example/7" {
		t.Errorf("the entry is %+v", e)
	}
	page, err := url.Parse(e.Links[0].Href)
	if err != nil || page.Path != "/playground/" || !strings.Contains(page.Query().Get("variables"), strings.TrimPrefix(e.ID, "urn:entente:")) {
		t.Errorf("the link of the event is %q", e.Links[0].Href)
	}
	r := httptest.NewRequest(http.MethodGet, "/feed.atom?relation=CONDEMNED&source=", nil)
	r.Header.Set("If-None-Match", got.Header().Get("ETag"))
	again := httptest.NewRecorder()
	h.ServeHTTP(again, r)
	if again.Code != http.StatusNotModified {
		t.Errorf("asked again with its tag: %d", again.Code)
	}
	if n := strings.Count(get(h, "/feed.atom").Body.String(), "<entry>"); n != 50 {
		t.Errorf("without a number it has %d entries", n)
	}
	if got := get(h, "/feed.atom?from=2099").Body.String(); !strings.Contains(got, "<updated>1970-01-01T00:00:00Z</updated>") {
		t.Errorf("an empty feed is %s", got)
	}
}

func TestTheDescriptionNamesEveryPathThatThereIs(t *testing.T) {
	h := exports(theNorland)
	var description struct {
		OpenAPI string
		Paths   map[string]map[string]struct {
			OperationID string
			Parameters  []struct{ Name string }
		}
	}
	if err := json.Unmarshal(get(h, "/openapi.json").Body.Bytes(), &description); err != nil {
		t.Fatal(err)
	}
	if description.OpenAPI != "3.1.0" || len(description.Paths) < 6 {
		t.Errorf("got %+v", description)
	}
	for path, methods := range description.Paths {
		operation, there := methods["get"]
		if got := get(h, path+"?relation=CONDEMNED"); !there || got.Code != 200 {
			t.Errorf("%s: %d", path, got.Code)
		}
		for _, p := range operation.Parameters {
			if got := get(h, path+"?relation=CONDEMNED&"+p.Name+"="); got.Code != 200 {
				t.Errorf("%s does not take the parameter %s: %s", path, p.Name, got.Body)
			}
		}
	}
}

func TestAHeadIsAnsweredWithoutABody(t *testing.T) {
	w := httptest.NewRecorder()
	exports(theNorland).ServeHTTP(w, httptest.NewRequest(http.MethodHead, "/export/events.csv", nil))
	if w.Code != 200 || w.Body.Len() > 0 || w.Header().Get("Content-Disposition") == "" {
		t.Errorf("%d, %v, %d bytes", w.Code, w.Header(), w.Body.Len())
	}
}

func TestCountsOverTimeAreThereForEmptyIntervalsToo(t *testing.T) {
	h := exports(theNorland)
	for parameters, want := range map[string]string{
		"from=2020-01-30&to=2020-02-02&interval=DAY":                       "time,group,count|2020-01-30T00:00:00Z,events,1|2020-01-31T00:00:00Z,events,1|2020-02-01T00:00:00Z,events,1|2020-02-02T00:00:00Z,events,1|",
		"relation=CONDEMNED&from=2019-12&to=2020-02":                       "time,group,count|2019-12-01T00:00:00Z,events,0|2020-01-01T00:00:00Z,events,1|2020-02-01T00:00:00Z,events,0|",
		"interval=YEAR&from=2020&to=2020&by=quadClass":                     "time,group,count|2020-01-01T00:00:00Z,VERBAL_COOPERATION,0|2020-01-01T00:00:00Z,MATERIAL_COOPERATION,0|2020-01-01T00:00:00Z,VERBAL_CONFLICT,1|2020-01-01T00:00:00Z,MATERIAL_CONFLICT,365|",
		`where={"relation":["CONDEMNED"]}&interval=YEAR&from=2020&to=2020`: "time,group,count|2020-01-01T00:00:00Z,events,1|",
		"by=relation":   "by: ",
		"interval=HOUR": "HOUR",
		"measure=TEARS": "TEARS",
		"timezone=Mars": "not a time zone",
		"orderBy=SIZE":  "no parameter",
	} {
		values, err := url.ParseQuery(parameters)
		if err != nil {
			t.Fatal(err)
		}
		got := get(h, "/export/series.csv?"+values.Encode())
		body := strings.ReplaceAll(got.Body.String(), "\r\n", "|")
		if good := strings.HasPrefix(want, "time,"); good && body != want || !good && (got.Code != 400 || !strings.Contains(body, want)) {
			t.Errorf("%s: %d %s", parameters, got.Code, body)
		}
	}
}
