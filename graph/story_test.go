package graph_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/internal/diplo"
	"entente/internal/store"
	"entente/internal/store/embedded"
)

// The story that most tests ask about: 19 September 2023 in two papers.
//
//	who                    did          to whom / about           for        told in
//	Blinken                SPOKE_TO     Aliyev                    USA, AZE   Wire, Herald
//	Blinken                SPOKE_TO     Pashinyan                 USA, ARM   Wire
//	Macron                 SPOKE_TO     Pashinyan                 FRA, ARM   Wire
//	Azerbaijan             ATTACKED     Armenians of Karabakh                Wire; the offensive is its face
//	Colonna                CONDEMNED    the offensive (of AZE)    FRA        Wire
//	Erdoğan                SUPPORTED    the offensive (of AZE)    TUR        Wire
//	Menendez               ACCUSED      Azerbaijan                           Wire
//	France                 RECOGNIZED   Armenia, 1968             in passing Wire
//	Armenia                NEGOTIATED_WITH Azerbaijan, planned for October   Herald
//	an unknown source      KILLED       Armenians of Karabakh, undated       Herald
func story() []diplo.CodedArticle {
	wire := newPaper("The Wire", "https://wire.example/offensive", "2023-09-19")
	wire.tell("US Secretary of State Antony Blinken spoke by phone with Azerbaijani President Ilham Aliyev on Tuesday.", "spoke",
		diplo.Claim{Relation: "SPOKE_TO", Source: blinken, Target: aliyev, SourceFor: usa, TargetFor: azerbaijan, Date: tuesday})
	wire.tell("Blinken also spoke with Armenian Prime Minister Nikol Pashinyan.", "spoke",
		diplo.Claim{Relation: "SPOKE_TO", Source: blinken, Target: pashinyan, SourceFor: usa, TargetFor: armenia, Date: tuesday})
	wire.tell("French President Emmanuel Macron called Pashinyan.", "called",
		diplo.Claim{Relation: "SPOKE_TO", Source: macron, Target: pashinyan, SourceFor: france, TargetFor: armenia, Date: tuesday})
	attack := wire.tell("Azerbaijan launched an offensive against the Armenians of Nagorno-Karabakh.", "offensive",
		diplo.Claim{Relation: "ATTACKED", Source: azerbaijan, Target: karabakh, Date: tuesday,
			Place: diplo.Place{Name: "Nagorno-Karabakh", Country: "AZE", Latitude: 39.8, Longitude: 46.7}})
	offensive := diplo.ActionOfEvent(attack)
	wire.coded.Actions = append(wire.coded.Actions, diplo.Action{ID: offensive, Name: "the offensive in Nagorno-Karabakh", DoneBy: azerbaijan, Event: attack})
	wire.tell("Colonna condemned the offensive.", "condemned", diplo.Claim{Relation: "CONDEMNED", Source: colonna, Target: azerbaijan,
		SourceFor: france, Action: offensive, TargetIsAction: true, Date: tuesday})
	wire.tell("Turkish President Recep Tayyip Erdoğan voiced support for the offensive.", "support", diplo.Claim{Relation: "SUPPORTED",
		Source: erdogan, Target: azerbaijan, SourceFor: turkey, Action: offensive, TargetIsAction: true, Date: tuesday})
	wire.tell("Senator Bob Menendez accused Azerbaijan of ethnic cleansing.", "accused",
		diplo.Claim{Relation: "ACCUSED", Source: menendez, Target: azerbaijan, Date: tuesday})
	wire.tell("France recognised Armenia long ago.", "recognised", diplo.Claim{Relation: "RECOGNIZED", Source: france, Target: armenia,
		Date: diplo.DateRange{Start: diplo.DateOf(1968, 1, 1), End: diplo.DateOf(1968, 12, 31), Precision: diplo.ToTheYear, Basis: diplo.BasisExplicit}, Background: true})
	wire.coded.Offices = []diplo.Office{
		{Title: "Secretary of State", Role: diplo.ForeignMinister, Of: usa, Holder: blinken, From: diplo.DateOf(2021, 1, 26), To: diplo.DateOf(2025, 1, 20)},
	}

	herald := newPaper("The Herald", "https://herald.example/calls", "2023-09-20")
	herald.tell("Blinken telephoned Aliyev on Tuesday.", "telephoned",
		diplo.Claim{Relation: "SPOKE_TO", Source: blinken, Target: aliyev, SourceFor: usa, TargetFor: azerbaijan, Date: tuesday})
	herald.tell("Armenia and Azerbaijan will hold talks in October.", "talks", diplo.Claim{Relation: "NEGOTIATED_WITH", Source: armenia, Target: azerbaijan,
		Modality: diplo.Planned, Date: diplo.DateRange{Start: diplo.DateOf(2023, 10, 1), End: diplo.DateOf(2023, 10, 31), Precision: diplo.ToTheMonth, Basis: diplo.BasisRelative, Text: "October"}})
	herald.tell("Several Armenians of Karabakh were killed.", "killed", diplo.Claim{Relation: "KILLED", Target: karabakh, Date: diplo.NoDate})
	return []diplo.CodedArticle{wire.coded, herald.coded}
}

