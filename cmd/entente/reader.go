package main

import (
	"entente/internal/actors"
	"entente/internal/extract"
	"entente/internal/judge"
	"entente/internal/text/english"
)

// readerFlag is how articles are read.
type readerFlag struct {
	Reader string `help:"How articles are read: ${enum}. judged has a model weigh what the frames found, drop what is unlikely and add what they missed; frames does without it, four times as fast." enum:"judged,frames" default:"judged" env:"ENTENTE_READER"`
}

// extractor makes the reader of articles with all that it knows.
func (f readerFlag) extractor() *extract.Extractor {
	reader := extract.New(english.New(), actors.Default())
	if f.Reader == "frames" {
		return reader
	}
	return reader.JudgedBy(judge.Default())
}
