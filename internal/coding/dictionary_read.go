package coding

import (
	"bufio"
	"fmt"
	"io/fs"
	"sort"
	"strconv"
	"strings"

	"entente/internal/diplo"
)

// knownOptions are the flags that a frame may carry; frames/FORMAT.md explains each.
var knownOptions = wordSet{
	"react": true, "light": true, "alone": true, "state": true, "place": true, "content": true,
	"pair": true, "anonymous": true, "mutual": true, "nosource": true, "weapon": true, "victim": true,
	"nominal": true, "any": true, "self": true, "actor": true, "partner": true, "home": true, "official": true, "body": true,
	"person": true, "executive": true, "armed": true, "placename": true, "claimed": true, "people": true, "infinitive": true, "single": true, "own": true, "subjunctive": true,
}

// readDictionary reads the word lists and then the frames, which may name the lists.
func readDictionary(files fs.FS) (*dictionary, error) {
	d := &dictionary{
		verbs: map[string][]*frame{}, nouns: map[string][]*frame{}, adjectives: map[string][]*frame{},
		classes: map[string]wordSet{}, triggers: map[string]bool{}, hyphenated: wordSet{},
	}
	names, err := fs.Glob(files, "frames/*.txt")
	if err != nil {
		return nil, err
	}
	for _, words := range []bool{true, false} {
		for _, name := range names {
			if (name == "frames/words.txt") != words {
				continue
			}
			read := d.readFrames
			if words {
				read = d.readWords
			}
			if err := eachLine(files, name, read); err != nil {
				return nil, err
			}
		}
	}
	for _, list := range []map[string][]*frame{d.verbs, d.nouns, d.adjectives} {
		for _, frames := range list {
			sort.SliceStable(frames, func(i, j int) bool { return frames[i].weight() > frames[j].weight() })
		}
	}
	d.collectHyphenated()
	d.collectTriggers()
	return d, nil
}

// collectHyphenated lists the words with a hyphen that frames and classes know.
func (d *dictionary) collectHyphenated() {
	note := func(word string) {
		if strings.Contains(word, "-") {
			d.hyphenated[word] = true
		}
	}
	for _, class := range d.classes {
		for word := range class {
			note(word)
		}
	}
	for _, f := range d.frames {
		note(f.lemma)
		for _, n := range f.needs {
			for word := range n.words {
				note(word)
			}
		}
	}
}

// weight puts the more exacting frames of a trigger first.
func (f *frame) weight() int {
	w := 0
	for _, n := range f.needs {
		switch {
		case n.not:
			w++
		case n.words == nil:
			w += 2
		default:
			w += 3
		}
	}
	if f.particle != "" {
		w += 2
	}
	return w
}

// eachLine calls read with every line that holds something and its origin.
func eachLine(files fs.FS, name string, read func(section, line, origin string) error) error {
	file, err := files.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	section, number := "", 0
	for lines := bufio.NewScanner(file); lines.Scan(); {
		number++
		line, _, _ := strings.Cut(lines.Text(), "#")
		line = strings.TrimSpace(line)
		origin := fmt.Sprintf("%s:%d", name, number)
		switch {
		case line == "":
		case strings.HasPrefix(line, "["):
			section = strings.Trim(line, "[]")
		default:
			if err := read(section, line, origin); err != nil {
				return fmt.Errorf("%s: %w", origin, err)
			}
		}
	}
	return nil
}

// readWords adds a line of words to the class of the section.
func (d *dictionary) readWords(section, line, origin string) error {
	if section == "" {
		return fmt.Errorf("words before the first [class]")
	}
	if d.classes[section] == nil {
		d.classes[section] = wordSet{}
	}
	for _, word := range strings.Fields(line) {
		if class, ok := strings.CutPrefix(word, "@"); ok {
			if d.classes[class] == nil {
				return fmt.Errorf("class @%s is not defined above", class)
			}
			for w := range d.classes[class] {
				d.classes[section][w] = true
			}
			continue
		}
		d.classes[section][strings.ReplaceAll(word, "_", " ")] = true
	}
	return nil
}

// readFrames reads "verb condemn denounce ; to=obj ; react" under a [RELATION].
func (d *dictionary) readFrames(section, line, origin string) error {
	relation, err := diplo.ParseRelation(section)
	if err != nil {
		return err
	}
	fields := strings.Split(line, ";")
	words := strings.Fields(fields[0])
	if len(words) < 2 {
		return fmt.Errorf("%q names no trigger", line)
	}
	shape := frame{relation: relation, kind: kind(words[0]), options: map[string]bool{}, score: 0.8, origin: origin}
	switch shape.kind {
	case verbKind:
		shape.from = []slot{slotSubject}
	case nounKind:
		shape.from = []slot{slotPossessor, "by", slotLight, slotModifier}
	case adjKind:
		shape.from = []slot{slotSubject}
	default:
		return fmt.Errorf("%q is neither verb, noun nor adj", words[0])
	}
	for _, field := range fields[1:] {
		if err := d.readField(&shape, strings.TrimSpace(field)); err != nil {
			return err
		}
	}
	for _, trigger := range words[1:] {
		f := shape
		f.lemma, f.particle, _ = strings.Cut(trigger, "+")
		switch f.kind {
		case verbKind:
			d.verbs[f.lemma] = append(d.verbs[f.lemma], &f)
		case nounKind:
			d.nouns[f.lemma] = append(d.nouns[f.lemma], &f)
		case adjKind:
			d.adjectives[f.lemma] = append(d.adjectives[f.lemma], &f)
		}
		d.frames = append(d.frames, &f)
	}
	return nil
}

func (d *dictionary) readField(f *frame, field string) error {
	if option := field; knownOptions[option] {
		f.options[option] = true
		return nil
	}
	key, value, ok := strings.Cut(field, "=")
	if !ok {
		if key, value, ok = strings.Cut(field, ":"); !ok {
			return fmt.Errorf("option %q is not known", field)
		}
		n := need{slot: slot(strings.TrimPrefix(key, "!")), not: strings.HasPrefix(key, "!")}
		if value != "*" {
			n.words = wordSet{}
			for _, word := range strings.Split(value, "|") {
				if class, isClass := strings.CutPrefix(word, "@"); isClass {
					if d.classes[class] == nil {
						return fmt.Errorf("class @%s is not defined", class)
					}
					for w := range d.classes[class] {
						n.words[w] = true
					}
					continue
				}
				n.words[strings.ReplaceAll(word, "_", " ")] = true
			}
		}
		f.needs = append(f.needs, n)
		return nil
	}
	switch key {
	case "from":
		f.from = readSlots(value)
	case "to":
		f.to = readSlots(value)
	case "about":
		f.about = readSlots(value)
	case "score":
		score, err := strconv.ParseFloat(value, 64)
		if err != nil || score <= 0 || score > 1 {
			return fmt.Errorf("score %q is not in (0, 1]", value)
		}
		f.score = score
	default:
		return fmt.Errorf("key %q is not known", key)
	}
	return nil
}

func readSlots(value string) []slot {
	var slots []slot
	for _, s := range strings.Split(value, ",") {
		if s != "" {
			slots = append(slots, slot(s))
		}
	}
	return slots
}
