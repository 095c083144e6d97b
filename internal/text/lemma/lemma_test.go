package lemma

import (
	"strings"
	"testing"
)

// Each line is a tag and then form:lemma pairs.
const wanted = `
VBD said:say met:meet held:hold spoke:speak told:tell struck:strike withdrew:withdraw began:begin lay:lie laid:lay found:find founded:found wounded:wound rose:rise raised:raise fell:fall felt:feel
VBD urged:urge visited:visit blocked:block freed:free agreed:agree denied:deny accused:accuse called:call killed:kill controlled:control banned:ban stopped:stop hoped:hope seized:seize fled:flee died:die
VBD invaded:invade created:create defeated:defeat focused:focus threatened:threaten imposed:impose released:release pledged:pledge shelled:shell vetoed:veto backed:back clashed:clash argued:argue resigned:resign
VBD signed:sign exchanged:exchange passed:pass pressed:press promised:promise halted:halt recognised:recognise recognized:recognize criticised:criticise condemned:condemn expelled:expel severed:sever travelled:travel
VBN taken:take given:give driven:drive sworn:swear shot:shoot sent:send built:build hit:hit broken:break overthrown:overthrow born:bear known:know arrested:arrest detained:detain drawn:draw sunk:sink
VBN killed:kill injured:injure captured:capture closed:close accused:accuse added:add boycotted:boycott committed:commit admitted:admit limited:limit targeted:target trafficked:traffic dragged:drag
VBZ says:say meets:meet has:have is:be does:do goes:go denies:deny dies:die accuses:accuse reaches:reach passes:pass vetoes:veto fixes:fix seizes:seize urges:urge focuses:focus launches:launch causes:cause
VBP are:be have:have lay:lay find:find found:found agree:agree
VB be:be hold:hold found:found wound:wound
VBG meeting:meet saying:say making:make leaving:leave running:run dying:die lying:lie seeing:see calling:call urging:urge bombing:bomb hitting:hit visiting:visit taking:take freeing:free bringing:bring using:use banning:ban refusing:refuse threatening:threaten ending:end
NNS leaders:leader countries:country men:man women:woman children:child people:people policemen:policeman wives:wife knives:knife relatives:relative crises:crisis bases:base cases:case buses:bus viruses:virus clashes:clash taxes:tax
NNS allies:ally ties:tie talks:talk forces:force houses:house losses:loss embargoes:embargo shoes:shoe criteria:criterion troops:troop species:species gunmen:gunman churches:church prizes:prize explosives:explosive thieves:thief lives:life
NNP Sanders:Sanders Rome:Rome
NNPS States:States
MD would:would 'll:will wo:will ca:can 'd:would
JJR better:good larger:large bigger:big heavier:heavy stronger:strong
JJS worst:bad deadliest:deadly largest:large latest:late
RB n't:not Never:never
POS 's:'s ’s:’s
PRP They:they
IN In:in`

func TestLemmas(t *testing.T) {
	for line := range strings.SplitSeq(strings.TrimSpace(wanted), "\n") {
		fields := strings.Fields(line)
		for _, pair := range fields[1:] {
			form, want, _ := strings.Cut(pair, ":")
			if got := Of(form, fields[0]); got != want {
				t.Errorf("%s %s: got %s, want %s", form, fields[0], got, want)
			}
		}
	}
}

func TestCapitalsDoNotMatterToVerbs(t *testing.T) {
	if got := Of("Met", "VBD"); got != "meet" {
		t.Error(got)
	}
}

func TestThePastLeadsBackToItsLemma(t *testing.T) {
	for lemma := range strings.FieldsSeq("say meet hold speak urge visit stop ban plan travel deny enjoy die veto traffic pass agree free accuse call admit panic focus clash resign read cut lead") {
		if got := Of(Past(lemma), "VBD"); got != lemma {
			t.Errorf("%s → %s → %s", lemma, Past(lemma), got)
		}
	}
	for lemma, want := range map[string]string{"say": "said", "stop": "stopped", "deny": "denied", "travel": "travelled", "visit": "visited", "be": "was", "": ""} {
		if got := Past(lemma); got != want {
			t.Errorf("past of %s: %s, want %s", lemma, got, want)
		}
	}
}

func TestPastsThatAreNoParticiples(t *testing.T) {
	list := " " + strings.Join(PastOnly(), " ") + " "
	for form, want := range map[string]bool{"spoke": true, "began": true, "withdrew": true, "came": true, "met": false, "hit": false, "spoken": false, "proved": false, "beat": false, "got": false} {
		if got := strings.Contains(list, " "+form+" "); got != want {
			t.Errorf("%s: %v, want %v", form, got, want)
		}
	}
}

func FuzzOf(f *testing.F) {
	for _, form := range []string{"", "s", "ed", "ing", "est", "er", "ies", "\xff", "Ünd", "ss", "'s", "sed"} {
		f.Add(form)
	}
	f.Fuzz(func(t *testing.T, form string) {
		for _, tag := range []string{"VB", "VBP", "VBD", "VBG", "VBZ", "VBN", "NN", "NNS", "NNP", "JJR", "JJS", "MD", "POS", "X"} {
			if Of(form, tag) == "" && form != "" {
				t.Errorf("%q %s has an empty lemma", form, tag)
			}
		}
		Past(form)
	})
}
