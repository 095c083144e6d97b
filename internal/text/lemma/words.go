package lemma

import "strings"

// verbs are the irregular ones: base, pasts (by "/"), participles (by "/"); a
// lone base repeats itself throughout.
const verbs = `
abide abode/abided abided; arise arose arisen; awake awoke awoken; bear bore borne/born; beat beat beaten; become became become; beget begot begotten;
begin began begun; bend bent bent; bet bet bet; bid bid/bade bid/bidden; bind bound bound; bite bit bitten; bleed bled bled; blow blew blown;
break broke broken; breed bred bred; bring brought brought; broadcast broadcast/broadcasted broadcast; build built built; burn burnt/burned burnt/burned;
burst burst burst; buy bought bought; cast cast cast; catch caught caught; choose chose chosen; cling clung clung; come came come; cost cost cost;
creep crept crept; cut cut cut; deal dealt dealt; dig dug dug; do did done; draw drew drawn; dream dreamt/dreamed dreamt; drink drank drunk; drive drove driven;
dwell dwelt dwelt; eat ate eaten; fall fell fallen; feed fed fed; feel felt felt; fight fought fought; find found found; flee fled fled; fling flung flung;
fly flew flown; forbid forbade forbidden; forecast forecast forecast; forego forewent foregone; foresee foresaw foreseen; foretell foretold foretold;
forget forgot forgotten; forgive forgave forgiven; forsake forsook forsaken; freeze froze frozen; get got got/gotten; give gave given; go went gone;
grind ground ground; grow grew grown; hang hung hung; have had had; hear heard heard; hide hid hidden; hit hit hit; hold held held; hurt hurt hurt;
inlay inlaid inlaid; keep kept kept; kneel knelt knelt; know knew known; lay laid laid; lead led led; lean leant/leaned leant; leap leapt/leaped leapt;
learn learnt/learned learnt; leave left left; lend lent lent; let let let; lie lay lain; light lit lit; lose lost lost; make made made; mean meant meant;
meet met met; mislead misled misled; misspeak misspoke misspoken; mistake mistook mistaken; misunderstand misunderstood misunderstood; mow mowed mown;
offset offset offset; outbid outbid outbid; outdo outdid outdone; outgrow outgrew outgrown; outlast outlasted outlasted; outrun outran outrun; outsell outsold outsold;
overcome overcame overcome; overdo overdid overdone; overhear overheard overheard; override overrode overridden; overrun overran overrun;
oversee oversaw overseen; overtake overtook overtaken; overthrow overthrew overthrown; partake partook partaken; pay paid paid; plead pleaded/pled pleaded;
prepay prepaid prepaid; prove proved proven; put put put; quit quit quit; read read read; rebuild rebuilt rebuilt; redo redid redone; redraw redrew redrawn; relay relayed relayed; remake remade remade;
repay repaid repaid; reset reset reset; resell resold resold; retake retook retaken; rethink rethought rethought; rewrite rewrote rewritten; rid rid rid; ride rode ridden; ring rang rung;
rerun reran rerun; rise rose risen; run ran run; say said said; see saw seen; seek sought sought; sell sold sold; send sent sent; set set set; sew sewed sewn; shake shook shaken;
shear sheared shorn; shed shed shed; shine shone shone; shoot shot shot; show showed shown; shrink shrank shrunk; shut shut shut; sing sang sung;
sink sank sunk; sit sat sat; slay slew slain; sleep slept slept; slide slid slid; sling slung slung; slit slit slit; smell smelt smelt; sow sowed sown; speak spoke spoken;
speed sped sped; spell spelt spelt; spend spent spent; spill spilt/spilled spilt; spin spun spun; spit spat spat; split split split; spoil spoilt/spoiled spoilt; spread spread spread;
spring sprang sprung; stand stood stood; steal stole stolen; stick stuck stuck; sting stung stung; stink stank stunk; stride strode stridden;
strike struck struck/stricken; string strung strung; strive strove striven; swear swore sworn; sweep swept swept; swell swelled swollen; swim swam swum; swing swung swung;
take took taken; teach taught taught; tear tore torn; tell told told; think thought thought; throw threw thrown; thrust thrust thrust; tread trod trodden;
undercut undercut undercut; undergo underwent undergone; understand understood understood; undertake undertook undertaken; undo undid undone; unwind unwound unwound;
uphold upheld upheld; upset upset upset; wake woke woken; wear wore worn; weave wove woven; weep wept wept; wet wet wet; win won won; wind wound wound;
withdraw withdrew withdrawn; withhold withheld withheld; withstand withstood withstood; wring wrung wrung; write wrote written; beset beset beset; behold beheld beheld;
recast recast recast; rebroadcast rebroadcast rebroadcast; outspend outspent outspent; overspend overspent overspent; interweave interwove interwoven; bestride bestrode bestridden; typeset typeset typeset; miscast miscast miscast; mishear misheard misheard; regrow regrew regrown; resend resent resent; unbind unbound unbound`

