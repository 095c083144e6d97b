package lemma

import "strings"

// Past is the past tense of a verb given by its lemma ("say" → "said"); of
// "be" it is the singular.
func Past(lemma string) string {
	if past, ok := pasts[lemma]; ok {
		return past
	}
	n := len(lemma)
	switch {
	case n == 0:
		return lemma
	case lemma[n-1] == 'e':
		return lemma + "d"
	case lemma[n-1] == 'y' && n > 1 && !vowel(lemma[n-2]):
		return lemma[:n-1] + "ied"
	case lemma[n-1] == 'c':
		return lemma + "ked"
	case undouble[lemma+lemma[n-1:]], doubles[lemma]:
		return lemma + lemma[n-1:] + "ed"
	}
	return lemma + "ed"
}

// PastOnly gives the irregular pasts that are no participle: "spoke" beside
// "spoken", but not "met".
func PastOnly() []string {
	participles, forms := map[string]bool{}, []string{}
	each := func(use func(base, pasts, participles string)) {
		for entry := range strings.SplitSeq(verbs, ";") {
			parts := strings.Fields(entry)
			use(parts[0], parts[1], parts[2])
		}
	}
	each(func(_, _, list string) {
		for form := range strings.SplitSeq(list, "/") {
			participles[form] = true
		}
	})
	each(func(base, list, _ string) {
		for form := range strings.SplitSeq(list, "/") {
			if !participles[form] && form != base && !strings.HasSuffix(form, "ed") {
				forms = append(forms, form)
			}
		}
	})
	return forms
}

// doubles are verbs that double another last consonant than "l".
var doubles = set(strings.TrimSpace(`stop drop shop chop hop swap wrap trap tap map scrap snap slap cap clap strap zap step ship strip equip slip trip whip rip tip
	clip drip flip grip sip zip dip chip skip nip kidnap ban plan scan pin spin grin win jam ram slam cram dim skim swim bar spar scar star mar stir occur incur deter refer prefer defer infer
	confer transfer permit submit admit commit omit emit remit transmit regret abet vet pat chat bat nod plod rob grab stab jab rub sub hug plug tag drag rig jog blog wag debug overlap worship rebut abut acquit`))
