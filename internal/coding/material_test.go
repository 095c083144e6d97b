package coding_test

import (
	"context"
	"slices"
	"testing"

	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/internal/text/english"
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
		{"a ship by its name", "Somali pirates hijack Germany's MV Victoria.", "SOM SEIZED DEU"},
		{"an aircraft by its type", "Turkish F-16s shoot down a Syrian helicopter.", "TUR ATTACKED SYR"},
		{"an attack on a place that killed", "Al-Qaeda claims responsibility for an attack on a church in Lagos, Nigeria, that killed 14 people.", "ALQAEDA ATTACKED NGA"},
		{"a measure that nobody is said to take is the state's", "A state of emergency is declared in Guatemala.", "GTM BANNED GTM"},
		{"restrictions tightened", "Israel tightens restrictions on gatherings.", "ISR BANNED ISR"},
		{"a case opened", "The European Union opens an antitrust case against Gazprom.", "EU SUED RUS"},
		{"an inquiry set up", "The United Nations sets up an inquiry into killings in Mali.", "UN INVESTIGATED MLI"},
		{"hostages rescued are free", "French commandos rescue two Danish hostages in Niger.", "FRA RELEASED DNK"},
		{"aid behind the sum", "Norway sends forty million dollars in aid to Sudan.", "NOR AIDED SDN"},
		{"violence around sport", "A bomb kills nine people outside a football stadium in Istanbul.", "- ATTACKED TUR"},
		{"a word of sport beside an attack", "The French president visits Boston after the marathon bombing.", "FRA VISITED USA"},
		{"protest whose demand names whom", "Thousands march in Valletta, demanding the resignation of Prime Minister Joseph Muscat.", "MLT PROTESTED_AGAINST MLT"},
		{"protest against measures at home", "Hundreds protest in Naples against the announced measures.", "ITA PROTESTED_AGAINST ITA"},
		{"a town that no list knows, taken by the army of the only country named", "The Syrian Army captures the town of Qarazum.", "SYR CAPTURED SYR"},
		{"a helper left out", "Nine people are killed and a policeman wounded in a shooting at a hospital in Bremen, Germany.", "- ATTACKED DEU"},
		{"both sides have dead", "Clashes in Manipur, India, kill four civilians, six soldiers, and nine militants.", "IND ATTACKED IND"},
		{"who fired it", "A mortar fired by insurgents landed on a US military base in Iraq.", "IRQ ATTACKED USA"},
		{"the accused did it", "A Ugandan man is charged with the murder of a Danish tourist.", "UGA KILLED DNK"},
		{"members of those abducted", "Two Danish engineers are among six people kidnapped in Mali.", "- ABDUCTED DNK"},
		{"whose move it was, though of one state", "The Constitutional Court of Moldova removes President Igor Dodon from office. The parliament of Moldova defies the move.", "MDA REJECTED MDA"},
		{"a bare form taken for a noun", "The mayor of Antananarivo demands that Malagasy President Marc Ravalomanana resign.", "MDG DEMANDED MDG"},
		{"a time between", "Dozens protest in Turin in the morning against the planned measures.", "ITA PROTESTED_AGAINST ITA"},
		{"ministers of a union meet", "European Union Agriculture Ministers meet in Luxembourg.", "EU MET -"},
		{"not in the list before the comma", "In a move that worries India, China and Nepal begin military exercises.", "CHN COOPERATED_WITH NPL"},
		{"shot and killed", "Two policemen are shot and killed in Queensland, Australia.", "- KILLED AUS"},
		{"a car into a crowd", "A car rams into a crowd in Magdeburg, Germany.", "- ATTACKED DEU"},
		{"refugees taken in", "Poland takes in two million Ukrainian refugees.", "POL SHELTERED UKR"},
		{"whose ship it was is not said", "Somali pirates seize an oil supertanker in the Arabian Sea.", "SOM SEIZED -"},
		{"who is caught is somebody", "A gunman is arrested in Los Angeles, California.", "USA DETAINED USA"},
		{"where the soldiers are", "Boko Haram jihadists kill ninety soldiers at an army base in Chad.", "NGA KILLED TCD"},
		{"rebels and their state sign", "The rebels sign a deal with the Sudanese government.", "SDN SIGNED_WITH SDN"},
		{"what police do is no part of a name", "Japanese police arrest Kenji Morita.", "JPN DETAINED JPN"},
		{"what a group hits at home", "Syrian rebels attack a gas pipeline.", "SYR ATTACKED SYR"},
		{"a complaint with its reasons", "A Filipino lawyer files a complaint of murder and crimes against humanity against President Rodrigo Duterte.", "PHL SUED PHL"},
		{"combat", "At least fifty people are killed in combat between Turkish troops and Greek soldiers.", "TUR ATTACKED GRC"},
		{"workers by any name strike", "French air traffic controllers begin strike action.", "FRA PROTESTED_AGAINST -"},
		{"a judge suspended", "Spanish judge Baltasar Garzón is suspended.", "ESP SUSPENDED ESP"},
		{"a headline without its helper", "Five men arrested in Spain over a plot.", "ESP DETAINED ESP"},
		{"a headline of the dead", "Nine militants killed near Sarwan outpost of South Waziristan, Pakistan by Pakistani troops.", "PAK KILLED PAK"},
		{"how somebody was executed", "Tsutomu Miyazawa is executed by hanging in Tokyo.", "JPN KILLED JPN"},
		{"extradited from one to the other", "Drug lord Walid Garcia is extradited from Colombia to Venezuela.", "COL COOPERATED_WITH VEN"},
		{"food brought", "A Turkish convoy brings food to Syria.", "TUR AIDED SYR"},
		{"the last of a list", "Clashes in Assam, India, kill three civilians, five soldiers, and 11 militants.", "IND ATTACKED IND"},
		{"an agent that is a thing", "An American dentist is indicted by video evidence.", "USA SUED USA"},
		{"a deal with whom it favours", "The Egyptian government approves a deal granting two islands to Saudi Arabia.", "EGY SIGNED_WITH SAU"},
		{"criticism faced", "The Danish defence minister faces criticism from Norway.", "NOR CRITICIZED DNK"},
		{"nobody known is called on", "The United Nations calls on soldiers to return to their barracks.", "UN URGED -"},
		{"a name that looks like a firm's", "A gunman kills Dreekius Oricko Johnson in Orlando, Florida.", "- KILLED USA"},
		{"whose trial it is", "The trial of Kenyan politician Grace Okello begins in Nairobi.", "KEN CONVICTED KEN"},
		{"whose trial, before the noun", "Opposition leader Grace Okello's trial for fraud begins in Kenya.", "KEN CONVICTED KEN"},
		{"a ship stopped", "The Greek coast guard intercepts a Panama-flagged cargo ship.", "GRC SEIZED PAN"},
		{"those aboard are held by who stopped it", "The Greek coast guard boards a Panamanian ship. The Turkish captain was arrested.", "GRC DETAINED TUR"},
		{"an exchange of fire", "Seven people are killed in an exchange of fire between Turkish troops and Greek soldiers.", "TUR ATTACKED GRC"},
		{"a storm by its name", "Typhoon Meari batters Japan, killing nine people.", ""},
		{"sport alone", "Kenya beats Ghana in the quarterfinal of the football tournament.", ""},
		{"people are not it", "Dozens of villagers flee the coast of Peru. It killed nine people in Chile.", ""},
		{"an explosion may be an accident", "An explosion at a factory in Poland kills two workers.", ""},
	} {
		got := told(t, c.text)
		if c.want == "" && len(got) > 0 || c.want != "" && !slices.Contains(got, c.want) {
			t.Errorf("%s: %s\n  got %q, want %q", c.name, c.text, got, c.want)
		}
	}
}

