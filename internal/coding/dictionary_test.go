package coding

import (
	"strings"
	"testing"
	"testing/fstest"

	"entente/internal/diplo"
)

func TestEveryRelationHasFrames(t *testing.T) {
	d, err := readDictionary(frameFiles)
	if err != nil {
		t.Fatal(err)
	}
	count := map[diplo.Relation]int{}
	for _, f := range d.frames {
		count[f.relation]++
	}
	for _, info := range diplo.Ontology {
		if count[info.Relation] == 0 {
			t.Errorf("%s has no frame", info.Relation)
		}
	}
}

func TestFramesAreWellFormed(t *testing.T) {
	d, err := readDictionary(frameFiles)
	if err != nil {
		t.Fatal(err)
	}
	slots := wordSet{"subj": true, "obj": true, "iobj": true, "poss": true, "mod": true, "light": true, "comp": true, "content": true, "oprd": true, "acomp": true, "dep": true}
	for _, f := range d.frames {
		if f.lemma != strings.ToLower(f.lemma) || strings.ContainsAny(f.lemma, "=:;|,") {
			t.Errorf("%s: %q is no lemma", f.origin, f.lemma)
		}
		if len(f.from) == 0 {
			t.Errorf("%s: nobody can be the source", f.origin)
		}
		if len(f.to) == 0 && !f.has("alone") && !f.has("mutual") && !f.has("self") && !f.has("nosource") {
			t.Errorf("%s: nobody can be the target", f.origin)
		}
		for _, list := range [][]slot{f.from, f.to, f.about} {
			for _, s := range list {
				if !slots[string(s)] && strings.ContainsAny(string(s), "_-@ ") {
					t.Errorf("%s: %q is no slot", f.origin, s)
				}
			}
		}
		for _, n := range f.needs {
			if n.words != nil && len(n.words) == 0 {
				t.Errorf("%s: %s asks for no word at all", f.origin, n.slot)
			}
		}
	}
	for name, words := range d.classes {
		if len(words) == 0 {
			t.Errorf("class @%s is empty", name)
		}
	}
}

func TestMalformedLinesAreRefusedWithTheirPlace(t *testing.T) {
	for _, line := range []string{
		"verb condemn ; to=obj\n",                    // outside of a section
		"[CONDEMNS]\nverb condemn ; to=obj\n",        // no such relation
		"[CONDEMNED]\nadverb sharply ; to=obj\n",     // no such part of speech
		"[CONDEMNED]\nverb ; to=obj\n",               // no trigger
		"[CONDEMNED]\nverb condemn ; reacts\n",       // no such option
		"[CONDEMNED]\nverb condemn ; obj:@nothing\n", // no such class
		"[CONDEMNED]\nverb condemn ; score=2\n",      // out of range
		"[CONDEMNED]\nverb condemn ; where=in\n",     // no such key
	} {
		_, err := readDictionary(fstest.MapFS{"frames/a.txt": {Data: []byte(line)}})
		if err == nil || !strings.Contains(err.Error(), "frames/a.txt:") {
			t.Errorf("%q: got error %v", line, err)
		}
	}
}

func TestMayTellKnowsInflectedTriggers(t *testing.T) {
	c := New(nil)
	for word, want := range map[string]bool{
		"condemned": true, "Strikes": true, "met": true, "withdrew": true, "denies": true, "banned": true, "seizing": true,
		"killed": true, "talks": true, "weather": false, "beautiful": false, "the": false,
	} {
		got := c.MayTell(func(yield func(string) bool) { yield(word) })
		if got != want {
			t.Errorf("MayTell(%q) = %v", word, got)
		}
	}
}