// others are forms that the table of three does not hold.
const others = `am be; is be; are be; was be; were be; been be; being be; has have; does do; goes go; having have; doing do; going go; lying lie; dying die; tying tie; vying vie;
untying untie; undergoes undergo; says say; would would; could could; should should; might might; may may; 'tis be; ai be; seeing see; fleeing flee; agreeing agree; freeing free; disagreeing disagree;
overseeing oversee; foreseeing foresee; guaranteeing guarantee; decreeing decree; refereeing referee; dyeing dye; singeing singe; shoeing shoe; canoeing canoe; eyeing eye;
fled flee; freed free; agreed agree; disagreed disagree; guaranteed guarantee; decreed decree; refereed referee; pedigreed pedigree; picnicked picnic; picnicking picnic; panicked panic; panicking panic; mimicked mimic;
mimicking mimic; trafficked traffic; trafficking traffic; frolicked frolic; bivouacked bivouac; taxied taxi; skied ski; hanged hang; bused bus; busing bus; gassed gas; gassing gas; quizzed quiz; quizzing quiz; quizzes quiz; hauled haul`

// listWithE are verbs in "e" that the rules would not see to be such.
const listWithE = `abate massacre codename nickname enshrine dope stockpile videotape oblige misuse centre swindle dwindle embezzle immolate titillate abdicate abide abridge absolve abuse accede accelerate accommodate accuse ache acknowledge acquiesce acquire activate adhere admire adore
advance advise agitate alienate allege alleviate allocate allude  amputate amuse announce apologise apologize appease appraise approve argue
arise arouse arrange arrive articulate ascribe aspire assassinate assume assure atone attribute authorise authorize avenge axe bake balance bare
barricade base battle become believe besiege bide bite blame blockade bore bounce brace brake breathe bribe bridge bruise budge bundle cable cage
cajole calculate capitulate capsize capture care carve cascade cause cease cede celebrate censure challenge chance change charge chase chide chime
choke choose circle cite cleanse clone close coalesce code coerce coincide collaborate collide collude combine come commence commune commute compare
compensate compete compile complete compose comprise compromise compute concede conclude condense condone cone confide confine confuse connive console
conspire constitute consume contravene contribute convalesce convene converse convince cope core corrode costume crease create cringe cripple cruise
crumble crusade culture cure curse damage dance dare date debate deceive decide declare decline decode decrease decree define defuse degrade delete
delude demote denote denounce deplete deplore depose deprive deride derive describe deserve desire determine detonate devise devolve devote dictate
die dilute dine disable disapprove discharge disclose disguise dislike dislodge dispense disperse dispose dispute dissolve dissuade distribute dive
divide divorce dodge dome dominate donate dose dote double douse downgrade drape dribble drive drone dupe ease educate elapse electrocute elevate
elope elude emerge emulate enable encircle enclose encode encourage endorse endure enforce engage enhance enlarge enquire enrage ensure entice entitle
equate erase erode escalate escape espouse evade evince evoke evolve examine  excite exclude excuse execute exercise exhale exhume exile
expedite expense experience expire explode explore expose extradite eye face fade fake fare fatigue feature fence figure file finance fine fire fixate
flare flee force forge forgive frame free freeze fudge fume fuse gamble game gape gauge gaze generate gesture give glance glare glide grade grapple
grate graze grease grieve gripe grope guarantee guide handle hate have hesitate hide hike hinge hire hole hone hope hostage house humble hustle hype
ignite ignore imagine immerse impede impinge implode implore impose improve improvise incense incite incline include increase induce influence
infringe infuse inhale injure inquire inscribe inspire institute insure intercede interfere intervene intrude invade invite invoke involve issue joke
judge juggle kettle knife lease leave lecture liberate license like line live loathe lodge lose lounge love lure make manage mandate manoeuvre
manufacture mature measure merge migrate mime mine mingle miscalculate misfire mistake mobilise move mute name negotiate noise nose note notice nudge
nurse nurture obscure observe oppose outline outpace outrage overcome override overrule oversee overtake owe pace paddle parachute parade pare parole
participate paste pause pave perfume persecute persevere perspire persuade peruse pervade phase phone phrase picture pierce pile pipe pirate place
plague plane please pleasure pledge plunge poise poke pole pollute pose postpone pounce practice practise praise precede preclude premise prepare
prescribe preserve preside pressure presume prime probe procreate procure produce profile promise promote pronounce propose prosecute prostitute
provide provoke prune pulse puncture purchase purge pursue puzzle queue quote race rage raise rake range rape rare rate ravage raze rebuke recapture
recede receive recite recline recognise recommence reconcile reconvene recreate recuse redefine reduce reference refine refuse refute rehearse
reimpose reinforce reinstate rejoice relate release relieve relocate remote remove rename renounce reprise repute require reroute reschedule rescue
resemble reserve reside resolve restore restructure resume retire retrieve reunite reuse revere reverse revise revive revoke revolve rewire rewrite
rhyme ride ridicule rinse rise role rope rotate rouse rule rupture sacrifice sale salute salvage sample sate save scale scare scene schedule scope
score scramble scrape scribble scrounge secede secure seduce seize sense sentence separate serve settle shade shake shame shape share shave shelve
shine shove shuffle side sideline sidle silence since site size slate slice slide slope smile smoke smuggle snare sneeze solve soothe source spare
spike splice square squeeze stage stake stampede stare starve state stole stone store streamline stride strike stripe strive stroke structure struggle
style submerge subscribe subside substitute suffice suicide supersede supervise suppose surface surge surprise survive  swathe swipe symbolise
table tackle take tame tape taste tease telephone televise tense terrorise terrorize texture throne tide tie tile time tire tolerate topple torture
tote trace trade traverse treasure tremble tribute trouble trounce tumble tune twine type umpire underline undermine unite update upgrade urge use
utilise utilize vaccinate value vandalise vandalize vape venture vie violate voice vote wade wage waive wake wane wave weave welcome whine white wipe
wire wobble wrestle write yoke zone`

