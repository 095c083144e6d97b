package main

import (
	"net/url"
	"testing"

	"github.com/chromedp/chromedp"
)

func TestTheAddressOfThePlaygroundIsALinkToWhatItAsks(t *testing.T) {
	s := serve(t)
	b := openTab(t, s.url, 1200, 800)
	link := "/playground/?" + url.Values{
		"query":     {"query Since($asOf: DateInput) { events(asOf: $asOf) { totalCount } }"},
		"variables": {`{"asOf": "2023-09-20"}`},
	}.Encode()
	b.do(chromedp.Navigate(s.url + link))
	b.until("the query of the link is in the editor", `document.querySelector(".graphiql-query-editor .CodeMirror")?.CodeMirror.getValue().includes("query Since") === true`)
	b.do(chromedp.Evaluate(`document.querySelector(".graphiql-query-editor .CodeMirror").CodeMirror.setValue("{ about { version } }"), true`, new(bool)))
	b.until("the address follows the editor", `new URLSearchParams(location.search).get("query") === "{ about { version } }" && new URLSearchParams(location.search).get("variables").includes("asOf")`)
}
