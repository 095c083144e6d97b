package extract_test

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/internal/text/english"
)

func TestWhatIsNoTextIsRefused(t *testing.T) {
	x := extract.New(english.New(), actors.Default())
	for name, body := range map[string]string{"empty": "", "blank": " \n\t", "binary": "PK\x03\x04\x00\x00", "not UTF-8": "caf\xe9 closed"} {
		_, err := x.Extract(t.Context(), extract.Document{Text: body, Published: diplo.NoDay}, false)
		var known *diplo.Error
		if !errors.As(err, &known) || known.Kind != diplo.Invalid {
			t.Errorf("%s: got %v, want an Invalid error", name, err)
		}
	}
}

func TestReadingTwiceGivesTheSame(t *testing.T) {
	const body = "Russia expelled two Polish diplomats on Monday. Poland condemned the move and summoned the Russian ambassador."
	x := extract.New(english.New(), actors.Default())
	doc := extract.Document{Text: body, Published: diplo.DateOf(2023, 9, 20)}
	first, err := x.Extract(t.Context(), doc, false)
	if err != nil {
		t.Fatal(err)
	}
	second, _ := x.Extract(t.Context(), doc, false)
	if len(first.Coded.Mentions) == 0 || len(first.Coded.Mentions) != len(second.Coded.Mentions) {
		t.Fatalf("%d and %d mentions", len(first.Coded.Mentions), len(second.Coded.Mentions))
	}
	for i := range first.Coded.Mentions {
		if first.Coded.Mentions[i] != second.Coded.Mentions[i] {
			t.Errorf("mention %d differs:\n%+v\n%+v", i, first.Coded.Mentions[i], second.Coded.Mentions[i])
		}
	}
}

func TestTheBeginningOfAHugeTextIsReadAndTheArticleSaysSo(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	const told = "France condemned Azerbaijan's offensive on 19 September 2023. "
	x := extract.New(english.New(), actors.Default())
	for name, filler := range map[string]string{"without spaces": "ñ", "one word": "attack ", "initials": "A. "} {
		body := told + strings.Repeat(filler, 10_000_000/len(filler))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		result, err := x.Extract(t.Context(), extract.Document{Text: body, Published: diplo.DateOf(2023, 9, 20)}, false)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		runtime.ReadMemStats(&after)
		if taken := (after.TotalAlloc - before.TotalAlloc) >> 20; taken > 1500 { // in all, collected or not; 500 bytes for each byte of the text would be 5,000
			t.Errorf("%s: reading took %d MB", name, taken)
		}
		check(t, body, result.Coded)
		if article := result.Coded.Article; article.Text != body || !slices.ContainsFunc(article.Warnings, func(w string) bool { return strings.Contains(w, "of 10000") }) {
			t.Errorf("%s: warnings %q", name, article.Warnings)
		}
		if len(result.Coded.Mentions) == 0 && name != "without spaces" {
			t.Errorf("%s: the first sentence was not read", name)
		}
	}
}

func TestReadingEndsWithTheContext(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	x := extract.New(english.New(), actors.Default())
	result, err := x.Extract(ctx, extract.Document{Text: "France condemned Iran.", Published: diplo.NoDay}, false)
	if !errors.Is(err, context.Canceled) || len(result.Coded.Mentions) > 0 {
		t.Errorf("got %v and %d mentions", err, len(result.Coded.Mentions))
	}
}