// listPlain are verbs without "e" that the rules would give one.
const listPlain = `abandon add err ebb boycott abduct abet abolish abort abscond abstract accept access acclaim account act adapt addict address adjourn adjust administer admit admonish
adopt affect affirm afflict afford aid aim air alarm alert align allow alter amass ambush amend amount anchor anguish annex annoy annul anoint answer
apart appeal appear append applaud appoint approach arch arm arrest ascend ask assail assault assert assess assign assist astound attach attack attain
attempt attend attest attract auction audit augment author avail avert avoid await awaken award back bail bait balk ball band bang banish bank
bankrupt bar bark bash bask batter bawl beam bear beat behead behold belong bench bend benefit benight bequeath beset bestow bet betray bewitch bias
bill bind bisect blanket blast bleach bleed bless blind blink bloat block blood bloom blow bluff blur blush board boast boat boil bolster bolt bomb
bond book boom boost border borrow boss bound bow box braid brand brawl breach break breed brew bring broach broaden broker brook brush budget build
bull bump bunch buoy burgeon burn bus bust bypass call calm camp campaign cancel canvas canvass cap cash cast catch caucus caution cement censor chalk
channel chant char charm chart chat cheat cheer cherish chew chill chip chop churn claim clamp clang clap clash clear click climb clinch cling clip
cloak coach coast coat coax coil coin collect comb combat command commend comment commission commit compact compel complain complement compliment
compound compress conceal concern condition conduct confess confirm conflict conform confound confront connect consent consider consist constrain
construct consult contain contend contest contort contract contradict control convert convey convict convoy cook cordon correct correspond corrupt
cost cough counsel count counter court cover crack craft crash crawl cream credit creep crew croak crop cross crouch crow crunch crush cuff cull curl
curtail darken dart dash daunt deal debut decoy deduct deem deepen default defeat defect defend deflect defraud defund delay delight deliver demand
demolish depart depend depict deploy deport deposit depress derail descend desert design desist despair despatch destroy destruct detach detail detain
detect deter detest detour detract develop devour differ digest diminish dip direct disappear disappoint disarm disband discard discount discover
discuss dish dismiss dispatch dispel display disregard disrupt dissect dissent distil distill distinguish distort distract ditch divert divest dock
doctor document doom doubt download draft drain drawl dread dream drench dress drift drill drink drip droop drop duel dull dump dust dwell earn eat
edit effect eject elect embark embarrass emit employ empower enact encounter engineer enjoy enlist enrich enrol enroll entail enter entertain entreat
entrench entrust envelop equal equip erect erupt escort establish esteem etch evict exact exalt exceed excel except exclaim exempt exert exhaust
exhibit exhort exist exit expand expect expel experiment explain exploit export express extend extinguish extort extract factor fail faint fall farm
fast fasten fault favor favour fax fear feed feel fend ferment fetch fidget field fight fill film find finish firm fish fist fix flash flaunt flex
flick flinch fling flip float flock flood flourish flout flow flush foam focus foil fold follow ford forest forestall forget fork form format forward
foster found fox fragment freight fright frighten front frost fuel fulfil fulfill full function furl fuss gadget gain gallop gang gas gash gather get
gift gild gleam gloat gloss glow gossip govern grant grill grind grip groom gross ground group grow growl grunt guard guess gull gulp gust hack hail
halt hand handcuff hang happen harass harbor harbour harden harm harvest hash hasten hatch haul haunt hazard head heal heap hear heat heed heel
heighten helm help hew highlight hijack hint hiss hitch hoard hoax hold honor honour hook hop host hound hover howl hump hunch hunt hurl hush impact
impair impart impeach implement import impound impress inch incur index indict induct infect infest inflect inflict inform ingest inherit inhibit
inject ink insert insist inspect install instil instill instruct insult intend interact interest interpret interrupt intersect interview invent invert
invest itch jail jar jerk jet jilt join joint jolt joust jump keep kick kidnap kill kiss kneel knight knock label labor labour lack lament land
languish lash last latch laud laugh launch lead leak leap learn leash lend lent lessen let level lick lift light limit link list listen load lock loft
long look loom loop loosen lord lower lull lump lunch lurk lynch mail maim maintain mall manifest map mar march mark market marshal mash mask mass
match maul medal melt mend mention merit mess might milk mill mind mint mirror miss mist mix mock model mold monitor mop mount mourn mull munch murder
muster nail nap near need neglect neigh nest net network nip nourish number oak obey object obsess obstruct obtain occur offend offer oil omit open
oppress order oust overlook overwhelm pack paint pair panel parallel parcel pardon park part pass past pat patch patrol pattern pay peak peal pedal
peek peel peep peer pelt pencil perfect perform perish perk permit perplex persist pertain pervert pet petition pick picket pigment pinch pioneer
pitch plant plaster play plead plight plough plow plumb plummet poach point polish poll pond ponder pop portray position possess post pound pour pout
power prang pray preach predict prefer present press pretend prevail prevent preview prey prick print proceed process proclaim product profess profit
progress prohibit project prolong prompt prop propel prospect protect protest prowl publish puff pull pulp pump punch punish purr push quarrel quench
quest question quit racket raid rain ramp rank ransack rash rat ration reach react read reaffirm reap rebel rebuild recall reclaim recommend record
recount recover recruit redact redeem redirect redoubt reek reel refer refill reflect reform refrain refund refurbish regain regard register regret
regroup reign reject rejoin relax relinquish relish reload remain remark remember remind remit rend render renew repair repeal repeat repel report
represent reprimand request research resent resign resist resort respect respond rest restart restrain restrict result retain rethink retort retract
retreat return reveal revert review revolt reward rewind rework right ring rip risk rival roam roar roast rock rocket roll romp rook room roost round
roust rout row ruin rumour rush rust sack safeguard sail sanction scalp scamp scar scoff scold scoop scorch scour scout scowl scrap scratch scream
screw scroll seal seam search seat seed seek seem seep segment select sell send set sew shadow shark shatter shear shell shelter shield shift ship
shock shop shorten shout shovel show shower shrink shut sicken sift sigh sight sign signal silk sing sink sip six sketch skip slap slash sleep slew
slight slip slow slump small smart smash smear smell snap snarl snatch sneak sneer sniff snoop snort soak soar soften soil sojourn solicit sort sound
sow spank spar spark speak speed spell spend spill splash spoil sponsor sport spout sprawl spray spread sprint spur spurn squirm stack staff stain
stalk stall stamp stand star start stash station stay steal steam steel steer step stew stick stilt sting stint stir stitch stock stomp stop storm
stow strain strand strap stray stream strengthen stretch string strip stroll stuff subject submit subtract subvert succeed suffer suggest suit summon
supplement support suppress surmount surpass surrender surround survey suspect suspend sustain swallow swamp swap swarm sway sweep swell swing swirl
switch swoop tail taint talk tank tap tar target task taunt tax teach team tear teem tell tempt tend tender term test thank think thrash thread threat
threaten thrill throng throw thrust thwart ticket tight tighten till tilt tint tip toast toil toll top torch torment toss total touch tour tout tow
tower toy track trail train tramp transact transcend transform transgress transmit transport trap trash travel tread treat trespass trick trip troll
troop trump trumpet trust tunnel turn tutor twang twist uncover understand undress unfold unfurl unleash unload unlock unveil uphold upload vamp
vanish vanquish vault veer veil vet vex view visit void volunteer vomit vouch vow waft wait walk wall wallop wander want war warm warn wash watch
waver wax weaken wear weed week weep weigh weight weld west wet wheel whip whirl whisk widen wield will wilt wind wink wish witch withhold withstand
wonder word work worm worsen worship wound wrap wrench wretch wring wrong yank yearn yell yelp yield zap zip zoom`