func TestOneAttackIsToldOnce(t *testing.T) {
	for _, text := range []string{
		"At least 22 people are killed and more than 50 are injured in a bombing in Karachi.",
		"Gunmen kill nine police officers and injure others in a raid in Lahore.",
		"A mortar fired by insurgents landed on a US military base in Iraq.",
		"Airstrikes kill at least 41 people and wound 75 others in Yemen.",
	} {
		if got := told(t, text); len(got) != 1 {
			t.Errorf("%s\n  got %q, want one event", text, got)
		}
	}
}

func TestDeadAndWoundedAreNews(t *testing.T) {
	text := "Four policemen are killed and another nine injured in a suicide truck bombing in Grozny, southern Russia."
	result, err := extract.New(english.New(), actors.Default()).Extract(context.Background(), extract.Document{Text: text}, false)
	if err != nil || len(result.Coded.Mentions) != 1 || result.Coded.Mentions[0].Background {
		t.Errorf("got %+v, %v; want one event, as news", result.Coded.Mentions, err)
	}
}

func TestOldDateOfAThingIsNotThatOfTheNews(t *testing.T) {
	for _, text := range []string{
		"Palestinians in Ramallah protest against the 1993 Oslo Accords.",
		"Prosecutors in Spain file charges against former Argentine general Ramon Vidal for the abduction of two teachers in the 1980s.",
	} {
		result, err := extract.New(english.New(), actors.Default()).Extract(context.Background(), extract.Document{Text: text, Published: diplo.DateOf(2020, 5, 1)}, false)
		if err != nil || len(result.Coded.Mentions) == 0 || result.Coded.Mentions[0].Background {
			t.Errorf("%s\n  got %+v, %v; want news", text, result.Coded.Mentions, err)
		}
	}
}
