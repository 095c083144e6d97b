package main

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/internal/text/english"
)

// tiny is a treebank of one sentence under many names: "X says that it will
// leave on Monday."
func tiny(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	for n, country := range strings.Fields("Peru Chile Kenya Ghana Malta Nepal Qatar Japan Italy Spain Egypt Sudan Niger Benin Gabon Haiti Tonga Nauru Palau Samoa") {
		fmt.Fprintf(&b, "# id = item-%d.1\n", n)
		for i, line := range strings.Split(country+` NNP 2 nsubj B-GPE
says VBZ 0 ROOT O-
that IN 6 mark O-
it PRP 6 nsubj O-
will MD 6 aux O-
leave VB 2 ccomp O-
on IN 6 prep O-
Monday NNP 7 pobj B-DATE
. . 2 punct O-`, "\n") {
			fmt.Fprintf(&b, "%d\t%s\t_\n", i+1, strings.ReplaceAll(line, " ", "\t"))
		}
		b.WriteString("\n")
	}
	path := filepath.Join(t.TempDir(), "tiny.conll")
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestTrainingLearnsATinyTreebankAndIsRepeatable(t *testing.T) {
	path := tiny(t)
	var models [2][]byte
	for i := range models {
		dir := t.TempDir()
		var out bytes.Buffer
		if err := run([]string{"-treebank", path, "-out", dir, "-rounds", "8", "-parser-rounds", "8", "-patience", "1", "-scale", "0.1", "-parser-scale", "0.1", "-least", "1"}, &out, io.Discard); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), "tags 100.00, UAS 100.00") {
			t.Errorf("the held-out sentences are of the kind learnt: %s", &out)
		}
		var err error
		if models[i], err = os.ReadFile(filepath.Join(dir, "model.bin")); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(models[0], models[1]) {
		t.Error("two trainings of one seed differ")
	}
	if _, err := english.Decode(models[0]); err != nil {
		t.Error(err)
	}
}

