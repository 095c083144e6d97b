package diplo

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Evidence is a mention with what its article contributes to the event.
type Evidence struct {
	Mention *Mention
	Cluster ClusterID
	Outlet  string // "" when unknown
	// Reliability is that of the outlet.
	Reliability Reliability
	Reported    Day
}

// Evidence is what a mention in the article contributes to its event.
func (a *Article) Evidence(m *Mention) Evidence {
	return Evidence{Mention: m, Cluster: a.Cluster, Outlet: a.Outlet, Reliability: a.Reliability, Reported: a.Reported}
}

// Fold makes an event of all its evidence, which must not be empty. The claim is that of the
// surest report; the rest is counted over all. The order of evidence does not matter.
// Status is Current and Recorded is left to the store.
func Fold(evidence []Evidence) Event {
	lead := slices.MinFunc(evidence, func(a, b Evidence) int { return compareSurety(a.Mention, b.Mention) }).Mention
	e := Event{ID: lead.Event, Claim: lead.Claim, Status: Current, FirstReported: NoDay}
	articles := map[ArticleID]bool{}
	ids := make([]ClusterID, len(evidence))
	for i, ev := range evidence {
		ids[i] = ev.Cluster
	}
	clusterOf, outletOfCluster := clusters(ids), map[ClusterID]string{}
	for _, ev := range evidence {
		articles[ev.Mention.Article] = true
		cluster := clusterOf[ev.Cluster]
		if known, seen := outletOfCluster[cluster]; !seen || known == "" || (ev.Outlet != "" && ev.Outlet < known) {
			outletOfCluster[cluster] = ev.Outlet
		}
		if ev.Reported != NoDay && (e.FirstReported == NoDay || ev.Reported < e.FirstReported) {
			e.FirstReported = ev.Reported
		}
		e.Confidence.Extraction = max(e.Confidence.Extraction, ev.Mention.Confidence)
		e.Confidence.Reliability = max(e.Confidence.Reliability, ev.Reliability.Weight())
	}
	outlets := map[string]bool{}
	for cluster, outlet := range outletOfCluster {
		if outlet == "" {
			outlet = string(cluster)
		}
		outlets[outlet] = true
	}
	e.ArticleCount, e.OutletCount = len(articles), len(outlets)
	e.Confidence.Corroboration = 1 - math.Pow(0.5, float64(e.OutletCount-1))
	told := e.Confidence.Extraction + (1-e.Confidence.Extraction)*e.Confidence.Corroboration/2
	e.Confidence.Value = relied(told, e.Confidence.Reliability)
	return e
}

// compareSurety orders mentions: foreground before background, asserted before claimed,
// higher confidence first, then by id, so that one is always the first.
func compareSurety(a, b *Mention) int {
	if a.Background != b.Background {
		if b.Background {
			return -1
		}
		return 1
	}
	return cmp.Or(
		cmp.Compare(a.Modality.rank(), b.Modality.rank()),
		cmp.Compare(b.Confidence, a.Confidence),
		strings.Compare(string(a.ID), string(b.ID)),
	)
}

// MergeActors makes one record of two with the same id, whichever came first.
func MergeActors(a, b Actor) Actor {
	merged := Actor{ID: a.ID, Kind: min(a.Kind, b.Kind), Name: betterName(a.Name, b.Name), Code: max(a.Code, b.Code)}
	names := append(slices.Clone(a.Aliases), b.Aliases...)
	names = append(names, a.Name, b.Name)
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		if name != "" && name != merged.Name {
			merged.Aliases = append(merged.Aliases, name)
		}
	}
	return merged
}

// MergeActions makes one record of two with the same id, whichever came first.
func MergeActions(a, b Action) Action {
	return Action{ID: a.ID, Name: betterName(a.Name, b.Name), DoneBy: max(a.DoneBy, b.DoneBy), Event: max(a.Event, b.Event)}
}

// betterName prefers the name with more bytes (it has its accents and its middle
// name), then the first in byte order.
func betterName(a, b string) string {
	if len(a) != len(b) {
		if len(a) > len(b) {
			return a
		}
		return b
	}
	return min(a, b)
}
