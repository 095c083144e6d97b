package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// tab is a tab of a real Chromium. A test fails when a page that it shows complains on the console, or asks another server.
type tab struct {
	t    *testing.T
	ctx  context.Context
	site string // the server's address
	mu   sync.Mutex
	bad  []string // what went wrong in the page
}

// patience is how long a page may take to show what is waited for.
const patience = 20 * time.Second

// openTab opens a tab of that many pixels to look at the server's pages.
func openTab(t *testing.T, site string, width, height int64) *tab {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium(t)), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true), chromedp.WSURLReadTimeout(time.Minute))
	allocator, closeAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, closeTab := chromedp.NewContext(allocator, chromedp.WithErrorf(func(string, ...any) {})) // it tells of events newer than itself
	b := &tab{t: t, ctx: ctx, site: site}
	t.Cleanup(func() {
		closeTab()
		closeAllocator()
		for _, fault := range b.bad {
			t.Error(fault)
		}
	})
	chromedp.ListenTarget(ctx, b.heard)
	b.do(network.Enable(), log.Enable(), runtime.Enable(), emulation.SetDeviceMetricsOverride(width, height, 1, width < 500))
	return b
}

// chromium is the browser of this computer; without one the test is skipped, but not in CI.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") != "" {
		t.Fatal("there is no Chromium to look at the pages with")
	}
	t.Skip("there is no Chromium to look at the pages with")
	return ""
}

func (b *tab) heard(event any) {
	switch event := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if event.Type == runtime.APITypeError || event.Type == runtime.APITypeWarning {
			var words []string
			for _, arg := range event.Args {
				words = append(words, string(arg.Value)+arg.Description)
			}
			b.note("the console tells: %s", strings.Join(words, " "))
		}
	case *runtime.EventExceptionThrown:
		b.note("a script fails: %v", event.ExceptionDetails)
	case *log.EventEntryAdded:
		if event.Entry.Level == log.LevelError || event.Entry.Level == log.LevelWarning {
			b.note("the browser tells: %s %s", event.Entry.Text, event.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		if at := event.Request.URL; !strings.HasPrefix(at, b.site+"/") && !strings.HasPrefix(at, "data:") && !strings.HasPrefix(at, "blob:") {
			b.note("the page asks another server: %s", at)
		}
	}
}

func (b *tab) note(format string, args ...any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.bad = append(b.bad, fmt.Sprintf(format, args...))
}

func (b *tab) do(actions ...chromedp.Action) {
	b.t.Helper()
	if err := chromedp.Run(b.ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// visit goes to a page of the server and waits until its script has drawn it.
func (b *tab) visit(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.site + path))
	b.until("the page is drawn", `document.querySelector("main, h1") !== null && document.readyState === "complete"`)
}

// until waits for an expression to be true.
func (b *tab) until(what, expression string) {
	b.t.Helper()
	for end := time.Now().Add(patience); ; time.Sleep(30 * time.Millisecond) {
		if eval[bool](b, expression) {
			return
		}
		if time.Now().After(end) {
			b.t.Fatalf("never so: %s\n%s\n\nthe page has:\n%s", what, b.address(), eval[string](b, "document.body.innerText"))
		}
	}
}

// eval gives the value of an expression in the page.
func eval[T any](b *tab, expression string) (value T) {
	b.t.Helper()
	b.do(chromedp.Evaluate(expression, &value))
	return value
}

// sees waits until the page shows the words.
func (b *tab) sees(words string) {
	b.t.Helper()
	b.until("it shows "+words, fmt.Sprintf("document.body.innerText.includes(%q)", words))
}

// click clicks with the mouse what has that name, as its text or label.
func (b *tab) click(name string) {
	b.t.Helper()
	find := fmt.Sprintf(`[...document.querySelectorAll("button, a, summary, [role=option], input")].find((element) => element.checkVisibility() &&
		(element.getAttribute("aria-label") ?? element.innerText).trim() === %q)`, name)
	b.until("there is something to click that is called "+name, "!!("+find+")")
	at := eval[[]float64](b, `(() => { const element = `+find+`; element.scrollIntoView({block: "center"}); const box = element.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; })()`)
	b.do(chromedp.MouseClickXY(at[0], at[1]))
}

// press presses keys, one after the other: characters, or names of package kb.
func (b *tab) press(keys ...string) {
	b.t.Helper()
	for _, key := range keys {
		b.do(chromedp.KeyEvent(key))
	}
}

// toSearch goes to the search box by its key, as soon as the page listens.
func (b *tab) toSearch() {
	b.t.Helper()
	for end := time.Now().Add(patience); !eval[bool](b, `document.activeElement.matches("input")`) && time.Now().Before(end); {
		b.press("/")
	}
}

// searchFor types into the field that has the focus and takes the first thing that it completes.
func (b *tab) searchFor(words string) {
	b.t.Helper()
	b.press(words)
	b.until("something is found for "+words, `document.activeElement.getAttribute("aria-activedescendant") !== null`)
	b.press(kb.Enter)
}

func (b *tab) address() string {
	b.t.Helper()
	return eval[string](b, "location.href")
}
