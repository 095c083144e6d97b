package coding

import (
	"embed"
	"sync"

	"entente/internal/diplo"
)

//go:embed frames
var frameFiles embed.FS

// kind is the part of speech of a trigger.
type kind string

const (
	verbKind kind = "verb"
	nounKind kind = "noun"
	adjKind  kind = "adj"
)

// slot is a place in the argument structure of a trigger: "subj", "obj", "iobj", "poss",
// "mod", "light", "comp", or a preposition.
type slot string

const (
	slotSubject    slot = "subj"
	slotObject     slot = "obj"
	slotIndirect   slot = "iobj"
	slotPossessor  slot = "poss"
	slotModifier   slot = "mod"
	slotLight      slot = "light"
	slotComplement slot = "comp"
)

// need is a condition on a slot: its noun is one of those words.
type need struct {
	slot  slot
	words wordSet
	not   bool
}

// frame says how one trigger is read.
type frame struct {
	relation diplo.Relation
	kind     kind
	lemma    string
	particle string // "out" of "carry out", "" when none
	needs    []need
	from, to []slot // in order of preference
	about    []slot // where the action phrase stands
	options  map[string]bool
	score    float64
	origin   string // file and line, for tests and traces
}

func (f *frame) has(option string) bool { return f.options[option] }

// name is how the frame is called in a trace.
func (f *frame) name() string {
	name := f.lemma
	if f.particle != "" {
		name += " " + f.particle
	}
	return name + ", by " + string(f.kind)
}

// wordSet is a set of lemmas; nil holds everything.
type wordSet map[string]bool

func (s wordSet) holds(word string) bool { return s == nil || s[word] }

// dictionary holds the frames by trigger lemma, the word classes and what verbs do to the
// clauses and nouns below them.
type dictionary struct {
	verbs, nouns, adjectives map[string][]*frame
	classes                  map[string]wordSet
	frames                   []*frame
	triggers                 map[string]bool // every form by which a frame may be recognised
	hyphenated               wordSet         // the words of frames and classes that hold a hyphen
}

var defaultDictionary = sync.OnceValue(func() *dictionary {
	d, err := readDictionary(frameFiles)
	if err != nil {
		panic(err) // the files are part of the program; a test reads them
	}
	return d
})

func (d *dictionary) framesOf(k kind, lemma string) []*frame {
	switch k {
	case verbKind:
		return d.verbs[lemma]
	case nounKind:
		return d.nouns[lemma]
	}
	return d.adjectives[lemma]
}

// is tells whether the word belongs to the class of the word lists.
func (d *dictionary) is(class, word string) bool { return d.classes[class][word] }
