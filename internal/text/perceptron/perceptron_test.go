package perceptron

import (
	"errors"
	"math/rand/v2"
	"testing"
)

var keepAll = Pruning{Scale: 0.01, Least: 1}

// learnParity teaches a trainer which of three classes a number below 300
// belongs to; the feature of its remainder decides, the others are noise.
func learnParity(t *testing.T, patience int) *Trainer {
	t.Helper()
	trainer := NewTrainer(patience)
	random := rand.New(rand.NewPCG(1, 2))
	var scores Scores
	for range 20_000 {
		n := random.IntN(300)
		features := numberFeatures(n)
		clear(scores[:3])
		trainer.Add(features, &scores)
		trainer.Tick()
		if got := scores.Best(3); got != n%3 {
			trainer.Update(features, n%3, got)
		}
	}
	return trainer
}

func numberFeatures(n int) []uint32 {
	return []uint32{Key1(1, 0), Key1(2, uint32(n%3)), Key2(3, uint32(n%7), uint32(n%5)), Key3(4, uint32(n%2), uint32(n%11), uint32(n))}
}

func TestAModelLearnsWhatItsFeaturesTell(t *testing.T) {
	for _, patience := range []int{1, 4} {
		model, rest, err := Decode(learnParity(t, patience).Encode(nil, keepAll))
		if err != nil || len(rest) != 0 {
			t.Fatal(err, len(rest))
		}
		for n := range 300 {
			var scores Scores
			model.Add(numberFeatures(n), &scores)
			if got := scores.Best(3); got != n%3 {
				t.Fatalf("patience %d: %d is in class %d, not %d", patience, n, got, n%3)
			}
		}
	}
}

func TestThePatientTrainerKeepsFewerFeatures(t *testing.T) {
	hasty, patient := len(learnParity(t, 1).rows), len(learnParity(t, 4).rows)
	if patient >= hasty {
		t.Errorf("%d features with patience 4, %d with patience 1", patient, hasty)
	}
}

func TestTheSameLessonsGiveTheSameBytes(t *testing.T) {
	a, b := learnParity(t, 2).Encode(nil, keepAll), learnParity(t, 2).Encode(nil, keepAll)
	if string(a) != string(b) {
		t.Error("two equal trainings differ")
	}
}

func TestWeightsSurviveTheFile(t *testing.T) {
	want := []row{
		{1, []uint32{entry(3, -5)}},
		{77, []uint32{entry(0, 1), entry(1, -1), entry(2, 9000), entry(90, -maxWeight), entry(255, maxWeight)}},
		{99, everyClass()},
		{100, append(everyClass()[:200], entry(255, maxWeight))},
		{1<<32 - 1, []uint32{entry(7, 64), entry(8, -64)}},
	}
	model, rest, err := Decode(append(encode(nil, want), "tail"...))
	if err != nil || string(rest) != "tail" {
		t.Fatal(err, rest)
	}
	for _, r := range want {
		var scores Scores
		model.Add([]uint32{r.key, 12345}, &scores)
		for _, e := range r.entries {
			if scores[e>>24] != weightOf(e) {
				t.Errorf("key %d, class %d: %d, want %d", r.key, e>>24, scores[e>>24], weightOf(e))
			}
		}
	}
}

// everyClass is a row of an entry for each class, of both signs and all sizes.
func everyClass() []uint32 {
	var entries []uint32
	for class := range MaxClasses - 1 {
		weight := class*wideWeight/MaxClasses + 1
		if class%3 == 1 {
			weight = -weight
		}
		entries = append(entries, entry(uint8(class), weight))
	}
	return entries
}

func TestManyLargeWeightsAddUp(t *testing.T) {
	high, low := everyClass(), everyClass()
	for i := range high {
		high[i] = entry(uint8(i), wideWeight)
		low[i] = entry(uint8(i), -wideWeight)
	}
	for _, r := range []row{{8, high}, {9, low}} {
		model, _, err := Decode(encode(nil, []row{r}))
		if err != nil {
			t.Fatal(err)
		}
		features := make([]uint32, maxFeatures)
		for i := range features {
			features[i] = r.key
		}
		var scores Scores
		model.Add(features, &scores)
		for class := range MaxClasses - 1 {
			if want := maxFeatures * weightOf(r.entries[class]); scores[class] != want {
				t.Fatalf("class %d: %d, want %d", class, scores[class], want)
			}
		}
	}
}

func TestDamagedBytesAreRefused(t *testing.T) {
	bytes := learnParity(t, 1).Encode(nil, keepAll)
	for n := range len(bytes) {
		if _, _, err := Decode(bytes[:n]); !errors.Is(err, errTruncated) {
			t.Fatalf("cut to %d bytes: %v", n, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte{})
	f.Add(encode(nil, []row{{5, []uint32{entry(1, 2)}}}))
	f.Fuzz(func(t *testing.T, in []byte) {
		if model, _, err := Decode(in); err == nil {
			var scores Scores
			model.Add([]uint32{0, 5, 1 << 31}, &scores)
		}
	})
}

func TestATrainerGoesOnFromAnEncodedModel(t *testing.T) {
	first := learnParity(t, 1).Encode(nil, keepAll)
	trainer := NewTrainer(5)
	if err := trainer.Resume(first, keepAll.Scale*100, 1000); err != nil {
		t.Fatal(err)
	}
	model, _, err := Decode(trainer.Encode(nil, keepAll))
	if err != nil {
		t.Fatal(err)
	}
	for n := range 300 {
		var scores Scores
		model.Add(numberFeatures(n), &scores)
		if got := scores.Best(3); got != n%3 {
			t.Fatalf("%d is in class %d, not %d", n, got, n%3)
		}
	}
	for _, size := range []int{0, 1, len(first) / 2, len(first) - 1} {
		if err := NewTrainer(1).Resume(first[:size], 1, 0); err == nil {
			t.Fatalf("the first %d bytes of %d were taken for a model", size, len(first))
		}
	}
}
