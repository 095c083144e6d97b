package coding_test

import (
	"slices"
	"testing"
)

// Who did what to whom in reports of violence, courts, police and protest.
func TestMaterialEvents(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"the clause behind the dead tells what killed them", "At least 12 people are killed after a gunman opens fire in a supermarket in Boise, Idaho.", "- ATTACKED USA"},
		{"a weapon fired by somebody", "Two Israeli soldiers are killed in southern Lebanon by a missile fired by Hezbollah.", "LBN ATTACKED ISR"},
		{"shot dead is killed", "A policeman is shot dead in Karachi.", "- KILLED PAK"},
		{"whose shelling it is does not say where", "Ten people are killed in Russian shelling of Kherson.", "RUS ATTACKED UKR"},
		{"an explosion that kills police is no accident", "An explosion at a checkpoint kills two Egyptian policemen in Sinai.", "- ATTACKED EGY"},
		{"nobody but the state executes prisoners", "Eleven prisoners are executed in Saudi Arabia.", "SAU KILLED SAU"},
		{"whom a state executes is its own", "Iran executes a man who spied for a foreign power.", "IRN KILLED IRN"},
		{"hostages are executed by somebody else", "Two hostages are executed in Iraq.", "- KILLED IRQ"},
		{"a tariff on goods from somewhere", "The United States imposes a 25 percent tariff on steel from Canada.", "USA SANCTIONED CAN"},
		{"troops cross into a country", "Turkish troops cross into northern Syria.", "TUR INVADED SYR"},
		{"thieves of data", "Hackers steal the data of three million Australians.", "- HACKED AUS"},
		{"a name swallowed with the verb", "The Taliban ban women from universities.", "AFG BANNED AFG"},
		{"coordinated countries are no organisation", "Armenia and Azerbaijan exchange prisoners.", "ARM CEASED_FIRE_WITH AZE"},
		{"whom a court tries is taken for one of its country", "A Ugandan court sentences Zyxo Qarvel to four years in prison.", "UGA CONVICTED UGA"},
		{"those charged are people, whatever they are called", "A Danish gardener is charged with fraud.", "DNK SUED DNK"},
		{"people are not it", "Dozens of villagers flee the coast of Peru. It killed nine people in Chile.", ""},
		{"an explosion may be an accident", "An explosion at a factory in Poland kills two workers.", ""},
	} {
		got := told(t, c.text)
		if c.want == "" && len(got) > 0 || c.want != "" && !slices.Contains(got, c.want) {
			t.Errorf("%s: %s\n  got %q, want %q", c.name, c.text, got, c.want)
		}
	}
}
