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
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"

	"entente/internal/text/english"
	"entente/internal/text/parse"
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
	from := flags.String("from", "", "the parser goes on from the weights of this model")
	seed := flags.Uint64("seed", 1, "seed of the orders in which sentences are seen")
	rounds := flags.Int("rounds", 7, "passes of tagger and namer")
	parserRounds := flags.Int("parser-rounds", 7, "passes of the parser")
	patience := flags.Int("patience", 3, "corrections before the parser admits a feature; tagger and namer wait for one less")
	limit := flags.Int("limit", 0, "train on the first so many sentences only, 0 for all")
	var pruning perceptron.Pruning
	flags.Float64Var(&pruning.Scale, "scale", 0.5, "averaged weight that one step of a kept weight stands for")
	flags.IntVar(&pruning.Least, "least", 4, "smallest weight to keep")
	arcPruning := perceptron.Pruning{}
	flags.Float64Var(&arcPruning.Scale, "parser-scale", 0.8, "the same for the parser's weights")
	flags.IntVar(&arcPruning.Least, "parser-least", 1, "the same for the parser's weights")
	startScale := flags.Float64("from-scale", 0.8, "the -parser-scale of the model named by -from")
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
	var start []byte
	if path := cmp.Or(*namerOnly, *from); path != "" {
		if start, err = os.ReadFile(path); err != nil {
			return err
		}
	}
	p := plan{seed: *seed, rounds: *rounds, parserRounds: *parserRounds, tagPatience: max(1, *patience-1), namePatience: max(1, *patience-1), arcPatience: *patience, pruning: pruning, arcPruning: arcPruning, startScale: *startScale, log: log}
	bytes, err := p.model(c, start, *namerOnly != "")
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

// model trains everything and gives the model file. With the file of another
// model to start from, the parser goes on from that one's; or, if so asked, the namer
// only is trained and the rest taken from there.
func (p plan) model(c *corpus, start []byte, namerOnly bool) ([]byte, error) {
	second := c.augment(c.train, partNounySecond, rand.New(rand.NewPCG(p.seed, 8)))
	c.train = c.augment(c.train, partNouny, rand.New(rand.NewPCG(p.seed, 7)))
	fmt.Fprintf(p.log, "%d sentences after augmenting, %d in the second set\n", len(c.train), len(second))
	tags := len(c.tags.names)
	bytes := english.Header(nil, c.tags.names, c.labels.names, c.entity.names)
	var tagger, parser []byte
	if start != nil {
		var err error
		if tagger, parser, _, err = english.Parts(start, bytes); err != nil {
			return nil, err
		}
	}
	crossed := p.crossTags(c.train, tags)
	namer := func() []byte {
		return p.encode("namer", p.namer(c.train, crossed, c.entity.names, c.tags.names), p.pruning)
	}
	if namerOnly {
		return slices.Concat(bytes, tagger, parser, namer()), nil
	}
	maps.Copy(crossed, p.crossTags(second, tags))
	others := make(chan []byte)
	go func() {
		fine := p.pruning // the tagger's weights are few and small
		fine.Least = (fine.Least + 1) / 2
		twice := slices.Concat(second, c.train)
		others <- p.encode("tagger", p.tagger(twice, p.rounds, tags), fine)
		others <- namer()
	}()
	sets := [][]*example{projective(c.train), projective(second)}
	arcs, err := p.parser(sets, crossed, len(c.labels.names), parse.FiniteOf(c.tags.names), parser)
	if err != nil {
		return nil, err
	}
	return slices.Concat(bytes, <-others, p.encode("parser", arcs, p.arcPruning), <-others), nil
}

// encode gives the bytes of what was learnt.
func (p plan) encode(what string, trainer *perceptron.Trainer, pruning perceptron.Pruning) []byte {
	out := trainer.Encode(nil, pruning)
	fmt.Fprintf(p.log, "%s: %.1f MB\n", what, float64(len(out))/1e6)
	return out
}

// projective gives the examples in which no two arcs cross.
func projective(examples []*example) []*example {
	var out []*example
	for _, e := range examples {
		if e.projective() {
			out = append(out, e)
		}
	}
	return out
}
