package diplo

import "testing"

func TestAnOfficeIsHeldFromItsFirstDayToItsLast(t *testing.T) {
	office := Office{From: 10, To: 20}
	for day, want := range map[Day]bool{9: false, 10: true, 20: true, 21: false} {
		if office.HeldOn(day) != want {
			t.Errorf("held on day %d: %t, want %t", day, !want, want)
		}
	}
	open := Office{From: 10, To: NoDay}
	if open.HeldOn(9) || !open.HeldOn(1_000_000) {
		t.Error("an office without a last day is still held, from its first day on")
	}
}
