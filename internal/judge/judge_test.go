package judge_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"entente/internal/diplo"
	"entente/internal/judge"
)

// named makes a report in which [FRA|France] names a country.
func named(marked string) judge.Report {
	var r judge.Report
	for {
		before, rest, ok := strings.Cut(marked, "[")
		r.Text += before
		if !ok {
			return r
		}
		name, after, _ := strings.Cut(rest, "]")
		code, words, _ := strings.Cut(name, "|")
		r.Actors = append(r.Actors, judge.Actor{Start: len(r.Text), End: len(r.Text) + len(words), Code: code, Kind: diplo.KindCountry, Place: true})
		r.Text += words
		marked = after
	}
}

func weigh(r judge.Report, least float64) []judge.Verdict {
	return judge.Default().Weigh([]judge.Report{r}, least)[0]
}

func TestTheModelTellsWhoDidWhatToWhom(t *testing.T) {
	for _, c := range []struct {
		report, source, target string
		relation               diplo.Relation
		trigger                string
	}{
		{"[FRA|France] condemned [IRN|Iran] on Tuesday over the arrest of two teachers.", "FRA", "IRN", "CONDEMNED", "condemned"},
		{"[IRN|Iran] was condemned by [FRA|France] on Tuesday over the arrest of two teachers.", "FRA", "IRN", "CONDEMNED", "condemned"},
		{"[JPN|Japan] has imposed sanctions on [BLR|Belarus] over the election.", "JPN", "BLR", "SANCTIONED", "sanctions"},
		{"The foreign minister of [KEN|Kenya] arrived in [TZA|Tanzania] on Monday for a visit of two days.", "KEN", "TZA", "VISITED", "arrived"},
	} {
		r := named(c.report)
		best := judge.Verdict{}
		for _, v := range weigh(r, 0.05) {
			if v.Probability > best.Probability {
				best = v
			}
		}
		if best.Relation != c.relation || best.Source != c.source || best.Target != c.target {
			t.Errorf("%s\nis judged %s %s %s (%.2f), want %s %s %s", r.Text, best.Source, best.Relation, best.Target, best.Probability, c.source, c.relation, c.target)
			continue
		}
		if !strings.HasPrefix(r.Text[best.Trigger:], c.trigger) {
			t.Errorf("%s\nis told by %q, want %q", r.Text, r.Text[best.Trigger:], c.trigger)
		}
	}
}

func TestNothingIsLikelyWhereNothingIsDone(t *testing.T) {
	for _, report := range []string{
		"The rivers of [FRA|France] are longer than those of [ITA|Italy].",
		"The weather in [NOR|Norway] was colder than in [SWE|Sweden].",
	} {
		r := named(report)
		if verdicts := weigh(r, 0.6); len(verdicts) > 0 {
			t.Errorf("%s\nis judged %v", r.Text, verdicts)
		}
	}
}

func TestWhatTheFramesFoundMakesItLikelier(t *testing.T) {
	r := named("[FRA|France] let [IRN|Iran] hear of it.")
	likely := func() float64 {
		for _, v := range weigh(r, 1e-6) {
			if v.Relation == "CONDEMNED" && v.Source == "FRA" && v.Target == "IRN" {
				return v.Probability
			}
		}
		return 0
	}
	alone := likely()
	r.Found = []judge.Found{{Relation: "CONDEMNED", Source: "FRA", Target: "IRN", Told: true}}
	if told := likely(); told <= alone {
		t.Errorf("with the frames' word for it %.4f likely, without %.4f", told, alone)
	}
}

func TestWhatIsMutualIsToldOnceOfAPair(t *testing.T) {
	r := named("[FRA|France] and [DEU|Germany] signed a treaty on shipping on Monday.")
	of := map[diplo.Relation]int{}
	for _, v := range weigh(r, 1e-6) {
		if v.Relation.Reciprocal() && v.Source != "" && v.Target != "" && v.Source != v.Target {
			of[v.Relation]++
		}
	}
	if len(of) == 0 {
		t.Fatal("nothing mutual was weighed")
	}
	for relation, n := range of {
		if n > 1 {
			t.Errorf("%s of the same two came %d times", relation, n)
		}
	}
}

func TestOddReportsAreJudgedWithoutAPanic(t *testing.T) {
	long := strings.Repeat("France met Iran and ", 2000)
	for name, r := range map[string]judge.Report{
		"empty":                  {},
		"without actors":         {Text: "It rained."},
		"longer than is read":    {Text: long, Actors: []judge.Actor{{Start: 0, End: 6, Code: "FRA"}, {Start: len(long) - 10, End: len(long) - 6, Code: "IRN"}}},
		"no text":                {Text: "\xff\xfe\x00\x01", Actors: []judge.Actor{{Start: 0, End: 2, Code: "FRA"}}},
		"an actor of no words":   {Text: "  ", Actors: []judge.Actor{{Start: 0, End: 1, Code: "FRA"}}},
		"found what isn't named": {Text: "Rain.", Found: []judge.Found{{Relation: "CONDEMNED", Source: "FRA", Target: "IRN", Told: true}}},
	} {
		t.Run(name, func(t *testing.T) {
			for _, v := range weigh(r, 0.01) {
				if v.Trigger < 0 || v.Trigger > len(r.Text) {
					t.Errorf("a trigger at %d of %d bytes", v.Trigger, len(r.Text))
				}
			}
		})
	}
}

func TestManyWhoAskAtOnceGetTheirOwnVerdicts(t *testing.T) {
	reports := []judge.Report{
		named("[FRA|France] condemned [IRN|Iran] on Tuesday over the arrest of two teachers."),
		named("It rained in [NOR|Norway]."),
		named("[JPN|Japan] has imposed sanctions on [BLR|Belarus] over the election, and [KEN|Kenya] has not."),
		{},
	}
	var want [][]judge.Verdict
	for _, r := range reports {
		want = append(want, weigh(r, 0.01))
	}
	var all sync.WaitGroup
	for n := range 12 {
		all.Go(func() {
			for k := range 10 {
				mine := (n + k) % len(reports)
				asked := slices.Concat(reports[mine:], reports[:mine])
				for i, got := range judge.Default().Weigh(asked, 0.01) {
					if !slices.Equal(got, want[(mine+i)%len(want)]) {
						t.Errorf("report %d got %v", (mine+i)%len(want), got)
					}
				}
			}
		})
	}
	all.Wait()
}

func TestManyActorsAreReadAsFarAsTheyGo(t *testing.T) {
	var text strings.Builder
	for i := range 40 {
		text.WriteString("[" + string(rune('A'+i/26)) + string(rune('A'+i%26)) + "X|Town] met ")
	}
	weigh(named(text.String()), 0.5)
}

func TestADamagedModelIsAnError(t *testing.T) {
	for _, in := range []string{"", "entente-judge-1\n", "entente-judge-1\n\xff\xff\xff\xff\x7f", "entente-judge-1\n\x04NONE", "another file"} {
		if _, err := judge.Decode([]byte(in)); err == nil {
			t.Errorf("%q was taken for a model", in)
		}
	}
}

func BenchmarkWeigh(b *testing.B) {
	r := named("The foreign minister of [AUT|Austria], Anton Zweig, accused neighbouring [DEU|Germany] of shelling the border town of Hent on Tuesday and demanded that its ambassador leave within three days.")
	model := judge.Default()
	b.ReportAllocs()
	for b.Loop() {
		model.Weigh([]judge.Report{r}, 0.05)
	}
}