// listUndouble are verbs in one "l" that is doubled before an ending.
const listUndouble = `travel cancel label model signal control patrol expel compel propel repel rebel dispel excel fulfil enrol annul instil distil level fuel channel tunnel shovel marshal counsel quarrel
equal total rival dial duel parcel panel pedal medal initial marvel grovel swivel unravel revel libel gel pummel funnel snivel carol extol cavil imperil impanel bedevil spiral refuel`

// listPlainS are words in a lone "s" that take "es".
const listPlainS = `focus bias gas bus canvas caucus virus campus bonus status census lens surplus circus chorus octopus apparatus prospectus mucus atlas alias pancreas genius walrus minibus syllabus corpus cactus radius
consensus exodus fetus crocus plus nexus terminus trolleybus coronavirus rhinoceros iris pelvis tennis christmas texas yes pus refocus omnibus abacus hiatus impetus discus thesaurus ibis trellis mantis metropolis`

// listPlurals are irregular plurals; a word that has no singular repeats itself.
const listPlurals = `people people; children child; schoolchildren schoolchild; grandchildren grandchild; men man; women woman; feet foot; teeth tooth; geese goose; mice mouse; lice louse; oxen ox; dice die; police police;
data datum; media medium; criteria criterion; phenomena phenomenon; bacteria bacterium; memoranda memorandum; referenda referendum; strata stratum; curricula curriculum; crises crisis; analyses analysis;
bases base; theses thesis; hypotheses hypothesis; diagnoses diagnosis; oases oasis; emphases emphasis; parentheses parenthesis; axes axis; appendices appendix; indices index; vertices vertex; alumni alumnus; cacti cactus; nuclei nucleus; fungi fungus; stimuli stimulus;
lives life; wives wife; knives knife; midwives midwife; thieves thief; leaves leaf; halves half; calves calf; loaves loaf; shelves shelf; selves self; wolves wolf; scarves scarf; headscarves headscarf; hooves hoof; elves elf; sheaves sheaf; housewives housewife;
heroes hero; potatoes potato; tomatoes tomato; tornadoes tornado; volcanoes volcano; mosquitoes mosquito; embargoes embargo; vetoes veto; echoes echo; torpedoes torpedo; cargoes cargo; buffaloes buffalo; mangoes mango; mottoes motto;
series series; species species; subspecies subspecies; headquarters headquarters; troops troop; sheep sheep; aircraft aircraft; means means; crossroads crossroads; barracks barracks; gallows gallows; politics politics; economics economics;
news news; thanks thanks; goods goods; personnel personnel; cattle cattle; spouses spouse; movies movie; zombies zombie; cookies cookie; rookies rookie; calories calorie; ties tie; lies lie; pies pie; eyries eyrie; selfies selfie; hippies hippie; prairies prairie; genies genie; collies collie; brownies brownie; bourgeoisies bourgeoisie;
aches ache; headaches headache; caches cache; avalanches avalanche; niches niche; creches creche; quiches quiche; moustaches moustache; mustaches mustache; psyches psyche; quizzes quiz; gentlemen gentleman; passers-by passer-by; those those; these these; us us; premises premise; clothes clothes; pants pants; trousers trousers; scissors scissors; alms alms; remains remains; proceeds proceeds; outskirts outskirt; axles axle; chassis chassis; corps corps; rendezvous rendezvous; kudos kudos; gas gas; bus bus; yes yes; ashes ash; passersby passerby; sisters-in-law sister-in-law; brothers-in-law brother-in-law; sons-in-law son-in-law`

