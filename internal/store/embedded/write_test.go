package embedded

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"entente/internal/diplo"
	"entente/internal/fold"
	"entente/internal/store"
	"entente/internal/store/storetest"
)

func TestTheOrderOfPutsDoesNotMatter(t *testing.T) {
	t.Parallel()
	random := storetest.NewRandom(11)
	articles := random.Articles(60)
	var first storetest.Dump
	for round := range 3 {
		s := temporary(t).(*Store)
		dice := rand.New(rand.NewPCG(uint64(round), 0))
		dice.Shuffle(len(articles), func(i, j int) { articles[i], articles[j] = articles[j], articles[i] })
		for _, i := range []int{3, 17, 40} { // another reading, which does not last
			if _, err := s.Put(t.Context(), []diplo.CodedArticle{random.Reread(articles[i])}); err != nil {
				t.Fatal(err)
			}
		}
		for batch := range slices.Chunk(articles, 1+dice.IntN(20)) {
			if _, err := s.Put(t.Context(), batch); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Check(t.Context()); err != nil {
			t.Errorf("round %d: %v", round, err)
		}
		dump := storetest.Read(t, s)
		if round == 0 {
			first = dump
		}
		storetest.Same(t, fmt.Sprintf("round %d: what is read", round), first, dump)
	}
}

func TestNothingIsLeftOfArticlesReadToNothing(t *testing.T) {
	t.Parallel()
	s := temporary(t).(*Store)
	articles := storetest.NewRandom(12).Articles(40)
	if _, err := s.Put(t.Context(), articles); err != nil {
		t.Fatal(err)
	}
	for i := range articles {
		articles[i] = diplo.CodedArticle{Article: articles[i].Article}
	}
	if _, err := s.Put(t.Context(), articles); err != nil {
		t.Fatal(err)
	}
	totals, err := s.Totals(t.Context())
	storetest.Same(t, "totals", store.Totals{Articles: 40, FirstDay: diplo.NoDay, LastDay: diplo.NoDay}, totals)
	if err != nil {
		t.Error(err)
	}
	for _, table := range []string{"event", "party", "pair", "tie", "day", "actor_name", "actor_text_docsize", "action_text_docsize"} {
		if n, err := s.writer.c.number(background, "SELECT count(*) FROM "+table); n != 0 || err != nil {
			t.Errorf("table %s has %d rows left; %v", table, n, err)
		}
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestEveryFieldCountsAsContent changes each field of an article's content by itself: a change that the hash does not see would be
// lost, and a field that a body leaves out too.
func TestEveryFieldCountsAsContent(t *testing.T) {
	t.Parallel()
	sample := func() *diplo.CodedArticle { return &storetest.Sample().Articles[2] }
	hash := func(c *diplo.CodedArticle) string { return string(prepareArticle(c).hash) }
	base := hash(sample())
	noContent := []string{".Origin", ".Article.Recorded", ".Article.Status", ".Article.Fingerprint", ".Article.Source"}
	var fields int
	var visit func(path string, at func(*diplo.CodedArticle) reflect.Value)
	visit = func(path string, at func(*diplo.CodedArticle) reflect.Value) {
		if slices.Contains(noContent, path) {
			return
		}
		changed := sample()
		switch v := at(changed); v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				visit(path+"."+v.Type().Field(i).Name, func(c *diplo.CodedArticle) reflect.Value { return at(c).Field(i) })
			}
			return
		case reflect.Slice:
			if v.Len() > 0 {
				visit(path+"[0]", func(c *diplo.CodedArticle) reflect.Value { return at(c).Index(0) })
			}
			v.Set(reflect.Append(v, reflect.New(v.Type().Elem()).Elem()))
		case reflect.String:
			v.SetString(v.String() + "x")
		case reflect.Bool:
			v.SetBool(!v.Bool())
		case reflect.Int, reflect.Int32, reflect.Int64:
			v.SetInt(v.Int() + 1)
		case reflect.Float64:
			v.SetFloat(v.Float() + 0.25)
		default:
			t.Fatalf("%s is of kind %s", path, v.Kind())
		}
		fields++
		if hash(changed) == base {
			t.Errorf("a change of %s is not seen", path)
		}
	}
	visit("", func(c *diplo.CodedArticle) reflect.Value { return reflect.ValueOf(c).Elem() })
	if fields < 60 {
		t.Errorf("only %d fields were visited", fields)
	}
}

func TestTheSortNumberOrdersAsTheIds(t *testing.T) {
	t.Parallel()
	dice := rand.New(rand.NewPCG(1, 1))
	const characters = "0123789:AZ_`abmyz{é"
	ids := []diplo.EventID{"", "event", "event:", "eventually", "a", "zebra", "event:\xff"}
	for range 3000 {
		id := []byte("event:")
		for range dice.IntN(18) {
			id = append(id, characters[dice.IntN(len(characters))])
		}
		ids = append(ids, diplo.EventID(id))
	}
	same := 0
	for range 3000 {
		id := []byte("event:")
		for range 16 {
			id = append(id, "234567abcdefghijklmnopqrstuvwxyz"[dice.IntN(32)])
		}
		ids = append(ids, diplo.EventID(id))
	}
	slices.Sort(ids)
	for i := range ids[1:] {
		a, b := sortOf(ids[i]), sortOf(ids[i+1])
		if a > b || a < 0 {
			t.Fatalf("%q has %x, and %q behind it has %x", ids[i], a, ids[i+1], b)
		}
		if a == b && ids[i] != ids[i+1] && len(ids[i]) == 22 && len(ids[i+1]) == 22 && ids[i][:18] != ids[i+1][:18] {
			same++
		}
	}
	if same > 600 { // ids with characters of their own share numbers; those of diplo do not
		t.Errorf("%d ids share their numbers", same)
	}
}

func TestABodyThatIsCutIsDamageAndNoPanic(t *testing.T) {
	t.Parallel()
	m := storetest.Sample().Articles[0].Mentions[0]
	body := mentionBody(&m)
	again, err := readMention(body)
	if err != nil {
		t.Fatal(err)
	}
	storetest.Same(t, "the mention", &m, again)
	for n := range body {
		if _, err := readMention(body[:n]); diplo.KindOf(err) != diplo.Internal {
			t.Fatalf("%d bytes of %d: %v", n, len(body), err)
		}
	}
}

func TestPlainTextFoldsAsAnyOther(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", " ", "One", "two  WORDS", "...and 3,000 more; co-operation.", "it's \"quoted\"\x00\n end ",
		"é", " é ", "In Łódź, then plain", "Ñandú\tand\ncafé-naïve 3 “Ærø”", "a\u00a0b c", "e\u0301 plus \u0301 e \u0301x", "x\xff y\xc3 z", "ends in İ"} {
		if got, want := foldedWords(text, "x"), strings.Join(append(fold.Words(text), "x"), " "); got != want {
			t.Errorf("the words of %q are %q, want %q", text, got, want)
		}
	}
}
