package coding

import "strings"

// reactToSubject gives a reaction to an act that was told before without being an event ("visits a
// shrine. The visit draws condemnation") those who did it: the subjects of the verb that the noun
// comes from, or for "the move" that of the sentence before.
func (a *articleReading) reactToSubject(readings []*reading, c *candidate) {
	r := readings[c.sentence]
	noun := c.actionToken
	if !r.tree.isNoun(noun) || r.tree.childForm(noun, "the", "this", "that", "these", "those") == none {
		return
	}
	for back := 1; back <= 2 && back <= c.sentence; back++ {
		before := readings[c.sentence-back]
		for v := range before.tree.tokens {
			if !before.tree.isVerb(v) || !namesVerb(r.tree.lemma[noun], before.tree.lemma[v]) && !(back == 1 && before.announces(v) && announcedActs[r.tree.lemma[noun]]) {
				continue
			}
			if before.standingOf(v).negated {
				continue
			}
			if a.reactToEach(c, before.subjectsOf(v), "“"+r.tree.tokens[noun].Form+"” goes back to “"+before.tree.tokens[v].Form+"”") {
				return
			}
		}
	}
}

// announcedActs are what a main clause tells of in the most general words.
var announcedActs = wordSet{"move": true, "decision": true, "announcement": true, "step": true, "plan": true, "measure": true, "policy": true, "statement": true, "remark": true,
	"comment": true, "ruling": true, "vote": true}

var deciding = wordSet{"decide": true, "vote": true, "announce": true, "rule": true, "agree": true, "order": true}

// announces tells whether v is the verb of a main clause that tells of an act, not of words.
func (r *reading) announces(v int) bool {
	lemma := r.tree.lemma[v]
	return r.tree.head[v] == none && lemma != "be" && (deciding[lemma] || !r.dictionary.is("op_say", lemma))
}

// subjectsOf are the actors who do what verb v says.
func (r *reading) subjectsOf(v int) []participant {
	var found []participant
	for _, o := range r.predicateOf(v).subject {
		for _, p := range r.resolve(o) {
			if p.named() && p.grade <= derived && p.actor.Code != "" {
				found = append(found, p)
			}
		}
	}
	return distinct(found)
}

// reactToEach makes c a reaction to what each of the doers did, and tells whether there was one
// beside c's own side.
func (a *articleReading) reactToEach(c *candidate, doers []participant, why string) bool {
	made := false
	for _, p := range doers {
		if sameSide(p, c.source) {
			continue
		}
		one := c
		if made {
			twin := *c
			one = &twin
			a.candidates = append(a.candidates, one)
		}
		p.token, p.first, p.last, p.act = c.actionToken, c.actionToken, c.actionToken, c.actionToken
		p.reason = why + ": " + p.actor.Name
		one.target, one.reaction = p, true
		made = true
	}
	return made
}

// namesVerb tells whether the noun is made of the verb: visit of visit, arrest of arrest,
// appointment of appoint, execution of execute.
func namesVerb(noun, verb string) bool {
	if noun == verb {
		return true
	}
	stem := strings.TrimSuffix(verb, "e")
	if len(stem) < 4 || !strings.HasPrefix(noun, stem) {
		return false
	}
	switch noun[len(stem):] {
	case "al", "ion", "ation", "ment", "ement", "ure", "ance", "ing":
		return true
	}
	return false
}
