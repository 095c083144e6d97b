package main

import (
	"encoding/json"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// told is what the API answers to a query, decoded.
func told[T any](t *testing.T, site, query string) T {
	t.Helper()
	_, body := get(t, site+"/graphql?query="+url.QueryEscape(query))
	var answer struct{ Data T }
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		t.Fatalf("%v: %s", err, body)
	}
	return answer.Data
}

// condemned is an event of the samples: its action, and the sentence that tells of it.
func condemned(t *testing.T, site string) (action, article, mention string) {
	t.Helper()
	found := told[struct {
		Events struct {
			Nodes []struct {
				Action   struct{ ID string }
				Mentions []struct {
					ID      string
					Article struct{ ID string }
				}
			}
		}
	}](t, site, `{ events(where: {source: "person:catherine-colonna", relation: CONDEMNED}, first: 1) { nodes { action { id } mentions { id article { id } } } } }`)
	if len(found.Events.Nodes) == 0 {
		t.Fatal("the samples do not tell whom Colonna condemned")
	}
	event := found.Events.Nodes[0]
	return event.Action.ID, event.Mentions[0].Article.ID, event.Mentions[0].ID
}

// loaded waits until nothing of the page is awaited any more.
func (b *tab) loaded() {
	b.t.Helper()
	b.until("it is loaded", `!document.querySelector(".loading, .stale")`)
}

func TestTheLandingPageShowsTheWorldByMonth(t *testing.T) {
	b := openTab(t, serve(t, "--load", samples).url, 1440, 900)
	b.visit("/")
	b.loaded()
	b.sees("articles\n45") // the samples, and the reports of every test
	for what, count := range map[string]string{
		"8 events":    `document.querySelectorAll(".latest li").length === 8`,
		"8 pairs":     `document.querySelectorAll(".pairs ol > li").length === 8`,
		"a map":       `document.querySelectorAll(".map .open").length > 20`,
		"6 questions": `document.querySelectorAll(".questions li").length === 6`,
	} {
		b.until("there are "+what, count)
	}

	eval[any](b, `document.querySelector(".months input").focus()`)
	b.press(kb.Home)
	b.until("the first month is shown", `document.querySelector("#world").innerText === "Who acts, March 2023" && !document.querySelector(".stale")`)
	b.press(kb.ArrowRight)
	b.until("the next month is shown", `document.querySelector("#world").innerText === "Who acts, April 2023" && !document.querySelector(".stale")`)
	shown := eval[int](b, `[...document.querySelectorAll(".world tbody tr")].reduce((sum, row) => sum + Number(row.children[1].textContent), 0)`)
	counted := told[struct {
		EventGroups struct{ Nodes []struct{ Count int } }
	}](t, b.site,
		`{ eventGroups(where: {date: {within: "2023-04"}}, by: SOURCE_CODE, first: 500) { nodes { count } } }`)
	sum := 0
	for _, group := range counted.EventGroups.Nodes {
		sum += group.Count
	}
	if shown != sum || sum == 0 {
		t.Errorf("the table has %d events of April 2023, the API %d", shown, sum)
	}
	b.do(chromedp.Reload())
	b.until("the month is in the address", `document.querySelector("#world")?.innerText === "Who acts, April 2023"`)

	b.toSearch()
	b.searchFor("Blinken")
	b.until("the search leads to the graph", `location.pathname === "/explore" && location.search.includes("person:antony-blinken")`)
}

func TestAnEmptyGraphSaysHowToFillIt(t *testing.T) {
	b := openTab(t, serveOf(t, "").url, 390, 844)
	b.visit("/")
	b.sees("entente load PATH")
	b.visit("/dashboard")
	b.sees("entente load PATH")
}

func TestAnArticleIsReadWithItsEventsInPlace(t *testing.T) {
	site := serve(t, "--load", samples).url
	_, article, mention := condemned(t, site)
	b := openTab(t, site, 1440, 900)
	b.visit("/article/" + article + "#" + mention)
	b.sees("Catherine Colonna condemned")
	if on := eval[string](b, `document.querySelector(".text .act.on").firstChild.textContent`); !strings.Contains(on, "condemned") {
		t.Errorf("%q is marked", on)
	}
	if reasons := eval[string](b, `document.querySelector(".explained dl").innerText`); !strings.Contains(reasons, "rule") || !strings.Contains(reasons, "who did it") {
		t.Errorf("the reasons are %q", reasons)
	}
	b.press(kb.Escape)
	b.sees("Point at a marked word")
	for tries := 0; !eval[bool](b, `document.activeElement.classList.contains("act")`); tries++ {
		if tries > 30 {
			t.Fatal("the words of acts are not reached with the tabulator")
		}
		b.press(kb.Tab)
	}
	b.until("having the focus explains", `document.querySelector(".explained .why") !== null && document.activeElement.classList.contains("on")`)
	b.press(kb.Enter)
	b.until("it is in the address", `location.hash.startsWith("#mention:")`)

	// The words that are marked stand where the API says that they do.
	wrong := awaited[[]string](b, `(async () => {
		const answer = await fetch("/graphql", {method: "POST", headers: {"Content-Type": "application/json"},
			body: JSON.stringify({query: "query($id: ID!) { article(id: $id) { mentions(first: 500) { id trigger { text } } } }", variables: {id: "`+article+`"}})});
		const {data: {article: {mentions}}} = await answer.json();
		return mentions.filter(({id, trigger}) => {
			const marked = [...document.querySelectorAll('.text [data-of~="' + id + '"]')].map((piece) => [...piece.childNodes].filter((node) => node.nodeName !== "SUP").map((node) => node.textContent).join("")).join("");
			return trigger && !trigger.text.includes(marked) || !marked;
		}).map(({id, trigger}) => id + " " + trigger?.text);
	})()`)
	if len(wrong) > 0 {
		t.Errorf("these are marked elsewhere: %s", strings.Join(wrong, "; "))
	}
}

