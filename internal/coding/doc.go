// Package coding turns parsed sentences with their actors into candidate events: who did
// what to whom, how surely, and by which frame.
//
// The frames are data (frames/*.txt, see frames/FORMAT.md). The code knows grammar only:
//
//	tree        dependency arcs of one sentence
//	mend        what annotators are known to get wrong, before anything is matched
//	predicate   a verb with its arguments in logical order, whatever the voice or clause
//	nominal     a noun that stands for an act, with the light verb that carries it
//	dictionary  frames and word classes, read from the embedded files
//	match       frames over predicates and nominals → candidates
//	participant noun phrases → actors; people, owners, doers, own_people say whose they are
//	roles       who did it; targets and unsaid, whom it was done to
//	standing    modality, negation, background, attribution, climbed through the arcs
//	speech      who says so, quotes, judgements, "should" and "must"
//	threat      what will be done to another on a condition
//	casualty    deaths and injuries → the attack that caused them
//	reaction    acts as targets, and which earlier act "this move" means
//	when, where dates and places
//	answers     whom an answer without an addressee answers, and who attacked
//	merge       the same act told twice
//	passage     what the judge reads at once
//	weigh       what becomes of its verdicts; learned makes the events that it adds
package coding
