package dates_test

import (
	"testing"

	"entente/internal/text"
	"entente/internal/text/english"
)

// Tags and arcs decide what words alone leave open: which verb governs, and whether "may" and "march" are words of
// another kind.
func TestTheGoverningVerbDecides(t *testing.T) {
	annotator := english.New()
	for _, c := range []struct{ text, want string }{
		{"The minister, who will travel to Rome, resigned on Thursday.", "Thursday=2023-09-14*"},
		{"The minister said on Thursday that he would travel to Rome.", "Thursday=2023-09-14*"},
		{"The minister said that he would travel to Rome on Thursday.", "Thursday=2023-09-21*"},
		{"The two leaders agreed to meet on Friday.", "Friday=2023-09-22*"},
		{"The envoy failed to reach a deal on Friday.", "Friday=2023-09-15*"},
		{"Norway is expected to sign the treaty on Monday.", "Monday=2023-09-25*"},
		{"Talks scheduled for Monday were called off.", "Monday=2023-09-25*"},
		{"Norway has been shelled since Sunday.", "since Sunday=2023-09-17/2023-09-19*"},
		{"Norway could not send its envoy on Sunday.", "Sunday=2023-09-17*"},
		{"Norway is sending an envoy on Sunday.", "Sunday=2023-09-24*"},
		{"The two may meet in May.", "May=2024-05*"},
		{"The army may march on the capital.", ""},
		{"They elected Theresa May in July.", "July=2023-07*"},
		{"After Monday's talks the envoys left.", "Monday=2023-09-18*"},
		{"The court jailed 12 people on 3 May, a year after the riots.", "3 May=2023-05-03*"},
		{"They will hold a vote in 2025.", "2025=2025"},
		{"Norway sent some 2000 troops to the border.", ""},
	} {
		var got string
		for _, s := range annotator.Split(c.text, text.Span{Start: 0, End: len(c.text)}) {
			annotator.Annotate(&s)
			got += found(&s, tuesday)
		}
		if got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}
