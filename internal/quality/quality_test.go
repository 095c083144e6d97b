package quality_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente/internal/diplo"
	"entente/internal/quality"
)

// event reads "FRA CONDEMNED IRN", with "-" for nobody, and a modality, "background" or a day behind it.
func event(t *testing.T, line string) quality.Event {
	t.Helper()
	fields := strings.Fields(line)
	if len(fields) < 3 {
		t.Fatalf("%q is no event", line)
	}
	actor := func(code string) *quality.Actor {
		if code == "-" {
			return nil
		}
		return &quality.Actor{Name: "The " + code, Code: code}
	}
	e := quality.Event{Source: actor(fields[0]), Relation: fields[1], Target: actor(fields[2]), Modality: "ASSERTED"}
	for _, more := range fields[3:] {
		switch {
		case more == "background":
			e.Background = true
		case strings.Contains(more, "-"):
			e.Date = more
		default:
			e.Modality = more
		}
	}
	return e
}

func events(t *testing.T, lines []string) (list []quality.Event) {
	t.Helper()
	for _, line := range lines {
		list = append(list, event(t, line))
	}
	return list
}

// open writes the lines into a .jsonl file and opens it as a set.
func open(t *testing.T, lines ...any) quality.Set {
	t.Helper()
	var content bytes.Buffer
	for _, line := range lines {
		encoded, err := json.Marshal(line)
		if err != nil {
			t.Fatal(err)
		}
		content.Write(append(encoded, '\n'))
	}
	path := filepath.Join(t.TempDir(), "labelled.jsonl")
	if err := os.WriteFile(path, content.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	sets, err := quality.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return sets[0]
}

// report is a labelled text as a line of JSON.
func report(id string, events []quality.Event) any {
	return map[string]any{"id": id, "date": "2024-05-02", "text": "A text of " + id + ".", "events": append([]quality.Event{}, events...)}
}

func figure(t *testing.T, figures []quality.Figure, name string) quality.Figure {
	t.Helper()
	at := slices.IndexFunc(figures, func(f quality.Figure) bool { return f.Name == name })
	if at < 0 {
		t.Fatalf("no figure for %s", name)
	}
	return figures[at]
}

// counts is "found/wanted right/told".
func counts(f quality.Figure) string {
	return fmt.Sprintf("%d/%d %d/%d", f.Found, f.Gold, f.Right, f.Told)
}

func TestReportsAreScoredByTheirRules(t *testing.T) {
	for _, c := range []struct {
		name       string
		gold, told []string
		level      string
		want       string // found/wanted right/told
	}{
		{"an equal event is right", []string{"FRA CONDEMNED IRN"}, []string{"FRA CONDEMNED IRN"}, "relation", "1/1 1/1"},
		{"an event that nobody coded is wrong", []string{"FRA CONDEMNED IRN"}, []string{"FRA CONDEMNED IRN", "FRA URGED IRN"}, "relation", "1/1 1/2"},
		{"told twice is wrong once", []string{"FRA CONDEMNED IRN"}, []string{"FRA CONDEMNED IRN", "FRA CONDEMNED IRN"}, "relation", "1/1 1/2"},
		{"another relation of the type is right by type", []string{"FRA CONDEMNED IRN"}, []string{"FRA ACCUSED IRN"}, "type", "1/1 1/1"},
		{"but not by relation", []string{"FRA CONDEMNED IRN"}, []string{"FRA ACCUSED IRN"}, "relation", "0/1 0/1"},
		{"another type of the class is right by class", []string{"FRA CONDEMNED IRN"}, []string{"FRA URGED IRN"}, "quad", "1/1 1/1"},
		{"but not by type", []string{"FRA CONDEMNED IRN"}, []string{"FRA URGED IRN"}, "type", "0/1 0/1"},
		{"a meeting is the same in both directions", []string{"EGY MET JOR"}, []string{"JOR MET EGY"}, "relation", "1/1 1/1"},
		{"a visit is not", []string{"EGY VISITED JOR"}, []string{"JOR VISITED EGY"}, "relation", "0/1 0/1"},
		{"a dyad is", []string{"EGY VISITED JOR"}, []string{"JOR ACCUSED EGY"}, "dyad", "1/1 1/1"},
		{"the same direction is paired first", []string{"EGY MET JOR", "JOR VISITED EGY"}, []string{"JOR VISITED EGY", "EGY VISITED JOR"}, "type", "2/2 2/2"},
		{"a planned event is not wanted", []string{"KEN AIDED SOM PLANNED"}, nil, "type", "0/0 0/0"},
		{"nor wrong when it is told as a fact", []string{"KEN AIDED SOM PLANNED"}, []string{"KEN AIDED SOM"}, "type", "0/0 0/0"},
		{"background is optional too", []string{"RUS INVADED UKR background"}, []string{"RUS INVADED UKR"}, "type", "0/0 0/0"},
		{"an optional event excuses one telling only", []string{"RUS INVADED UKR background"}, []string{"RUS INVADED UKR", "RUS ATTACKED UKR"}, "type", "0/0 0/1"},
		{"what is claimed is wanted", []string{"RUS CAPTURED UKR CLAIMED"}, []string{"RUS CAPTURED UKR"}, "relation", "1/1 1/1"},
		{"what the reader holds as planned does not count", []string{"KEN AIDED SOM"}, []string{"KEN AIDED SOM PLANNED", "KEN ARMED SOM DENIED"}, "type", "0/1 0/0"},
		{"nobody is an actor like others", []string{"- ATTACKED IND"}, []string{"- ATTACKED IND", "PAK ATTACKED IND"}, "relation", "1/1 1/2"},
		{"detect asks for any event", []string{"FRA CONDEMNED IRN"}, []string{"PER MET CHL"}, "detect", "1/1 1/1"},
		{"detect forgives none in an item without", []string{"FRA CONDEMNED IRN background"}, []string{"FRA CONDEMNED IRN"}, "detect", "0/0 0/1"},
	} {
		set := open(t, report("a", events(t, c.gold)))
		got := quality.Score(set, quality.Told{"a": events(t, c.told)})
		if counts := counts(figure(t, got.Levels, c.level)); counts != c.want {
			t.Errorf("%s: %q for %q by %s: %s, want %s", c.name, c.told, c.gold, c.level, counts, c.want)
		}
	}
}

func TestNamesAreComparedPlain(t *testing.T) {
	for _, c := range []struct {
		gold, told string
		same       bool
	}{
		{"The Bank of Norland", "bank norland", true},
		{"Agnès Śliwa", "Agnes Sliwa", true},
		{"Jean-Luc Ardent", "Jean Luc Ardent", true},
		{"Ardent", "Jean-Luc Ardent", false},
	} {
		gold, told := event(t, "NOR MET FIN"), event(t, "NOR MET FIN")
		gold.Source.Name, told.Source.Name = c.gold, c.told
		got := quality.Score(open(t, report("a", []quality.Event{gold})), quality.Told{"a": {told}})
		if same := figure(t, got.Levels, "names").Found == 1; same != c.same {
			t.Errorf("%q and %q: %v, want %v", c.gold, c.told, same, c.same)
		}
	}
}

func TestModalityBackgroundAndDatesAreCheckedOfEventsFound(t *testing.T) {
	set := open(t, report("a", events(t, []string{"FRA CONDEMNED IRN 2024-05-01", "RUS INVADED UKR background", "KEN AIDED SOM PLANNED", "EGY MET JOR"})))
	got := quality.Score(set, quality.Told{"a": events(t, []string{"FRA CONDEMNED IRN 2024-05-02", "RUS INVADED UKR", "KEN AIDED SOM PLANNED", "JOR MET EGY"})})
	if want := (quality.Share{Right: 3, Of: 4}); *got.Standing != want {
		t.Errorf("modality and background: %v, want %v", got.Standing, want)
	}
	if want := (quality.Share{Right: 1, Of: 2}); *got.Dates != want {
		t.Errorf("dates: %v, want %v", got.Dates, want)
	}
}

func TestErrorsHaveCauses(t *testing.T) {
	for _, c := range []struct {
		name       string
		gold, told []string
		want       string // causes with their counts
	}{
		{"all right", []string{"FRA CONDEMNED IRN"}, []string{"FRA ACCUSED IRN"}, ""},
		{"type", []string{"FRA CONDEMNED IRN"}, []string{"FRA URGED IRN"}, "1 wrong type, right actors"},
		{"direction", []string{"FRA CONDEMNED IRN"}, []string{"IRN CONDEMNED FRA"}, "1 right type, source and target changed over"},
		{"source", []string{"FRA CONDEMNED IRN"}, []string{"ITA CONDEMNED IRN"}, "1 right type and target, wrong source"},
		{"target", []string{"FRA CONDEMNED IRN"}, []string{"FRA CONDEMNED -"}, "1 right type and source, wrong target"},
		{"modality", []string{"FRA CONDEMNED IRN"}, []string{"FRA CONDEMNED IRN DENIED"}, "1 missed: told, but as planned, hypothetical or denied"},
		{"nothing", []string{"FRA CONDEMNED IRN"}, nil, "1 missed: no event told of the item"},
		{"others", []string{"FRA CONDEMNED IRN", "EGY MET JOR"}, []string{"EGY MET JOR"}, "1 missed: only others of the item told"},
		{"extra", []string{"EGY MET JOR"}, []string{"EGY MET JOR", "FRA CONDEMNED IRN"}, "1 extra, in an item with wanted events"},
		{"extra alone", nil, []string{"FRA CONDEMNED IRN"}, "1 extra, in an item with none"},
		{"one told event explains one missed", []string{"FRA CONDEMNED IRN", "FRA MET IRN"}, []string{"FRA URGED IRN"}, "1 wrong type, right actors, 1 missed: only others of the item told"},
	} {
		set := open(t, report("a", events(t, c.gold)), report("b", events(t, []string{"PER MET CHL"})))
		got := quality.Score(set, quality.Told{"a": events(t, c.told), "b": events(t, []string{"PER MET CHL"})})
		var list []string
		for _, cause := range got.Errors {
			if cause.Count > 0 {
				list = append(list, fmt.Sprintf("%d %s", cause.Count, cause.Cause))
			}
		}
		if causes := strings.Join(list, ", "); causes != c.want {
			t.Errorf("%s: %q, want %q", c.name, causes, c.want)
		}
	}
}

func TestConfusedTypesAreCounted(t *testing.T) {
	set := open(t, report("a", events(t, []string{"FRA CONDEMNED IRN", "ITA CONDEMNED IRN", "EGY MET JOR"})))
	got := quality.Score(set, quality.Told{"a": events(t, []string{"FRA URGED IRN", "ITA DEMANDED IRN", "JOR VISITED EGY"})})
	if want := []quality.Confusion{{Gold: "ACCUSE", Told: "REQUEST", Count: 2}}; !slices.Equal(got.Confusions, want) {
		t.Errorf("%v, want %v", got.Confusions, want)
	}
}

func TestEveryEventTypeHasALineAndFewCasesAreMarked(t *testing.T) {
	var gold []quality.Event
	for range 20 {
		gold = append(gold, event(t, "FRA CONDEMNED IRN"))
	}
	got := quality.Score(open(t, report("a", append(gold, event(t, "EGY MET JOR")))), quality.Told{"a": gold})
	if len(got.Types) != len(diplo.EventTypes()) {
		t.Errorf("%d types", len(got.Types))
	}
	if accuse := figure(t, got.Types, "ACCUSE"); accuse.Few || counts(accuse) != "20/20 20/20" {
		t.Errorf("%+v", accuse)
	}
	if consult := figure(t, got.Types, "CONSULT"); !consult.Few || counts(consult) != "0/1 0/0" || consult.Precision != nil || consult.Recall.Value != 0 {
		t.Errorf("%+v", consult)
	}
}

func TestSamplesAreScoredByTheirRules(t *testing.T) {
	for _, c := range []struct {
		name string
		gold string // fields that go with FRA SUPPORTED ARM
		told []string
		want string // found/wanted right/told, by relation
	}{
		{"a must is wanted", `"must": true`, nil, "0/1 0/0"},
		{"though it is background", `"must": true, "background": true`, nil, "0/1 0/0"},
		{"what is no must is neither needed", `"must": false`, nil, "0/0 0/0"},
		{"nor wrong", `"must": false`, []string{"FRA SUPPORTED ARM"}, "0/0 0/0"},
		{"another relation is wrong", `"must": true`, []string{"FRA AIDED ARM"}, "0/1 0/1"},
		{"unless it is as good", `"must": true, "alt": ["PROMISED", "AIDED"]`, []string{"FRA AIDED ARM"}, "1/1 1/1"},
		{"both are right then", `"must": true, "alt": ["AIDED"]`, []string{"FRA AIDED ARM", "FRA SUPPORTED ARM"}, "1/1 2/2"},
		{"no target is wrong", `"must": true`, []string{"FRA SUPPORTED -"}, "0/1 0/1"},
		{"unless it may be null", `"must": true, "target_may_be_null": true`, []string{"FRA SUPPORTED -"}, "1/1 1/1"},
		{"which excuses no other", `"must": true, "target_may_be_null": true`, []string{"FRA SUPPORTED GEO"}, "0/1 0/1"},
		{"any target is right where it is not judged", `"must": true, "any_target": true`, []string{"FRA SUPPORTED GEO"}, "1/1 1/1"},
		{"but not any source", `"must": true, "any_target": true`, []string{"ITA SUPPORTED ARM"}, "0/1 0/1"},
		{"a planned must is found as planned", `"must": true, "modality": "PLANNED"`, []string{"FRA SUPPORTED ARM PLANNED"}, "1/1 1/1"},
		{"what the reader holds as planned is never wrong", `"must": true`, []string{"FRA SUPPORTED GEO PLANNED"}, "0/1 0/0"},
	} {
		folder := t.TempDir()
		coding := fmt.Sprintf(`{"id": "summit", "events": [{"source": {"name": "France", "code": "FRA"}, "relation": "SUPPORTED",
			"target": {"name": "Armenia", "code": "ARM"}, "date": null, %s}]}`, c.gold)
		for name, content := range map[string]string{"summit.gold.json": coding, "summit.txt": "France spoke up for Armenia.", "README.md": "No coding."} {
			if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		sets, err := quality.Open(folder)
		if err != nil || len(sets) != 1 || sets[0].Form != quality.Samples {
			t.Fatalf("%v, %v", sets, err)
		}
		got := quality.Score(sets[0], quality.Told{"summit": events(t, c.told)})
		if counts := counts(figure(t, got.Levels, "relation")); counts != c.want {
			t.Errorf("%s: %s, want %s", c.name, counts, c.want)
		}
	}
}

// coded is what was told by relation, with the actors as CAMEO has them.
func coded(relation, source, sourceText, target, targetText string) quality.Event {
	e := quality.Event{Relation: relation, Modality: "ASSERTED"}
	e.CAMEO.Source = quality.CodedActor{Code: source, Text: sourceText}
	e.CAMEO.Target = quality.CodedActor{Code: target, Text: targetText}
	return e
}

func TestCodesAreScoredByTheirRules(t *testing.T) {
	attack := coded("ATTACKED", "RUS", "Russian planes", "UKR", "a Ukrainian town")
	planned := attack
	planned.Modality = "PLANNED"
	type fields = map[string]any
	for _, c := range []struct {
		name   string
		gold   []fields
		told   []quality.Event
		metric string
		want   string // found/wanted right/told, "" for none
	}{
		{"a code of CAMEO is compared to the root", []fields{{"source": "RUS", "target": "UKR", "code": "195"}}, []quality.Event{attack}, "triple.root", "1/1 1/1"},
		{"and in full", []fields{{"source": "RUS", "target": "UKR", "code": "195"}}, []quality.Event{attack}, "triple.full", "0/1 0/1"},
		{"roles stand behind the country", []fields{{"source": "RUSMIL", "target": "UKRCVL", "code": "19"}}, []quality.Event{attack}, "dyad:country", "1/1 1/1"},
		{"and are compared too", []fields{{"source": "RUSMIL", "target": "UKRCVL", "code": "19"}}, []quality.Event{attack}, "dyad", "0/1 0/1"},
		{"a name of PLOVER is a root", []fields{{"source": "RUS", "target": "UKR", "code": "FIGHT-artillery"}}, []quality.Event{attack}, "triple.root", "1/1 1/1"},
		{"the class comes from the code", []fields{{"source": "RUS", "target": "UKR", "code": "17"}}, []quality.Event{attack}, "triple.quad", "1/1 1/1"},
		{"or from the coding", []fields{{"source": "RUS", "target": "UKR", "code": "", "quad": 3}}, []quality.Event{attack}, "code.quad", "0/1 0/1"},
		{"without a code no root is compared", []fields{{"source": "RUS", "target": "UKR", "code": "", "quad": 4}}, []quality.Event{attack}, "code.root", ""},
		{"without codes actors are compared by their words", []fields{{"source_text": "planes", "target_text": "the Ukrainian town of Norvik", "code": "19"}}, []quality.Event{attack}, "triple.root:text", "1/1 1/1"},
		{"half of the words are enough", []fields{{"source_text": "planes", "target_text": "the grain silos of Norvik port", "code": "19"}}, []quality.Event{coded("ATTACKED", "", "planes", "", "grain silos near Odesa")}, "dyad:text", "1/1 1/1"},
		{"fewer are not", []fields{{"source_text": "planes", "target_text": "three villages in a Ukrainian province", "code": "19"}}, []quality.Event{attack}, "triple.root:text", "0/1 0/1"},
		{"and are not by country", []fields{{"source_text": "planes", "target_text": "a town", "code": "19"}}, []quality.Event{attack}, "dyad:country", ""},
		{"without actors only the codes count", []fields{{"code": "19"}}, []quality.Event{attack}, "code.root", "1/1 1/1"},
		{"equal events count once", []fields{{"source": "RUS", "target": "UKR", "code": "190"}, {"source": "RUS", "target": "UKR", "code": "195"}}, []quality.Event{attack, attack}, "triple.root", "1/1 1/1"},
		{"what the reader holds as planned does not count", []fields{{"source": "RUS", "target": "UKR", "code": "19"}}, []quality.Event{planned}, "detect", "0/1 0/0"},
		{"a way to write nobody is nobody", []fields{{"source": "RUS", "target": "---", "code": "19"}}, []quality.Event{coded("KILLED", "RUS", "", "", "")}, "dyad", "1/1 1/1"},
	} {
		got := quality.Score(open(t, fields{"id": "a", "text": "A text.", "events": c.gold}), quality.Told{"a": c.told})
		if got.Form != quality.Codes {
			t.Fatalf("%s: read as %s", c.name, got.Form)
		}
		have := ""
		if at := slices.IndexFunc(got.Levels, func(f quality.Figure) bool { return f.Name == c.metric }); at >= 0 {
			have = counts(got.Levels[at])
		}
		if have != c.want {
			t.Errorf("%s: %s of %s, want %s", c.name, have, c.metric, c.want)
		}
	}
}

func TestLinesThatAreNotToBeEvaluatedAreLeftOut(t *testing.T) {
	set := open(t,
		map[string]any{"id": "a", "text": "A.", "events": []any{}},
		map[string]any{"id": "b", "text": "B.", "events": []any{}, "evaluate": false},
		map[string]any{"id": "c", "text": "C.", "events": []any{}, "expect_error": "no target"})
	if len(set.Items) != 1 || set.Items[0].ID != "a" {
		t.Errorf("%v", set.Items)
	}
}

func TestWhatIsNoCodingIsAnError(t *testing.T) {
	folder := t.TempDir()
	for name, content := range map[string]string{"story.txt": "A story.", "plain.jsonl": `{"id": "a", "text": "A."}`, "broken.jsonl": "{"} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if sets, err := quality.Open(path); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v, %v", name, sets, err)
		}
	}
}

