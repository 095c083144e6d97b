package main

import (
	"fmt"
	"io"
	"strings"

	"entente/internal/diplo"
	"entente/loader"
)

// explain writes a reading for people.
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
	names := namesOf(&r.Result.Coded)
	for _, m := range leadMentions(&r.Result.Coded) {
		fmt.Fprintf(&b, "\n  %s\n", headline(m, names))
		fmt.Fprintf(&b, "    “%s”\n", strings.Join(strings.Fields(m.Quote), " "))
		fmt.Fprintf(&b, "    bytes %d–%d, trigger “%s” at %d, confidence %.2f\n", m.Sentence.Start, m.Sentence.End, m.Trace.Words, m.Trigger.Start, m.Confidence)
		for _, part := range []struct{ name, reason string }{
			{"frame", m.Trace.Frame}, {"source", m.Trace.Source}, {"target", m.Trace.Target}, {"action", m.Trace.Action},
			{"date", m.Trace.Date}, {"modality", m.Trace.Modality},
		} {
			if part.reason != "" {
				fmt.Fprintf(&b, "    %s: %s\n", part.name, part.reason)
			}
		}
	}
	if len(r.Result.Coded.Mentions) == 0 {
		b.WriteString("  no event\n")
	}
	if len(r.Result.Dropped) > 0 {
		b.WriteString("\n  not coded:\n")
		for _, d := range r.Result.Dropped {
			fmt.Fprintf(&b, "    “%s” at %d: %s\n", strings.Join(strings.Fields(d.Words), " "), d.Sentence.Start, d.Reason)
		}
	}
	b.WriteByte('\n')
	_, err := io.WriteString(out, b.String())
	return err
}

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