func TestTheNamerAloneIsTrainedAsWithTheRest(t *testing.T) {
	path, whole, alone := tiny(t), t.TempDir(), t.TempDir()
	base := []string{"-treebank", path, "-rounds", "2", "-parser-rounds", "1", "-patience", "1", "-scale", "0.1", "-parser-scale", "0.1", "-least", "1", "-out"}
	if err := run(append(base, whole), io.Discard, io.Discard); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(whole, "model.bin")
	if err := run(append(base, alone, "-namer-only", file), io.Discard, io.Discard); err != nil {
		t.Fatal(err)
	}
	want, _ := os.ReadFile(file)
	if got, _ := os.ReadFile(filepath.Join(alone, "model.bin")); !bytes.Equal(got, want) {
		t.Error("another model")
	}
	if err := os.WriteFile(file, []byte("other"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := run(append(base, alone, "-namer-only", file), io.Discard, io.Discard); err == nil {
		t.Error("a file that is no model was taken")
	}
}

func TestTheParserGoesOnFromAModel(t *testing.T) {
	path, first, second := tiny(t), t.TempDir(), t.TempDir()
	base := []string{"-treebank", path, "-rounds", "8", "-patience", "1", "-scale", "0.1", "-parser-scale", "0.1", "-from-scale", "0.1", "-least", "1", "-out"}
	if err := run(append(base, first, "-parser-rounds", "8"), io.Discard, io.Discard); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := run(append(base, second, "-parser-rounds", "1", "-from", filepath.Join(first, "model.bin")), &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "UAS 100.00") {
		t.Errorf("what was learnt is lost: %s", &out)
	}
}

func TestNoItemIsBothTrainedOnAndHeldOut(t *testing.T) {
	held := 0
	for n := range 2000 {
		first, second := heldOut(fmt.Sprintf("2001-01-01-%d.1", n)), heldOut(fmt.Sprintf("2001-01-01-%d.2", n))
		if first != second {
			t.Fatalf("item %d is on both sides", n)
		}
		if first {
			held++
		}
	}
	if held < 50 || held > 150 {
		t.Errorf("%d of 2000 items are held out, not about a twentieth", held)
	}
}

func TestABadTreebankIsRefusedWithItsLine(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bad.conll")
	for _, text := range []string{"1\tPeru\tNNP\t2\n", "1\tPeru\tNNP\tx\tnsubj\tO-\t_\n"} {
		if err := os.WriteFile(path, []byte("# id = a.1\n"+text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := readCorpus(path); err == nil || !strings.Contains(err.Error(), "bad.conll:2") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestSpeechIsTurnedRoundWithItsArcs(t *testing.T) {
	c, err := readCorpus(tiny(t))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for seed := range uint64(60) {
		r := rewriter{c, c.varietyOf(c.train), 0, rand.New(rand.NewPCG(seed, 1))}
		e := r.speech(c.train[0])
		if e == nil {
			t.Fatal("not turned")
		}
		country := c.train[0].forms[0]
		seen[strings.Replace(strings.Join(e.forms, " "), country, "X", 1)] = true
		at := map[string]int32{}
		for i, form := range e.forms {
			if _, ok := at[form]; !ok { // a day may have been added behind
				at[form] = int32(i)
			}
		}
		verb, ok := at["said"]
		if !ok {
			verb = at["says"]
		}
		if e.heads[verb] != -1 || e.heads[at[country]] != verb || e.heads[at["leave"]] != verb || e.heads[at["It"]] != at["leave"] || e.heads[at["Monday"]] != at["on"] || e.heads[at[","]] != verb {
			t.Fatalf("%v %v", e.forms, e.heads)
		}
		if !e.projective() {
			t.Fatalf("arcs cross: %v %v", e.forms, e.heads)
		}
	}
	for _, want := range []string{"“ It will leave on Monday , ” said X .", "“ It will leave on Monday , ” X said .", "It will leave on Monday , X said .", "\" It will leave on Monday , \" said X ."} {
		if !seen[want] {
			t.Errorf("never made: %s", want)
		}
	}
}

func TestRewritingKeepsTrees(t *testing.T) {
	c, err := readCorpus(tiny(t))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for seed := range uint64(20) {
		for _, e := range c.augment(c.train, partNouny, rand.New(rand.NewPCG(seed, 2))) {
			seen[strings.Join(e.forms[1:], " ")] = true
			for i, h := range e.heads {
				if int(h) >= len(e.forms) || int(h) == i || len(e.heads) != len(e.forms) || len(e.words) != len(e.forms) || len(e.tags) != len(e.forms) || len(e.labels) != len(e.forms) || len(e.names) != len(e.forms) {
					t.Fatalf("%v %v", e.forms, e.heads)
				}
			}
		}
	}
	for _, want := range []string{"said that it would leave on Monday .", "says that it will leave Monday .", "says that it will leave on Monday"} {
		if !seen[want] {
			t.Errorf("never made: X %s", want)
		}
	}
}

func TestParsingWritesTenColumnsAndABlankLine(t *testing.T) {
	path := filepath.Join(t.TempDir(), "in.txt")
	if err := os.WriteFile(path, []byte("Peru met Chile. They spoke.\nNothing else.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := run([]string{"-parse", path}, &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(strings.TrimSuffix(out.String(), "\n\n"), "\n\n")
	if len(blocks) != 2 {
		t.Fatalf("%d blocks for 2 lines:\n%s", len(blocks), &out)
	}
	for _, block := range blocks {
		roots := 0
		for n, line := range strings.Split(block, "\n") {
			columns := strings.Split(line, "\t")
			if len(columns) != 10 || columns[0] != fmt.Sprint(n+1) {
				t.Errorf("%q", line)
			} else if columns[6] == "0" {
				roots++
			}
		}
		if roots != 1 {
			t.Errorf("%d roots in\n%s", roots, block)
		}
	}
}