// FuzzExtract feeds any bytes: nothing panics, every offset points into the text, every
// reference is to something in the result.
func FuzzExtract(f *testing.F) {
	for _, seed := range []string{
		"France condemned Azerbaijan's offensive in Nagorno-Karabakh.",
		"BERLIN -- A court in Bavaria has convicted two men; “illegal, unjustifiable,” X said.",
		"Killed killed killed by by by.", "the of of of attack attack on on", "\xff\xfe", "“We condemn it,” he said. It, it, it.",
		"Talks between between and and, which who that attacked.", "US-led US-led strikes strikes.", "日本は攻撃した。Iran attacked Iraq。",
	} {
		f.Add(seed)
	}
	x := extract.New(english.New(), actors.Default())
	f.Fuzz(func(t *testing.T, body string) {
		result, err := x.Extract(t.Context(), extract.Document{Text: body, Published: diplo.DateOf(2020, 1, 1)}, true)
		if err != nil {
			if utf8.ValidString(body) && strings.TrimSpace(body) != "" && !strings.Contains(body, "\x00") {
				t.Fatalf("refused %q: %v", body, err)
			}
			return
		}
		check(t, body, result.Coded)
		for _, d := range result.Dropped {
			inside(t, body, d.Sentence)
			inside(t, body, d.Trigger)
			if d.Words == "" || d.Reason == "" || body[d.Trigger.Start:d.Trigger.End] != d.Words {
				t.Errorf("dropped %+v", d)
			}
		}
	})
}

func check(t *testing.T, body string, coded diplo.CodedArticle) {
	t.Helper()
	known := map[diplo.ActorID]bool{"": true}
	for _, a := range coded.Actors {
		known[a.ID] = true
	}
	actions := map[diplo.ActionID]bool{"": true}
	for _, a := range coded.Actions {
		actions[a.ID] = true
		if !known[a.DoneBy] {
			t.Errorf("action %q is done by %q, whom nobody knows", a.Name, a.DoneBy)
		}
	}
	ids := map[diplo.MentionID]bool{}
	for _, m := range coded.Mentions {
		if ids[m.ID] {
			t.Errorf("mention %s twice", m.ID)
		}
		ids[m.ID] = true
		for _, id := range []diplo.ActorID{m.Source, m.Target, m.SourceFor, m.TargetFor, m.AttributedTo} {
			if !known[id] {
				t.Errorf("%s: actor %q is not listed", m.Relation, id)
			}
		}
		if !actions[m.Action] {
			t.Errorf("%s: action %q is not listed", m.Relation, m.Action)
		}
		if m.Source == "" && m.Target == "" {
			t.Errorf("%s without anybody", m.Relation)
		}
		for _, s := range []diplo.Span{m.Sentence, m.Trigger, m.SourceSpan, m.TargetSpan} {
			inside(t, body, s)
		}
		if body[m.Sentence.Start:m.Sentence.End] != m.Quote {
			t.Errorf("the quote %q is not the sentence", m.Quote)
		}
		if m.Trigger.Start < m.Sentence.Start || m.Trigger.End > m.Sentence.End {
			t.Errorf("the trigger lies outside its sentence")
		}
		for _, s := range []diplo.Span{m.SourceSpan, m.TargetSpan} {
			if s != (diplo.Span{}) && (s.Start < m.Sentence.Start || s.End > m.Sentence.End || s.Start == s.End) {
				t.Errorf("%s: an actor's words lie outside the sentence: %v of %v", m.Relation, s, m.Sentence)
			}
		}
		if m.Trace.Words != body[m.Trigger.Start:m.Trigger.End] || !utf8.ValidString(m.Quote) || !utf8.ValidString(m.Trace.Words) {
			t.Errorf("%s: told by %q at %v", m.Relation, m.Trace.Words, m.Trigger)
		}
		if m.Date.Known() && m.Date.Start > m.Date.End || m.Date.Known() == (m.Date.Precision == diplo.Undated) {
			t.Errorf("%s: dated %+v", m.Relation, m.Date)
		}
		if p := m.Place; p.Latitude < -90 || p.Latitude > 90 || p.Longitude < -180 || p.Longitude > 180 || p.Name == "" && p != (diplo.Place{}) {
			t.Errorf("%s: at %+v", m.Relation, p)
		}
		if m.Confidence <= 0 || m.Confidence > 1 {
			t.Errorf("confidence %v", m.Confidence)
		}
	}
}

func inside(t *testing.T, body string, s diplo.Span) {
	t.Helper()
	if s.Start < 0 || s.End < s.Start || s.End > len(body) {
		t.Fatalf("span %v of %d bytes", s, len(body))
	}
}