const listDegrees = `better good; best good; worse bad; worst bad; more more; most most; less less; least least; further far; farther far; furthest far; farthest far; elder old; eldest old; later late; latest late; earlier early; earliest early;
larger large; largest large; closer close; closest close; safer safe; safest safe; wider wide; widest wide; stronger strong; strongest strong; longer long; longest long; younger young; youngest young; simpler simple; simplest simple; nicer nice; braver brave; finer fine; finest fine; purer pure; rarer rare; rarest rare; truer true; whiter white; bluer blue; tamer tame; poorer poor; sorer sore; severer severe; severest severe; fewer few; fewest few; lower low; lowest low; slower slow; slowest slow; newer new; newest new; other other; former former; latter latter; upper upper; inner inner; outer outer; over over; never never; ever ever; rather rather; together together; forest forest; honest honest; modest modest; fuller full; fullest full; taller tall; tallest tall; smaller small; smallest small; harsher harsh; cooler cool; coolest cool; free free; freer free; freest free; abler able; gentler gentle; humbler humble; subtler subtle; idler idle; cruder crude; hugest huge; crueler cruel; cleverer clever; staler stale; paler pale; sooner soon; soonest soon; later late; wiser wise; wisest wise; looser loose`

var (
	irregular, presents, pasts = irregularVerbs()
	withE                      = stems(listWithE)
	plain                      = set(listPlain)
	undouble                   = doubled(listUndouble)
	plainS                     = set(listPlainS)
	plurals                    = pairs(listPlurals)
	degrees                    = pairs(listDegrees)
)

