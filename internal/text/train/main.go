// Command train makes the English model and says how well it does.
//
//	go run ./internal/text/train -treebank FILE.conll.gz -out DIR
//
// trains tagger, namer and parser on a treebank of seven columns, less a
// twentieth of its items, writes DIR/model.bin and prints the scores on that
// twentieth. The same treebank, seed and rounds give the same bytes.
//
//	go run ./internal/text/train -parse FILE
//
// reads one sentence a line and writes each parsed by the built-in model, in
// ten columns, with a blank line after it.
//
//	go run ./internal/text/train -roles internal/text/train/testdata/roles.txt
//
// says how well it tells who did what to whom.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"

	"entente/internal/text/english"
	"entente/internal/text/perceptron"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(args []string, out, log io.Writer) error {
	flags := flag.NewFlagSet("train", flag.ContinueOnError)
	treebank := flags.String("treebank", "", "treebank to train on, seven columns, may be gzipped")
	dir := flags.String("out", ".", "where to write model.bin")
	file := flags.String("parse", "", "sentences to parse, one a line")
	roles := flags.String("roles", "", "sentences with marked roles to score the model on")
	showErrors := flags.Bool("errors", false, "with -roles, write the errors of the half that may be looked at")
	modelPath := flags.String("model", "", "model to use with -parse, -roles or -test instead of the built-in one")
	test := flags.Bool("test", false, "only score the model on the treebank's held-out part")
	mended := flags.Bool("mend", true, "mend the errors of the treebank that show; without it, score against it as it is")
	namerOnly := flags.String("namer-only", "", "train the namer only; tagger and parser are those of this model")
	seed := flags.Uint64("seed", 1, "seed of the orders in which sentences are seen")
	rounds := flags.Int("rounds", 7, "passes of tagger and namer")
	parserRounds := flags.Int("parser-rounds", 7, "passes of the parser")
	patience := flags.Int("patience", 3, "corrections before the parser admits a feature; tagger and namer wait for one less")
	limit := flags.Int("limit", 0, "train on the first so many sentences only, 0 for all")
	var pruning perceptron.Pruning
	flags.Float64Var(&pruning.Scale, "scale", 0.5, "averaged weight that one step of a kept weight stands for")
	flags.IntVar(&pruning.Least, "least", 4, "smallest weight to keep")
	if err := flags.Parse(args); err != nil {
		return err
	}
	var model *english.Model
	if *modelPath != "" {
		bytes, err := os.ReadFile(*modelPath)
		if err != nil {
			return err
		}
		if model, err = english.Decode(bytes); err != nil {
			return err
		}
	}
	if *file != "" {
		return parseFile(*file, model, out)
	}
	if *roles != "" {
		return reportRoles(out, model, *roles, *showErrors)
	}
	if *treebank == "" {
		return errors.New("name a treebank with -treebank, or sentences with -parse or -roles")
	}
	c, err := readCorpus(*treebank)
	if err != nil {
		return err
	}
	fmt.Fprintf(log, "%d sentences to train on, %d held out\n", len(c.train), len(c.held))
	if *mended {
		c.mend(log)
	}
	if *test {
		return report(out, model, c)
	}
	if *limit > 0 {
		c.train = c.train[:min(*limit, len(c.train))]
	}
	var kept []byte
	if *namerOnly != "" {
		if kept, err = os.ReadFile(*namerOnly); err != nil {
			return err
		}
	}
	p := plan{seed: *seed, rounds: *rounds, parserRounds: *parserRounds, tagPatience: max(1, *patience-1), namePatience: max(1, *patience-1), arcPatience: *patience, pruning: pruning, log: log}
	bytes, err := p.model(c, kept)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(*dir, "model.bin"), bytes, 0o644); err != nil {
		return err
	}
	if model, err = english.Decode(bytes); err != nil {
		return err
	}
	fmt.Fprintf(out, "model.bin: %.1f MB\n", float64(len(bytes))/1e6)
	return report(out, model, c)
}

// model trains everything and gives the model file; with a model to keep, it
// trains the namer only and takes the rest from there.
func (p plan) model(c *corpus, kept []byte) ([]byte, error) {
	twice := c.augment(c.train, partNounyTags, rand.New(rand.NewPCG(p.seed, 8)))
	c.train = c.augment(c.train, partNouny, rand.New(rand.NewPCG(p.seed, 7)))
	twice = append(twice, c.train...)
	fmt.Fprintf(p.log, "%d sentences after augmenting, %d for the tagger\n", len(c.train), len(twice))
	tags := len(c.tags.names)
	bytes := english.Header(nil, c.tags.names, c.labels.names, c.entity.names)
	crossed := p.crossTags(c.train, tags)
	namer := func() []byte {
		out := p.namer(c.train, crossed, c.entity.names, c.tags.names).Encode(nil, p.pruning)
		fmt.Fprintf(p.log, "namer: %.1f MB\n", float64(len(out))/1e6)
		return out
	}
	if kept != nil {
		part, err := english.BeforeNamer(kept, bytes)
		if err != nil {
			return nil, err
		}
		return append(part, namer()...), nil
	}
	named := make(chan []byte, 2)
	go func() {
		fine := p.pruning // the tagger's weights are few and small
		fine.Least = (fine.Least + 1) / 2
		out := p.tagger(twice, p.rounds, tags).Encode(nil, fine)
		fmt.Fprintf(p.log, "tagger: %.1f MB\n", float64(len(out))/1e6)
		named <- out
		named <- namer()
	}()
	var projective []*example
	for _, e := range c.train {
		if e.projective() {
			projective = append(projective, e)
		}
	}
	parser := p.parser(projective, crossed, len(c.labels.names)).Encode(nil, p.pruning)
	fmt.Fprintf(p.log, "parser: %.1f MB\n", float64(len(parser))/1e6)
	bytes = append(bytes, <-named...)
	bytes = append(bytes, parser...)
	return append(bytes, <-named...), nil
}
