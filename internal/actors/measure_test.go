package actors

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"entente/internal/diplo"
	"entente/internal/text"
)

// TestMeasure reports how many of the actors of hand-coded reports are found. It needs the reports as JSON
// Lines and their parsed sentences as columns, named by the environment; without, it is skipped.
func TestMeasure(t *testing.T) {
	reports, sentences := os.Getenv("ENTENTE_REPORTS"), os.Getenv("ENTENTE_SENTENCES")
	if reports == "" || sentences == "" {
		t.Skip("ENTENTE_REPORTS and ENTENTE_SENTENCES name no files")
	}
	parsed := readColumns(t, sentences)
	file, err := os.Open(reports)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	type named struct{ Name, Code string }
	var found, wanted, right, mentions, known int
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var item struct {
			ID, Date, Text string
			Events         []struct{ Source, Target *named }
		}
		if err := json.Unmarshal(lines.Bytes(), &item); err != nil {
			t.Fatal(err)
		}
		on, err := diplo.ParseDay(item.Date)
		if err != nil {
			on = diplo.NoDay
		}
		read := Default().Read(parsed[item.ID], on)
		gold := map[string]string{}
		for _, e := range item.Events {
			for _, actor := range []*named{e.Source, e.Target} {
				if actor != nil && actor.Code != "" {
					gold[actor.Code] = actor.Name
				}
			}
		}
		got := map[string]bool{}
		var listing strings.Builder
		for i, ms := range read {
			for _, m := range ms {
				got[m.Actor.Code] = true
				if len(gold) > 0 && m.Actor.Code != "" {
					mentions++
					if _, ok := gold[m.Actor.Code]; ok {
						right++
					}
				}
				fmt.Fprintf(&listing, "    %d:%s %s/%s %s %s for=%s %.1f\n", i, runText(&parsed[item.ID][i], m), m.Via, m.Actor.Code, m.Actor.ID, parsed[item.ID][i].Tokens[m.Head].Form, m.For, m.Score)
			}
		}
		missed := ""
		for code, name := range gold {
			wanted++
			if got[code] {
				found++
			} else {
				missed += fmt.Sprintf(" MISSED %s (%s)", code, name)
			}
		}
		known++
		if os.Getenv("ENTENTE_VERBOSE") != "" || missed != "" {
			t.Logf("%s%s\n  %s\n%s", item.ID, missed, item.Text, listing.String())
		}
	}
	t.Logf("%d reports: %d of %d actor codes found (%.3f); %d of %d mentions have a code of the report's events (%.3f)",
		known, found, wanted, float64(found)/float64(wanted), right, mentions, float64(right)/float64(mentions))
}

func runText(s *text.Sentence, m Mention) string {
	var forms []string
	for _, token := range s.Tokens[m.First : m.Last+1] {
		forms = append(forms, token.Form)
	}
	return strings.Join(forms, " ")
}

// readColumns reads parsed sentences: index, form, tag, head, label, name, space; "# id = REPORT.NUMBER" above each.
func readColumns(t testing.TB, name string) map[string][]text.Sentence {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	reports := map[string][]text.Sentence{}
	for block := range strings.SplitSeq(string(content), "\n\n") {
		var s text.Sentence
		id := ""
		for line := range strings.SplitSeq(block, "\n") {
			if after, ok := strings.CutPrefix(line, "# id = "); ok {
				id = after[:strings.LastIndexByte(after, '.')]
				continue
			}
			cells := strings.Split(line, "\t")
			if len(cells) != 7 {
				continue
			}
			head, err := strconv.Atoi(cells[3])
			if err != nil {
				t.Fatal(err)
			}
			token := text.Token{Form: cells[1], Lemma: strings.ToLower(cells[1]), Tag: cells[2], Head: head - 1, Label: cells[4]}
			if !strings.HasPrefix(cells[5], "O") {
				token.Name = cells[5]
			}
			token.Start = s.End
			token.End = s.End + len(cells[1])
			s.End = token.End
			if cells[6] == "_" {
				s.End++
			}
			s.Tokens = append(s.Tokens, token)
		}
		if len(s.Tokens) > 0 {
			reports[id] = append(reports[id], s)
		}
	}
	return reports
}
