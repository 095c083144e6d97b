package coding

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"entente/internal/actors"
	"entente/internal/dates"
	"entente/internal/diplo"
	"entente/internal/text"
)

// What the fuzzer makes sentences of: words that frames and rules look for, and arcs of every kind.
var (
	fuzzWords = strings.Fields(`France Azerbaijan Macron police protesters he it they who which that attack attacks attacked killed kills bomb strike talks talk
		said says denied accused condemned offensive ceasefire sanctions sanction agreed signed pact deal met visit visited call called urged demanded warned threatened
		arrested sentenced released withdrew sent send troops aid weapons responsibility claimed claims court minister president government rebels hostages embassy ambassador
		summoned expelled recalled and or but if may will would not no to by of in on with against between for from after before over at the a its their his Tuesday 2014 two
		dead injured people , ; : . -- “ ” ( ) ' resolution vetoed rejected holding launched launch carried out put under`)
	fuzzTags   = strings.Fields("NN NN NNS NNS VBD VBD VBD NNP NNPS VB VBD VBZ VBP VBN VBG MD IN TO DT JJ RB PRP PRP$ CD WDT WP CC RP POS , . : -LRB-")
	fuzzLabels = strings.Fields(`nsubj nsubj nsubj dobj dobj dobj prep prep pobj pobj nsubj nsubjpass dobj dative agent prep pobj pcomp xcomp ccomp advcl acl relcl conj cc appos compound poss neg aux auxpass amod nmod det
		ROOT punct mark npadvmod advmod parataxis csubj attr acomp prt case nummod predet oprd meta dep`)
)

// grammarWords are words by which the code, not a frame, decides.
var grammarWords = strings.Fields("others both former latter each other one all several including together according following sorry he it they who which that its their said and or by with of")

// allWords are those above, and every word that a frame or a word class names.
func allWords() []string {
	d := defaultDictionary()
	words := slices.AppendSeq(slices.Clone(fuzzWords), maps.Keys(d.triggers))
	for _, class := range d.classes {
		words = slices.AppendSeq(words, maps.Keys(class))
	}
	slices.Sort(words)
	words = slices.DeleteFunc(slices.Compact(words), func(w string) bool { return w == "" || strings.Contains(w, " ") })
	for range len(words) / len(grammarWords) { // every second word is one of grammar
		words = append(words, grammarWords...)
	}
	return words
}

var fuzzActors = []diplo.Actor{
	{ID: "country:FRA", Kind: diplo.KindCountry, Name: "France", Code: "FRA"}, {ID: "country:AZE", Kind: diplo.KindCountry, Name: "Azerbaijan", Code: "AZE"},
	{ID: "person:emmanuel-macron", Kind: diplo.KindPerson, Name: "Emmanuel Macron", Code: "FRA"}, {ID: "group:protesters", Kind: diplo.KindGroup, Name: "protesters"},
	{ID: "office:ARM:leader", Kind: diplo.KindPerson, Name: "leader of Armenia", Code: "ARM"}, {ID: "organization:un", Kind: diplo.KindOrganization, Name: "UN", Code: "UN"},
}

