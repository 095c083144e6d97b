package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/internal/quality"
	"entente/loader"
	"entente/loader/source"
)

type qualityCommand struct {
	Paths       []string `arg:"" name:"gold" help:"Labelled files (.jsonl, .gold.json with its text beside it) or folders of them."`
	Half        string   `help:"Items to score, by the hash of their ids: ${enum}; all also scores the halves of reports apart." enum:"dev,unseen,all" default:"all"`
	Format      string   `help:"Form of the report: ${enum}." enum:"text,json" default:"text"`
	Errors      int      `help:"Show this many items of the dev half that were read wrongly." placeholder:"N"`
	Predictions string   `help:"Write what was read into a file for each set in this folder, for other scorers." placeholder:"FOLDER"`
	readerFlag
}

// Help is shown below the usage.
func (qualityCommand) Help() string {
	return `Reads the texts anew and compares the events with those of the coding: precision, recall and F1 with 95 % intervals, by level and by event
type, and the causes of errors. The report holds figures only, and the same reading gives the same report.

Examples:

  entente quality testdata/articles
  entente quality reports.jsonl --half dev --errors 20
  entente quality gold/ --format json > report.json`
}

// Validate keeps the unseen half unseen.
func (c *qualityCommand) Validate() error {
	switch {
	case c.Errors < 0:
		return errors.New("--errors: a number of items, not less than 0")
	case c.Errors > 0 && c.Half == string(quality.Unseen):
		return errors.New("--errors shows no items of the unseen half: nobody may look into what is only to be measured")
	case c.Errors > 0 && c.Format == "json":
		return errors.New("--errors shows texts, which a report in JSON has no place for")
	}
	return nil
}

// Run scores the sets.
func (c *qualityCommand) Run(ctx context.Context, w *world) error {
	var sets []quality.Set
	for _, path := range c.Paths {
		opened, err := quality.Open(path)
		if err != nil {
			return err
		}
		sets = append(sets, opened...)
	}
	extractor := c.extractor()
	report := quality.Report{Reader: extractor.Version(), Measured: diplo.DayOf(w.Now()).String()}
	var mistakes strings.Builder
	for _, set := range sets {
		set = set.Part(quality.Half(c.Half))
		told, err := tell(ctx, w, extractor, &set)
		if err != nil {
			return err
		}
		if set.Half == quality.All && set.Form == quality.Reports {
			for _, half := range []quality.Half{quality.Dev, quality.Unseen} {
				report.Sets = append(report.Sets, quality.Score(set.Part(half), told))
			}
		}
		report.Sets = append(report.Sets, quality.Score(set, told))
		if c.Predictions != "" {
			if err := writePredictions(filepath.Join(c.Predictions, set.Name+".jsonl"), set, told); err != nil {
				return err
			}
		}
		if err := quality.WriteErrors(&mistakes, set, told, c.Errors); err != nil {
			return err
		}
	}
	if c.Format == "json" {
		return report.WriteJSON(w.Out)
	}
	if err := report.WriteText(w.Out); err != nil {
		return err
	}
	_, err := io.WriteString(w.Out, mistakes.String())
	return err
}

func writePredictions(path string, set quality.Set, told quality.Told) (err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return quality.WriteTold(file, set, told)
}

// tell reads the items of the set. One that can't be read tells nothing, and the user hears of it.
func tell(ctx context.Context, w *world, extractor loader.Extractor, set *quality.Set) (quality.Told, error) {
	told := quality.Told{}
	for reading := range loader.Read(ctx, extractor, items(set), false) {
		if reading.Skip != nil {
			w.say("%sskipped %s: %s", promptText, reading.Skip.Name, reading.Skip.Reason)
			continue
		}
		told[reading.Document.Key] = eventsOf(&reading.Result.Coded)
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("stopped while reading %s: %w", set.Name, err)
	}
	return told, nil
}

// items are the texts of the set as documents. A day that can't be understood is none.
func items(set *quality.Set) iter.Seq[source.Item] {
	return func(yield func(source.Item) bool) {
		for _, item := range set.Items {
			published, err := diplo.ParseDay(item.Date)
			if err != nil {
				published = diplo.NoDay
			}
			if !yield(source.Item{Document: extract.Document{Source: set.Name + ":" + item.ID, Key: item.ID, Published: published, Text: item.Text}}) {
				return
			}
		}
	}
}

// eventsOf gives what was read in the form of a coding, each event once, in the order of the text.
func eventsOf(coded *diplo.CodedArticle) []quality.Event {
	names := namesOf(coded)
	var events []quality.Event
	for _, m := range leadMentions(coded) {
		e := quality.Event{
			Source: names.labelled(m.Source), Relation: string(m.Relation), Target: names.labelled(m.Target),
			Modality: string(m.Modality), Background: m.Background, Date: m.Date.String(),
		}
		e.CAMEO.Source = names.cameo(m.Source, coded.Article.Text[m.SourceSpan.Start:m.SourceSpan.End])
		e.CAMEO.Target = names.cameo(m.Target, coded.Article.Text[m.TargetSpan.Start:m.TargetSpan.End])
		events = append(events, e)
	}
	return events
}

func (n names) labelled(id diplo.ActorID) *quality.Actor {
	actor := n.actor(id)
	switch {
	case actor == nil:
		return nil
	case actor.Code == nil:
		return &quality.Actor{Name: actor.Name}
	}
	return &quality.Actor{Name: actor.Name, Code: *actor.Code}
}

// cameo is an actor as CAMEO has it: the country, or IGO before the code of an international
// organisation and IMG before that of an armed group of no one country; and the words of the text, or else its name.
func (n names) cameo(id diplo.ActorID, words string) quality.CodedActor {
	a := n.actors[id]
	if a == nil {
		return quality.CodedActor{Text: words}
	}
	coded := quality.CodedActor{Code: a.Code, Text: words}
	if words == "" {
		coded.Text = a.Name
	}
	if _, country := actors.Default().Actor(diplo.CountryID(a.Code)); a.Code != "" && !country {
		coded.Code = "IGO" + a.Code
		if a.Kind == diplo.KindGroup {
			coded.Code = "IMG" + a.Code
		}
	}
	return coded
}
