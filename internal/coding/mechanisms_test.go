package coding_test

import (
	"slices"
	"testing"
)

// Each row is one way in which a sentence names who did what to whom.
func TestMechanisms(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"names coordinated behind their offices", "President of Chile Juan Morales and President of Peru Carlos Ibarra meet in Lima.", "CHL MET PER"},
		{"the doer stands before the act", "Three Kenyan soldiers were killed in Hezbollah shelling of a border post.", "LBN ATTACKED KEN"},
		{"both sides of a clash that kills", "Fighting between Turkish troops and Greek sailors kills twelve people.", "TUR ATTACKED GRC"},
		{"each other", "Chad and Niger accuse each other of arming rebels.", "NER ACCUSED TCD"},
		{"one another", "Chad and Niger accuse one another of arming rebels.", "TCD ACCUSED NER"},
		{"a country kills a named person", "Ethiopia kills rebel commander Tesfaye Bekele.", "ETH KILLED ETH"},
		{"a journalist is killed by somebody", "Norwegian journalist Lars Haugen is killed in Mali.", "- KILLED NOR"},
		{"a passive without an agent", "A Danish cargo ship is hijacked off Somalia.", "- SEIZED DNK"},
		{"out of prison is nobody's act", "Ugandan activist Grace Okello is freed from prison.", "- RELEASED UGA"},
		{"a parliament's vote is its act", "The parliament of Poland votes to expel two Russian lawmakers.", "POL EXPELLED RUS"},
		{"a ban that names nobody concerns the people at home", "Bhutan bans the sale of tobacco.", "BTN BANNED BTN"},
		{"the country of all who are named", "Hundreds protest against the Kenyan president.", "KEN PROTESTED_AGAINST KEN"},
		{"members of a group at home", "Four members of a cell in Tunisia are sentenced to ten years.", "TUN CONVICTED TUN"},
		{"kin are not the person that they belong to", "The brother of Emmanuel Macron is abducted in Mali.", "- ABDUCTED FRA"},
		{"a verb behind the country", "Police in Zambia arrest opposition leader Peter Banda.", "ZMB DETAINED ZMB"},
		{"a verb behind brackets", "The Republic of China (Taiwan) severs diplomatic relations with Haiti reducing its friends to eight.", "TWN BROKE_TIES_WITH HTI"},
		{"only people are arrested", "Russian police arrest a couple who stole paintings.", "RUS DETAINED RUS"},
		{"a place that no list knows, taken by a group", "Taliban militants overran the Dara Bum district.", "AFG CAPTURED AFG"},
		{"a place that no list knows, told by its owner", "Russian troops capture Ozernoye, an airbase of the Ukrainian navy.", "RUS CAPTURED UKR"},
		{"an object hung elsewhere", "The World Trade Organization orders Australia to change its rules.", "WTO DEMANDED AUS"},
		{"a person of two unknown names", "Zyxo Qarvel is found guilty of fraud in Lyon, France.", "FRA CONVICTED FRA"},
		{"a round of clashes", "The latest round of clashes between students and teachers kills nine people in Chad.", "- ATTACKED TCD"},
		{"American senators", "U.S. senators urge Egypt to hold elections.", "USA URGED EGY"},
		{"a clause that only seems to be the ran-on one of a pronoun", "Finland says he was carrying a rifle, and accused Latvia of sending him.", "FIN ACCUSED LVA"},
		{"is to blame", "Ghana says that Togo is to blame for the shortage.", "GHA ACCUSED TGO"},
		{"is behind", "Pakistan says India is behind the attack.", "PAK ACCUSED IND"},
		{"was responsible for", "Pakistan says that India was responsible for the attack.", "PAK ACCUSED IND"},
		{"agrees to somebody's plan", "The Syrian government agrees to a UN plan for a truce.", "SYR AGREED_WITH UN"},
		{"members of a number", "Malta lobbied a number of states, including Cyprus and Italy, to reject the plan.", "MLT URGED ITA"},
		{"clashes with, told by one side", "Cambodia says a temple has been damaged in clashes with Thailand.", "KHM ATTACKED THA"},
		{"names that share a word", "The leaders of North and South Korea hold a summit.", "PRK NEGOTIATED_WITH KOR"},
		{"a counterpart without an office", "Chad withdraws its ambassador and orders the Sudanese counterpart to leave the country.", "TCD EXPELLED SDN"},
		{"a denial answers whose announcement it is", "Peru denies Bolivia's announcement.", "PER DENIED BOL"},
		{"what one will do if another does", "China says that it will retaliate if Canada imposes tariffs.", "CHN THREATENED CAN"},
		{"do it, or", "Zambia calls on Malawi to open the road or it will close the border.", "ZMB THREATENED MWI"},
		{"will bear the consequences", "Iran says that Kuwait will face consequences.", "IRN THREATENED KWT"},
		{"a condition that nobody else meets is no threat", "Sweden will close its schools if the snow continues.", ""},
		{"the move of the clause before", "Gabon announces an election, but the opposition denounces the move.", "GAB CONDEMNED GAB"},
		{"people protest against the government that is named", "Students in Athens hold a protest after the government of Greece raises fees.", "GRC PROTESTED_AGAINST GRC"},
		{"a ship by what is said of it", "The Sea Star, a Danish tanker, is captured by Somali pirates.", "SOM SEIZED DNK"},
		{"rebels leave a town of their own country", "M23 rebels begin their withdrawal from Goma.", "COD WITHDREW_FROM COD"},
		{"each accuses the other", "Greek and Turkish sailors clash; both sides accuse the other of lying.", "TUR ACCUSED GRC"},
		{"hours to leave", "Chad gives the German ambassador 48 hours to leave the country.", "TCD EXPELLED DEU"},
		{"no answer is none", "Norway offers no help to Denmark.", ""},
		{"a semicolon parts what is told from what is claimed", "Indian soldiers shell a village in Nepal; Nepal blames India for the deaths.", "IND ATTACKED NPL"},
		{"a group on a reform at home", "Religious leaders in India condemn the law.", "IND CONDEMNED IND"},
		{"a group is not the country that it is in", "Lawmakers in Germany urge the government to send tanks to Ukraine.", "DEU URGED DEU"},
		{"a region of a state is not the state", "Georgia's breakaway region of Abkhazia holds talks with Armenia.", "ABK NEGOTIATED_WITH ARM"},
		{"a verb behind the capital", "Protesters in Tbilisi call on the government to resign.", "GEO URGED GEO"},
		{"a verb taken for a noun between two states and talks", "The United States and Cuba commence talks in New York City to restore relations.", "USA NEGOTIATED_WITH CUB"},
		{"a court's finding", "The European Court of Human Rights rules that Turkey violated the rights of a teacher.", "ECHR ACCUSED TUR"},
		{"money in aid", "Japan announces 100 million dollars in aid for Haiti.", "JPN PROMISED HTI"},
		{"a person whose name is an office", "Estonia welcomes the Dalai Lama.", "EST SUPPORTED CHN"},
		{"a province acts", "Tasmania bans travellers from Brisbane.", "AUS BANNED AUS"},
		{"one killed is not another", "Pavel Orlov, a Russian colonel convicted of strangling a girl, is shot dead in Moscow.", "- KILLED RUS"},
		{"the claim of a killing", "A gunman kills two police officers in Peru. The Shining Path claims responsibility.", "PER ATTACKED PER"},
		{"shot dead when somebody opens fire", "Three Danish tourists are shot dead when a gunman opens fire on their bus.", "- ATTACKED DNK"},
		{"a law speaks for who passes it", "The parliament of Poland passes a resolution that condemns Belarus.", "POL CONDEMNED BLR"},
		{"a report speaks for who wrote it", "A United Nations report finds that Eritrea committed crimes.", "UN ACCUSED ERI"},
		{"a vote is the decision", "The UN Security Council votes to extend sanctions on North Korea.", "UN SANCTIONED PRK"},
		{"hold responsible", "Peru suffers a blackout and holds Chile responsible.", "PER ACCUSED CHL"},
		{"had to, said of another", "The German chancellor said Hungary had to accept the plan.", "DEU DEMANDED HUN"},
		{"two sides of a clash, and where", "Turkish police and Greek students clash in Cyprus.", "TUR ATTACKED GRC"},
		{"towns of a list", "Three teachers are arrested in Wolverhampton.", "GBR DETAINED GBR"},
		{"a judge denies a request", "A Spanish judge denies a request by Portugal.", "ESP REJECTED PRT"},
		{"a refusal is to who asked", "Norway refuses a request from Denmark to search its ships.", "NOR REJECTED DNK"},
		{"a sharp reaction", "Kenya reacts angrily to Somalia's claim.", "KEN CRITICIZED SOM"},
		{"workers are driven out, envoys expelled", "Gabon expels forty Togolese workers.", "GAB DEPORTED TGO"},
		{"coming home is no visit", "Former prime minister of Lebanon Karim Aoun returns to Lebanon.", ""},
		{"an illness named attack", "The Canadian singer John Roe suffers a heart attack.", ""},
		{"praise of an attack is none on who praises", "Russia supports the Syrian government's offensive.", "RUS SUPPORTED SYR"},
		{"illness is no enemy", "The Kenyan president dies after a battle with cancer.", ""},
	} {
		got := told(t, c.text)
		if c.want == "" && len(got) > 0 || c.want != "" && !slices.Contains(got, c.want) {
			t.Errorf("%s: %s\n  got %q, want %q", c.name, c.text, got, c.want)
		}
	}
}
