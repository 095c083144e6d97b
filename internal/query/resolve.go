package query

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"entente/internal/diplo"
	"entente/internal/fold"
	"entente/internal/store"
)

// Candidate is an actor that could be meant by a name.
type Candidate struct {
	Actor  diplo.Actor
	Score  float64 // 0 … 1
	Reason string  // a short sentence
}

// Resolver finds the actor that is meant by an id, a name, an alias or an ISO code, in the base and in the graph.
type Resolver struct {
	Base  Base
	Store store.Reader
	// Memory keeps who was meant, for as long as one answer takes; nil keeps nothing.
	Memory *Memory
}

// Memory is who was meant by which name. Its zero value is empty.
type Memory struct {
	mu    sync.Mutex
	meant map[naming]func() (diplo.Actor, error)
}

type naming struct {
	ref string
	on  diplo.Day
}

// recall gives what find gave when it was asked for the name first.
func (m *Memory) recall(name naming, find func() (diplo.Actor, error)) (diplo.Actor, error) {
	m.mu.Lock()
	known, there := m.meant[name]
	if !there {
		if m.meant == nil {
			m.meant = map[naming]func() (diplo.Actor, error){}
		}
		known = sync.OnceValues(find)
		m.meant[name] = known
	}
	m.mu.Unlock()
	return known()
}

// The scores of candidates that the graph gives; those of the base come with it.
const (
	scoreID      = 1.0
	scoreName    = 1.0
	scoreAlias   = 0.95
	scoreCode    = 0.95
	scoreSurname = 0.8
	scoreWords   = 0.6
	scorePrefix  = 0.4
	// clearLead is how far the best candidate must be ahead of the next to be meant without doubt.
	clearLead = 0.1
	// leastMeant is the score below which a candidate is only a suggestion.
	leastMeant = 0.5
)

// most are how many candidates and suggestions are given, and how long a name can be.
const (
	mostCandidates  = 20
	mostSuggestions = 5
	longestName     = 300
)

// AmbiguousError is a name that several actors answer to. It is a diplo.Ambiguous error too.
type AmbiguousError struct {
	Plain      diplo.Error
	Candidates []Candidate // best first
}

func (e *AmbiguousError) Error() string { return e.Plain.Message }

// Unwrap gives the plain error.
func (e *AmbiguousError) Unwrap() error { return &e.Plain }

// Resolve gives the one actor that is meant. Nobody is diplo.NotFound with suggestions, several are an
// *AmbiguousError.
func (r *Resolver) Resolve(ctx context.Context, ref string, on diplo.Day) (diplo.Actor, error) {
	if r.Memory == nil {
		return r.resolve(ctx, ref, on)
	}
	return r.Memory.recall(naming{ref, on}, func() (diplo.Actor, error) { return r.resolve(ctx, ref, on) })
}

func (r *Resolver) resolve(ctx context.Context, ref string, on diplo.Day) (diplo.Actor, error) {
	candidates, err := r.Candidates(ctx, ref, on)
	if err != nil {
		return diplo.Actor{}, err
	}
	best := candidates[0]
	if best.Score < leastMeant {
		return diplo.Actor{}, r.notFound(ctx, ref, candidates)
	}
	rivals := slices.IndexFunc(candidates, func(c Candidate) bool { return c.Score <= best.Score-clearLead })
	if rivals < 0 {
		rivals = len(candidates)
	}
	if rivals == 1 {
		return best.Actor, nil
	}
	return diplo.Actor{}, ambiguous(ref, candidates[:rivals])
}

// ambiguous is the error for a name that several actors answer to equally well.
func ambiguous(ref string, rivals []Candidate) error {
	var ids, said []string
	for _, c := range rivals[:min(len(rivals), mostSuggestions)] {
		ids = append(ids, string(c.Actor.ID))
		said = append(said, fmt.Sprintf("%s (%s)", c.Actor.ID, c.Actor.Name))
	}
	return &AmbiguousError{
		Plain: diplo.Error{
			Kind:        diplo.Ambiguous,
			Message:     fmt.Sprintf("%q could mean %d actors: %s; use an id", ref, len(rivals), strings.Join(said, ", ")),
			Suggestions: ids,
		},
		Candidates: rivals,
	}
}

