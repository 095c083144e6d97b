package diplo

import "testing"

func TestOutletsTakeAndGiveConfidence(t *testing.T) {
	told := Mention{ID: "mention:1", Event: "event:1", Article: "article:1", Claim: call(), Confidence: 0.6}
	confidence := func(grades ...Reliability) float64 {
		var evidence []Evidence
		for _, grade := range grades {
			evidence = append(evidence, Evidence{Mention: &told, Cluster: "c1", Outlet: "Herald", Reliability: grade})
		}
		return Fold(evidence).Confidence.Value
	}
	if confidence("") != 0.6 || confidence(CannotBeJudged) != 0.6 || confidence(FairlyReliable) != 0.6 {
		t.Error("an outlet that nobody has graded, or that can't be judged, has a say")
	}
	order := []float64{1, confidence(Reliable), confidence(UsuallyReliable), confidence(""), confidence(SeldomReliable), confidence(Unreliable), 0}
	for i := range order[1:] {
		if order[i] <= order[i+1] {
			t.Errorf("the confidences by grade, between 1 and 0, are %v", order)
		}
	}
	if confidence(Unreliable, Reliable) != confidence(Reliable) {
		t.Error("the best outlet does not speak for what it reports")
	}
}
