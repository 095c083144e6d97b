package storetest

import (
	"strings"
	"time"

	"entente/internal/diplo"
)

// Fixture is a small graph with names for its events.
type Fixture struct {
	Articles []diplo.CodedArticle
	Events   map[string]diplo.EventID
}

// The sample's ids.
const (
	France      diplo.ActorID = "country:FRA"
	Armenia     diplo.ActorID = "country:ARM"
	Azerbaijan  diplo.ActorID = "country:AZE"
	Macron      diplo.ActorID = "person:emmanuel-macron"
	Pashinyan   diplo.ActorID = "person:nikol-pashinyan"
	Alvarez     diplo.ActorID = "person:jose-alvarez"
	UN          diplo.ActorID = "organization:un"
	Residents   diplo.ActorID = "group:residents"
	Opposition  diplo.ActorID = "group:armenian-opposition"
	Nobody      diplo.ActorID = "person:nobody"
	theShelling               = diplo.ActionID("action:shelling")
	theCorridor               = diplo.ActionID("action:corridor")
	sameAct                   = diplo.OccurrenceID("occurrence:statements")

	PhoneCall  diplo.ArticleID = "article:1-phone-call"
	AgencyCopy diplo.ArticleID = "article:2-agency-copy"
	Shelling   diplo.ArticleID = "article:3-shelling"
	Leaflet    diplo.ArticleID = "article:4-leaflet"
	Autumn     diplo.ArticleID = "article:5-autumn"
)