// Candidates are the actors that could be meant, best first, at least one and at most 20. Nobody is diplo.NotFound
// with suggestions.
func (r *Resolver) Candidates(ctx context.Context, ref string, on diplo.Day) ([]Candidate, error) {
	ref = strings.TrimSpace(ref)
	switch {
	case ref == "":
		return nil, diplo.Errorf(diplo.Invalid, "the name of an actor is empty; give an id, a name, an alias or an ISO code")
	case len(ref) > longestName:
		return nil, diplo.Errorf(diplo.Invalid, "the name of an actor has %d bytes; at most %d are allowed", len(ref), longestName)
	}
	if IsActorID(ref) {
		actor, err := r.ByID(ctx, diplo.ActorID(ref))
		if err != nil {
			return nil, err
		}
		if actor != nil {
			return []Candidate{{*actor, scoreID, "the id itself"}}, nil
		}
		return nil, r.notFound(ctx, ref, nil)
	}
	candidates := map[diplo.ActorID]Candidate{}
	offer := func(c Candidate) {
		if known, there := candidates[c.Actor.ID]; !there || c.Score > known.Score {
			candidates[c.Actor.ID] = c
		}
	}
	for _, c := range r.Base.Candidates(ref, on) {
		if guessed(c) {
			c.Score *= leastMeant
		}
		offer(c)
	}
	if actor, ok := r.Base.Actor(diplo.CountryID(strings.ToUpper(ref))); ok {
		offer(Candidate{actor, scoreCode, "its ISO code"})
	}
	if err := r.fromGraph(ctx, ref, offer); err != nil {
		return nil, err
	}
	if len(candidates) == 0 {
		return nil, r.notFound(ctx, ref, nil)
	}
	return r.ranked(ctx, candidates)
}

// guessed tells whether the base found the candidate by another spelling only. That is a suggestion: who asks for
// somebody that is not there shall hear so, and not be answered for somebody else.
func guessed(c Candidate) bool { return strings.HasPrefix(c.Reason, "spelt like") }

// fromGraph offers the actors of the graph that have the name or are of the code.
func (r *Resolver) fromGraph(ctx context.Context, ref string, offer func(Candidate)) error {
	page, err := r.Store.Actors(ctx, store.ActorFilter{Name: ref}, store.PageRequest{Limit: store.MaxLimit})
	if err != nil {
		return err
	}
	for _, actor := range page.Items {
		score, reason := fit(ref, actor)
		offer(Candidate{*actor, score, reason})
	}
	if code := strings.ToUpper(ref); len(code) <= 8 {
		own, err := r.Store.ActorsByID(ctx, []diplo.ActorID{diplo.CountryID(code)})
		if err != nil {
			return err
		}
		if own[0] != nil {
			offer(Candidate{*own[0], scoreCode, "its ISO code"})
		}
	}
	return nil
}

// fit says how well the name fits the actor of the graph, and why.
func fit(ref string, actor *diplo.Actor) (float64, string) {
	wanted := fold.Words(ref)
	if slices.Equal(fold.Words(actor.Name), wanted) {
		return scoreName, "its name"
	}
	best, reason := scorePrefix, "a word of a name starts so"
	for _, name := range append([]string{actor.Name}, actor.Aliases...) {
		words := fold.Words(name)
		switch {
		case slices.Equal(words, wanted):
			return scoreAlias, fmt.Sprintf("its other name %q", name)
		case actor.Kind == diplo.KindPerson && len(words) > len(wanted) && slices.Equal(words[len(words)-len(wanted):], wanted):
			best, reason = scoreSurname, fmt.Sprintf("surname of %s", name)
		case best < scoreWords && containsRun(words, wanted):
			best, reason = scoreWords, fmt.Sprintf("words of %q", name)
		}
	}
	return best, reason
}

func containsRun(words, run []string) bool {
	for i := 0; i+len(run) <= len(words); i++ {
		if slices.Equal(words[i:i+len(run)], run) {
			return true
		}
	}
	return false
}

// ranked orders candidates, best first, with the graph's own record of each where it has one.
func (r *Resolver) ranked(ctx context.Context, candidates map[diplo.ActorID]Candidate) ([]Candidate, error) {
	list := make([]Candidate, 0, len(candidates))
	for _, c := range candidates {
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Actor.ID, b.Actor.ID))
	})
	list = list[:min(len(list), mostCandidates)]
	ids := make([]diplo.ActorID, len(list))
	for i, c := range list {
		ids[i] = c.Actor.ID
	}
	records, err := r.Store.ActorsByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	for i, record := range records {
		if record != nil {
			list[i].Actor = *record
		}
	}
	return list, nil
}

