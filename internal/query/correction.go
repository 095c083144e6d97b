package query

import (
	"context"
	"slices"
	"time"

	"entente/internal/diplo"
)

// ClearableField is what of an event can be said not to be known.
type ClearableField string

// The fields that can be cleared; those who source and target act for, and the action, go with them.
const (
	ClearSource ClearableField = "SOURCE"
	ClearTarget ClearableField = "TARGET"
	ClearDate   ClearableField = "DATE"
	ClearPlace  ClearableField = "PLACE"
)

// EventCorrection is what somebody says that an event was, in people's words. What is neither given nor cleared stays as it is told.
type EventCorrection struct {
	Event            diplo.EventID
	Relation         diplo.Relation
	Source           ActorRef
	SourceOnBehalfOf ActorRef
	Target           ActorRef
	TargetOnBehalfOf ActorRef
	TargetAction     diplo.ActionID // what it was a reaction to
	Date             *When
	Place            *PlaceInput
	Modality         diplo.Modality
	Background       *bool
	Clear            []ClearableField

	Reason           string
	Author           string
	ClientMutationID string
}

// PlaceInput is a place as people give it.
type PlaceInput struct {
	Name                string
	Country             string
	Latitude, Longitude *float64
}

// Correction makes a decision's correction of what is said of the event as it is now. An actor that nothing matches is
// diplo.NotFound with suggestions, so is an unknown action; what contradicts itself is diplo.Invalid.
func (q *Questions) Correction(ctx context.Context, said *EventCorrection, now *diplo.Event) (*diplo.Correction, error) {
	c := &corrector{ctx: ctx, q: q, said: said, claim: now.Claim, made: diplo.Correction{
		Relation: said.Relation, Modality: said.Modality, Background: said.Background,
	}}
	for _, step := range []func() error{c.check, c.date, c.place, c.source, c.target} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return &c.made, nil
}

// corrector is a correction in the making.
type corrector struct {
	ctx   context.Context
	q     *Questions
	said  *EventCorrection
	claim diplo.Claim // as it is now, with the date as it will be
	made  diplo.Correction
}

func (c *corrector) clears(field ClearableField) bool { return slices.Contains(c.said.Clear, field) }

func (c *corrector) check() error {
	for _, two := range []struct {
		field ClearableField
		given bool
	}{
		{ClearSource, c.said.Source != "" || c.said.SourceOnBehalfOf != ""},
		{ClearTarget, c.said.Target != "" || c.said.TargetOnBehalfOf != "" || c.said.TargetAction != ""},
		{ClearDate, c.said.Date != nil},
		{ClearPlace, c.said.Place != nil},
	} {
		if two.given && c.clears(two.field) {
			return diplo.Errorf(diplo.Invalid, "%s is both given and cleared", two.field)
		}
	}
	if c.said.Target != "" && c.said.TargetAction != "" {
		return diplo.Errorf(diplo.Invalid, "give target or targetAction, not both: the target of a reaction is who did the action")
	}
	return nil
}

func (c *corrector) date() error {
	switch {
	case c.clears(ClearDate):
		none := diplo.NoDate
		c.made.Date = &none
	case c.said.Date != nil:
		first, last := c.said.Date.Days(c.q.Clock())
		if last < first {
			return diplo.Errorf(diplo.Invalid, "date: the range ends before it begins")
		}
		c.made.Date = &diplo.DateRange{Start: first, End: last, Precision: precisionOf(first, last), Basis: diplo.BasisCorrection}
		c.claim.Date = *c.made.Date
	}
	return nil
}

// precisionOf is how exactly the days say when something was.
func precisionOf(first, last diplo.Day) diplo.Precision {
	start, after := first.Time(), (last + 1).Time()
	switch {
	case first == last:
		return diplo.ToTheDay
	case start.Weekday() == time.Monday && last-first == 6:
		return diplo.ToTheWeek
	case start.Day() == 1 && start.AddDate(0, 1, 0).Equal(after):
		return diplo.ToTheMonth
	case start.YearDay() == 1 && start.AddDate(1, 0, 0).Equal(after):
		return diplo.ToTheYear
	}
	return diplo.ToAnInterval
}

func (c *corrector) place() error {
	said := c.said.Place
	switch {
	case c.clears(ClearPlace):
		c.made.Place = &diplo.Place{}
	case said == nil:
	case said.Name == "":
		return diplo.Errorf(diplo.Invalid, "place: the name is empty; to say that it is not known, clear PLACE")
	case (said.Latitude == nil) != (said.Longitude == nil):
		return diplo.Errorf(diplo.Invalid, "place: give latitude and longitude together")
	case said.Latitude != nil && !(-90 <= *said.Latitude && *said.Latitude <= 90 && -180 <= *said.Longitude && *said.Longitude <= 180):
		return diplo.Errorf(diplo.Invalid, "place: latitude is −90 … 90 and longitude −180 … 180")
	default:
		c.made.Place = &diplo.Place{Name: said.Name, Country: said.Country}
		if said.Latitude != nil {
			c.made.Place.Latitude, c.made.Place.Longitude = *said.Latitude, *said.Longitude
		}
	}
	return nil
}