func TestHalvesShareNothingAndLackNothing(t *testing.T) {
	if quality.HalfOf("a") != quality.Dev || quality.HalfOf("e") != quality.Unseen { // SHA-256 begins with ca and 3f
		t.Error("the halves have changed: what was tuned on would count as unseen")
	}
	var lines []any
	for i := range 40 {
		lines = append(lines, report(fmt.Sprintf("item-%d", i), nil))
	}
	set := open(t, lines...)
	dev, unseen := set.Part(quality.Dev), set.Part(quality.Unseen)
	if len(dev.Items) == 0 || len(unseen.Items) == 0 || len(dev.Items)+len(unseen.Items) != 40 || len(set.Items) != 40 {
		t.Errorf("%d and %d of %d items", len(dev.Items), len(unseen.Items), len(set.Items))
	}
	for _, item := range unseen.Items {
		if quality.HalfOf(item.ID) != quality.Unseen {
			t.Errorf("%s is not unseen", item.ID)
		}
	}
}

func TestErrorsAreShownOfTheDevHalfOnly(t *testing.T) {
	gold := events(t, []string{"FRA CONDEMNED IRN"})
	set := open(t, report("a", gold), report("b", gold), report("e", gold)) // e is unseen
	told := quality.Told{"b": gold}
	var out strings.Builder
	if err := quality.WriteErrors(&out, set, told, 10); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "A text of a.") || !strings.Contains(out.String(), "missed: no event told of the item: The FRA (FRA) CONDEMNED The IRN (IRN)") {
		t.Errorf("the error of a is missing:\n%s", &out)
	}
	if strings.Contains(out.String(), "text of b") || strings.Contains(out.String(), "text of e") {
		t.Errorf("b was read rightly, and nobody may look at e:\n%s", &out)
	}
}

