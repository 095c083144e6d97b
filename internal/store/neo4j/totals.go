package neo4j

import (
	"context"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Numbers of nodes and edges are kept by the server; the days are the ends of indexes. Events of
// one day have no endDay, so the last day is the later one of the last start and the last end.
const cypherTotals = `
CALL () { MATCH (n:Actor) RETURN count(n) AS actors }
CALL () { MATCH (n:Action) RETURN count(n) AS actions }
CALL () { MATCH (n:Article) RETURN count(n) AS articles }
CALL () { MATCH (n:Event) RETURN count(n) AS events }
CALL () { MATCH ()-[r:REPORTED_IN]->() RETURN count(r) AS mentions }
CALL () {
  MATCH (e:Event) WHERE e.day > $noDay AND e.id IS NOT NULL
  WITH e.day AS day ORDER BY day LIMIT 1
  RETURN min(day) AS first
}
CALL () {
  MATCH (e:Event) WHERE e.day > $noDay AND e.id IS NOT NULL
  WITH e.day AS day ORDER BY day DESC LIMIT 1
  RETURN max(day) AS lastStart
}
CALL () {
  MATCH (e:Event) WHERE e.endDay > $noDay
  WITH e.endDay AS day ORDER BY day DESC LIMIT 1
  RETURN max(day) AS lastEnd
}
RETURN actors, actions, articles, events, mentions, first, lastStart, lastEnd`

// What was there at an instant is counted one by one.
var cypherPastTotals = `
CALL () { MATCH (n:Actor) RETURN count(n) AS actors }
CALL () { MATCH (n:Action) RETURN count(n) AS actions }
CALL () { MATCH (n:Article) WHERE ` + articleSince + ` <= $at RETURN count(n) AS present }
CALL () { MATCH (n:PastArticle) WHERE ` + wasThere("n") + ` RETURN count(n) AS past }
CALL () {
  MATCH (a:Article)<-[r:REPORTED_IN]-(:Event) WHERE ` + reportSince + ` <= $at
  RETURN count(r) AS reports
}
CALL () { MATCH (p:PastMention) WHERE ` + wasThere("p") + ` RETURN count(p) AS pastReports }
CALL () {
  CALL () {
    MATCH (e:Event) WHERE e.day IS NOT NULL AND e.id IS NOT NULL AND ` + eventSince + ` <= $at RETURN e
    UNION ALL
    MATCH (e:PastEvent) WHERE ` + wasThere("e") + ` RETURN e
  }
  RETURN count(e) AS events, min(CASE WHEN e.day > $noDay THEN e.day END) AS first,
    max(CASE WHEN e.day > $noDay THEN e.day END) AS lastStart, max(CASE WHEN e.endDay > $noDay THEN e.endDay END) AS lastEnd
}
RETURN actors, actions, present + past AS articles, events, reports + pastReports AS mentions, first, lastStart, lastEnd`

// Totals counts what is kept.
func (v view) Totals(ctx context.Context) (store.Totals, error) {
	rows, err := v.ask(ctx, v.either(cypherTotals, cypherPastTotals), parameters{"noDay": int64(diplo.NoDay)})
	if err != nil {
		return store.Totals{}, err
	}
	if len(rows) != 1 {
		return store.Totals{}, diplo.Errorf(diplo.Internal, "the totals came in %d rows", len(rows))
	}
	row := &rows[0]
	return store.Totals{
		Actors: row.count("actors"), Actions: row.count("actions"), Articles: row.count("articles"),
		Events: row.count("events"), Mentions: row.count("mentions"),
		FirstDay: row.day("first"), LastDay: max(row.day("lastStart"), row.day("lastEnd")),
	}, row.err
}
