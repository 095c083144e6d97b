package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/loader"
)

// explain writes a reading for people: sentence by sentence what hangs on what in it, the events that it tells with the reasons of
// each part, and what was considered and not told.
func explain(out io.Writer, r *loader.Reading) error {
	var b strings.Builder
	article := &r.Result.Coded.Article
	day := article.Reported.String()
	if day == "" {
		day = "undated"
	}
	fmt.Fprintf(&b, "%s, %s (%s)\n", articleID(&r.Document), day, strings.ToLower(string(article.Basis)))
	for _, warning := range article.Warnings {
		fmt.Fprintf(&b, "  ! %s\n", warning)
	}
	names, told := namesOf(&r.Result.Coded), leadMentions(&r.Result.Coded)
	silent := 0
	for i := range r.Result.Sentences {
		s := &r.Result.Sentences[i]
		span := diplo.Span(s.Span)
		events := slices.DeleteFunc(slices.Clone(told), func(m *diplo.Mention) bool { return m.Sentence != span })
		dropped := slices.DeleteFunc(slices.Clone(r.Result.Dropped), func(d extract.Dropped) bool { return d.Sentence != span })
		if len(events)+len(dropped) == 0 {
			silent++
			continue
		}
		fmt.Fprintf(&b, "\n  “%s”\n  bytes %d–%d\n\n", oneLine(s.Of(article.Text)), s.Start, s.End)
		drawArcs(&b, article.Text, s, "      ")
		for _, m := range events {
			explainEvent(&b, m, names)
		}
		if len(dropped) > 0 {
			b.WriteString("\n    not coded:\n")
		}
		for _, d := range dropped {
			fmt.Fprintf(&b, "      “%s” at %d: %s\n", oneLine(d.Words), d.Trigger.Start, d.Reason)
		}
	}
	switch sentences := len(r.Result.Sentences); {
	case sentences == 0:
		b.WriteString("\n  no event: no word in it may tell one\n")
	case len(told) == 0:
		fmt.Fprintf(&b, "\n  no event in %d sentences\n", sentences)
	case silent > 0:
		fmt.Fprintf(&b, "\n  %d of %d sentences tell no event, and no word in them may be one\n", silent, sentences)
	}
	b.WriteByte('\n')
	_, err := io.WriteString(out, b.String())
	return err
}

func explainEvent(b *strings.Builder, m *diplo.Mention, names names) {
	fmt.Fprintf(b, "\n    %s\n", headline(m, names))
	fmt.Fprintf(b, "      %-8s %s, on “%s” at %d; confidence %.2f\n", "rule", m.Trace.Frame, oneLine(m.Trace.Words), m.Trigger.Start, m.Confidence)
	for _, part := range []struct{ name, reason string }{
		{"source", m.Trace.Source}, {"target", m.Trace.Target}, {"about", m.Trace.Action},
		{"date", m.Trace.Date}, {"place", whereFrom(m)}, {"held as", heldAs(m)},
	} {
		if part.reason != "" {
			fmt.Fprintf(b, "      %-8s %s\n", part.name, oneLine(part.reason))
		}
	}
}

// heldAs tells how the sentence holds the event and why; "" for a plain assertion.
func heldAs(m *diplo.Mention) string {
	held := strings.ToLower(string(m.Modality))
	if m.Background {
		held += ", in passing"
	}
	switch {
	case m.Trace.Modality != "":
		return held + ": " + m.Trace.Modality
	case m.Modality == diplo.Asserted && !m.Background:
		return ""
	}
	return held
}

// whereFrom tells where the place of an event was taken from.
func whereFrom(m *diplo.Mention) string {
	p := &m.Place
	if p.Name == "" {
		return ""
	}
	reason := "“" + p.Name + "” of this sentence"
	if !strings.Contains(m.Quote, p.Name) {
		reason = p.Name + ": the one country of the article, or told where the act is told again"
	}
	if p.Country != "" {
		reason += ", " + p.Country
	}
	if p.Latitude != 0 || p.Longitude != 0 {
		reason += fmt.Sprintf(" (%.2f, %.2f)", p.Latitude, p.Longitude)
	}
	return reason
}

// oneLine is a text without its line breaks.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// headline is an event in a line: "Jane Doe (FRA) CONDEMNED Norland (NOR): the offensive · 2023-09-19 · ASSERTED".
func headline(m *diplo.Mention, names names) string {
	actor := func(id diplo.ActorID) string {
		a := names.actor(id)
		switch {
		case a == nil:
			return "—"
		case a.Code == nil:
			return a.Name
		}
		return a.Name + " (" + *a.Code + ")"
	}
	line := actor(m.Source) + " " + string(m.Relation) + " " + actor(m.Target)
	if action := names.actions[m.Action]; action != "" {
		line += ": " + action
	}
	when := m.Date.String()
	if when == "" {
		when = "undated"
	}
	line += " · " + when
	if m.Place.Name != "" {
		line += " · " + m.Place.Name
	}
	line += " · " + string(m.Modality)
	if by := names.actor(m.AttributedTo); by != nil {
		line += " by " + by.Name
	}
	if m.Background {
		line += " · background"
	}
	return line
}
