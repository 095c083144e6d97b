package coding

import (
	"strings"
)

// collectTriggers lists the forms by which a sentence may be known to hold a trigger, so
// that those without one need no parse.
func (d *dictionary) collectTriggers() {
	add := func(lemma string, isVerb bool) {
		if first, _, hyphenated := strings.Cut(lemma, "-"); hyphenated { // tokens are parted at the hyphen
			d.triggers[first] = true
		}
		d.triggers[lemma] = true
		for _, form := range inflections(lemma, isVerb) {
			d.triggers[form] = true
		}
	}
	for lemma := range d.verbs {
		add(lemma, true)
	}
	for lemma := range d.nouns {
		add(lemma, false)
	}
	for lemma := range d.adjectives {
		d.triggers[lemma] = true
	}
	for lemma := range harmVerbs {
		add(lemma, true)
	}
	for _, class := range []string{"blame", "harsh"} {
		for lemma := range d.classes[class] {
			add(lemma, class == "blame")
		}
	}
	for _, word := range []string{"should", "must", "ought", "n't", "not"} {
		d.triggers[word] = true
	}
}

// MayTell tells whether a sentence with these forms could hold an event: cheap, without
// tags or arcs, and never false for one that does.
func (c *Coder) MayTell(forms func(yield func(form string) bool)) bool {
	found := false
	forms(func(form string) bool {
		if c.dictionary.triggers[lowerForm(form)] {
			found = true
		}
		return !found
	})
	return found
}

// irregular forms of trigger lemmas that no ending makes.
var irregular = map[string]string{
	"meet": "met", "hold": "held", "speak": "spoke spoken", "give": "gave given", "send": "sent", "sell": "sold", "strike": "struck stricken",
	"fight": "fought", "take": "took taken", "seek": "sought", "say": "said", "tell": "told", "win": "won", "lose": "lost",
	"leave": "left", "break": "broke broken", "cut": "cutting", "hit": "hitting", "put": "putting", "set": "setting", "shoot": "shot",
	"withdraw": "withdrew withdrawn", "fly": "flew flown flies", "go": "went gone goes", "begin": "began begun beginning", "find": "found",
	"throw": "threw thrown", "blow": "blew blown", "drive": "drove driven", "fall": "fell fallen", "beat": "beaten", "bring": "brought",
	"swear": "swore sworn", "stand": "stood", "make": "made", "come": "came", "do": "did done does", "be": "is are was were been being am",
	"have": "has had", "pay": "paid", "lay": "laid", "hang": "hung", "steal": "stole stolen", "write": "wrote written", "forbid": "forbade forbidden",
	"call": "called", "become": "became", "lend": "lent", "build": "built", "slay": "slew slain", "lie": "lied lying", "get": "got gotten",
	"draw": "drew drawn", "show": "shown", "quit": "quitting", "read": "read", "spend": "spent", "buy": "bought", "hurt": "hurt",
	"freeze": "froze frozen", "shut": "shutting", "downgrade": "downgraded", "overrun": "overran", "retake": "retook retaken",
	"undertake": "undertook", "deny": "denied", "ally": "allied", "rally": "rallied", "abandon": "abandoned", "die": "died dying",
	"gunman": "gunmen", "spy": "spied", "summit": "summits", "ring": "rang rung", "host": "hosted", "see": "saw seen",
	"overthrow": "overthrew overthrown", "sink": "sank sunk", "sweep": "swept", "catch": "caught", "tear": "tore torn", "greenlight": "greenlit",
	"shake": "shook shaken", "feed": "fed", "keep": "kept", "ratify": "ratified",
}

// bases are the lemmas of the irregular forms.
var bases = func() map[string]string {
	all := map[string]string{}
	for base, forms := range irregular {
		for _, form := range strings.Fields(forms) {
			all[form] = base
		}
	}
	return all
}()

// knowIrregular gives irregular verbs their lemma where the lemmatiser left the form:
// "overran".
func (t *tree) knowIrregular(d *dictionary) {
	for i := range t.tokens {
		if t.lemma[i] == t.lower[i] && t.isVerb(i) && len(d.verbs[t.lemma[i]]) == 0 {
			if base := bases[t.lower[i]]; base != "" {
				t.lemma[i] = base
			}
		}
	}
}

// inflections are the regular forms of a lemma, and the irregular ones listed above.
func inflections(lemma string, isVerb bool) []string {
	forms := []string{lemma + "s", lemma + "es"}
	if strings.HasSuffix(lemma, "y") {
		forms = append(forms, lemma[:len(lemma)-1]+"ies", lemma[:len(lemma)-1]+"ied")
	}
	if isVerb {
		stem := strings.TrimSuffix(lemma, "e")
		last := lemma[len(lemma)-1:]
		forms = append(forms, lemma+"d", stem+"ed", stem+"ing", lemma+"ing", lemma+last+"ed", lemma+last+"ing")
	}
	return append(forms, strings.Fields(irregular[lemma])...)
}
