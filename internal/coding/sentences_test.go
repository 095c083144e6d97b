package coding_test

import (
	"slices"
	"testing"

	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/internal/text/english"
)

// told are the events of a text as "SOURCE RELATION TARGET", by codes.
func told(t *testing.T, body string) []string {
	t.Helper()
	base := actors.Default()
	result, err := extract.New(english.New(), base).Extract(t.Context(), extract.Document{Text: body}, false)
	if err != nil {
		t.Fatal(err)
	}
	code := func(id diplo.ActorID) string {
		for _, a := range result.Coded.Actors {
			if a.ID == id {
				return a.Code
			}
		}
		return "-"
	}
	var list []string
	for _, e := range result.Coded.Mentions {
		list = append(list, code(e.Source)+" "+string(e.Relation)+" "+code(e.Target))
	}
	return list
}

func TestSentenceClasses(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// Deaths and who caused them.
		{"A series of bombings kills thirty people in Baghdad, Iraq.", "- ATTACKED IRQ"},
		{"Nine people die following a car bomb in Mosul, Iraq.", "- ATTACKED IRQ"},
		{"A suicide blast kills twelve people in Colombo, Sri Lanka.", "- ATTACKED LKA"},
		{"Two people are killed and four wounded in a grenade attack in Bujumbura, Burundi.", "- ATTACKED BDI"},
		{"A man stabbed and wounded three people in Lyon, France.", "- ATTACKED FRA"},
		{"A suicide bomber driving a van kills six people in Kandahar, Afghanistan.", "AFG ATTACKED AFG"},
		{"Fighting between rebels and government troops kills forty people in Sudan.", "SDN ATTACKED SDN"},
		{"Clashes erupt in Tripoli between Turkish and Egyptian soldiers.", "TUR ATTACKED EGY"},
		{"A man drives a van into a crowd in Vienna, Austria.", "- ATTACKED AUT"},
		{"The mayor of Bogota, Colombia, survives an assassination attempt.", "- ATTACKED COL"},
		{"Gunmen kill five people in Tijuana, Mexico.", "- KILLED MEX"},
		// Courts and police.
		{"Two former ministers are charged for taking bribes in Peru.", "PER SUED PER"},
		{"A Kenyan journalist is given a ten-year jail sentence.", "KEN CONVICTED KEN"},
		{"Clashes between Turkish and Egyptian soldiers continue in Tripoli, Libya.", "TUR ATTACKED EGY"},
		{"Three men are arrested in clashes with hooligans in Oslo, Norway.", "NOR DETAINED NOR"},
		{"Ahmed Karimov is detained by Turkish police in Izmir.", "TUR DETAINED TUR"},
		{"Japanese police arrest Hideo Tanabe, the head of a gang in Osaka.", "JPN DETAINED JPN"},
		// States and their people.
		{"Tunisia declares a state of emergency after the shooting.", "TUN BANNED TUN"},
		{"China bans foreigners from entering Tibet.", "CHN BANNED CHN"},
		{"Several countries expel two Russian diplomats.", ""},
		{"Spanish and Italian ministers form an alliance.", "ESP AGREED_WITH ITA"},
		{"Turkey commutes the sentence of two American prisoners.", "TUR CONCEDED_TO USA"},
		{"The Syrian president issues an amnesty for political prisoners.", "SYR CONCEDED_TO SYR"},
		{"Nigeria regains the town of Gwoza from Boko Haram.", "NGA CAPTURED NGA"},
		{"India lodges a protest with Pakistan over the arrests.", "IND CRITICIZED PAK"},
		{"Egypt sends condolences to Lebanon.", "EGY SUPPORTED LBN"},
		{"Qatar hosted talks between Sudan and Chad.", "QAT MEDIATED SDN"},
		{"North Korea launches two ballistic missiles.", "PRK MOBILIZED_AGAINST -"},
		{"Greek nurses strike over pay.", "GRC PROTESTED_AGAINST -"},
		// States among themselves.
		{"The Japan-Peru talks begin in Lima.", "JPN NEGOTIATED_WITH PER"},
		{"Peru's ambassador to Chile is summoned over the spying.", "CHL SUMMONED_ENVOY_OF PER"},
		{"The prime minister of Greece is criticised for his remarks.", "- CRITICIZED GRC"},
		{"Kenya orders all Ethiopian diplomats out of the country.", "KEN EXPELLED ETH"},
		{"Pakistan deploys a missile defence system close to its border with India.", "PAK MOBILIZED_AGAINST IND"},
		{"Greek and Turkish warships are locked in a standoff in the Aegean.", "GRC MOBILIZED_AGAINST TUR"},
		{"All French embassy staff are evacuated from Mali.", "FRA WITHDREW_FROM MLI"},
		{"The Polish foreign minister leaves Warsaw for Ukraine.", "POL VISITED UKR"},
		{"Canada recognises the Turkish campaign against the Armenians as a genocide.", "CAN ACCUSED TUR"},
		{"Spain says that Morocco's decision is an obstacle to peace.", "ESP CRITICIZED MAR"},
		{"Iran says that an American plane entered its airspace.", "USA MOBILIZED_AGAINST IRN"},
		{"The World Court rules that Nigeria must pay Cameroon.", "ICJ DEMANDED NGA"},
		{"A panel appointed by the African Union accuses Eritrea of abuses.", "AU ACCUSED ERI"},
		{"Kenya regards Sudan as a threat.", "KEN CRITICIZED SDN"},
		{"The Security Council approves the mission. Cuba and Iran oppose the decision.", "CUB REJECTED UN"},
		{"The African Union adopts a resolution on Mali. Chad criticises the resolution.", "TCD CRITICIZED AU"},
		{"Greek soldiers shoot at Albanian guards. Greece apologises for the incident.", "GRC APOLOGIZED_TO ALB"},
		{"The president of Kenya dismisses three ministers for remarks on Laos.", "KEN EXPELLED KEN"},
		{"Spanish police arrest Hugo Lima, the coach of a Brazilian football team, for fraud.", "ESP DETAINED BRA"},
		{"Danish and Swedish fans clash in Oslo with at least ten people injured and six fans detained.", "DNK ATTACKED SWE"},
		{"The president of France makes a visit to French troops based in Mali.", "FRA VISITED MLI"},
		{"A South Korean destroyer rescues a Chinese cargo ship from pirates.", "KOR AIDED CHN"},
		// Not events, or not such events.
		{"The Supreme Court of Peru rules that a ban on fishing is illegal.", ""},
		{"A hostage standoff in Lyon, France, ends.", ""},
		{"Ana Ruiz leaves Porto for good.", ""},
		{"A new novel is criticised by nobody in Denmark.", ""},
		{"The company installs a heating system close to the border with Austria.", ""},
		{"A fire at a hotel in Rome, Italy, kills four people.", ""},
		{"A gas explosion in Lima, Peru, kills two people.", ""},
		{"Four men are found not guilty of murder in Cardiff, Wales.", ""},
		{"The prime minister of Spain calls a general election for May.", ""},
	} {
		got := told(t, c.text)
		if c.want == "" && len(got) > 0 || c.want != "" && !slices.Contains(got, c.want) {
			t.Errorf("%s\n  got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestDeathsAreCountedOnce(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Two Danish soldiers are killed and three are wounded in a bomb attack in Mali.", []string{"- ATTACKED DNK"}},
		{"A bomb explodes in Karachi, Pakistan. Several people are wounded.", []string{"- ATTACKED PAK"}},
		{"Danish and Swedish fans clash in Oslo with at least ten people injured and six fans detained.", []string{"DNK ATTACKED SWE"}},
		{"Omar Haddad, a Moroccan banker, is indicted in Spain, accused of fraud.", []string{"ESP SUED MAR"}},
	} {
		if got := told(t, c.text); !slices.Equal(got, c.want) {
			t.Errorf("%s\n  got %q, want %q", c.text, got, c.want)
		}
	}
}
