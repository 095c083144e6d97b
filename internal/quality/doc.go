// Package quality measures a reading against codings made by hand, and says so in figures that can be committed: a
// better or worse coder shows up in the diff.
//
// Three forms of coding are known. Reports are JSON Lines whose events have actors and a relation of the ontology.
// Samples are the *.gold.json files that lie beside article texts. Codes are JSON Lines whose events have CAMEO or
// PLOVER codes, with actors as codes or as words of the text.
//
// # Reports
//
// A coded event is wanted when it is ASSERTED or CLAIMED and no background; the others are optional: whoever tells
// them is neither right nor wrong. What the reader itself holds as PLANNED, HYPOTHETICAL or DENIED isn't counted.
// An event is paired with one coded event at most, first with an equal one, then, where a relation is reciprocal,
// with one in the other direction. This is done at each level anew: detect (the item has an event at all), dyad
// (codes of both actors, in either direction), quad (and quad class), type (and event type), relation (and
// relation), names (names of the actors and relation).
//
// # Samples
//
// A coded event is wanted when it is marked as a must, whatever its modality. It is found when any event that was
// told equals it, with its own relation or one of alt; the target may be left out where target_may_be_null says
// so, and is not looked at where any_target does. What equals only events that are no must is neither right nor
// wrong.
//
// # Codes
//
// What was told is put as CAMEO: the code that the ontology table gives the relation, the country code of each
// actor, and the words that stand for it in the text. A meeting is told once, its subject first, though some sets
// list it in both directions. A set coded in PLOVER is compared by PLOVER's names of the roots. Events of one item
// that are equal count once. See [codeMetrics] for what is compared. Sets that list only some of the events of
// each sentence are marked as partial: precision is a lower bound there.
//
// # Intervals
//
// The 95 % intervals are bootstrapped: 1,000 times as many items as the set has are drawn with replacement, and
// the interval holds the middle 95 % of the figures. Items are drawn, and not events, because the events of one
// sentence are right or wrong together ("Poland and Lithuania accused Russia and Belarus" is four); Wilson's
// interval takes them for independent and is too narrow, and there is none for F1. The draws are seeded: the same
// reading gives the same report. Of few cases no interval tells much, and with all of them right or all wrong the
// bootstrap gives a point: event types with fewer than 20 wanted events are marked.
package quality
