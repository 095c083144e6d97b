package embedded

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"entente/internal/diplo"
	"entente/internal/store"
	"entente/internal/store/storetest"
)

// crashingStore names the store that a copy of this test program is to write until it is killed.
const crashingStore = "ENTENTE_TEST_CRASHING_STORE"

func TestMain(m *testing.M) {
	if path := os.Getenv(crashingStore); path != "" {
		putForever(path)
	}
	os.Exit(m.Run())
}

// crashBatch is the n-th batch that the child puts in a round. Every third article is another reading of one before.
func crashBatch(round, n int) []diplo.CodedArticle {
	return storetest.NewNews(int64(1000*round+n/3*3), 300, 60).Articles(20 + n%3*3)
}

// crashDecision is what the child decides behind that batch: an article of it is retracted, an actor of another gets a name, an event is confirmed.
func crashDecision(round, n int) diplo.Decision {
	batch := renamed(crashBatch(round, n), round, n)
	d := diplo.Decision{ID: diplo.DecisionID(fmt.Sprintf("decision:%d-%d", round, n)), Author: "Ana", Reason: "a test"}
	switch n % 3 {
	case 0:
		d.Kind, d.Article = diplo.RetractArticle, batch[0].Article.ID
	case 1:
		d.Kind, d.Actor, d.Alias = diplo.AddAlias, batch[1].Actors[0].ID, fmt.Sprintf("Alias %d", n)
	case 2:
		d.Kind, d.Event = diplo.ConfirmEvent, batch[1].Mentions[0].Event
	}
	return d
}

// putForever puts batches and prints the number of each when it is durable.
func putForever(path string) {
	s, err := Open(path, Options{})
	if err != nil {
		fmt.Println("error:", err)
		os.Exit(1)
	}
	var round int
	fmt.Sscan(os.Getenv(crashingStore+"_ROUND"), &round)
	for n := 0; ; n++ {
		if _, err := s.Put(background, renamed(crashBatch(round, n), round, n)); err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
		if _, err := s.Decide(background, crashDecision(round, n)); err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
		fmt.Println("put", n)
	}
}

// renamed gives the articles ids of their own: three batches on end are readings of the same articles.
func renamed(batch []diplo.CodedArticle, round, n int) []diplo.CodedArticle {
	for i := range batch {
		a := &batch[i].Article
		a.ID = diplo.ArticleID(fmt.Sprintf("article:crash-%d-%d-%d", round, n/3, i))
		for j := range batch[i].Mentions {
			batch[i].Mentions[j].Identify(a)
		}
	}
	return batch
}

func TestWhatWasAcknowledgedSurvivesKill(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "graph.db")
	model := storetest.NewModel()
	dice := rand.New(rand.NewPCG(5, 5))
	for round := range 4 {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), crashingStore+"="+path, fmt.Sprintf("%s_ROUND=%d", crashingStore, round))
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		acknowledged, until := 0, 3+dice.IntN(25)
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "error") {
				t.Fatal(lines.Text())
			}
			acknowledged++
			if acknowledged == until {
				child.Process.Kill()
			}
		}
		child.Wait()

		s, err := Open(path, Options{CacheBytes: 16 << 20})
		if err != nil {
			t.Fatalf("round %d: after the kill: %v", round, err)
		}
		if err := s.Check(t.Context()); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		// What follows the last acknowledged Put may be there or not, but only as a whole: the store then says that putting
		// it changes nothing.
		for n := range acknowledged {
			if _, err := model.Put(t.Context(), renamed(crashBatch(round, n), round, n)); err != nil {
				t.Fatal(err)
			}
			if _, err := model.Decide(t.Context(), crashDecision(round, n)); err != nil {
				t.Fatal(err)
			}
		}
		next := renamed(crashBatch(round, acknowledged), round, acknowledged)
		result, err := s.Put(t.Context(), next)
		if err != nil {
			t.Fatal(err)
		}
		want, err := model.Put(t.Context(), next)
		if err != nil {
			t.Fatal(err)
		}
		if result != want && result.Unchanged != len(next) {
			t.Errorf("round %d: the Put under way at the kill was kept in part: again it gives %+v, want %+v or all unchanged", round, result, want)
		}
		for _, of := range []store.Store{model, s} { // which the child may have done before the kill
			if _, err := of.Decide(t.Context(), crashDecision(round, acknowledged)); err != nil {
				t.Fatal(err)
			}
		}
		storetest.Same(t, fmt.Sprintf("round %d: what is read", round), storetest.Read(t, model), storetest.Read(t, s))
		storetest.Same(t, fmt.Sprintf("round %d: what happened", round), storetest.ReadChanges(t, model), storetest.ReadChanges(t, s))
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
