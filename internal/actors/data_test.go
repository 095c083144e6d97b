package actors

import (
	"slices"
	"strings"
	"testing"

	"github.com/biter777/countries"

	"entente/internal/diplo"
)

// ambiguous are the names that more than one actor goes by, and may.
var ambiguous = []string{}

func TestNoNameStandsForTwoActors(t *testing.T) {
	b := Default()
	for name, ids := range b.names {
		if len(ids) > 1 && !slices.Contains(ambiguous, name) {
			t.Errorf("%q is the name of %v", name, ids)
		}
	}
}

func TestEveryActorHasAValidCode(t *testing.T) {
	b := Default()
	for id, a := range b.actors {
		if a.ID != id || a.Name == "" || a.Kind == "" {
			t.Errorf("%s is not whole: %+v", id, a)
		}
		_, isCountry := b.countryOf[a.Code]
		if isCountry || b.bodyOf[a.Code] != "" {
			continue
		}
		if len(a.Code) < 2 || a.Code != strings.ToUpper(a.Code) {
			t.Errorf("%s has the code %q", id, a.Code)
		}
		if a.Kind == diplo.KindPerson && !slices.Contains([]string{"ALQAEDA", "ISIL"}, a.Code) {
			t.Errorf("%s belongs to %q, which is neither a country nor a body", id, a.Code)
		}
	}
}

func TestCountriesHaveTheirISOCodes(t *testing.T) {
	b := Default()
	own := []string{"XKX", "NKR", "ABK", "SOS", "PMR", "SML", "TRNC"}
	for code, c := range b.countryOf {
		if slices.Contains(own, code) {
			continue
		}
		if info := countries.ByName(code); !info.IsValid() || info.Alpha3() != code || info.Alpha2() != c.iso2 {
			t.Errorf("%s (%s) is %s (%s) by ISO 3166-1", code, c.iso2, info.Alpha3(), info.Alpha2())
		}
	}
}

func TestEveryCountryHasACapitalAndALeaderOffice(t *testing.T) {
	b := Default()
	capitals := map[string]bool{}
	for _, p := range b.places {
		if p.capital {
			capitals[p.Country] = true
		}
		if p.Country != "" && b.countryOf[p.Country] == nil {
			t.Errorf("%s lies in %q", p.Name, p.Country)
		}
		if p.Latitude < -90 || p.Latitude > 90 || p.Longitude < -180 || p.Longitude > 180 {
			t.Errorf("%s lies at %v, %v", p.Name, p.Latitude, p.Longitude)
		}
	}
	for code := range b.countryOf {
		if b.countryOf[code].iso2 != "" && !capitals[code] {
			t.Logf("%s has no capital in the base", code)
		}
	}
	unled := 0
	for code, c := range b.countryOf {
		if _, ok := b.Holder(code, "leader", diplo.DateOf(2022, 1, 15)); !ok && c.iso2 != "" {
			unled++
			t.Logf("nobody is known to have led %s on 2022-01-15", code)
		}
	}
	if unled > 25 {
		t.Errorf("%d countries have no leader on 2022-01-15", unled)
	}
}

// TestOfficesDoNotOverlap allows a handover of a month: dates of sources differ.
func TestOfficesDoNotOverlap(t *testing.T) {
	const handover = 31
	b := Default()
	for of, indexes := range b.officesOf {
		for x, i := range indexes {
			for _, j := range indexes[x+1:] {
				one, other := b.offices[i], b.offices[j]
				if one.title != other.title || one.Holder == other.Holder || !singular(one.Role) {
					continue
				}
				if one.To == diplo.NoDay || other.From != diplo.NoDay && one.To > other.From+handover {
					t.Errorf("%s of %s: %s (%s – %s) and %s (%s – %s)", one.Title, of, one.Holder, one.From, one.To, other.Holder, other.From, other.To)
				}
			}
			if o := b.offices[i]; o.To != diplo.NoDay && o.From != diplo.NoDay && o.To < o.From {
				t.Errorf("%s of %s ends before it begins: %s – %s", o.Title, o.Holder, o.From, o.To)
			}
			if o := b.offices[i]; !isRole(o.Role) {
				t.Errorf("%s of %s has the role %q", o.Title, o.Of, o.Role)
			}
		}
	}
}

func TestTheBaseIsLarge(t *testing.T) {
	b := Default()
	t.Logf("%d countries, %d organisations, %d people, %d offices, %d places, %d names", len(b.countries), len(b.organizations), len(b.people), len(b.offices), len(b.places), len(b.names))
	if len(b.countries) < 200 || len(b.organizations) < 400 || len(b.people) < 2000 || len(b.offices) < 2000 || len(b.places) < 500 {
		t.Error("the base lost part of its data")
	}
}