const (
	usa        = diplo.ActorID("country:USA")
	france     = diplo.ActorID("country:FRA")
	armenia    = diplo.ActorID("country:ARM")
	azerbaijan = diplo.ActorID("country:AZE")
	turkey     = diplo.ActorID("country:TUR")
	blinken    = diplo.ActorID("person:antony-blinken")
	aliyev     = diplo.ActorID("person:ilham-aliyev")
	pashinyan  = diplo.ActorID("person:nikol-pashinyan")
	macron     = diplo.ActorID("person:emmanuel-macron")
	colonna    = diplo.ActorID("person:catherine-colonna")
	erdogan    = diplo.ActorID("person:recep-tayyip-erdogan")
	menendez   = diplo.ActorID("person:bob-menendez")
	karabakh   = diplo.ActorID("group:armenians-of-karabakh")
)

var tuesday = diplo.OnDay(diplo.DateOf(2023, 9, 19), diplo.BasisRelative, "Tuesday")

var cast = map[diplo.ActorID]diplo.Actor{
	usa:        {Kind: diplo.KindCountry, Name: "United States", Code: "USA", Aliases: []string{"US", "America"}},
	france:     {Kind: diplo.KindCountry, Name: "France", Code: "FRA"},
	armenia:    {Kind: diplo.KindCountry, Name: "Armenia", Code: "ARM"},
	azerbaijan: {Kind: diplo.KindCountry, Name: "Azerbaijan", Code: "AZE"},
	turkey:     {Kind: diplo.KindCountry, Name: "Turkey", Code: "TUR", Aliases: []string{"Türkiye"}},
	blinken:    {Kind: diplo.KindPerson, Name: "Antony Blinken", Code: "USA"},
	aliyev:     {Kind: diplo.KindPerson, Name: "Ilham Aliyev", Code: "AZE"},
	pashinyan:  {Kind: diplo.KindPerson, Name: "Nikol Pashinyan", Code: "ARM"},
	macron:     {Kind: diplo.KindPerson, Name: "Emmanuel Macron", Code: "FRA"},
	colonna:    {Kind: diplo.KindPerson, Name: "Catherine Colonna", Code: "FRA"},
	erdogan:    {Kind: diplo.KindPerson, Name: "Recep Tayyip Erdoğan", Code: "TUR"},
	menendez:   {Kind: diplo.KindPerson, Name: "Bob Menendez", Code: "USA"},
	karabakh:   {Kind: diplo.KindGroup, Name: "Armenians of Karabakh", Code: "NKR"},
}

// paper is an article in the making.
type paper struct{ coded diplo.CodedArticle }

func newPaper(outlet, url, day string) *paper {
	reported, err := diplo.ParseDay(day)
	if err != nil {
		panic(err)
	}
	id := diplo.ArticleIDOf(url, "", reported)
	return &paper{diplo.CodedArticle{Article: diplo.Article{ID: id, Source: url, URL: url, Outlet: outlet, Title: outlet + " of " + day,
		Cluster: diplo.ClusterIDOf(url), Reported: reported, Basis: diplo.DateFromMetadata, Warnings: []string{"the masthead says 2024-05-11"}}}}
}

// tell adds a sentence with a mention of what it claims, and the actors that are named.
func (p *paper) tell(sentence, trigger string, claim diplo.Claim) diplo.EventID {
	start := len(p.coded.Article.Text)
	p.coded.Article.Text += sentence + " "
	at := start + strings.Index(sentence, trigger)
	if claim.Modality == "" {
		claim.Modality = diplo.Asserted
	}
	claim.Occurrence = diplo.OccurrenceIDOf(p.coded.Article.ID, at)
	m := diplo.Mention{Claim: claim, Quote: sentence, Confidence: 0.8, Extractor: "test 1",
		Sentence: diplo.Span{Start: start, End: start + len(sentence)}, Trigger: diplo.Span{Start: at, End: at + len(trigger)},
		Trace: diplo.Trace{Frame: trigger + ", by verb", Words: trigger}}
	m.Identify(&p.coded.Article)
	p.coded.Mentions = append(p.coded.Mentions, m)
	p.name(claim.Source, claim.Target, claim.SourceFor, claim.TargetFor, claim.AttributedTo)
	return m.Event
}

func (p *paper) name(ids ...diplo.ActorID) {
	for _, id := range ids {
		actor, known := cast[id]
		if id == "" {
			continue
		}
		if !known {
			actor = diplo.Actor{Kind: diplo.KindPerson, Name: string(id)}
		}
		actor.ID = id
		there := false
		for _, a := range p.coded.Actors {
			there = there || a.ID == id
		}
		if !there {
			p.coded.Actors = append(p.coded.Actors, actor)
		}
	}
}

// theStory is a store with the story, open while the tests run.
var theStory store.Store

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "story")
	if err != nil {
		panic(err)
	}
	if theStory, err = putInto(dir, story()); err != nil {
		panic(err)
	}
	code := m.Run()
	theStory.Close()
	os.RemoveAll(dir)
	os.Exit(code)
}

// storeOf is a store with these articles.
func storeOf(t testing.TB, articles []diplo.CodedArticle) store.Store {
	t.Helper()
	s, err := putInto(t.TempDir(), articles)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func putInto(dir string, articles []diplo.CodedArticle) (store.Store, error) {
	s, err := embedded.Open(filepath.Join(dir, "graph.db"), embedded.Options{CacheBytes: 8 << 20})
	if err != nil {
		return nil, err
	}
	_, err = s.Put(context.Background(), articles)
	return s, err
}
