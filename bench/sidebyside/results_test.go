package main

import "testing"

func TestWhatOthersMeasuredStaysOnThePage(t *testing.T) {
	for page, want := range map[string]string{
		"": "",
		"# Side by side\n\n## Loading\n\n| # | n |\n":      "",
		"# Side by side\n\n## Loading\n\n# Load\n\nflat\n": "\n# Load\n\nflat\n",
	} {
		if got := string(behind([]byte(page))); got != want {
			t.Errorf("behind %q stands %q, want %q", page, got, want)
		}
	}
}
