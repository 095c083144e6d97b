package extract_test

import (
	"slices"
	"strings"
	"testing"

	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/internal/judge"
	"entente/internal/text/english"
)

// Each case is what the judge does to what the frames found, in a report of our own.
func TestAJudgedReportTellsWhatTheFramesMissedAndDropsWhatItHardlySays(t *testing.T) {
	frames := extract.New(english.New(), actors.Default())
	judged := frames.JudgedBy(judge.Default())
	for _, c := range []struct {
		name, text   string
		frames, want []string // "SOURCE RELATION TARGET"
	}{
		{"what is plain stays", "France condemned Azerbaijan on Tuesday.", []string{"FRA CONDEMNED AZE"}, []string{"FRA CONDEMNED AZE"}},
		{"an act that no frame knows is added", "Mexico gave a medal to the president of Cuba.", nil, []string{"MEX SUPPORTED CUB"}},
		{"an act that is told by the whole sentence is added",
			"Norwegian investigators say that a wave of fraudulent messages against the parliament was the work of Russia.",
			nil, []string{"NOR ACCUSED RUS"}},
		{"nobody becomes whom another sentence names, for all who do it", "Brazil and Peru condemned the raid on Saturday. It had been ordered by Chile.",
			[]string{"BRA CONDEMNED –", "PER CONDEMNED –"}, []string{"BRA CONDEMNED CHL", "PER CONDEMNED CHL"}},
		{"what isn't meant so is dropped", "Bolivian miners meet in Potosi for their yearly feast, visited by tourists from Chile.", []string{"BOL MET –"}, nil},
		{"sport tells nothing either way", "Portugal beat Hungary 3-1 in a friendly. The teams shook hands.", nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, reader := range []struct {
				extractor *extract.Extractor
				want      []string
			}{{frames, c.frames}, {judged, c.want}} {
				result, err := reader.extractor.Extract(t.Context(), extract.Document{Text: c.text, Published: diplo.DateOf(2024, 9, 20)}, false)
				if err != nil {
					t.Fatal(err)
				}
				var got []string
				for _, line := range lines(result) {
					got = append(got, strings.Join(strings.Fields(line)[:3], " "))
				}
				if !slices.Equal(got, reader.want) {
					t.Errorf("%s gives %q, want %q", reader.extractor.Version(), got, reader.want)
				}
			}
		})
	}
}