// fuzzArticle makes an article of any bytes: of each token five say its word, tag, head, label and actor.
func fuzzArticle(data []byte, words []string, known []diplo.Actor) *Article {
	const ofToken, ofSentence = 5, 12
	var body strings.Builder
	article := &Article{Reference: diplo.DateOf(2023, 9, 20)}
	for len(data) >= ofToken && len(article.Sentences) < 8 {
		s := &text.Sentence{Span: text.Span{Start: body.Len()}}
		var mentions []actors.Mention
		n := min(len(data)/ofToken, ofSentence)
		for i := range n {
			b := data[i*ofToken : (i+1)*ofToken]
			form := words[(int(b[0])+251*int(b[4]))%len(words)]
			s.Tokens = append(s.Tokens, text.Token{
				Span: text.Span{Start: body.Len(), End: body.Len() + len(form)}, Form: form, Lemma: strings.TrimSuffix(strings.ToLower(form), "ed"),
				Tag: fuzzTags[int(b[1])%len(fuzzTags)], Head: int(b[2])%(n+4) - 2, Label: fuzzLabels[int(b[3])%len(fuzzLabels)],
			})
			if kind := int(b[4]); kind < 160 {
				last := min(n-1, i+kind%3)
				mentions = append(mentions, actors.Mention{
					First: i, Last: last, Head: i + (last-i)*(kind%2), Actor: known[kind%len(known)], Place: kind%5 == 0, Score: 0.5,
					Via: []actors.Via{actors.ViaName, actors.ViaDemonym, actors.ViaNoun, actors.ViaPronoun, actors.ViaOffice}[kind%5], Reason: "fuzz",
				})
			}
			body.WriteString(form + " ")
		}
		s.End = s.Tokens[n-1].End
		article.Sentences = append(article.Sentences, Sentence{Sentence: s, Actors: mentions, Dates: dates.Find(s, article.Reference), Quiet: data[0]%16 == 0})
		data = data[n*ofToken:]
	}
	article.Body = body.String()
	return article
}

// FuzzCode gives the coder trees that no parser would make: circles, heads beyond the end, several roots, actors that overlap.
// It never panics, and what it tells points to tokens that are there.
func FuzzCode(f *testing.F) {
	f.Add([]byte("0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz"))
	f.Add([]byte(strings.Repeat("\x00\x02\x01\x00\x05\x10\x05\x00\x1c\xff\x01\x02\x02\x02\x06", 20)))
	coder := New(actors.Default())
	f.Fuzz(func(t *testing.T, data []byte) { standsTree(t, coder, fuzzArticle(data, fuzzWords, fuzzActors)) })
}

// Whatever tree a sentence is given, with any word of the frames in it, it is coded without a panic and without going round for ever.
func TestAnyTreeIsCoded(t *testing.T) {
	coder, words := New(actors.Default()), allWords()
	random := rand.New(rand.NewPCG(1, 2))
	data := make([]byte, 5*36)
	for range 4000 {
		for i := range data {
			data[i] = byte(random.Uint32())
			if i%5 == 2 && i > 5 && random.IntN(3) > 0 { // most heads stand near by, as in a sentence
				data[i] = byte(max(0, (i/5)%12+random.IntN(7)-1))
			}
		}
		standsTree(t, coder, fuzzArticle(data, words, fuzzActors))
	}
}

// standsTree codes the article and checks that what it tells points to tokens that are there.
func standsTree(t *testing.T, coder *Coder, article *Article) {
	t.Helper()
	events, dropped := coder.Code(article, true)
	inside := func(sentence, first, last int) bool {
		return sentence >= 0 && sentence < len(article.Sentences) && first >= 0 && first <= last && last < len(article.Sentences[sentence].Tokens)
	}
	for i, e := range events {
		if !inside(e.Sentence, e.First, e.Last) || !inside(e.Sentence, e.Trigger, e.Trigger) {
			t.Errorf("event %d is told by tokens %d–%d, head %d, of sentence %d", i, e.First, e.Last, e.Trigger, e.Sentence)
		}
		for _, p := range []Party{e.Source, e.Target} {
			if p.First != none && !inside(e.Sentence, p.First, p.Last) {
				t.Errorf("event %d: %s stands at %d–%d", i, p.Actor.Name, p.First, p.Last)
			}
		}
		if e.ActionOf < -1 || e.ActionOf >= len(events) || e.ActionOf == i {
			t.Errorf("event %d is about event %d of %d", i, e.ActionOf, len(events))
		}
		if e.Score <= 0 || e.Score > 1 || e.Source.Actor.ID == "" && e.Target.Actor.ID == "" || e.Frame == "" || e.DateReason == "" {
			t.Errorf("event %d is not whole: %+v", i, e)
		}
		e.Relation.Info() // panics for what is not in the ontology
	}
	for _, d := range dropped {
		if !inside(d.Sentence, 0, 0) || d.Reason == "" || d.Trigger.Of(article.Body) == "" {
			t.Errorf("dropped %+v", d)
		}
	}
}
