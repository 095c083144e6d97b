package main

import (
	"net/netip"

	"entente/loader/fetch"
	"entente/loader/source"
)

// sourceFlags are those of the commands that read articles.
type sourceFlags struct {
	AllowNetwork []netip.Prefix `help:"Fetch from this network too, though its addresses are not public, such as 10.0.0.0/8." placeholder:"PREFIX" env:"ENTENTE_ALLOW_NETWORK"`
}

// set is the sources that the paths name.
func (f *sourceFlags) set(w *world, paths []string) *source.Set {
	return &source.Set{Paths: paths, In: w.In, Web: fetch.New(fetch.Options{UserAgent: "entente/" + version(), Private: f.AllowNetwork})}
}
