package neo4j

import "entente/internal/diplo"

// mentionRecord is the whole of a mention but its quote.
func mentionRecord(m *diplo.Mention) string {
	r := make(record, 0, 384)
	r.text(string(m.ID))
	r.text(string(m.Event))
	r.text(string(m.Article))
	r.claim(&m.Claim)
	for _, span := range []diplo.Span{m.Sentence, m.Trigger, m.SourceSpan, m.TargetSpan} {
		r.span(span)
	}
	r.fraction(m.Confidence)
	r.text(m.Extractor)
	for _, text := range []string{m.Trace.Frame, m.Trace.Words, m.Trace.Source, m.Trace.Target, m.Trace.Action, m.Trace.Date, m.Trace.Modality} {
		r.text(text)
	}
	return string(r)
}

// readMention makes the mention of its record and its quote.
func readMention(text, quote string) (*diplo.Mention, error) {
	r := &recorded{rest: text}
	m := &diplo.Mention{
		ID: diplo.MentionID(r.text()), Event: diplo.EventID(r.text()), Article: diplo.ArticleID(r.text()), Claim: r.claim(),
		Sentence: r.span(), Trigger: r.span(), SourceSpan: r.span(), TargetSpan: r.span(), Quote: quote,
		Confidence: r.fraction(), Extractor: r.text(),
		Trace: diplo.Trace{
			Frame: r.text(), Words: r.text(), Source: r.text(), Target: r.text(), Action: r.text(), Date: r.text(), Modality: r.text(),
		},
	}
	return m, r.done("a mention")
}

// The properties of a REPORTED_IN edge, in the order of reportRow: what people look for and sentences are found by, and the
// record of it all. The first mention of a sentence stands for it in searches.
var reportProperties = propertyMap(2, []string{"id", "sentence", "start", "end", "trigger", "extractor", "words", "stands", "record"})

var cypherReports = `
UNWIND $rows AS r
MATCH (e:Event) WHERE id(e) = r[0]
MATCH (a:Article) WHERE id(a) = r[1]
CREATE (e)-[:REPORTED_IN ` + reportProperties + `]->(a)`

// reportRow draws the edge from an event's node to an article's.
func reportRow(event, article int64, text string, m *preparedMention) []any {
	var stands, start, end any
	if m.stands {
		stands = true
	}
	if m.Sentence != (diplo.Span{}) {
		start, end = int64(m.Sentence.Start), int64(m.Sentence.End)
	}
	return []any{
		event, article, string(m.ID), orNull(m.Quote), start, end, orNull(wordsAt(text, m.Trigger)), orNull(m.Extractor),
		orNull(foldedWords(m.Quote)), stands, m.record,
	}
}
