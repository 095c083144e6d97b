package main

import (
	"encoding/csv"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const samples = "../../testdata/articles"

// actors waits until the graph has another number of actors than before, and nothing is awaited; it gives that number.
func (b *tab) actors(before int) (now int) {
	b.t.Helper()
	const number = `Number.parseInt(document.querySelector(".tools .sum")?.textContent ?? "0")`
	b.until("the graph has another number of actors than "+strconv.Itoa(before), number+" !== "+strconv.Itoa(before)+` && !document.querySelector(".notes .loading")`)
	return eval[int](b, number)
}

func TestSomebodyIsFoundExpandedReadAndLinked(t *testing.T) {
	b := openTab(t, serve(t, "--load", samples).url, 1440, 900)
	b.visit("/explore")
	b.toSearch()
	b.searchFor("Blinken")
	alone := b.actors(0)
	b.sees("Secretary of State")
	b.click("Expand")
	expanded := b.actors(alone)
	if alone != 1 || expanded < 5 || expanded > 11 {
		t.Errorf("%d actors are expanded to %d", alone, expanded)
	}

	b.click("Table")
	b.click("Antony Blinken – Ilham Aliyev")
	b.sees("Why it was read so")
	if sentence := eval[string](b, `document.querySelector(".evidence blockquote").innerText`); !strings.Contains(sentence, "spoke by phone with") || !strings.Contains(sentence, "Ilham Aliyev") {
		t.Errorf("the sentence is %q", sentence)
	}
	for role, want := range map[string]string{"trigger": "spoke", "source": "Antony Blinken", "target": "Ilham Aliyev"} {
		if marked := eval[string](b, `document.querySelector("mark.`+role+`").innerText`); !strings.Contains(marked, want) {
			t.Errorf("%s: %q is marked, want %q", role, marked, want)
		}
	}

	b.click("Antony Blinken")
	b.until("there is a field for a way", `!!document.querySelector('[aria-label^="How Antony Blinken is linked"]')`)
	eval[any](b, `document.querySelector('[aria-label^="How Antony Blinken is linked"]').focus()`)
	b.searchFor("Erdogan")
	b.click("Show in the graph")
	all := b.actors(expanded)
	if way := parameter(t, b, "way"); way != "person:antony-blinken,country:AZE,person:recep-tayyip-erdogan" {
		t.Errorf("the way is %q", way)
	}

	before := eval[string](b, `document.querySelector(".tools .sum").textContent`)
	box := eval[[]float64](b, `(() => { const box = document.querySelector(".brush").getBoundingClientRect(); return [box.x, box.y, box.width, box.height]; })()`)
	y := box[1] + box[3]/2
	b.do(
		input.DispatchMouseEvent(input.MousePressed, box[0]+box[2]*0.1, y).WithButton(input.Left).WithClickCount(1),
		input.DispatchMouseEvent(input.MouseMoved, box[0]+box[2]*0.2, y).WithButton(input.Left),
		input.DispatchMouseEvent(input.MouseMoved, box[0]+box[2]*0.3, y).WithButton(input.Left),
		input.DispatchMouseEvent(input.MouseReleased, box[0]+box[2]*0.3, y).WithButton(input.Left).WithClickCount(1),
	)
	b.until("fewer events are left", `new URLSearchParams(location.search).has("from") && !document.querySelector(".notes .loading") && document.querySelector(".tools .sum").textContent !== "`+before+`"`)
	from, to := parameter(t, b, "from"), parameter(t, b, "to")
	if from < "2023-01-01" || to <= from {
		t.Errorf("the brush took %s to %s", from, to)
	}

	status, file := get(t, eval[string](b, `[...document.querySelectorAll("a")].find((link) => link.innerText === "Events as CSV" || link.textContent === "Events as CSV").href`))
	rows, err := csv.NewReader(strings.NewReader(file)).ReadAll()
	if err != nil || status != 200 {
		t.Fatalf("CSV: %d, %v", status, err)
	}
	events := strings.Fields(eval[string](b, `document.querySelector(".tools .sum").textContent`))[4]
	if got := len(rows) - 1; strings.TrimSpace(events) == "" || !strings.HasPrefix(events, strconv.Itoa(got)) {
		t.Errorf("the file has %d events, the page tells of %s", got, events)
	}

	address, shown := b.address(), eval[string](b, shows)
	b.do(chromedp.Reload())
	b.actors(0)
	b.until("it shows the same again", shows+" === "+strconv.Quote(shown))
	if again := b.address(); again != address || b.actors(0) != all {
		t.Errorf("the address was %s, is %s", address, again)
	}
}

// shows is what the page shows of the graph, in words.
const shows = `[...document.querySelectorAll(".tools .sum, .stage tbody, .picked")].map((part) => part.textContent + (part.getAttribute("width") ?? "")).join("|")`

func parameter(t *testing.T, b *tab, name string) string {
	t.Helper()
	address, err := url.Parse(b.address())
	if err != nil {
		t.Fatal(err)
	}
	return address.Query().Get(name)
}

func TestTheGraphNeedsNoMouse(t *testing.T) {
	b := openTab(t, serve(t, "--load", samples).url, 1440, 900)
	b.visit("/explore")
	b.toSearch()
	b.searchFor("Blinken")
	alone := b.actors(0)
	for tries := 0; !eval[bool](b, `document.activeElement.classList.contains("graph")`); tries++ {
		if tries > 30 {
			t.Fatal("the graph is not reached with the tabulator")
		}
		b.press(kb.Tab)
	}
	b.press("e")
	expanded := b.actors(alone)
	for _, arrow := range []string{kb.ArrowRight, kb.ArrowLeft, kb.ArrowUp, kb.ArrowDown} { // one of them leads to somebody
		if b.press(arrow); parameter(t, b, "chosen") != "person:antony-blinken" {
			break
		}
	}
	b.until("another actor is chosen", `new URLSearchParams(location.search).get("chosen") !== "person:antony-blinken"`)
	chosen := parameter(t, b, "chosen")
	b.press("p")
	b.until("it is pinned", `/@-?\d+\.-?\d+\*/.test(location.search)`)
	b.press(kb.Enter)
	b.until("its panel has the focus", `document.activeElement.classList.contains("panel")`)
	b.press(kb.Delete)
	if hidden := b.actors(expanded); hidden != expanded-1 {
		t.Errorf("one of %d hidden leaves %d", expanded, hidden)
	}
	b.press("z")
	b.actors(expanded - 1)
	if again := parameter(t, b, "nodes"); !strings.Contains(again, chosen) {
		t.Errorf("undone, %s is not in %s", chosen, again)
	}
	b.press("?")
	b.sees("expand the chosen actor")
	b.press(kb.Escape)
	b.until("the keys are closed", `document.querySelector("dialog") === null`)
	b.press("t")
	b.until("the table is there", `document.querySelectorAll(".stage tbody tr").length > 5`)
}

func TestPagesFollowTheSystemsThemeUnlessOneIsChosen(t *testing.T) {
	b := openTab(t, serve(t).url, 390, 844)
	b.do(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}))
	dark := `getComputedStyle(document.body).backgroundColor.match(/\d+/g).slice(0, 3).every((part) => part < 60)`
	b.visit("/explore")
	if !eval[bool](b, dark) {
		t.Error("the page is light where the system is dark")
	}
	b.click("Theme: system")
	b.until("the light theme is on", "!("+dark+")")
	b.visit("/dyad")
	if eval[bool](b, dark) {
		t.Error("the chosen theme is forgotten on the next page")
	}
}

