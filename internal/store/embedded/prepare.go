package embedded

import (
	"bytes"
	"context"
	"crypto/sha256"
	"hash"
	"runtime"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"

	"entente/internal/diplo"
	"entente/internal/fold"
)

// prepared is a batch with all that can be worked out before its turn to be written comes, on the goroutine of
// the caller: bodies, hashes, folded words, events.
type prepared struct {
	articles []*preparedArticle
	events   map[diplo.EventID]*preparedEvent
	mentions int
}

type preparedArticle struct {
	*diplo.Article
	origin    string
	hash      []byte
	words     string // of title and text
	sentences []string
	mentions  []preparedMention
	actors    []listing
	actions   []listing
	offices   []listing
}

type preparedMention struct {
	*diplo.Mention
	event    diplo.EventID // that it tells of
	sentence int           // its number among the article's
	body     []byte
}

// listing is a record that an article lists: whose it is, and its body. Listings of one article differ.
type listing struct {
	of   string // actor or action id; of an office, its holder
	body string
}

// preparedEvent is an event as the batch alone tells of it: the whole event, unless it is stored already.
type preparedEvent struct {
	evidence []diplo.Evidence
	former   []diplo.EventID // keys that it has had
	event    diplo.Event
	body     []byte
	place    string // folded
	country  string
}

// prepare works a valid batch out, on all processors when it is large.
func prepare(ctx context.Context, batch []diplo.CodedArticle) (*prepared, error) {
	p := &prepared{articles: make([]*preparedArticle, len(batch)), events: make(map[diplo.EventID]*preparedEvent, 4*len(batch))}
	if err := spread(ctx, len(batch), func(i int) { p.articles[i] = prepareArticle(&batch[i]) }); err != nil {
		return nil, err
	}
	var events []*preparedEvent
	for _, a := range p.articles {
		p.mentions += len(a.mentions)
		for _, m := range a.mentions {
			e := p.events[m.event]
			if e == nil {
				e = &preparedEvent{}
				p.events[m.event] = e
				events = append(events, e)
			}
			e.evidence = append(e.evidence, a.Evidence(m.Mention))
		}
	}
	return p, spread(ctx, len(events), func(i int) { events[i].fold() })
}

// spread calls f for 0 … n-1 on all processors, in pieces that are worth a goroutine.
func spread(ctx context.Context, n int, f func(i int)) error {
	const piece = 64
	if n <= piece {
		for i := range n {
			f(i)
		}
		return ctx.Err()
	}
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for from := 0; from < n; from += piece {
		group.Go(func() error {
			for i := from; i < min(from+piece, n); i++ {
				f(i)
			}
			return ctx.Err()
		})
	}
	return group.Wait()
}

func (e *preparedEvent) fold() {
	e.event = diplo.Fold(e.evidence)
	e.settle()
}

// settle works out what follows from the event itself.
func (e *preparedEvent) settle() {
	e.body = eventBody(&e.event)
	e.place, e.country = fold.String(e.event.Place.Name), fold.String(e.event.Place.Country)
}

func prepareArticle(coded *diplo.CodedArticle) *preparedArticle {
	a := &preparedArticle{Article: &coded.Article, origin: coded.Origin, words: foldedWords(coded.Article.Title, coded.Article.Text)}
	content := newContent(&coded.Article)
	seen := map[string]bool{}
	part := func(bodies []listing, raw []byte, of string) []listing {
		if seen[string(raw)] {
			return bodies
		}
		content.Write(raw)
		body := string(raw)
		seen[body] = true
		return append(bodies, listing{of, body})
	}
	for i := range coded.Actors {
		merged := diplo.MergeActors(coded.Actors[i], coded.Actors[i])
		a.actors = part(a.actors, actorBody(&merged), string(merged.ID))
	}
	content.next()
	clear(seen)
	for i := range coded.Actions {
		a.actions = part(a.actions, actionBody(&coded.Actions[i]), string(coded.Actions[i].ID))
	}
	content.next()
	clear(seen)
	for i := range coded.Offices {
		a.offices = part(a.offices, officeBody(&coded.Offices[i]), string(coded.Offices[i].Holder))
	}
	content.next()
	a.mentions = make([]preparedMention, len(coded.Mentions))
	type sentence struct {
		diplo.Span
		quote string
	}
	numbers := map[sentence]int{}
	for i := range coded.Mentions {
		m := &coded.Mentions[i]
		body := mentionBody(m)
		content.Write(body)
		standing := sentence{m.Sentence, m.Quote}
		number, known := numbers[standing]
		if !known {
			number = len(a.sentences)
			numbers[standing] = number
			a.sentences = append(a.sentences, foldedWords(m.Quote))
		}
		a.mentions[i] = preparedMention{m, m.Event, number, body}
	}
	a.hash = content.hash()
	return a
}

// content is what tells whether an article is the same as one that is stored: its body, then those of the actors, actions, offices and mentions that are read
// in it, each list in its order.
type content struct{ hash.Hash }

func newContent(a *diplo.Article) content {
	c := content{sha256.New()}
	c.Write(articleBody(a))
	return c
}

// next begins the next list.
func (c content) next() { c.Write([]byte{0}) }

// hash is that of all that was written.
func (c content) hash() []byte { return c.Sum(nil)[:16] }

// foldedWords are the words of the texts, as fold.Words gives them, as the full-text tables take them. What is plain of a text, as most
// is, goes a quicker way; between the rest and that are spaces.
func foldedWords(texts ...string) string {
	var all []byte
	for _, text := range texts {
		for text != "" {
			n := plain(text)
			if n < len(text) {
				n = strings.LastIndexByte(text[:n], ' ') + 1
			}
			all = appendPlainWords(all, text[:n])
			rest, after, _ := strings.Cut(text[n:], " ")
			for _, word := range fold.Words(rest) {
				all = append(append(all, word...), ' ')
			}
			text = after
		}
	}
	return string(bytes.TrimSuffix(all, []byte{' '}))
}

// plain is how many bytes of the text are ASCII before one that is not.
func plain(text string) int {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return i
		}
	}
	return len(text)
}

// appendPlainWords appends each word of an ASCII text, in lower case, with a space behind it.
func appendPlainWords(all []byte, text string) []byte {
	all = slices.Grow(all, len(text)+1)
	for i := range len(text) {
		c := text[i]
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			all = append(all, c)
		case 'A' <= c && c <= 'Z':
			all = append(all, c|0x20)
		default:
			all = endWord(all)
		}
	}
	return endWord(all)
}

func endWord(all []byte) []byte {
	if len(all) > 0 && all[len(all)-1] != ' ' {
		all = append(all, ' ')
	}
	return all
}
