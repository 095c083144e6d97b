//go:build unix

package main

import (
	"compress/gzip"
	"fmt"
	"hash/fnv"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// newsSite is a news site as they are: new stories push old ones out of its feeds, some are corrected and some taken away, some links
// are redirected, some pages are slow or badly written, and at times it is out of order. It is served by several hosts.
//
// Its time goes in steps. A story is out from the step that has its number, and its life is decided by that number alone, so that the
// site can be described at any step.
type newsSite struct {
	stories int
	hosts   []*httptest.Server
	step    atomic.Int64
	calm    atomic.Bool // nothing is slow or out of order

	mutex  sync.Mutex
	asked  map[int]time.Time // when a story was asked for last
	counts map[int]int       // answers by status
}

const (
	siteHosts = 4
	// inFeed is how many stories of a host its feed tells of.
	inFeed = 25
)

func newNewsSite(t *testing.T, stories int) *newsSite {
	t.Helper()
	s := &newsSite{stories: stories, asked: map[int]time.Time{}, counts: map[int]int{}}
	for range siteHosts {
		server := httptest.NewServer(s)
		t.Cleanup(server.Close)
		s.hosts = append(s.hosts, server)
	}
	return s
}

// chance is a number below n that follows from the words.
func chance(n int, words ...any) int {
	h := fnv.New32a()
	_, _ = fmt.Fprint(h, words...)
	return int(h.Sum32()>>4) % n
}

// out is how many stories are out.
func (s *newsSite) out() int { return min(s.stories, int(s.step.Load())) }

// deleted tells whether a story has been taken away; edition, how often it was corrected.
func (s *newsSite) deleted(story int) bool {
	return chance(12, "deleted", story) == 0 && s.age(story) > chance(s.stories/2, "when", story)
}

func (s *newsSite) edition(story int) int {
	if chance(4, "corrected", story) > 0 {
		return 0
	}
	return min(3, s.age(story)/(1+chance(s.stories/3, "how often", story)))
}

func (s *newsSite) age(story int) int { return int(s.step.Load()) - story }

func (s *newsSite) host(story int) string { return s.hosts[story%siteHosts].URL }

// path is where the story is; link, where the feed says it is.
func (s *newsSite) path(story int) string {
	return fmt.Sprintf("/2023/09/%02d/story-%d", 1+story%28, story)
}

func (s *newsSite) link(story int) string {
	if chance(5, "redirected", story) == 0 {
		return fmt.Sprintf("/go/%d", story)
	}
	return s.path(story) + "?utm_source=feed"
}

var siteNames = []string{"Iran", "Norway", "Chad", "Peru", "Kenya", "Japan", "Mali", "Oman", "Cuba", "Nepal", "Ghana", "Latvia"}

// page is a story in HTML.
func (s *newsSite) page(story int) string {
	one, other := siteNames[chance(len(siteNames), "one", story)], siteNames[chance(len(siteNames), "other", story, s.edition(story))]
	day := 1 + story%28
	var b strings.Builder
	fmt.Fprintf(&b, `<!doctype html><html lang="en"><head><title>Dispatch %d | Site</title><meta property="og:site_name" content="Paper %d">
<meta property="article:published_time" content="2023-09-%02dT08:00:00Z">`, story, story%7, day)
	if story%3 == 0 {
		fmt.Fprintf(&b, `<link rel="canonical" href="%s%s">`, s.host(story), s.path(story))
	}
	fmt.Fprintf(&b, "</head><body><nav><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></nav><article><h1>%s and %s, dispatch %d</h1>\n", one, other, story)
	paragraphs := []string{
		fmt.Sprintf("%s condemned %s on Monday over the closing of the border post at kilometre %d, its foreign ministry said in a statement.", one, other, story),
		fmt.Sprintf("%s imposed sanctions on %s in return, and recalled its ambassador from the capital for the talks of the week.", other, one),
		fmt.Sprintf("Residents of town number %d said that the road had been empty since the morning and that shops stayed shut.", story*7),
	}
	for i, paragraph := range paragraphs {
		switch {
		case story%11 == 3: // never closed
			fmt.Fprintf(&b, "<p><b>%s\n", paragraph)
		case story%11 == 5 && i == 1: // closed twice, and in the wrong order
			fmt.Fprintf(&b, "<div><p><i>%s</p></i></div></p>", paragraph)
		default:
			fmt.Fprintf(&b, "<p>%s</p>\n", paragraph)
		}
	}
	b.WriteString("</article><aside><h3>Most read</h3><ol><li><a href=/1>Ten soups for the autumn</a></ol></aside></body></html>")
	return b.String()
}

// feed tells of the newest stories of a host.
func (s *newsSite) feed(host int) string {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>Site</title><language>en</language>`)
	for story, told := s.out()-1, 0; story >= 0 && told < inFeed; story-- {
		if story%siteHosts == host && !s.deleted(story) {
			fmt.Fprintf(&b, "<item><link>%s</link><title>%d</title></item>", s.link(story), story)
			told++
		}
	}
	b.WriteString("</channel></rss>")
	return b.String()
}

func (s *newsSite) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer := &counted{ResponseWriter: w, status: http.StatusOK}
	s.answer(answer, r)
	s.mutex.Lock()
	s.counts[answer.status]++
	s.mutex.Unlock()
}

type counted struct {
	http.ResponseWriter
	status int
}

func (c *counted) WriteHeader(status int) {
	c.status = status
	c.ResponseWriter.WriteHeader(status)
}

func (s *newsSite) answer(w http.ResponseWriter, r *http.Request) {
	host := 0
	for i := range s.hosts {
		if strings.HasSuffix(s.hosts[i].URL, r.Host) {
			host = i
		}
	}
	story := -1
	_, last, _ := strings.Cut(r.URL.Path[1:], "story-")
	_, _ = fmt.Sscan(last+strings.TrimPrefix(r.URL.Path, "/go/"), &story)
	now := time.Now()
	if !s.calm.Load() {
		switch roll := chance(100, r.URL.Path, now.UnixNano()/5e6); {
		case roll < 4:
			w.WriteHeader(http.StatusInternalServerError)
			return
		case roll < 6:
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		case roll < 7:
			panic(http.ErrAbortHandler)
		case roll < 12:
			time.Sleep(100 * time.Millisecond)
		}
	}
	var content string
	switch {
	case r.URL.Path == "/feed.xml":
		content = s.feed(host)
	case story < 0 || story >= s.out():
		w.WriteHeader(http.StatusNotFound)
		return
	case s.deleted(story):
		s.seen(story)
		w.WriteHeader([]int{http.StatusNotFound, http.StatusGone}[story%2])
		return
	case strings.HasPrefix(r.URL.Path, "/go/"):
		http.Redirect(w, r, s.path(story), http.StatusMovedPermanently)
		return
	default:
		content = s.page(story)
		s.seen(story)
	}
	tag := fmt.Sprintf(`"%08x"`, chance(1<<28, content))
	w.Header().Set("ETag", tag)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	_, _ = io.WriteString(w, content)
}

func (s *newsSite) seen(story int) {
	s.mutex.Lock()
	s.asked[story] = time.Now()
	s.mutex.Unlock()
}

// notAskedSince is how many of the stories were met once, and not asked for since then.
func (s *newsSite) notAskedSince(then time.Time) int {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	missing := 0
	for _, at := range s.asked {
		if at.Before(then) {
			missing++
		}
	}
	return missing
}

// met are the stories that were asked for at any time and are still there.
func (s *newsSite) met() []int {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	var stories []int
	for story := range s.stories {
		if _, met := s.asked[story]; met && !s.deleted(story) {
			stories = append(stories, story)
		}
	}
	return stories
}

// archive writes stories into a web archive.
func (s *newsSite) archive(t *testing.T, path string, stories []int) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	packed := gzip.NewWriter(file)
	for _, story := range stories {
		response := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + s.page(story)
		fmt.Fprintf(packed, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s%s\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
			s.host(story), s.path(story), len(response), response)
	}
	if err := packed.Close(); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}