func TestNoPageIsWiderThanANarrowScreen(t *testing.T) {
	b := openTab(t, serve(t, "--load", samples).url, 390, 844)
	for _, page := range []string{"/explore", "/explore?nodes=country:ARM,country:AZE,person:antony-blinken&chosen=country:AZE&table=yes", "/dyad?a=Armenia&b=Azerbaijan"} {
		b.visit(page)
		b.until("it is loaded: "+page, `!document.querySelector(".loading")`)
		if wide := eval[int](b, "document.documentElement.scrollWidth"); wide > 390 {
			t.Errorf("%s is %d pixels wide", page, wide)
		}
	}
}

func TestWhatWasReadWronglyIsCorrectedOnThePage(t *testing.T) {
	b := openTab(t, serve(t).url, 1440, 900)
	b.visit("/explore?nodes=country:USA,country:RUS&chosen=country:RUS~country:USA~MATERIAL_CONFLICT")
	b.sees("1 event")
	b.click("Right or wrong?")
	b.click("Retract")
	fill := func(label, words string) {
		field := `[...document.querySelectorAll(".decide label")].find((one) => one.innerText.startsWith("` + label + `"))?.querySelector("input")`
		b.until("there is a field for "+label, "!!("+field+")")
		eval[any](b, field+".focus()")
		b.press(words)
	}
	fill("reason", "they were lifted")
	fill("your name", "Ada")
	b.press(kb.Enter)
	b.until("the tie is gone", `document.querySelector(".tools .sum").textContent === "2 actors, 0 ties, 0 events"`)
	b.sees("0 events")

	_, answer := get(t, b.site+"/graphql?query="+url.QueryEscape(`{ decisions { nodes { kind author reason event { relation status } } } }`))
	for _, want := range []string{"RETRACT_EVENT", "Ada", "they were lifted", "SANCTIONED"} {
		if !strings.Contains(answer, want) {
			t.Errorf("%q is missing in %s", want, answer)
		}
	}

	b.click("Retracted too")
	b.click("Right or wrong?")
	b.sees("retracted by Ada")
	b.click("Undo this")
	fill("reason", "they were not")
	b.press(kb.Enter)
	b.until("the tie is there again", `document.querySelector(".tools .sum").textContent === "2 actors, 1 tie, 1 event"`)
}