func day(s string) diplo.Day {
	d, err := diplo.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

func onDay(s string) diplo.DateRange { return diplo.OnDay(day(s), diplo.BasisExplicit, s) }

func span(from, to string, precision diplo.Precision) diplo.DateRange {
	return diplo.DateRange{Start: day(from), End: day(to), Precision: precision, Basis: diplo.BasisExplicit, Text: from}
}

// Sample is the graph that Run asks about. "for" is on whose behalf somebody acts.
//
//	event        who                       did             to whom                     when         told in
//	call         Macron (for FRA)          SPOKE_TO        Pashinyan (for ARM)         2023-09-19   1, 2 (a copy of 1)
//	shelling     Azerbaijan                ATTACKED        Armenia                     2023-09-19   1 (in passing), 3; in Stepanakert, AZE
//	condemned    France                    CONDEMNED       Azerbaijan, for the shelling 2023-09-20  3
//	urged        UN                        URGED           Azerbaijan                  week of 2023-09-18   3; as Álvarez says
//	march        residents                 PROTESTED_AGAINST  nobody                   undated      4; claimed
//	letter       Álvarez (for the UN)      URGED           Macron                      undated      4
//	talks        Armenia                   NEGOTIATED_WITH Azerbaijan                  October 2023 5; planned
//	denial       Azerbaijan                DENIED          the corridor (of Armenia)   2023-10-02   5; claimed
//	recognition  France                    RECOGNIZED      Armenia                     1968-03-01   5; in passing
//	support      opposition                SUPPORTED       Pashinyan                   2023-10-02   5; hypothetical
//
//	condemned and urged are of one occurrence
//	codes: FRA = France, Macron; ARM = Armenia, Pashinyan, opposition; AZE; UN = UN; none = Álvarez, residents
func Sample() Fixture {
	f := Fixture{Events: map[string]diplo.EventID{}}

	phone := draft(diplo.Article{ID: PhoneCall, Outlet: "Le Monde", Reported: day("2023-09-19"), Cluster: "cluster:phone",
		Title: "Macron appelle Pashinyan", URL: "https://example.org/phone", Source: "phone.txt", Basis: diplo.DateFromMetadata,
		Country: "FRA", Fingerprint: "reader 1: phone",
		Warnings: []string{"the masthead says 2024-05-11", "no dateline"}},
		"French President Emmanuel Macron spoke by phone with Armenian Prime Minister Nikol Pashinyan on Tuesday.",
		"Azerbaijan had shelled Stepanakert hours before, killing “several” people.")
	call := diplo.Claim{Relation: "SPOKE_TO", Source: Macron, Target: Pashinyan, SourceFor: France, TargetFor: Armenia,
		Date: onDay("2023-09-19"), Modality: diplo.Asserted}
	shelled := diplo.Claim{Relation: "ATTACKED", Source: Azerbaijan, Target: Armenia, Date: onDay("2023-09-19"), Modality: diplo.Claimed,
		Background: true}
	phone.tell(f, "call", 0, "spoke", 0.9, call)
	phone.tell(f, "shelling", 1, "shelled", 0.95, shelled)
	phone.coded.Offices = []diplo.Office{
		{Title: "President", Role: diplo.HeadOfState, Of: France, Holder: Macron, From: day("2017-05-14"), To: diplo.NoDay},
		{Title: "Minister of Economy", Role: diplo.Minister, Of: France, Holder: Macron, From: day("2014-08-26"), To: day("2016-08-30")},
	}

	cp := draft(diplo.Article{ID: AgencyCopy, Outlet: "The Guardian", Reported: day("2023-09-20"), Cluster: "cluster:phone",
		Title: "Macron calls Pashinyan", Basis: diplo.DateFromDateline},
		"French President Emmanuel Macron spoke by phone with Armenian Prime Minister Nikol Pashinyan on Tuesday.")
	cp.tell(f, "call", 0, "phone", 0.8, call)
	cp.coded.Offices = []diplo.Office{
		{Title: "President", Role: diplo.HeadOfState, Of: France, Holder: Macron, From: day("2017-05-14"), To: diplo.NoDay},
		{Title: "Co-Prince", Role: diplo.OtherRole, Of: France, Holder: Macron, From: day("2017-05-14"), To: diplo.NoDay},
		{Title: "Honorary Citizen", Role: diplo.OtherRole, Of: Armenia, Holder: Macron, From: diplo.NoDay, To: diplo.NoDay},
	}
	for i := range cp.coded.Actors { // another reading of the same man
		if cp.coded.Actors[i].ID == Macron {
			cp.coded.Actors[i] = diplo.Actor{ID: Macron, Kind: diplo.KindPerson, Name: "Macron", Aliases: []string{"Président Macron"}}
		}
	}

	shelling := draft(diplo.Article{ID: Shelling, Outlet: "Civilnet", Reported: day("2023-09-21"), Cluster: "cluster:shelling",
		Title: "Ethnic cleansing feared", Basis: diplo.DateFromMetadata},
		"Azerbaijani forces shelled Stepanakert on 19 September.",
		"France on Wednesday condemned the shelling of Stepanakert, which it called ethnic cleansing.",
		"The United Nations this week urged Baku to hold its fire, José Álvarez said.")
	shelled.Modality, shelled.Background = diplo.Asserted, false
	shelled.Place = diplo.Place{Name: "Stepanakert", Country: "AZE", Latitude: 39.82, Longitude: 46.75}
	shelled.Occurrence = diplo.OccurrenceIDOf(Shelling, 17)
	shelling.tell(f, "shelling", 0, "shelled", 0.7, shelled)
	shelling.tell(f, "condemned", 1, "condemned", 0.85, diplo.Claim{Relation: "CONDEMNED", Source: France, Target: Azerbaijan, Action: theShelling,
		TargetIsAction: true, Date: onDay("2023-09-20"), Modality: diplo.Asserted, Occurrence: sameAct})
	shelling.tell(f, "urged", 2, "urged", 0.6, diplo.Claim{Relation: "URGED", Source: UN, Target: Azerbaijan, AttributedTo: Alvarez,
		Date: span("2023-09-18", "2023-09-24", diplo.ToTheWeek), Modality: diplo.Asserted, Occurrence: sameAct})
	shelling.coded.Actions = []diplo.Action{{ID: theShelling, Name: "the shelling of Stepanakert", DoneBy: Azerbaijan, Event: f.Events["shelling"]}}

	leaflet := draft(diplo.Article{ID: Leaflet, Reported: diplo.NoDay, Cluster: "cluster:leaflet", Basis: diplo.DateUnknown},
		"Résidents marched, organisers say.",
		"Álvarez asked Macron to act; AND OR NOT \"NEAR\" are words as well.")
	leaflet.tell(f, "march", 0, "marched", 0.5, diplo.Claim{Relation: "PROTESTED_AGAINST", Source: Residents, Date: diplo.NoDate, Modality: diplo.Claimed})
	leaflet.tell(f, "letter", 1, "asked", 0.4, diplo.Claim{Relation: "URGED", Source: Alvarez, SourceFor: UN, Target: Macron, Date: diplo.NoDate,
		Modality: diplo.Asserted})

	autumn := draft(diplo.Article{ID: Autumn, Outlet: "Civilnet", Reported: day("2023-10-03"), Cluster: "cluster:autumn",
		Title: "What comes next", Basis: diplo.DateFromText},
		"Yerevan and Baku will hold talks in October.",
		"Baku denied that the corridor was ever agreed.",
		"France recognised Armenia in 1968, and the opposition may back Pashinyan.")
	autumn.tell(f, "talks", 0, "talks", 0.75, diplo.Claim{Relation: "NEGOTIATED_WITH", Source: Armenia, Target: Azerbaijan,
		Date: span("2023-10-01", "2023-10-31", diplo.ToTheMonth), Modality: diplo.Planned})
	autumn.tell(f, "denial", 1, "denied", 0.65, diplo.Claim{Relation: "DENIED", Source: Azerbaijan, Target: Armenia, Action: theCorridor,
		TargetIsAction: true, Date: onDay("2023-10-02"), Modality: diplo.Claimed})
	autumn.tell(f, "recognition", 2, "recognised", 1, diplo.Claim{Relation: "RECOGNIZED", Source: France, Target: Armenia,
		Date: onDay("1968-03-01"), Modality: diplo.Asserted, Background: true})
	autumn.tell(f, "support", 2, "back", 0, diplo.Claim{Relation: "SUPPORTED", Source: Opposition, Target: Pashinyan, TargetFor: Armenia,
		Date: onDay("2023-10-02"), Modality: diplo.Hypothetical})
	autumn.coded.Actions = []diplo.Action{{ID: theCorridor, Name: "the Zangezur corridor", DoneBy: Armenia}}

	for _, d := range []*drafted{phone, cp, shelling, leaflet, autumn} {
		f.Articles = append(f.Articles, d.coded)
	}
	return f
}

// sampleActors are the actors as the sample's articles know them.
var sampleActors = map[diplo.ActorID]diplo.Actor{
	France:     {ID: France, Kind: diplo.KindCountry, Name: "France", Code: "FRA", Aliases: []string{"French Republic"}},
	Armenia:    {ID: Armenia, Kind: diplo.KindCountry, Name: "Armenia", Code: "ARM"},
	Azerbaijan: {ID: Azerbaijan, Kind: diplo.KindCountry, Name: "Azerbaijan", Code: "AZE", Aliases: []string{"Baku"}},
	Macron:     {ID: Macron, Kind: diplo.KindPerson, Name: "Emmanuel Macron", Code: "FRA"},
	Pashinyan:  {ID: Pashinyan, Kind: diplo.KindPerson, Name: "Nikol Pashinyan", Code: "ARM", Aliases: []string{"Никол Пашинян"}},
	Alvarez:    {ID: Alvarez, Kind: diplo.KindPerson, Name: "José Álvarez"},
	UN:         {ID: UN, Kind: diplo.KindOrganization, Name: "United Nations", Code: "UN", Aliases: []string{"U.N."}},
	Residents:  {ID: Residents, Kind: diplo.KindGroup, Name: "Residents"},
	Opposition: {ID: Opposition, Kind: diplo.KindGroup, Name: "armenian opposition", Code: "ARM"},
}

// drafted is an article in the making.
type drafted struct {
	coded     diplo.CodedArticle
	sentences []string
}

// draft begins an article of these sentences.
func draft(article diplo.Article, sentences ...string) *drafted {
	article.Text = strings.Join(sentences, " ")
	if article.Source == "" {
		article.Source = string(article.ID)
	}
	article.Recorded = time.Time{}
	return &drafted{diplo.CodedArticle{Article: article}, sentences}
}

// tell adds a mention of the named event, told by the trigger in the n-th sentence, and the actors that it names.
func (d *drafted) tell(f Fixture, name string, n int, trigger string, confidence float64, claim diplo.Claim) {
	start := strings.Index(d.coded.Article.Text, d.sentences[n])
	at := strings.Index(d.sentences[n], trigger)
	if start < 0 || at < 0 {
		panic("the sample has no " + trigger)
	}
	m := diplo.Mention{
		Claim: claim, Quote: d.sentences[n], Confidence: confidence, Extractor: "sample 1",
		Sentence:   diplo.Span{Start: start, End: start + len(d.sentences[n])},
		Trigger:    diplo.Span{Start: start + at, End: start + at + len(trigger)},
		SourceSpan: diplo.Span{Start: start, End: start + 1},
		Trace: diplo.Trace{Frame: trigger + ", by verb", Words: trigger, Source: "by name", Target: "by office", Action: "none",
			Date: "from its text", Modality: "none"},
	}
	m.Identify(&d.coded.Article)
	f.Events[name] = m.Event
	d.coded.Mentions = append(d.coded.Mentions, m)
	for _, id := range []diplo.ActorID{claim.Source, claim.Target, claim.SourceFor, claim.TargetFor, claim.AttributedTo} {
		if id != "" && !hasActor(d.coded.Actors, id) {
			d.coded.Actors = append(d.coded.Actors, sampleActors[id])
		}
	}
}

func hasActor(actors []diplo.Actor, id diplo.ActorID) bool {
	for _, a := range actors {
		if a.ID == id {
			return true
		}
	}
	return false
}
