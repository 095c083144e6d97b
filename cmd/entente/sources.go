package main

import (
	"fmt"
	"net/netip"
	"os"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"entente/loader"
	"entente/loader/fetch"
	"entente/loader/source"
)

// outletFlags say what is known of outlets.
type outletFlags struct {
	Outlets outletTable `help:"What is known of outlets: a table (.tsv) with an outlet, its country (FRA) and its reliability from A to F on each line." placeholder:"FILE" env:"ENTENTE_OUTLETS"`
}

// sourceFlags are those of the commands that read articles.
type sourceFlags struct {
	outletFlags
	AllowNetwork []netip.Prefix    `help:"Fetch from this network too, though its addresses are not public, such as 10.0.0.0/8." placeholder:"PREFIX" env:"ENTENTE_ALLOW_NETWORK"`
	Columns      map[string]string `help:"Headings of the columns of articles in CSV where they are others: text=Story,date=Day,…" placeholder:"FIELD=HEADING" mapsep:","`
	Encoding     textEncoding      `help:"Encoding of texts, JSON Lines and CSV that are not UTF-8, such as windows-1252. Web pages and feeds say theirs themselves." placeholder:"NAME" env:"ENTENTE_ENCODING"`
}

// outletTable is what a file says of outlets.
type outletTable struct {
	outlets loader.Outlets
}

// UnmarshalText takes the name of the file.
func (t *outletTable) UnmarshalText(name []byte) error {
	file, err := os.Open(string(name))
	if err != nil {
		return err
	}
	defer file.Close()
	t.outlets, err = loader.ReadOutlets(file)
	return err
}

// textEncoding is an encoding by its name on the web; its zero value is UTF-8.
type textEncoding struct{ encoding.Encoding }

// UnmarshalText takes a name of the WHATWG's list.
func (e *textEncoding) UnmarshalText(name []byte) error {
	found, err := htmlindex.Get(string(name))
	if err != nil {
		return fmt.Errorf("%q is not an encoding; examples are windows-1252, iso-8859-15, utf-16le, shift_jis", name)
	}
	if found == unicode.UTF8 {
		found = nil
	}
	e.Encoding = found
	return nil
}

// set is the sources that the paths name.
func (f *sourceFlags) set(w *world, paths []string) *source.Set {
	return &source.Set{Paths: paths, In: w.In, Columns: f.Columns, Encoding: f.Encoding.Encoding, Web: fetch.New(fetch.Options{UserAgent: "entente/" + version(), Private: f.AllowNetwork})}
}
