package source_test

import (
	"path/filepath"
	"strings"
	"testing"

	"entente/loader/source"
)

func TestPagesOfOtherLanguagesAreSkippedWithAReason(t *testing.T) {
	for page, reason := range map[string]string{
		"arabic":         `says that its language is "ar"`,
		"arabic-unsaid":  "written in Arabic script", // it says that it is in English
		"chinese-unsaid": "written in Han script",    // it says nothing
		"hebrew":         `says that its language is "he"`,
		"cyrillic":       `says that its language is "ru"`,
		"masthead":       "",
		"amp":            "",
	} {
		set := &source.Set{Paths: []string{filepath.Join("..", "page", "testdata", page+".html")}}
		for item := range set.Items(t.Context()) {
			item = item.Read(t.Context())
			switch {
			case reason == "" && item.Skip != nil:
				t.Errorf("%s is skipped: %s", page, item.Skip.Reason)
			case reason != "" && (item.Skip == nil || item.Skip.Cause != source.Language || !strings.Contains(item.Skip.Reason, reason)):
				t.Errorf("%s gave %+v, wanted %q", page, item.Skip, reason)
			}
		}
	}
}

func TestTextsInOtherScriptsAreSkipped(t *testing.T) {
	in := `{"id":"ja","text":"外務大臣は月曜日に隣国の大使を呼び、国境での発砲に抗議した。"}
{"id":"el","text":"Ο υπουργός κάλεσε τον πρέσβη."}
{"id":"mixed","text":"The minister, Сергей Орлов, spoke to reporters of the daily Вечер."}
{"id":"fr","text":"Le préfet a été relevé de ses fonctions à Châteauneuf."}
`
	want := []string{"standard input:1 LANGUAGE", "standard input:2 LANGUAGE", "standard input:3: The minister, Сергей Орлов, spoke to reporters of the daily Вечер.",
		"standard input:4: Le préfet a été relevé de ses fonctions à Châteauneuf."}
	wants(t, read(t, &source.Set{Paths: []string{source.Stdin}, In: strings.NewReader(in)}), want...)
}