func (c *corrector) source() error {
	if c.clears(ClearSource) {
		c.made.Source = &diplo.CorrectedSource{}
		return nil
	}
	if c.said.Source == "" && c.said.SourceOnBehalfOf == "" {
		return nil
	}
	actor, behalf, err := c.side(c.said.Source, c.said.SourceOnBehalfOf, c.claim.Source)
	c.made.Source = &diplo.CorrectedSource{Source: actor, SourceFor: behalf}
	return err
}

func (c *corrector) target() error {
	if c.clears(ClearTarget) {
		c.made.Target = &diplo.CorrectedTarget{}
		return nil
	}
	if c.said.TargetAction != "" {
		return c.reaction()
	}
	if c.said.Target == "" && c.said.TargetOnBehalfOf == "" {
		return nil
	}
	actor, behalf, err := c.side(c.said.Target, c.said.TargetOnBehalfOf, c.claim.Target)
	if err != nil {
		return err
	}
	c.made.Target = &diplo.CorrectedTarget{Target: actor, TargetFor: behalf}
	if c.claim.Action != "" && (c.said.Target == "" || !c.claim.TargetIsAction) { // what it is about stays
		c.made.Target.Action, c.made.Target.TargetIsAction = c.claim.Action, c.claim.TargetIsAction
		_, err = c.action(c.claim.Action)
	}
	return err
}

// reaction makes an action the target.
func (c *corrector) reaction() error {
	action, err := c.action(c.said.TargetAction)
	if err != nil {
		return err
	}
	target := &diplo.CorrectedTarget{Target: action.DoneBy, Action: action.ID, TargetIsAction: true}
	if c.said.TargetOnBehalfOf != "" {
		_, target.TargetFor, err = c.side("", c.said.TargetOnBehalfOf, action.DoneBy)
	}
	c.made.Target = target
	return err
}

// action lists an action, and who did it.
func (c *corrector) action(id diplo.ActionID) (*diplo.Action, error) {
	found, err := c.q.Store.ActionsByID(c.ctx, []diplo.ActionID{id})
	if err != nil {
		return nil, err
	}
	if found[0] == nil {
		return nil, diplo.Errorf(diplo.NotFound, "there is no action %q", id)
	}
	c.made.Actions = append(c.made.Actions, *found[0])
	return found[0], c.list(found[0].DoneBy)
}

// side finds who is meant by one side of the event, and whom that one acts for: the actor as it is now where only behalf is given, and
// where only the actor is, that of which it held an executive office.
func (c *corrector) side(actor, behalf ActorRef, now diplo.ActorID) (who, acts diplo.ActorID, err error) {
	who = now
	if actor != "" {
		if who, err = c.resolve(actor); err != nil {
			return "", "", err
		}
	}
	if behalf != "" {
		acts, err = c.resolve(behalf)
	} else {
		acts, err = c.servedBy(who)
	}
	if err != nil {
		return "", "", err
	}
	return who, acts, c.list(who, acts)
}

// day is when the event was, or today where that is not known.
func (c *corrector) day() diplo.Day {
	if c.claim.Date.Known() {
		return c.claim.Date.Start
	}
	return diplo.DayOf(c.q.Clock())
}

func (c *corrector) resolve(ref ActorRef) (diplo.ActorID, error) {
	actor, err := c.q.Actors.Resolve(c.ctx, string(ref), c.day())
	return actor.ID, err
}

// servedBy is the country or organisation of which the actor held an executive office on the day, "" when none is known.
func (c *corrector) servedBy(holder diplo.ActorID) (diplo.ActorID, error) {
	told, err := c.q.Store.Offices(c.ctx, []diplo.ActorID{holder})
	if err != nil {
		return "", err
	}
	for _, office := range slices.Concat(c.q.Actors.Base.Offices(holder), told[0]) {
		if office.Role.Executive() && office.HeldOn(c.day()) {
			return office.Of, nil
		}
	}
	return "", nil
}

// list notes actors that the correction names, each once. Of their names only the first is noted: aliases come and go, and the correction is to
// be the same when it is sent again.
func (c *corrector) list(ids ...diplo.ActorID) error {
	for _, id := range ids {
		if id == "" || slices.ContainsFunc(c.made.Actors, func(a diplo.Actor) bool { return a.ID == id }) {
			continue
		}
		actor, err := c.q.Actors.ByID(c.ctx, id)
		if err != nil {
			return err
		}
		if actor == nil {
			return diplo.Errorf(diplo.NotFound, "there is no actor %q", id)
		}
		c.made.Actors = append(c.made.Actors, diplo.Actor{ID: id, Kind: actor.Kind, Name: actor.Name, Code: actor.Code})
	}
	return nil
}
