// Package cameo reads the codes that tables of events are coded in (ICEWS, GDELT, PETRARCH): which relation of the ontology
// an event code stands for, and what sort of actor a type code.
package cameo

import (
	_ "embed"
	"strings"
	"sync"

	"entente/internal/diplo"
	"entente/internal/fold"
)

// Event is what an event code stands for in the ontology.
type Event struct {
	Code     string // as CAMEO writes it: "173", "0871"
	Relation diplo.Relation
	// Inverse tells that the ontology tells it from the other side: who hosts a visit is visited.
	Inverse bool
}

// relations gives codes their relation; a code that is not there has that of the code without its last digit. A
// statement (01) is no relation between two.
var relations = map[string]diplo.Relation{
	"02": "URGED",
	"03": "PROMISED",
	"04": "SPOKE_TO", "042": "VISITED", "043": "VISITED", "044": "MET", "045": "MEDIATED", "046": "NEGOTIATED_WITH",
	"05": "SUPPORTED", "054": "RECOGNIZED", "055": "APOLOGIZED_TO", "057": "SIGNED_WITH",
	"06": "COOPERATED_WITH",
	"07": "AIDED", "072": "ARMED", "074": "ARMED", "075": "SHELTERED",
	"08": "CONCEDED_TO", "084": "RELEASED", "085": "LIFTED_SANCTIONS_ON", "087": "WITHDREW_FROM", "0871": "CEASED_FIRE_WITH",
	"09": "INVESTIGATED",
	"10": "DEMANDED",
	"11": "CRITICIZED", "112": "ACCUSED", "115": "SUED", "116": "CONVICTED",
	"12": "REJECTED", "129": "VETOED",
	"13": "THREATENED",
	"14": "PROTESTED_AGAINST",
	"15": "MOBILIZED_AGAINST",
	"16": "SUSPENDED", "161": "BROKE_TIES_WITH", "163": "SANCTIONED", "166": "EXPELLED",
	"17": "BANNED", "171": "SEIZED", "173": "DETAINED", "174": "DEPORTED", "175": "ATTACKED", "176": "HACKED",
	"18": "ATTACKED", "181": "ABDUCTED", "1823": "KILLED", "186": "KILLED",
	"19": "ATTACKED", "191": "BLOCKADED", "192": "CAPTURED",
	"20": "ATTACKED", "201": "DEPORTED", "202": "KILLED", "203": "KILLED",
}

// EventOf is what an event code ("173", also "1731" or "73" with its zero lost) or the name of one ("Make a visit") stands for.
// A statement has no relation. It tells false for what is no code.
func EventOf(text string) (Event, bool) {
	text = strings.TrimSpace(text)
	code := text
	if named, ok := codeOf()[fold.String(text)]; ok {
		code = named
	}
	if len(code) < 2 || len(code) > 4 || strings.Trim(code, "0123456789") != "" {
		return Event{}, false
	}
	if root := code[:2]; root < "01" || root > "20" {
		// A table that went through a spreadsheet has lost the zero in front.
		if code = "0" + code; len(code) > 4 || code[:2] < "01" || code[:2] > "09" {
			return Event{}, false
		}
	}
	e := Event{Code: code, Inverse: strings.HasPrefix(code, "043")}
	for prefix := code; len(prefix) >= 2 && e.Relation == ""; prefix = prefix[:len(prefix)-1] {
		e.Relation = relations[prefix]
	}
	return e, true
}

// Statement tells whether the code is of what somebody says without doing anything to another.
func (e Event) Statement() bool { return strings.HasPrefix(e.Code, "01") }

//go:embed names.tsv
var names string

// codeOf gives the code of each name, folded.
var codeOf = sync.OnceValue(func() map[string]string {
	codes := map[string]string{}
	for line := range strings.Lines(names) {
		if code, name, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && !strings.HasPrefix(line, "#") {
			codes[fold.String(name)] = code
		}
	}
	return codes
})

// nouns are what people call the actors that the first type code of an actor is of, as one would say "the … of France". A
// state itself has none.
var nouns = map[string]string{
	"GOV": "government", "MIL": "armed forces", "COP": "police", "JUD": "court", "LEG": "parliament", "SPY": "intelligence service",
	"OPP": "opposition", "REB": "rebels", "SEP": "separatists", "INS": "insurgents", "UAF": "armed group", "RAD": "militants", "CRM": "criminals",
	"CVL": "civilians", "REF": "refugees", "LAB": "workers", "EDU": "students", "HLH": "doctors", "MED": "journalists", "BUS": "companies",
	"MNC": "companies", "ELI": "officials", "PTY": "party", "AGR": "farmers", "DEV": "officials", "ENV": "activists", "HRI": "activists",
	"MOD": "opposition",
}

// Noun is what people call the actors of a type code ("police" for COP), "" for one that is not known.
func Noun(typeCode string) string { return nouns[typeCode] }
