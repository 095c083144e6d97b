package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestRolesAreReadFromTheirFile(t *testing.T) {
	all, err := readRoles("testdata/roles.txt")
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 120 {
		t.Errorf("only %d sentences", len(all))
	}
	for _, s := range all {
		if len(s.clauses) == 0 {
			t.Errorf("%q has no roles", s.body)
		}
	}
	path := filepath.Join(t.TempDir(), "roles.txt")
	if err := os.WriteFile(path, []byte("# c\n{Ana Ruiz} left [Peru]\n\tleft: Ruiz|Ana > Peru, _x\n\tfled: _ >\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	one, err := readRoles(path)
	if err != nil || len(one) != 1 || one[0].body != "Ana Ruiz left Peru" || !slices.Equal(one[0].names, []marked{{"Ana Ruiz", false}, {"Peru", true}}) {
		t.Fatalf("%+v %v", one, err)
	}
	left, fled := one[0].clauses[0], one[0].clauses[1]
	if left.verb != "left" || !slices.Equal(left.agents[0], []string{"Ruiz", "Ana"}) || len(left.patients) != 2 || fled.agents != nil || fled.patients == nil {
		t.Errorf("%+v", one[0].clauses)
	}
	if err := os.WriteFile(path, []byte("Ana left\n\tleft Ana\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := readRoles(path); err == nil {
		t.Error("a line without a colon was taken")
	}
}

func TestWhatIsWrongIsCounted(t *testing.T) {
	tree := tree{ // "Kenya, which Peru backs, left and fled"
		{Form: "Kenya", Tag: "NNP", Head: 5, Label: "nsubj", Name: "B-GPE"},
		{Form: "which", Tag: "WDT", Head: 3, Label: "dobj"},
		{Form: "Peru", Tag: "NNP", Head: 3, Label: "nsubj"},
		{Form: "backs", Tag: "VBZ", Head: 0, Label: "relcl"},
		{Form: "and", Tag: "CC", Head: 5, Label: "cc"},
		{Form: "left", Tag: "VBD", Head: -1, Label: "ROOT"},
		{Form: "fled", Tag: "VBD", Head: 5, Label: "conj"},
	}
	for _, want := range []struct {
		clause clause
		counts
	}{
		{clause{"backs", parseRole("Peru"), parseRole("Kenya")}, counts{2, 2, 2}},
		{clause{"fled", parseRole("Kenya"), nil}, counts{1, 1, 1}},
		{clause{"fled", parseRole("Peru"), parseRole("")}, counts{1, 1, 0}},
		{clause{"absent", parseRole("Peru"), nil}, counts{1, 0, 0}},
	} {
		var got counts
		got.addRoles(tree, roleSentence{clauses: []clause{want.clause}}, io.Discard)
		if got != want.counts {
			t.Errorf("%+v: %+v, want %+v", want.clause, got, want.counts)
		}
	}
}

func TestAPassivesAgentStandsBehindBy(t *testing.T) {
	tree := tree{
		{Form: "It", Tag: "PRP", Head: 2, Label: "nsubjpass"}, {Form: "was", Tag: "VBD", Head: 2, Label: "auxpass"}, {Form: "hit", Tag: "VBN", Head: -1, Label: "ROOT"},
		{Form: "by", Tag: "IN", Head: 2, Label: "agent"}, {Form: "Peru", Tag: "NNP", Head: 3, Label: "pobj"}, {Form: "Chile", Tag: "NNP", Head: 4, Label: "conj"},
	}
	agents, patients := tree.arguments(2, 0)
	if !slices.Equal(agents, []int{4, 5}) || !slices.Equal(patients, []int{0}) {
		t.Errorf("%v %v", agents, patients)
	}
}

// TestTheModelTellsWhoDidWhatToWhom holds the built-in model to floors on both
// halves of the role sentences.
func TestTheModelTellsWhoDidWhatToWhom(t *testing.T) {
	all, err := readRoles("testdata/roles.txt")
	if err != nil {
		t.Fatal(err)
	}
	var roles, persons, places [2]counts
	for n, s := range all {
		tree := readLine(nil, s.body)
		roles[n%2].addRoles(tree, s, io.Discard)
		persons[n%2].addNames(tree, s, false, io.Discard)
		places[n%2].addNames(tree, s, true, io.Discard)
	}
	for half := range 2 {
		t.Logf("half %d: roles %v; persons %v; places %v", half, roles[half], persons[half], places[half])
		if roles[half].f() < 0.92 || persons[half].f() < 0.8 || places[half].f() < 0.93 {
			t.Errorf("half %d: roles %v; persons %v; places %v", half, roles[half], persons[half], places[half])
		}
	}
}
