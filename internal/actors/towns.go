package actors

import (
	"strconv"
	"strings"

	"entente/internal/diplo"
)

// readTown adds a town of the gazetteer. Its name may be that of many things, so that it
// counts only where the annotator saw a place; what the other tables name comes first.
func (b *Base) readTown(row []string) error {
	if b.trie.has(row[0]) {
		return nil
	}
	p := place{Place: diplo.Place{Name: row[0], Country: row[1]}, city: true, town: true}
	var err error
	if p.Latitude, err = strconv.ParseFloat(row[2], 64); err != nil {
		return err
	}
	if p.Longitude, err = strconv.ParseFloat(row[3], 64); err != nil {
		return err
	}
	index := int32(len(b.places))
	b.places = append(b.places, p)
	b.trie.add(row[0], false, entry{kind: entryPlace, index: index})
	if key := nameKey(row[0]); !known(b.placeNames, key) {
		b.placeNames[key] = index
	}
	return nil
}

// namesWater tells whether the words before make the name that of a strait, gulf or the like:
// "the Straits of Tiran".
func (sr *sentenceReading) namesWater(first int) bool {
	if sr.lower(first-1) != "of" || !capitalised(sr.form(first-2)) {
		return false
	}
	switch sr.lower(first - 2) {
	case "city", "town", "port", "province", "state", "district", "region", "republic", "governorate", "prefecture", "county", "emirate", "principality":
		return false
	}
	return sr.tag(first-2) == "NNP" || sr.tag(first-2) == "NNPS"
}

// isLocation tells whether the annotator named all of the tokens as a place.
func (sr *sentenceReading) isLocation(first, last int) bool {
	for t := first; t <= last; t++ {
		if name := sr.sentence.Tokens[t].Name; !strings.HasSuffix(name, "-GPE") && !strings.HasSuffix(name, "-LOC") {
			return false
		}
	}
	return true
}
