package diplo

import "strings"

// ActionID names an action: "action:…".
type ActionID string

// Action is what was done, condemned or called for, where that is itself spoken of: an
// offensive, a resolution, a ceasefire.
type Action struct {
	ID     ActionID
	Name   string  // the phrase that names it best
	DoneBy ActorID // who did it, "" when not told
	Event  EventID // the event that it is the face of, "" when that act is not coded
}

// ActionOfEvent is the id of the action that is the face of an event, the same in every article.
func ActionOfEvent(e EventID) ActionID {
	return ActionID("action:" + contentHash("event", string(e)))
}

// ActionOfPhrase is the id of an action that no coded event stands for: the phrase, case and spaces
// folded, with the sentence in which its article has it first. Copies of an article have that in common.
func ActionOfPhrase(phrase, telling string) ActionID {
	return ActionID("action:" + contentHash("phrase", strings.ToLower(foldSpace(phrase)), plain(telling)))
}
