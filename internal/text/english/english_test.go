package english

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/internal/text"
	"entente/internal/text/word"
)

// TestTheModelReadsAboutAsWellAsItsCardSays holds the embedded model to floors
// on testdata/gold.conll, sentences of our own with tags, arcs and names
// checked by hand.
func TestTheModelReadsAboutAsWellAsItsCardSays(t *testing.T) {
	var tokens, tags, heads, arcs, right, found, wanted int
	for _, want := range gold(t) {
		got := text.Sentence{Tokens: make([]text.Token, len(want))}
		for i, w := range want {
			got.Tokens[i] = text.Token{Form: w.Form}
		}
		New().Annotate(&got)
		for i, w := range want {
			g := got.Tokens[i]
			tokens++
			if g.Tag == w.Tag {
				tags++
			} else {
				t.Logf("%s %s: tag %s, want %s", around(want, i), w.Form, g.Tag, w.Tag)
			}
			if g.Head == w.Head {
				heads++
			}
			if g.Head == w.Head && g.Label == w.Label {
				arcs++
			} else {
				t.Logf("%s %s: arc %s to %d, want %s to %d", around(want, i), w.Form, g.Label, g.Head, w.Label, w.Head)
			}
			if g.Name != "" {
				found++
			}
			if w.Name != "" {
				wanted++
			}
			if w.Name != "" && g.Name == w.Name {
				right++
			}
		}
	}
	for _, floor := range []struct {
		what  string
		got   float64
		least float64
	}{
		{"tags", float64(tags) / float64(tokens), 0.96},
		{"heads", float64(heads) / float64(tokens), 0.92},
		{"labelled arcs", float64(arcs) / float64(tokens), 0.90},
		{"name tokens F", 2 * float64(right) / float64(found+wanted), 0.85},
	} {
		t.Logf("%s: %.3f of %d tokens", floor.what, floor.got, tokens)
		if floor.got < floor.least {
			t.Errorf("%s: %.3f, below %.2f", floor.what, floor.got, floor.least)
		}
	}
}

func around(tokens []text.Token, i int) string {
	var words []string
	for _, t := range tokens[max(0, i-2):min(len(tokens), i+3)] {
		words = append(words, t.Form)
	}
	return "«" + strings.Join(words, " ") + "»"
}

// gold reads testdata/gold.conll: index, form, tag, head, label, name.
func gold(t *testing.T) [][]text.Token {
	t.Helper()
	file, err := os.Open("testdata/gold.conll")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all [][]text.Token
	var current []text.Token
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		columns := strings.Split(lines.Text(), "\t")
		if len(columns) < 6 {
			if len(current) > 0 {
				all, current = append(all, current), nil
			}
			continue
		}
		head, err := strconv.Atoi(columns[3])
		if err != nil {
			t.Fatal(lines.Text())
		}
		current = append(current, text.Token{Form: columns[1], Tag: columns[2], Head: head - 1, Label: columns[4], Name: strings.TrimPrefix(columns[5], "O")})
	}
	if len(current) > 0 {
		all = append(all, current)
	}
	return all
}

func TestLemmasComeWithTheTags(t *testing.T) {
	got := read("The leaders met in Oslo and said they had spoken to Kenya's ministers.")
	want := "the leader meet in Oslo and say they have speak to Kenya 's minister ."
	var lemmas []string
	for _, s := range got {
		for _, token := range s.Tokens {
			lemmas = append(lemmas, token.Lemma)
		}
	}
	if s := strings.Join(lemmas, " "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

func TestAPastThatIsNoParticipleIsNeverReadAsOne(t *testing.T) {
	for _, body := range []string{"The envoy, Ana Ruiz, spoke by phone with her counterpart.", "Rebels withdrew by night.", "The talks, long delayed, began on Monday."} {
		for _, token := range read(body)[0].Tokens {
			if (token.Form == "spoke" || token.Form == "withdrew" || token.Form == "began") && (token.Tag != "VBD" || token.Head != -1) {
				t.Errorf("%s: %+v", body, token)
			}
		}
	}
	m := &Model{Tags: []string{"VBD", "VBN"}}
	m.learnPasts()
	tags := []uint8{1, 1, 0}
	if m.correct([]word.Traits{word.Of("Spoke"), word.Of("met"), word.Of("spoken")}, tags); tags[0] != 0 || tags[1] != 1 || tags[2] != 0 {
		t.Errorf("corrected to %v", tags)
	}
}

func TestAVerbIsNoPartOfAPersonsName(t *testing.T) {
	for _, token := range read("On Tuesday Azerbaijan launched a military offensive against the enclave.")[0].Tokens {
		if token.Form == "launched" && token.Name != "" {
			t.Errorf("launched is marked %s", token.Name)
		}
	}
}

func TestSplitNeedsNoModelAndStaysInItsBlock(t *testing.T) {
	body := "Left out. Kept here. Left out."
	got := New().Split(body, text.Span{Start: 10, End: 20})
	if len(got) != 1 || got[0].Of(body) != "Kept here." || len(got[0].Tokens) != 3 || got[0].Tokens[0].Tag != "" {
		t.Errorf("%+v", got)
	}
	if got := New().Split(body, text.Span{Start: -5, End: 1000}); len(got) != 3 {
		t.Errorf("a block beyond the body: %d sentences", len(got))
	}
	if got := New().Split(body, text.Span{Start: 20, End: 3}); len(got) != 0 {
		t.Errorf("a block that ends before it begins: %d sentences", len(got))
	}
}

func TestAnEndlessSentenceIsCutAndReadInTime(t *testing.T) {
	started := time.Now()
	sentences := read(strings.Repeat("the ships of Peru, ", 20_000))
	for _, s := range sentences {
		if len(s.Tokens) > longest {
			t.Fatalf("%d tokens", len(s.Tokens))
		}
		if last := s.Tokens[len(s.Tokens)-1].Form; last != "," {
			t.Fatalf("cut after %q", last)
		}
	}
	if spent := time.Since(started); spent > 20*time.Second {
		t.Errorf("took %v", spent)
	}
}

func TestManyMayReadAtOnce(t *testing.T) {
	body := sample(t)
	want := summary(read(body))
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			if got := summary(read(body)); got != want {
				t.Error("read otherwise beside others")
			}
		})
	}
	wait.Wait()
}

