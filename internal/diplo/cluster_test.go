package diplo

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// agencyStory is long enough that its end lies behind what a cluster goes by.
const agencyStory = "Norland's parliament voted late on Monday to send a battalion of engineers to the flooded province of Eastmark, " +
	"after the governor there had asked the capital three times for help. The defence minister said that the first trucks would " +
	"leave at dawn and that boats, generators and field kitchens were being loaded in the port. Opposition leaders welcomed the " +
	"decision but asked why it had taken nine days. Rivers in the region have burst their banks twice this month, and some forty " +
	"villages can be reached by helicopter only. The Red Cross has opened eleven shelters and says that it needs blankets above all."

// otherStory tells of the same vote in other words.
const otherStory = "Engineers of the Norland army are to leave for Eastmark at dawn, the government announced after a vote of the parliament " +
	"on Monday night. Nine days of rain have cut off dozens of villages from the outside world. “We have waited too long,” said the governor, " +
	"who had written to the capital again and again. The battalion takes boats with it, kitchens and power generators."

func TestCopiesOfOneStoryAreOneCluster(t *testing.T) {
	words := strings.Fields(agencyStory)
	changed := append([]string(nil), words...)
	for i := 7; i < len(changed); i += 20 {
		changed[i] = "otherwise"
	}
	for name, copied := range map[string]string{
		"another headline":                 "Troops sent to flooded province at last\n\n" + agencyStory,
		"an agency's tag":                  "EASTMARK, May 4 (Agency) - " + agencyStory,
		"the tail cut off":                 agencyStory[:len(agencyStory)*6/10],
		"a sentence put in":                strings.Replace(agencyStory, " The defence", " The vote was broadcast live. The defence", 1),
		"one word in 20 changed":           strings.Join(changed, " "),
		"other quotation marks and breaks": strings.ReplaceAll(strings.ToUpper(agencyStory), " ", "\n"),
		"all of it":                        "Troops leave\n\nEASTMARK (Agency) - " + strings.Join(changed[:len(changed)*8/10], " "),
	} {
		if !oneCluster(agencyStory, copied) {
			t.Errorf("%s: not of one cluster", name)
		}
	}
	background := agencyStory[strings.Index(agencyStory, "Opposition"):]
	for name, other := range map[string]string{
		"a report written apart": otherStory,
		"a later story with the same background": "A dam above Eastmark broke on Thursday and three soldiers of the battalion that was sent there are missing, the army said. " +
			"Divers looked for them until it was dark, and will go on in the morning, a spokeswoman told reporters in the port. Their families have been told. " + background,
		"a text of two words": "Norland votes",
	} {
		if oneCluster(agencyStory, other) {
			t.Errorf("%s: of one cluster", name)
		}
	}
}

func oneCluster(a, b string) bool {
	x, y := ClusterIDOf(a), ClusterIDOf(b)
	of := clusters([]ClusterID{x, y})
	return of[x] == of[y]
}

func TestTextsWithoutPairsOfWordsAreOfOneClusterOnlyWhenTheSame(t *testing.T) {
	if !oneCluster("…", " … ") || oneCluster("Yes", "No") || oneCluster("", "Yes") {
		t.Error("texts of a word are not told apart by their bytes")
	}
}

// TestTheOrderOfClustersDoesNotMatter has chains: a is like b and b like c, but a is not like c.
func TestTheOrderOfClustersDoesNotMatter(t *testing.T) {
	words := strings.Fields(agencyStory)
	var ids []ClusterID
	for i := 0; i+30 < len(words); i += 6 {
		ids = append(ids, ClusterIDOf(strings.Join(words[i:min(i+40, len(words))], " ")))
	}
	ids = append(ids, ClusterIDOf(otherStory), "cluster:a", "cluster:b", "")
	want := clusters(ids)
	if want[ids[0]] != want[ids[3]] || oneOf(want, ids[0]) == len(ids) {
		t.Fatalf("no chain, or all of one cluster: %v", want)
	}
	for seed := range uint64(50) {
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
		if got := clusters(append(ids, ids[0])); !maps.Equal(got, want) {
			t.Fatalf("seed %d: %v, want %v", seed, got, want)
		}
	}
}

// oneOf counts the ids of id's cluster.
func oneOf(of map[ClusterID]ClusterID, id ClusterID) (n int) {
	for _, first := range of {
		if first == of[id] {
			n++
		}
	}
	return n
}

func TestAnOutletThatOnlyPrintsACopyDoesNotCorroborate(t *testing.T) {
	var evidence []Evidence
	for i, body := range []string{agencyStory, "Troops to help\n\n" + agencyStory, agencyStory[:len(agencyStory)*7/10], otherStory} {
		evidence = append(evidence, Evidence{
			Mention: &Mention{ID: MentionID(rune('a' + i)), Article: ArticleID(rune('a' + i)), Claim: call()},
			Cluster: ClusterIDOf(body), Outlet: fmt.Sprintf("Paper %d", i), Reported: NoDay,
		})
	}
	event := Fold(evidence)
	if event.ArticleCount != 4 || event.OutletCount != 2 || event.Confidence.Corroboration != 0.5 {
		t.Errorf("%d articles of %d outlets, corroboration %g; want 4 of 2 and 0.5", event.ArticleCount, event.OutletCount, event.Confidence.Corroboration)
	}
	evidence[0], evidence[3] = evidence[3], evidence[0]
	if again := Fold(evidence); !reflect.DeepEqual(again, event) {
		t.Errorf("in another order %+v, want %+v", again, event)
	}
}

// BenchmarkFold folds an event that ten thousand articles tell of, every tenth a copy of another.
func BenchmarkFold(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 1))
	evidence := make([]Evidence, 10_000)
	for i := range evidence {
		words := make([]string, leadWords)
		for j := range words {
			words[j] = fmt.Sprint("w", random.IntN(5000))
		}
		cluster := ClusterIDOf(strings.Join(words, " "))
		if i%10 == 9 {
			cluster = evidence[random.IntN(i)].Cluster
		}
		evidence[i] = Evidence{Mention: &Mention{ID: MentionID(fmt.Sprint(i)), Claim: call()}, Cluster: cluster, Outlet: fmt.Sprint(i), Reported: NoDay}
	}
	for b.Loop() {
		Fold(evidence)
	}
}
