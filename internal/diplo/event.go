package diplo

import (
	"strconv"
	"time"
)

// EventID names an event by what happened: "event:…".
type EventID string

// MentionID names one report of an event: "mention:…".
type MentionID string

// OccurrenceID is shared by the events that were coded from one act: "occurrence:…".
type OccurrenceID string

// Modality says how a text holds an event.
type Modality string

// The modalities, surest first.
const (
	Asserted     Modality = "ASSERTED"     // told as a fact
	Claimed      Modality = "CLAIMED"      // one side says that it happened
	Planned      Modality = "PLANNED"      // will, is to, agreed to
	Hypothetical Modality = "HYPOTHETICAL" // may, would, if, what someone is urged to do
	Denied       Modality = "DENIED"       // told as denied, or as claimed and not so
)

// Modalities lists the modalities, surest first.
func Modalities() []Modality {
	return []Modality{Asserted, Claimed, Planned, Hypothetical, Denied}
}

// class is what of the modality is part of an event's identity: asserted and claimed
// reports tell of one event.
func (m Modality) class() string {
	if m == Asserted || m == Claimed {
		return "REAL"
	}
	return string(m)
}

func (m Modality) rank() int {
	for i, other := range Modalities() {
		if m == other {
			return i
		}
	}
	return len(Modalities())
}

// Status says whether an event still stands.
type Status string

// The statuses.
const (
	Current   Status = "CURRENT"
	Corrected Status = "CORRECTED" // changed by a person
	Retracted Status = "RETRACTED" // withdrawn by a person
)

// Place is where something happened.
type Place struct {
	Name    string
	Country string // ISO 3166-1 alpha-3, "" when unknown
	// Latitude and Longitude are in degrees; both 0 when unknown.
	Latitude, Longitude float64
}

// Claim is what a report says: who did what to whom, when, where, and how surely.
type Claim struct {
	Relation Relation
	Source   ActorID // "" when the text does not say who
	// Target is the actor that it was done to; where TargetIsAction, the actor
	// who did that action. "" when there is none.
	Target ActorID
	// Action is what it was about: the offensive condemned, the meeting called
	// for, what was demanded. "" when nothing is named.
	Action ActionID
	// TargetIsAction tells that the action itself is the target: a reaction.
	TargetIsAction bool
	// SourceFor and TargetFor are the country or organisation that the source
	// and target act on behalf of; "" for those who act in their own name.
	SourceFor, TargetFor ActorID
	Date                 DateRange
	Place                Place // Name "" when not told
	Modality             Modality
	AttributedTo         ActorID // who says so; "" when the text says it itself
	Background           bool    // told in passing, older than the news
	Occurrence           OccurrenceID
}

// EventType is the one that the relation belongs to.
func (c *Claim) EventType() EventType { return c.Relation.Type() }

// QuadClass is the one that the event type belongs to.
func (c *Claim) QuadClass() QuadClass { return c.Relation.Quad() }

// Cameo is the CAMEO root code of the relation.
func (c *Claim) Cameo() string { return c.Relation.Info().CAMEO }

// Intensity is that of the relation: −10 (conflict) … +10 (cooperation).
func (c *Claim) Intensity() float64 { return c.Relation.Info().Intensity }

// EventID is the identity of the event that the claim tells of: relation, actors
// (sorted when the relation is reciprocal), action, start date with its precision, and
// modality class. What is undated is told apart by the words of telling, the sentence that
// tells it first in its article: copies of an article have it in common.
func (c *Claim) EventID(telling string) EventID {
	source, target := c.Source, c.Target
	if c.Relation.Reciprocal() && target < source {
		source, target = target, source
	}
	when := c.Date.Start.String()
	if !c.Date.Known() {
		when = plain(telling)
	}
	return EventID("event:" + contentHash(string(c.Relation), string(source), string(target),
		string(c.Action), when, string(c.Date.Precision), c.Modality.class()))
}

// Trace says why an event was read so, each part a short sentence for an analyst.
type Trace struct {
	Frame    string // the frame that fired: "speak with, by verb"
	Words    string // the words that it fired on
	Source   string // how the source was resolved
	Target   string // how the target was resolved
	Action   string // what the action stands for
	Date     string // how the date came about
	Modality string // what made it claimed, planned, denied or background
}

// Span is a half-open range of byte offsets into the article's text; the zero
// Span marks nothing.
type Span struct{ Start, End int }

// Mention is the evidence: one sentence of one article that tells of one event.
type Mention struct {
	ID      MentionID
	Event   EventID
	Article ArticleID
	Claim
	Sentence   Span
	Trigger    Span // the words of the act, inside Sentence
	SourceSpan Span // the words of the source; zero when it stands elsewhere
	TargetSpan Span
	Quote      string  // the sentence as it stands in the article
	Confidence float64 // 0 … 1, of this reading
	Extractor  string  // name and version of the coder
	Trace      Trace
}

// Identify sets the mention's ids from its content.
func (m *Mention) Identify(article *Article) {
	m.Article = article.ID
	m.belongTo(m.Claim.EventID(m.Quote))
}

// Retell makes m a mention of the undated event that first, an earlier mention in the same
// article, tells in another sentence.
func (m *Mention) Retell(first *Mention) { m.belongTo(first.Event) }

func (m *Mention) belongTo(event EventID) {
	m.Event = event
	m.ID = MentionID("mention:" + contentHash(string(m.Event), string(m.Article),
		strconv.Itoa(m.Sentence.Start), strconv.Itoa(m.Trigger.Start)))
}

// OccurrenceIDOf is the id of the act told by the trigger at that offset of the article.
func OccurrenceIDOf(article ArticleID, trigger int) OccurrenceID {
	return OccurrenceID("occurrence:" + contentHash(string(article), strconv.Itoa(trigger)))
}

// Event is one actor doing one thing to another, as all its reports together tell it.
type Event struct {
	ID EventID
	Claim
	Status       Status
	Confirmed    bool // a person read it and found it right, as it stands
	Confidence   Confidence
	ArticleCount int
	OutletCount  int // independent outlets: copies of one agency story count once
	// FirstReported is the day of the earliest article; NoDay when none is dated.
	FirstReported Day
	Recorded      time.Time // when it was first stored, UTC; set by the store
}

// Confidence is how far an event may be relied on, each part 0 … 1.
type Confidence struct {
	Value         float64 // all together
	Extraction    float64 // of the surest reading
	Corroboration float64 // 0 for one outlet, towards 1 with more
	Reliability   float64 // Weight of the best outlet; 0.5 when none is graded
}

// CodedArticle is an article with all that was read in it: what a store puts in one piece.
// Actors and actions are those that the mentions name; offices those that the
// reading relied on.
type CodedArticle struct {
	Article Article
	// Origin names the place that the article was taken from, for as long as it is there: an address, a file, an entry of a file by its
	// own id. "" when there is none. Two places may have one article; a place has one article at a time.
	Origin   string
	Actors   []Actor
	Offices  []Office
	Actions  []Action
	Mentions []Mention
}