func TestTheDashboardFollowsWhatComesIn(t *testing.T) {
	b := openTab(t, serve(t, "--load", samples).url, 1440, 900)
	b.visit("/dashboard")
	b.loaded()
	for what, count := range map[string]string{
		"16 types": `document.querySelectorAll(".heat tbody tr").length === 16`,
		"10 pairs": `document.querySelectorAll(".panel [aria-label='Most active pairs'] tbody tr").length === 10`,
		"3 lines":  `document.querySelectorAll(".lines path[d^=M]").length >= 3`,
	} {
		b.until("there are "+what, count)
	}
	b.until("the line stands", `document.querySelector(".live .on") !== null`)
	before := eval[int](b, `document.querySelectorAll(".feed li").length`)
	if before == 0 {
		t.Error("nothing that was stored before is shown")
	}
	awaited[any](b, `fetch("/graphql", {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({
		query: "mutation($text: String!) { ingestArticle(input: {text: $text, published: \"2024-03-06\"}) { article { id } } }",
		variables: {text: "Portugal's foreign minister condemned Brazil on Wednesday."}})}).then((response) => response.json())`)
	b.until("it is told of at once", `document.querySelector(".feed li b")?.innerText === "new" && document.querySelector(".feed li").innerText.includes("Brazil")`)

	b.click("1 year")
	b.until("the days are in the address", `location.search.startsWith("?from=2024-10-01")`)
	b.loaded()
	b.click("show: tension of " + eval[string](b, `document.querySelector("button[aria-label^='show: tension of']").ariaLabel.slice(17)`))
	b.until("the pairs are in the address", `new URLSearchParams(location.search).get("pairs").split(",").length === 4`)
	b.loaded()
	b.until("there are four lines", `document.querySelectorAll(".lines path[d^=M]").length >= 8`) // and four in the key
}

func TestTheQuestionsOfThePlaygroundAreAboutThisGraph(t *testing.T) {
	b := openTab(t, serve(t).url, 1440, 900)
	b.do(chromedp.Navigate(b.site + "/playground/?example=03-dyad"))
	b.until("the question is answered", `document.querySelector(".result-window")?.innerText.includes('"dyad"') ?? false`)
	b.until("there are variables", `!!document.querySelector(".graphiql-editor-tool .CodeMirror")?.CodeMirror`)
	variables := eval[string](b, `document.querySelector(".graphiql-editor-tool .CodeMirror").CodeMirror.getValue()`)
	var given struct{ A, B string }
	if err := json.Unmarshal([]byte(variables), &given); err != nil || !strings.HasPrefix(given.A, "country:") || !strings.HasPrefix(given.B, "country:") || given.A == given.B {
		t.Errorf("it is asked of %s", variables)
	}
	b.until("the questions stand by what they are about", `document.querySelectorAll(".examples h3").length > 4`)
	b.click(eval[string](b, `[...document.querySelectorAll(".examples button")].find((button) => button.innerText.startsWith("Who accused")).innerText`))
	b.until("another is answered", `document.querySelector(".result-window").innerText.includes('"__typename"')`)
	if answer := eval[string](b, `document.querySelector(".result-window .CodeMirror").CodeMirror.getValue()`); strings.Contains(answer, `"errors"`) || !strings.Contains(answer, `"relation"`) {
		t.Errorf("the answer is %s", answer)
	}
}

// TestPagesAreAccessible looks at every page as axe-core does: light and dark, wide and narrow, all that can be folded unfolded.
func TestPagesAreAccessible(t *testing.T) {
	const tool = "../../internal/explorer/pages/node_modules/axe-core/axe.min.js"
	axe, err := os.ReadFile(tool)
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip("axe-core is not there: npm ci in internal/explorer/pages brings it")
	}
	site := serve(t, "--load", samples).url
	action, article, mention := condemned(t, site)
	addresses := []string{
		"/", "/?month=2023-09&by=tone", "/explore", "/explore?nodes=country:ARM,country:AZE,person:antony-blinken&chosen=country:AZE&table=yes",
		"/dyad?a=country:ARM&b=country:AZE", "/action/" + action, "/article/" + article + "#" + mention, "/dashboard",
	}
	for _, width := range []int64{1440, 390} {
		for _, theme := range []string{"light", "dark"} {
			t.Run(theme+" "+strconv.FormatInt(width, 10), func(t *testing.T) {
				b := openTab(t, site, width, 900)
				b.do(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}}))
				for _, address := range addresses {
					b.do(chromedp.Navigate("about:blank")) // a change of the part behind # alone loads nothing
					b.visit(address)
					b.loaded()
					eval[any](b, `document.querySelectorAll("details").forEach((one) => { one.open = true; })`)
					eval[any](b, string(axe)+"; null")
					for _, fault := range awaited[[]string](b, `axe.run({resultTypes: ["violations"], preload: false}).then(({violations}) => violations
						.filter(({impact}) => impact === "serious" || impact === "critical")
						.map(({id, help, nodes}) => id + ": " + help + ": " + nodes.map((node) => node.html).join(" ").slice(0, 300)))`) {
						t.Errorf("%s: %s", address, fault)
					}
					if wide := eval[int64](b, "document.documentElement.scrollWidth"); wide > width {
						t.Errorf("%s is %d pixels wide", address, wide)
					}
				}
			})
		}
	}
}

// awaited gives what a promise of the page comes to.
func awaited[T any](b *tab, expression string) (value T) {
	b.t.Helper()
	b.do(chromedp.Evaluate(expression, &value, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
	return value
}
