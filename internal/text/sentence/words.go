package sentence

import "strings"

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// titles stand before a name: their point never ends a sentence.
var titles = set(`Mr Mrs Ms Messrs Mx Dr Drs Prof Rev Fr Hon Gen Lt Col Maj Capt Sgt Cpl Cmdr Adm Brig Pvt Gov Govs Sen Sens Rep Reps
	Pres Supt Insp Amb Sec St Mt Ft Dep Asst Lt.Gen Maj.Gen Brig.Gen vs v cf viz al Gens Sgts Vice-Adm Lt.Col`)

// months and beforeNumber have a point that does not end the sentence when a number follows.
var (
	months       = set("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec")
	beforeNumber = set("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec No Nos no nos p pp vol art Art para Vol approx ca c est Res res")
)

// abbreviations have a point that may end a sentence, when a starter follows.
var abbreviations = set(`Inc Corp Co Ltd Bros Jr Sr Esq etc Ave Blvd Rd Dept Univ Assn Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La
	Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Wash Wis Wyo approx ed eds est min max Intl Natl`)

// starters are words that, with a capital, begin a sentence rather than go on
// with a name.
var starters = set(`The A An This That These Those He She It They We I You His Her Its Their Our My There Here In On At By For From With
	After Before During Since While When Where Why What Who How If Although Though As Because But And Or So Yet However Meanwhile Earlier
	Later Last Next Now Then Also Both All Some Many Most Several Few Two Three Four Five Six Seven Eight Nine Ten Another Other Others
	Under Over About According Officials Police Authorities Critics Analysts Experts Asked Speaking Despite Following Until Unlike Instead
	Nevertheless Still Such One No Not Neither Nor Among Against Between Without Within Through To Each Every Even Only Once More Moreover`)

// speech are the verbs that follow a speaker after a quote.
var speech = set("said says asked told added replied cried shouted wrote tweeted demanded warned answered declared wondered insisted")