// repeated is a set of n items, of which every third is read wrongly.
func repeated(t *testing.T, n int) (quality.Set, quality.Told) {
	t.Helper()
	var lines []any
	told := quality.Told{}
	for i := range n {
		id := fmt.Sprint("item-", i)
		lines = append(lines, report(id, events(t, []string{"FRA CONDEMNED IRN", "ITA CONDEMNED IRN"})))
		if i%3 > 0 {
			told[id] = events(t, []string{"FRA CONDEMNED IRN", "ITA CONDEMNED IRN"})
		}
	}
	return open(t, lines...), told
}

func TestIntervalsHoldTheFigureRepeatAndNarrowWithMoreItems(t *testing.T) {
	width := func(n int) float64 {
		set, told := repeated(t, n)
		first, second := quality.Score(set, told), quality.Score(set, told)
		f := figure(t, first.Levels, "type")
		if *f.F1 != *figure(t, second.Levels, "type").F1 {
			t.Errorf("%v, then %v", f.F1, figure(t, second.Levels, "type").F1)
		}
		if f.Recall.Value != 0.667 || f.Recall.Low >= f.Recall.Value || f.Recall.High <= f.Recall.Value {
			t.Errorf("recall %v", f.Recall)
		}
		return f.Recall.High - f.Recall.Low
	}
	few, many := width(30), width(300)
	// Items are drawn, not events: the width for n items is that of n independent cases, 3.92·√(p(1−p)/n).
	if few < 0.28 || few > 0.40 || many < 0.09 || many > 0.13 {
		t.Errorf("width %.3f of 30 items, %.3f of 300", few, many)
	}
}

func TestFiguresAreRoundedAsTheyArePrinted(t *testing.T) {
	var gold []quality.Event
	for range 16 {
		gold = append(gold, event(t, "FRA CONDEMNED IRN"))
	}
	got := quality.Score(open(t, report("a", gold)), quality.Told{"a": gold[:9]})
	if recall := figure(t, got.Levels, "type").Recall.Value; recall != 0.562 { // 9/16 is 0.5625
		t.Errorf("%v", recall)
	}
}

func TestThePublishedReportIsTheCommittedText(t *testing.T) {
	committed, err := os.ReadFile("report.txt")
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	if err := quality.Published().WriteText(&text); err != nil {
		t.Fatal(err)
	}
	if text.String() != string(committed) {
		t.Error("report.txt and report.json are not of one reading: make both anew with entente quality")
	}
	unseen := slices.IndexFunc(quality.Published().Sets, func(s quality.SetReport) bool { return s.Half == quality.Unseen })
	if unseen < 0 || len(quality.Published().Sets[unseen].Types) != len(diplo.EventTypes()) {
		t.Error("there are no figures by event type of reports that nobody tuned on")
	}
}
