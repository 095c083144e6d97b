package actors

import (
	"testing"

	"entente/internal/diplo"
)

func TestLookupPutsTheMeantActorFirst(t *testing.T) {
	autumn2023 := diplo.DateOf(2023, 9, 20)
	for _, row := range []struct {
		name string
		on   diplo.Day
		want diplo.ActorID
	}{
		{"country:FRA", autumn2023, "country:FRA"},
		{"France", autumn2023, "country:FRA"},
		{"FR", autumn2023, "country:FRA"},
		{"fra", autumn2023, "country:FRA"},
		{"French", autumn2023, "country:FRA"},
		{"Niger", autumn2023, "country:NER"},
		{"Kiev", autumn2023, "country:UKR"},
		{"the Kremlin", autumn2023, "country:RUS"},
		{"UN", autumn2023, "organization:united-nations"},
		{"Islamic State", autumn2023, "group:islamic-state"},
		{"emmanuel macron", autumn2023, "person:emmanuel-macron"},
		{"Macron", autumn2023, "person:emmanuel-macron"},
		{"Erdogan", autumn2023, "person:recep-tayyip-erdogan"},
		{"French president", autumn2023, "person:emmanuel-macron"},
		{"French president", diplo.DateOf(2008, 1, 1), "person:nicolas-sarkozy"},
		{"president of the United States", diplo.DateOf(2003, 4, 1), "person:george-w-bush"},
		{"UN secretary-general", autumn2023, "person:antonio-guterres"},
		{"leader of Iran", autumn2023, "person:ali-khamenei"},
		{"Iranian president", autumn2023, "person:ebrahim-raisi"},
		{"Mikhail Saakashvily", autumn2023, "person:mikheil-saakashvili"},
		{"Volodimir Zelenski", autumn2023, "person:volodymyr-zelenskyy"},
	} {
		found := Default().Lookup(row.name, row.on)
		if len(found) == 0 || found[0].Actor.ID != row.want {
			t.Errorf("%q on %s: want %s first in %v", row.name, row.on, row.want, found)
		}
	}
}

func TestLookupNeverGuessesCountries(t *testing.T) {
	for _, name := range []string{"Nigerria", "Frankce", "Austrlia", ""} {
		for _, c := range Default().Lookup(name, diplo.DateOf(2023, 9, 20)) {
			if c.Actor.Kind != diplo.KindPerson {
				t.Errorf("%q: %v", name, c)
			}
		}
	}
}

func TestHolderKnowsTheDay(t *testing.T) {
	b := Default()
	for _, row := range []struct {
		code, role string
		on         diplo.Day
		want       diplo.ActorID // "" when nobody is known
	}{
		{"ARM", "leader", diplo.DateOf(2023, 9, 20), "person:nikol-pashinyan"},
		{"ARM", "president", diplo.DateOf(2016, 1, 1), "person:serzh-sargsyan"},
		{"USA", "secretary of state", diplo.DateOf(2006, 1, 1), "person:condoleezza-rice"},
		{"RUS", "foreign minister", diplo.DateOf(2010, 1, 1), "person:sergey-lavrov"},
		{"GBR", "DEFENCE_MINISTER", diplo.DateOf(2022, 3, 1), "person:ben-wallace"},
		{"NATO", "secretary-general", diplo.DateOf(2022, 3, 1), "person:jens-stoltenberg"},
		{"USA", "president", diplo.NoDay, ""},
		{"ATL", "president", diplo.DateOf(2022, 3, 1), ""},
	} {
		o, ok := b.Holder(row.code, row.role, row.on)
		if ok != (row.want != "") || o.Holder != row.want {
			t.Errorf("%s of %s on %s: %s, %v; want %q", row.role, row.code, row.on, o.Holder, ok, row.want)
		}
	}
}

func TestOfficesOfACountryPutTheLeaderFirst(t *testing.T) {
	offices := Default().OfficesOf("country:DEU", diplo.DateOf(2010, 5, 5))
	if len(offices) < 3 || offices[0].Holder != "person:angela-merkel" {
		t.Errorf("Germany on 2010-05-05: %v", offices)
	}
	if held := Default().Offices("person:vladimir-putin"); len(held) < 3 || held[0].From > held[1].From {
		t.Errorf("offices of Vladimir Putin: %v", held)
	}
}

func TestPlacesAreKnown(t *testing.T) {
	for name, code := range map[string]string{"Yerevan": "ARM", "stepanakert": "NKR", "New York": "USA", "Peru": "PER", "Gaza City": "PSE", "Kiev": "UKR"} {
		if p, ok := Default().Place(name); !ok || p.Country != code {
			t.Errorf("%s: %+v, %v", name, p, ok)
		}
	}
	if p, ok := Default().Place("US Open"); ok {
		t.Errorf("US Open is no place: %+v", p)
	}
}
