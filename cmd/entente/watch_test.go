//go:build unix

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"entente/internal/store"
	"entente/internal/store/embedded"
	"entente/internal/store/neo4j"
	"entente/internal/store/neo4j/neo4jtest"
	"entente/internal/store/storetest"
)

// watchFor is how long a site is watched under kills: some seconds, or what the environment says, and then a larger site.
func watchFor(t *testing.T) (time.Duration, int) {
	t.Helper()
	if long := os.Getenv("ENTENTE_TEST_WATCH"); long != "" {
		d, err := time.ParseDuration(long)
		if err != nil {
			t.Fatal(err)
		}
		return d, 1200
	}
	return 6 * time.Second, 160
}

func TestASiteThatIsWatchedUnderKillsEndsAsACleanLoad(t *testing.T) {
	db := filepath.Join(t.TempDir(), "graph.db")
	watchUnderKills(t, db, func() (store.Store, error) { return embedded.Open(db, embedded.Options{ReadOnly: true}) })
	sound(t, db)
}

func TestASiteThatIsWatchedIntoNeo4jUnderKillsEndsAsACleanLoad(t *testing.T) {
	if os.Getenv("ENTENTE_TEST_WATCH") == "" {
		t.Skip("it takes its time: ENTENTE_TEST_WATCH says how long")
	}
	server := neo4jtest.Open(t)
	t.Setenv("NEO4J_USER", server.User)
	t.Setenv("NEO4J_PASSWORD", server.Password)
	t.Setenv("NEO4J_DATABASE", server.Database)
	watchUnderKills(t, server.URI, func() (store.Store, error) {
		return neo4j.Open(t.Context(), neo4j.Config{URI: server.URI, User: server.User, Password: server.Password, Database: server.Database})
	})
}

// watchUnderKills watches a site into a store, and compares what is there in the end with a load of what the site has then.
func watchUnderKills(t *testing.T, db string, open func() (store.Store, error)) {
	t.Helper()
	during, stories := watchFor(t)
	site := newNewsSite(t, stories)
	dir := t.TempDir()
	config := filepath.Join(dir, "watch.yml")
	content := "{every: 400ms, revisit: 300ms, until: 10h, pause: 1ms, timeout: 5s, allow-network: [127.0.0.0/8], sources: ["
	for _, host := range site.hosts {
		content += fmt.Sprintf("{feed: %s/feed.xml}, ", host.URL)
	}
	if err := os.WriteFile(config, []byte(content+"]}"), 0o600); err != nil {
		t.Fatal(err)
	}
	dice := rand.New(rand.NewPCG(7, 7))
	said := &safeBuffer{}
	kills, started := 0, time.Now()
	steps := stories + stories/3 // some time goes on when all are out
	for time.Since(started) < during {
		command := theCommand(t, `exec "$@"`, "watch", config, "--store", db)
		command.Stderr = said
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		before, begun := len(said.String()), time.Now()
		life := 400*time.Millisecond + time.Duration(dice.Int64N(int64(during/12)))
		silent := func() bool { // every second one lives until it has told of a round, on a slow machine too
			return kills%2 == 0 && len(said.String()) == before && time.Since(begun) < time.Minute
		}
		for ; time.Since(begun) < life || silent(); time.Sleep(10 * time.Millisecond) {
			site.step.Store(int64(float64(steps) * min(1, float64(time.Since(started))/float64(during))))
		}
		if err := command.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = command.Wait() // it was killed
		kills++
	}
	site.step.Store(int64(steps))
	site.calm.Store(true)
	calm := time.Now()

	command := theCommand(t, `exec "$@"`, "watch", config, "--store", db)
	command.Stderr = said
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	for site.notAskedSince(calm) > 0 && time.Since(calm) < 2*during+time.Minute {
		time.Sleep(50 * time.Millisecond)
	}
	there := site.met()
	s, err := open()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for until := time.Now().Add(time.Minute); time.Now().Before(until); time.Sleep(100 * time.Millisecond) {
		if totals, err := s.Totals(t.Context()); err != nil || totals.Articles == len(there) {
			break // what was fetched last is stored, and what was missed once is known to be gone
		}
	}
	time.Sleep(time.Second)
	if err := command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := command.Wait(); err != nil {
		t.Errorf("a watch that is asked to stop ends with %v", err)
	}
	if left := site.notAskedSince(calm); left > 0 {
		t.Fatalf("%d pages were not looked at again within %s; the last that was said:\n%s", left, time.Since(calm), lastLines(said.String(), 20))
	}

	clean, archive := filepath.Join(dir, "clean.db"), filepath.Join(dir, "site.warc.gz")
	site.archive(t, archive, there)
	if got := call(t, "", nil, "load", archive, "--store", clean); got.code != ok {
		t.Fatalf("%+v", got)
	}
	want, got := sound(t, clean), storetest.Read(t, s)
	for _, dump := range []storetest.Dump{want, got} {
		for _, article := range dump.Articles {
			article.Source = "" // the archive, or the link
		}
	}
	storetest.Same(t, "what is kept of the site", want, got)
	usage, _ := command.ProcessState.SysUsage().(*syscall.Rusage)
	t.Logf("%d of %d stories met, %d still there, %d events; %d kills in %s; looked at again within %s; %d MB of memory; answers by status: %v", len(site.asked), stories, len(there),
		want.Totals.Events, kills, during, time.Since(calm).Round(time.Millisecond), usage.Maxrss>>10, site.counts)
	if t.Failed() {
		t.Logf("said:\n%s", lastLines(said.String(), 40))
	}
}

// lastLines are the last lines of a text.
func lastLines(text string, n int) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(lines[max(0, len(lines)-n):], "\n")
}

func TestAServerFollowsWhatItIsToldTo(t *testing.T) {
	site := newNewsSite(t, 8)
	site.calm.Store(true)
	dir := t.TempDir()
	config := filepath.Join(dir, "watch.yml")
	if err := os.MkdirAll(filepath.Join(dir, "wire"), 0o700); err != nil {
		t.Fatal(err)
	}
	content := fmt.Sprintf("{every: 50ms, pause: 1ms, allow-network: [127.0.0.0/8], sources: [{folder: wire}, {feed: %s/feed.xml}]}", site.hosts[0].URL)
	if err := os.WriteFile(config, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	s := serve(t, "--watch", config)
	articles := func(want int) {
		t.Helper()
		answer := ""
		for until := time.Now().Add(20 * time.Second); time.Now().Before(until); time.Sleep(20 * time.Millisecond) {
			answer = call(t, "", nil, "query", "--server", s.url, "{ articles { totalCount } }").out
			if strings.Contains(answer, fmt.Sprintf(`"totalCount": %d`, want)) {
				return
			}
		}
		t.Fatalf("not %d articles:\n%s\n%s", want, answer, lastLines(s.errs.String(), 20))
	}
	articles(3)
	site.step.Store(5) // two stories of the first host
	articles(5)
	path := filepath.Join(dir, "wire", "a.txt")
	if err := os.WriteFile(path, []byte("Peru condemned Chad on Monday."), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "wire", "b.txt"), []byte("Norway condemned Chad on Monday."), 0o600); err != nil {
		t.Fatal(err)
	}
	articles(7)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	articles(6)
	if code := s.stop(); code != ok {
		t.Errorf("stopped with %d: %s", code, s.errs)
	}
	if got := call(t, "", nil, "serve", "--watch", filepath.Join(dir, "none.yml"), "--store", filepath.Join(dir, "x.db")); got.code != failed {
		t.Errorf("with nothing to watch: %+v", got)
	}
}