// ByID is the actor of that id, of the graph or else of the base; nil when neither knows it.
func (r *Resolver) ByID(ctx context.Context, id diplo.ActorID) (*diplo.Actor, error) {
	found, err := r.AllByID(ctx, []diplo.ActorID{id})
	if err != nil {
		return nil, err
	}
	return found[0], nil
}

// AllByID gives one entry for each id, of the graph or else of the base, nil where neither knows it.
func (r *Resolver) AllByID(ctx context.Context, ids []diplo.ActorID) ([]*diplo.Actor, error) {
	found, err := r.Store.ActorsByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	for i, id := range ids {
		if found[i] == nil {
			if actor, ok := r.Base.Actor(id); ok {
				found[i] = &actor
			}
		}
	}
	return found, nil
}

// OfCode is the actor whose code it is: the country, or else the organisation or group that is called so; "" where the base knows none.
func (r *Resolver) OfCode(code string) diplo.ActorID {
	if country, ok := r.Base.Actor(diplo.CountryID(code)); ok {
		return country.ID
	}
	for _, c := range r.Base.Candidates(code, diplo.NoDay) {
		if c.Actor.Code == code && !guessed(c) {
			return c.Actor.ID
		}
	}
	return ""
}

// actorPrefixes are what the ids of actors begin with.
var actorPrefixes = []string{"country:", "person:", "organization:", "group:", "office:"}

// IsActorID tells whether the text has the form of an actor's id.
func IsActorID(text string) bool {
	return slices.ContainsFunc(actorPrefixes, func(prefix string) bool { return strings.HasPrefix(text, prefix) })
}

// match makes a filter's condition of the actors; scope "" is the default of their kinds.
func (r *Resolver) match(ctx context.Context, wanted []diplo.Actor, scope store.Scope) (*store.ActorMatch, error) {
	match := &store.ActorMatch{Scope: scope}
	for _, actor := range wanted {
		match.IDs = append(match.IDs, actor.ID)
		if scope == "" && (actor.Kind == diplo.KindCountry || actor.Kind == diplo.KindOrganization) {
			match.Scope = store.Officials
		}
		if scope == store.Affiliated {
			owns, err := r.ownsCode(ctx, actor)
			if err != nil {
				return nil, err
			}
			if owns {
				match.Codes = append(match.Codes, actor.Code)
			}
		}
	}
	if match.Scope == "" {
		match.Scope = store.Self
	}
	return match, nil
}

// ownsCode tells whether the actor's code is its own and not only that of the country it belongs to.
func (r *Resolver) ownsCode(ctx context.Context, actor diplo.Actor) (bool, error) {
	switch {
	case actor.Code == "":
		return false, nil
	case actor.Kind == diplo.KindCountry:
		return true, nil
	case actor.Kind != diplo.KindOrganization:
		return false, nil
	}
	country, err := r.ByID(ctx, diplo.CountryID(actor.Code))
	return country == nil, err
}

// Match is the condition for one actor; scope "" is the default of its kind.
func (r *Resolver) Match(ctx context.Context, actor diplo.Actor, scope store.Scope) (store.ActorMatch, error) {
	match, err := r.match(ctx, []diplo.Actor{actor}, scope)
	if err != nil {
		return store.ActorMatch{}, err
	}
	return *match, nil
}

// notFound is the error for a name that means nobody.
func (r *Resolver) notFound(ctx context.Context, ref string, weak []Candidate) error {
	suggestions, err := r.Suggest(ctx, ref)
	if err != nil {
		return err
	}
	for _, c := range weak {
		if !slices.Contains(suggestions, c.Actor.Name) {
			suggestions = append(suggestions, c.Actor.Name)
		}
	}
	suggestions = suggestions[:min(len(suggestions), mostSuggestions)]
	message := fmt.Sprintf("no actor is called %q", ref)
	if len(suggestions) > 0 {
		message += "; did you mean " + strings.Join(suggestions, ", ") + "?"
	}
	return &diplo.Error{Kind: diplo.NotFound, Message: message, Suggestions: suggestions}
}