// irregularVerbs gives forms to lemmas, bases that are also another verb's past
// ("lay", "found", "wound") to themselves, and bases to their first past.
func irregularVerbs() (forms, bases, past map[string]string) {
	forms, bases, past = pairs(others), map[string]string{}, map[string]string{"be": "was"}
	for entry := range strings.SplitSeq(verbs, ";") {
		parts := strings.Fields(entry)
		base := parts[0]
		past[base], _, _ = strings.Cut(parts[1], "/")
		for _, list := range parts[1:] {
			for form := range strings.SplitSeq(list, "/") {
				if _, taken := forms[form]; !taken {
					forms[form] = base
				}
			}
		}
	}
	for _, base := range strings.Fields("lay found wound bound ground felt saw left bore fell fed shed spat spit rent lit cost hit put cut set read run come become overcome overrun quit bet bid burst cast hurt let rid shut split spread thrust upset wet forecast broadcast offset beat cost") {
		bases[base] = base
	}
	return forms, bases, past
}

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

func stems(words string) map[string]string {
	out := map[string]string{}
	for w := range strings.FieldsSeq(words) {
		if w[len(w)-1] == 'e' {
			out[w[:len(w)-1]] = w
		}
	}
	return out
}

func doubled(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w+w[len(w)-1:]] = true
	}
	return out
}

func pairs(list string) map[string]string {
	out := map[string]string{}
	for entry := range strings.SplitSeq(list, ";") {
		if parts := strings.Fields(entry); len(parts) == 2 {
			out[parts[0]] = parts[1]
		}
	}
	return out
}
