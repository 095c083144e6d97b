package diplo

// Reliability is how far an outlet is relied on, by the grades that analysts give to sources.
type Reliability string

// The grades, best first. The zero Reliability is of an outlet that nobody has graded.
const (
	Reliable        Reliability = "A"
	UsuallyReliable Reliability = "B"
	FairlyReliable  Reliability = "C"
	SeldomReliable  Reliability = "D"
	Unreliable      Reliability = "E"
	CannotBeJudged  Reliability = "F"
)

// Reliabilities lists the grades, best first.
func Reliabilities() []Reliability {
	return []Reliability{Reliable, UsuallyReliable, FairlyReliable, SeldomReliable, Unreliable, CannotBeJudged}
}

// neutral is what an outlet counts that is not graded, or can't be judged.
const neutral = 0.5

// Weight is how far such an outlet is relied on, 0 … 1; 0.5 speaks neither for nor against what it reports.
func (r Reliability) Weight() float64 {
	switch r {
	case Reliable:
		return 0.9
	case UsuallyReliable:
		return 0.7
	case SeldomReliable:
		return 0.3
	case Unreliable:
		return 0.1
	}
	return neutral
}

// relied is the confidence in what outlets of that weight report, given that without a word about them: a good name takes it
// some of the way to certainty, a bad one some of the way to nothing.
func relied(confidence, weight float64) float64 {
	if weight > neutral {
		return confidence + (1-confidence)*(weight-neutral)
	}
	return confidence * (weight + neutral)
}
