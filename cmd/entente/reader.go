package main

import (
	"entente/internal/actors"
	"entente/internal/extract"
	"entente/internal/judge"
	"entente/internal/text/english"
)

// readerFlag is how articles are read.
type readerFlag struct {
	Reader string `help:"How articles are read: ${enum}. judged has a model weigh each sentence, drop what is unlikely and add what the frames missed: better at short reports, several times as slow." enum:"frames,judged" default:"frames" env:"ENTENTE_READER"`
}

// extractor makes the reader of articles with all that it knows.
func (f readerFlag) extractor() *extract.Extractor {
	reader := extract.New(english.New(), actors.Default())
	if f.Reader == "judged" {
		return reader.JudgedBy(judge.Default())
	}
	return reader
}
