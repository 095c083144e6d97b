package main

import (
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// bank reads a treebank written as "form/tag/head/label/name …", one sentence a line.
func bank(t *testing.T, sentences ...string) *corpus {
	t.Helper()
	var b strings.Builder
	for _, s := range sentences {
		b.WriteString("# id = item-2.1\n")
		for i, word := range strings.Fields(s) {
			c := strings.Split(word, "/")
			b.WriteString(strings.Join([]string{string(rune('1' + i)), c[0], c[1], c[2], c[3], c[4], "_"}, "\t") + "\n")
		}
		b.WriteString("\n")
	}
	path := filepath.Join(t.TempDir(), "bank.conll")
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	c, err := readCorpus(path)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// marks gives the names of an example, as "PERSON:Ana Ruiz".
func (c *corpus) marks(e *example) []string {
	var out []string
	for _, n := range c.namesOf(e) {
		out = append(out, n.kind+":"+strings.Join(e.forms[n.start:n.end], " "))
	}
	return out
}

func TestSentencesWhoseMainVerbWasTakenForANounAreLeftOut(t *testing.T) {
	c := bank(t,
		"Police/NNS/2/nsubj/O search/VBP/0/ROOT/O homes/NNS/2/dobj/O",
		"Police/NNS/3/compound/O search/NN/3/compound/O homes/NNS/0/ROOT/O",
		"Two/CD/2/nsubjpass/O killed/VBN/0/ROOT/O here/RB/2/advmod/O",
		"Then/RB/2/advmod/O crashes/VBZ/0/ROOT/O here/RB/2/advmod/O")
	c.mend(io.Discard)
	var kept []string
	for _, e := range c.train {
		kept = append(kept, e.forms[0])
	}
	if got := strings.Join(kept, " "); got != "Police Two" || len(c.train[0].forms) != 3 || c.tags.names[c.train[0].tags[1]] != "VBP" {
		t.Errorf("kept those that begin with %s", got)
	}
}

func TestNamesAreTrimmed(t *testing.T) {
	for in, want := range map[string]string{
		"General/NNP/3/compound/B-PERSON Ana/NNP/3/compound/I-PERSON Ruiz/NNP/4/nsubj/I-PERSON left/VBD/0/ROOT/O": "PERSON:Ana Ruiz",
		"Chad/NNP/2/nsubj/B-PERSON launched/VBD/0/ROOT/I-PERSON raids/NNS/2/dobj/I-PERSON":                        "PERSON:Chad",
		"Peru/NNP/3/poss/B-GPE 's/POS/1/case/I-GPE navy/NN/4/nsubj/O left/VBD/0/ROOT/O":                           "GPE:Peru",
		"Mayor/NNP/2/nsubj/B-PERSON left/VBD/0/ROOT/O":                                                            "PERSON:Mayor",
		"Bank/NNP/2/nsubj/B-ORG holding/VBG/4/nsubj/I-ORG is/VBZ/4/aux/O shut/VBN/0/ROOT/O":                       "ORG:Bank holding",
	} {
		c := bank(t, in)
		c.trimNames(c.train[0])
		if got := strings.Join(c.marks(c.train[0]), " "); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func TestANameHasTheTypeThatItsOtherOccurrencesTell(t *testing.T) {
	in := "Troops/NNS/2/nsubj/O fight/VBP/0/ROOT/O in/IN/2/prep/O Zarad/NNP/3/pobj/B-PERSON"
	alone := "Zarad/NNP/2/nsubj/B-PERSON burns/VBZ/0/ROOT/O"
	full := "Ana/NNP/2/compound/B-PERSON Ruiz/NNP/3/nsubj/I-PERSON left/VBD/0/ROOT/O"
	c := bank(t, in, in, in, alone, full, full, full, full, full, "Ruiz/NNP/2/nsubj/B-ORG left/VBD/0/ROOT/O")
	c.mend(io.Discard)
	for _, e := range c.train {
		for _, got := range c.marks(e) {
			if !slices.Contains([]string{"GPE:Zarad", "PERSON:Ana Ruiz", "PERSON:Ruiz"}, got) {
				t.Error(got)
			}
		}
	}
}

func TestVaryingKeepsTagsAndArcsAndChangesWords(t *testing.T) {
	c := bank(t,
		"The/DT/2/det/O army/NN/3/nsubj/O attacks/VBZ/0/ROOT/O the/DT/5/det/O town/NN/3/dobj/O in/IN/3/prep/O Mali/NNP/6/pobj/B-GPE ././3/punct/O",
		"Ana/NNP/2/compound/B-PERSON Ruiz/NNP/3/nsubj/I-PERSON blames/VBZ/0/ROOT/O John/NNP/5/compound/B-PERSON Low/NNP/3/dobj/I-PERSON in/IN/3/prep/O Rome/NNP/6/pobj/B-GPE ././3/punct/O")
	seen := map[string]bool{}
	for seed := range uint64(400) {
		for _, e := range c.augment(c.train, partNouny, rand.New(rand.NewPCG(seed, 3))) {
			body := strings.Join(e.forms, " ")
			root := slices.Index(e.heads, -1)
			if !e.projective() || root < 0 || !strings.HasPrefix(c.tags.names[e.tags[root]], "VB") {
				t.Fatalf("%s: %v", body, e.heads)
			}
			if c.labels.names[e.labels[root-1]] != "nsubj" || int(e.heads[root-1]) != root {
				t.Fatalf("%s: the subject is lost", body)
			}
			for _, part := range []string{"Army ", "On ", "Last ", " shells ", "in Rome", "John Low blames", "Ana Low"} {
				if strings.Contains(body, part) && (part != "in Rome" || strings.Contains(body, "rmy")) {
					seen[part] = true
				}
			}
		}
	}
	if len(seen) != 7 {
		t.Errorf("never made others than %v", seen)
	}
}
