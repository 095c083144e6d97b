package query

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"entente/internal/diplo"
	"entente/internal/fold"
	"entente/internal/store"
)

const (
	// leastLikeness is the likeness from which a name is worth suggesting, unless another is liker by
	// farBehind.
	leastLikeness = 0.82
	farBehind     = 0.09
	// wordWeight is what the likeness of one word of a name counts beside that of the whole.
	wordWeight = 0.9
)

// Suggest gives the names of the actors with a name or alias most like the text, best first, at most five. It looks at all actors
// of the base, and at those of the graph with a word that starts as a word of the text does.
func (r *Resolver) Suggest(ctx context.Context, text string) ([]string, error) {
	if IsActorID(text) {
		_, text, _ = strings.Cut(text, ":")
	}
	wanted := strings.Join(fold.Words(text), " ")
	likeness := map[string]float64{}
	weigh := func(actor diplo.Actor) {
		for _, name := range append([]string{actor.Name}, actor.Aliases...) {
			if score := alike(wanted, name); score >= leastLikeness {
				likeness[actor.Name] = max(likeness[actor.Name], score)
			}
		}
	}
	for actor := range r.Base.All() {
		weigh(actor)
	}
	words := strings.Fields(wanted)
	for _, word := range words[:min(3, len(words))] {
		page, err := r.Store.Actors(ctx, store.ActorFilter{Name: firstRunes(word, 2)}, store.PageRequest{Limit: store.MaxLimit})
		if err != nil {
			return nil, err
		}
		for _, actor := range page.Items {
			weigh(*actor)
		}
	}
	names := make([]string, 0, len(likeness))
	for name := range likeness {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(likeness[b], likeness[a]), cmp.Compare(a, b))
	})
	for i, name := range names {
		if i == mostSuggestions || likeness[name] < likeness[names[0]]-farBehind {
			return names[:i], nil
		}
	}
	return names, nil
}

// alike is how like the name is to the folded text: as a whole, or somewhat less, by its best word.
func alike(text, name string) float64 {
	words := fold.Words(name)
	best := jaroWinkler(text, strings.Join(words, " "))
	if len(words) > 1 {
		for _, word := range words {
			best = max(best, wordWeight*jaroWinkler(text, word))
		}
	}
	return best
}

func firstRunes(s string, n int) string {
	runes := []rune(s)
	return string(runes[:min(n, len(runes))])
}

// jaroWinkler is the likeness of two texts, 0 … 1: letters in common, in order, with more weight on how they begin.
func jaroWinkler(s, t string) float64 {
	a, b := []rune(s), []rune(t)
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	window := max(max(len(a), len(b))/2-1, 0)
	inA, inB := make([]bool, len(a)), make([]bool, len(b))
	common := 0
	for i := range a {
		for j := max(0, i-window); j < min(len(b), i+window+1); j++ {
			if !inB[j] && a[i] == b[j] {
				inA[i], inB[j] = true, true
				common++
				break
			}
		}
	}
	if common == 0 {
		return 0
	}
	swapped, j := 0, 0
	for i := range a {
		if !inA[i] {
			continue
		}
		for !inB[j] {
			j++
		}
		if a[i] != b[j] {
			swapped++
		}
		j++
	}
	m := float64(common)
	jaro := (m/float64(len(a)) + m/float64(len(b)) + (m-float64(swapped)/2)/m) / 3
	prefix := 0
	for prefix < min(4, len(a), len(b)) && a[prefix] == b[prefix] {
		prefix++
	}
	return jaro + float64(prefix)*0.1*(1-jaro)
}
