package actors_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/text"
	"entente/internal/text/english"
)

// read annotates a story and reads its actors as "words → id (for whom)", in order.
func read(t testing.TB, story string, on diplo.Day) []string {
	t.Helper()
	annotator := english.New()
	sentences := annotator.Split(story, text.Span{Start: 0, End: len(story)})
	for i := range sentences {
		annotator.Annotate(&sentences[i])
	}
	var found []string
	for i, mentions := range actors.Default().Read(sentences, on) {
		for _, m := range mentions {
			tokens := sentences[i].Tokens
			line := fmt.Sprintf("%s → %s", story[tokens[m.First].Start:tokens[m.Last].End], m.Actor.ID)
			if m.For != "" {
				line += fmt.Sprintf(" (%s)", m.For)
			}
			found = append(found, line)
			if m.Head < m.First || m.Head > m.Last || m.Score <= 0 || m.Score > 1 || m.Reason == "" || m.Actor.Kind == "" || m.Actor.Name == "" {
				t.Errorf("mention %q is not whole: %+v", line, m)
			}
		}
	}
	return found
}

var (
	autumn2023 = diplo.DateOf(2023, 9, 20)
	summer2008 = diplo.DateOf(2008, 8, 12)
)

func TestReadFindsWhoIsMeant(t *testing.T) {
	for _, row := range []struct {
		name   string
		text   string
		on     diplo.Day
		wants  []string
		absent []string // ids or parts of lines that must not occur
	}{
		{
			name:  "a title and a demonym introduce a person, who acts for the country",
			text:  "Norwegian Foreign Minister Ingrid Solheim flew to Oslo.",
			wants: []string{"Norwegian Foreign Minister Ingrid Solheim → person:ingrid-solheim-nor (country:NOR)", "Oslo → country:NOR"},
		},
		{
			name:   "a town of the gazetteer is read where a place is meant",
			text:   "Police in Tampa arrested a teenager. Lincoln Baxter, a teacher, was charged in Wolverhampton.",
			wants:  []string{"Tampa → country:USA", "Wolverhampton → country:GBR"},
			absent: []string{"Lincoln →"},
		},
		{
			name:   "two countries side by side are no body",
			text:   "Armenia and Azerbaijan exchanged fire.",
			wants:  []string{"Armenia → country:ARM", "Azerbaijan → country:AZE"},
			absent: []string{"organization:"},
		},
		{
			name:  "a surname goes back to the full name",
			text:  "Norwegian Foreign Minister Ingrid Solheim condemned the raid. Solheim later flew home.",
			wants: []string{"Solheim → person:ingrid-solheim-nor (country:NOR)"},
		},
		{
			name:  "she and he go back to people of that gender",
			text:  "German Chancellor Angela Merkel met French President Nicolas Sarkozy. She said that he was wrong.",
			on:    summer2008,
			wants: []string{"She → person:angela-merkel (country:DEU)", "he → person:nicolas-sarkozy (country:FRA)"},
		},
		{
			name:  "a legislator acts in her own name",
			text:  "US Senator Carla Whitfield accused Iran of fraud. The Democrat wants sanctions.",
			wants: []string{"US Senator Carla Whitfield → person:carla-whitfield-usa", "Democrat → person:carla-whitfield-usa", "Iran → country:IRN"},
		},
		{
			name:  "a capital and a seat stand for the government",
			text:  "Moscow rejected the plan. The Kremlin blamed London.",
			wants: []string{"Moscow → country:RUS", "Kremlin → country:RUS", "London → country:GBR"},
		},
		{
			name:  "coordinated possessors give one mention each",
			text:  "Blinken telephoned the leaders of both Armenia and Azerbaijan.",
			on:    autumn2023,
			wants: []string{"leaders of both Armenia and Azerbaijan → person:nikol-pashinyan (country:ARM)", "leaders of both Armenia and Azerbaijan → person:ilham-aliyev (country:AZE)", "Blinken → person:antony-blinken (country:USA)"},
		},
		{
			name:  "coordinated demonyms give one mention each",
			text:  "The Armenian and Azerbaijani foreign ministers met in Geneva.",
			on:    autumn2023,
			wants: []string{"Armenian and Azerbaijani foreign ministers → person:ararat-mirzoyan (country:ARM)", "Armenian and Azerbaijani foreign ministers → person:jeyhun-bayramov (country:AZE)"},
		},
		{
			name:  "an office is its holder of the day",
			text:  "The Russian president spoke to the president of Georgia.",
			on:    summer2008,
			wants: []string{"Russian president → person:dmitry-medvedev (country:RUS)", "president of Georgia → person:mikheil-saakashvili (country:GEO)"},
		},
		{
			name:  "without a day an office stays an office",
			text:  "The Russian president spoke.",
			on:    diplo.NoDay,
			wants: []string{"Russian president → office:RUS:president (country:RUS)"},
		},
		{
			name:  "the article itself names who holds an office",
			text:  "Kenyan President Amos Wekesa left for Rome. The Kenyan president will stay two days.",
			on:    diplo.NoDay,
			wants: []string{"Kenyan President Amos Wekesa → person:amos-wekesa-ken (country:KEN)", "Kenyan president → person:amos-wekesa-ken (country:KEN)"},
		},
		{
			name:   "a former office is nobody's voice",
			text:   "Former French President Nicolas Sarkozy criticised Turkey.",
			on:     autumn2023,
			wants:  []string{"Former French President Nicolas Sarkozy → person:nicolas-sarkozy", "Turkey → country:TUR"},
			absent: []string{"sarkozy (country"},
		},
		{
			name:  "an apposition says who somebody is",
			text:  "Lena Okafor, the foreign minister of Ghana, praised Togo.",
			wants: []string{"Lena Okafor, the foreign minister of Ghana → person:lena-okafor-gha (country:GHA)"},
		},
		{
			name:  "troops act for their country, protesters for themselves",
			text:  "Turkish troops attacked Syrian protesters.",
			wants: []string{"Turkish troops → organization:turkish-armed-forces (country:TUR)", "Syrian protesters → group:protesters-syr"},
		},
		{
			name:  "a group belongs to the place that stands behind it",
			text:  "Protesters in Yerevan clashed with police.",
			wants: []string{"Protesters → group:protesters-arm", "Yerevan → country:ARM", "police → organization:police-arm (country:ARM)"},
		},
		{
			name:  "a place behind a comma counts too",
			text:  "Insurgents in Tuz, northern Iraq, shot two US soldiers.",
			wants: []string{"Insurgents → group:rebels-irq", "two US soldiers → organization:us-armed-forces (country:USA)"},
		},
		{
			name:  "the government of a country is the country",
			text:  "The Peruvian government thanked the government of Chile.",
			wants: []string{"Peruvian government → country:PER", "government of Chile → country:CHL"},
		},
		{
			name:  "the government alone is that of the country named last",
			text:  "Peru closed its borders. The government also sent troops.",
			wants: []string{"its → country:PER", "government → country:PER", "troops → organization:armed-forces-per (country:PER)"},
		},
		{
			name:   "us is not the US and turkey not Turkey",
			text:   "They told us that the turkey was cold, and China plates broke.",
			absent: []string{"country:USA", "country:TUR"},
		},
		{
			name:   "Niger is not Nigeria",
			text:   "Niger closed its border with Nigeria.",
			wants:  []string{"Niger → country:NER", "Nigeria → country:NGA"},
			absent: []string{"Niger → country:NGA"},
		},
		{
			name:   "a first name is not a country",
			text:   "Jordan Pickles wrote the report in Chad.",
			wants:  []string{"Chad → country:TCD"},
			absent: []string{"country:JOR"},
		},
		{
			name:   "Georgia is a state of America where a governor stands beside it",
			text:   "Georgia Governor Bill Harding signed the law.",
			absent: []string{"country:GEO"},
		},
		{
			name:   "pro-Serbian rebels are not Serbia",
			text:   "Pro-Serbian rebels in Kosovo shelled a school.",
			wants:  []string{"Pro-Serbian rebels → group:rebels-xkx"},
			absent: []string{"country:SRB"},
		},
		{
			name:  "armed groups keep their own name and code",
			text:  "Hamas and Hezbollah praised the Houthis, and Boko Haram denounced the Tamil Tigers.",
			wants: []string{"Hamas → group:hamas", "Hezbollah → group:hezbollah", "Houthis → group:houthis", "Boko Haram → group:boko-haram", "Tamil Tigers → group:tamil-tigers"},
		},
		{
			name:  "bodies of an organisation act for it",
			text:  "The UN Security Council rebuked North Korea, and NATO agreed.",
			wants: []string{"UN Security Council → organization:un-security-council (organization:united-nations)", "NATO → organization:nato", "North Korea → country:PRK"},
		},
		{
			name:  "old names and spellings are the same actors",
			text:  "Burma and Zelenskiy thanked Erdogan in Kiev.",
			on:    autumn2023,
			wants: []string{"Burma → country:MMR", "Zelenskiy → person:volodymyr-zelenskyy (country:UKR)", "Erdogan → person:recep-tayyip-erdogan (country:TUR)", "Kiev → country:UKR"},
		},
		{
			name:  "a counterpart holds the same office elsewhere",
			text:  "French Foreign Minister Catherine Colonna met her German counterpart.",
			on:    autumn2023,
			wants: []string{"German counterpart → person:annalena-baerbock (country:DEU)"},
		},
		{
			name:  "an acronym stands for what it was given for",
			text:  "The Lakeside Rescue Union (LRU) sued Kenya. LRU lawyers won.",
			wants: []string{"LRU → organization:lakeside-rescue-union"},
		},
		{
			name:  "a body of a country that the base does not know",
			text:  "Workers at Kenyan Harbour Holdings went home.",
			wants: []string{"Kenyan Harbour Holdings → organization:kenyan-harbour-holdings-ken"},
		},
		{
			name:  "the official goes back to the one without a name",
			text:  "A senior US official voiced anger at Cuba. The official gave no name.",
			wants: []string{"senior US official → office:USA:official (country:USA)", "official → office:USA:official (country:USA)"},
		},
		{
			name:   "world leaders are nobody in particular",
			text:   "French President Emmanuel Macron came as world leaders gathered.",
			on:     autumn2023,
			absent: []string{"leaders →"},
		},
		{
			name:  "the two countries are the two named last",
			text:  "Peru quarrelled with Chile. The two countries later made peace.",
			wants: []string{"two countries → country:PER", "two countries → country:CHL"},
		},
		{
			name:  "an ambassador to a body is his country's",
			text:  "Russia's UN ambassador spoke, and Peru recalled its ambassador from Chile.",
			wants: []string{"Russia's UN ambassador → office:RUS:ambassador (country:RUS)", "ambassador → office:PER:ambassador (country:PER)"},
		},
		{
			name:   "the leader of a party does not lead the country",
			text:   "The Welsh political party elected Gwen Pryce as its new leader.",
			on:     diplo.DateOf(2012, 3, 15),
			absent: []string{"cameron"},
		},
		{
			name:  "a king goes by his first name",
			text:  "King Abdullah left Saudi Arabia for Paris.",
			on:    summer2008,
			wants: []string{"King Abdullah → person:abdullah-of-saudi-arabia (country:SAU)"},
		},
		{
			name:   "a month is not a minister",
			text:   "British Prime Minister Theresa May will return in May. May 11 is a holiday.",
			on:     diplo.DateOf(2018, 4, 4),
			wants:  []string{"British Prime Minister Theresa May → person:theresa-may (country:GBR)"},
			absent: []string{"\nMay →"},
		},
		{
			name:  "an ethnic enclave is the territory",
			text:  "Shells fell on the ethnic Armenian enclave.",
			wants: []string{"ethnic Armenian enclave → country:NKR"},
		},
		{
			name:  "an ambassador is of the sending country",
			text:  "The Russian ambassador to Afghanistan, Oleg Makarov, praised Kabul.",
			wants: []string{"Afghanistan → country:AFG", "Kabul → country:AFG"},
		},
	} {
		t.Run(row.name, func(t *testing.T) {
			if row.on == 0 {
				row.on = diplo.DateOf(2015, 3, 3)
			}
			found := read(t, row.text, row.on)
			for _, want := range row.wants {
				if !slices.Contains(found, want) {
					t.Errorf("%q is missing from\n  %s", want, strings.Join(found, "\n  "))
				}
			}
			for _, absent := range row.absent {
				if strings.Contains(strings.Join(found, "\n"), absent) {
					t.Errorf("%q should not be among\n  %s", absent, strings.Join(found, "\n  "))
				}
			}
		})
	}
}