func TestADamagedModelIsRefused(t *testing.T) {
	for _, n := range []int{0, 5, len(magic), len(magic) + 3, 500, 5000, len(modelFile) / 2, len(modelFile) - 1} {
		if _, err := Decode(modelFile[:n]); err == nil {
			t.Errorf("a model cut to %d bytes was taken", n)
		}
	}
}

// FuzzDecode wants a model or an error of any bytes, and no panic of a model.
func FuzzDecode(f *testing.F) {
	f.Add([]byte{})
	f.Add(Header(nil, []string{"NN", "VBD", "VBN"}, []string{"dep", "nsubj"}, []string{"O", "B-GPE", "I-GPE", "x"}))
	f.Add(append(Header(nil, []string{"NN"}, []string{"dep"}, []string{"O"}), 0, 0, 0, 0, 0, 0))
	f.Fuzz(func(t *testing.T, in []byte) {
		m, err := Decode(in)
		if err != nil {
			return
		}
		for _, s := range New().Split("Peru shelled “Chile” on Monday.", text.Span{End: 35}) {
			m.Annotate(&s)
		}
	})
}

func FuzzSplit(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, body string, start, end int) {
		check(t, body, text.Span{Start: start, End: end}, New().Split(body, text.Span{Start: start, End: end}))
	})
}

func FuzzAnnotate(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, body string, start, end int) {
		sentences := New().Split(body, text.Span{Start: start, End: end})
		for i := range sentences {
			s := &sentences[i]
			New().Annotate(s)
			roots := 0
			for n, token := range s.Tokens {
				if token.Head < -1 || token.Head >= len(s.Tokens) || token.Head == n || token.Tag == "" || token.Lemma == "" || token.Label == "" {
					t.Fatalf("token %d of %d: %+v", n, len(s.Tokens), token)
				}
				if token.Head == -1 {
					roots++
				}
				at := n
				for range s.Tokens {
					if at >= 0 {
						at = s.Tokens[at].Head
					}
				}
				if at >= 0 {
					t.Fatalf("token %d never reaches the root", n)
				}
			}
			if roots != 1 {
				t.Fatalf("%d roots", roots)
			}
		}
		check(t, body, text.Span{Start: start, End: end}, sentences)
	})
}

func seeds(f *testing.F) {
	for _, body := range []string{"", " \n", "Peru met Chile.", "“Why?” he asked.\n\nNo. 5…", "\xff\xfe a.\xf0\x9f", "''s n't --- (((", "U.S. 9am €5% www.a.b"} {
		f.Add(body, 0, len(body))
		f.Add(body, 1, len(body)-1)
	}
}

// check wants sentences and tokens in order within the block, and every byte
// of the block that is not white space in a token.
func check(t *testing.T, body string, block text.Span, sentences []text.Sentence) {
	t.Helper()
	block.Start = min(max(block.Start, 0), len(body))
	block.End = min(max(block.End, block.Start), len(body))
	end := block.Start
	for _, s := range sentences {
		if len(s.Tokens) == 0 || s.Start != s.Tokens[0].Start || s.End != s.Tokens[len(s.Tokens)-1].End {
			t.Fatalf("sentence %v does not span its tokens", s.Span)
		}
		for _, token := range s.Tokens {
			if token.Start < end || token.End > block.End || token.Len() <= 0 || token.Of(body) != token.Form {
				t.Fatalf("token %+v after %d", token, end)
			}
			if gap := body[end:token.Start]; strings.TrimSpace(gap) != "" {
				t.Fatalf("%q is in no token", gap)
			}
			end = token.End
		}
	}
	if gap := body[end:block.End]; strings.TrimSpace(gap) != "" {
		t.Fatalf("%q is in no token", gap)
	}
}

func read(body string) []text.Sentence {
	sentences := New().Split(body, text.Span{End: len(body)})
	for i := range sentences {
		New().Annotate(&sentences[i])
	}
	return sentences
}

// summary writes down all that was read.
func summary(sentences []text.Sentence) string {
	var b strings.Builder
	for _, s := range sentences {
		for _, t := range s.Tokens {
			b.WriteString(t.Form + "/" + t.Tag + "/" + t.Label + "/" + t.Name + strconv.Itoa(t.Head) + " ")
		}
	}
	return b.String()
}
