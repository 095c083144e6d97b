package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

//go:generate go test . -run ^TestTheNoticesAreThoseOfWhatIsInTheProgram$ -update

// licences are those that what is in the program may have, by words that stand in their texts.
var licences = []struct{ name, words string }{
	{"Apache-2.0", "apache license version 2.0"}, {"MIT", "permission is hereby granted, free of charge"}, {"BSD", "redistribution and use in source and binary forms"},
	{"MPL-2.0", "mozilla public license version 2.0"}, // as long as its files are unchanged
	{"ISC", "permission to use, copy, modify, and/or distribute this software"}, {"ISC", "permission to use, copy, modify, and distribute this software"},
}

func licenceOf(text string) string {
	plain := strings.ToLower(strings.Join(strings.Fields(text), " "))
	if strings.Contains(plain, "mozilla public license, version 2.0") { // which names the others, as what one may choose
		return "MPL-2.0"
	}
	for _, copyleft := range []string{"gnu general public", "gnu lesser", "gnu affero", "server side public", "business source"} {
		if strings.Contains(plain, copyleft) {
			return copyleft
		}
	}
	for _, l := range licences {
		if strings.Contains(strings.ReplaceAll(plain, ",", ""), strings.ReplaceAll(l.words, ",", "")) {
			return l.name
		}
	}
	return ""
}

func TestALicenceIsKnownByItsWords(t *testing.T) {
	for text, want := range map[string]string{
		"Permission is hereby granted, free of\n charge, to any person": "MIT", "Apache License\n   Version 2.0, January 2004": "Apache-2.0", "GNU Lesser General Public": "gnu lesser", "All rights reserved.": "",
	} {
		if got := licenceOf(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// modules are those in the program on any system that it is built for, with the folder of each.
func modules(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, system := range []string{"linux", "darwin", "windows"} {
		list := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Replace}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}", ".")
		list.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
		list.Stderr = os.Stderr
		out, err := list.Output()
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(out)) {
			if name, dir, _ := strings.Cut(strings.TrimSpace(line), "\t"); name != "" && name != "entente" {
				found[strings.TrimSpace(name)] = dir
			}
		}
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	found["Go and its standard library"] = strings.TrimSpace(string(root))
	return found
}

// texts are the licences and notices that stand in a folder.
func texts(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, entry := range entries {
		name := strings.ToUpper(entry.Name())
		if entry.IsDir() || !strings.HasPrefix(name, "LICEN") && !strings.HasPrefix(name, "COPYING") && !strings.HasPrefix(name, "NOTICE") || strings.HasSuffix(name, ".GO") {
			continue
		}
		content, err := os.ReadFile(filepath.Join(dir, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, strings.TrimSpace(strings.ReplaceAll(string(content), "\r\n", "\n")))
	}
	return all
}

const noticesHead = `entente is under the Apache License 2.0. Its towns are from GeoNames (https://www.geonames.org), CC BY 4.0; its model of English is under CC BY-SA 4.0
and was trained on text by the authors of Wikipedia; its judge goes back to all-MiniLM-L6-v2 (https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2),
Apache License 2.0, which was trained further. What is in the program beside its own, unchanged, and under what licence follows; the source of a
module is at its name.

`

func TestTheNoticesAreThoseOfWhatIsInTheProgram(t *testing.T) {
	found := modules(t)
	names := []string{}
	for name := range found {
		names = append(names, name)
	}
	slices.Sort(names)
	var order []string
	whose := map[string][]string{} // by text
	for _, name := range names {
		all := texts(t, found[name])
		if len(all) == 0 {
			t.Errorf("%s has no licence in %s", name, found[name])
		}
		for i, text := range all {
			if licence := licenceOf(text); i == 0 && !slices.ContainsFunc(licences, func(l struct{ name, words string }) bool { return l.name == licence }) {
				t.Errorf("%s is under a licence that may not be in the program: %q", name, licence)
			}
			if whose[text] == nil {
				order = append(order, text)
			}
			whose[text] = append(whose[text], name)
		}
	}
	for _, path := range []string{"../../internal/explorer/pages/dist/LICENSES", "../../internal/explorer/playground/LICENSES"} {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.TrimSpace(string(content))
		order = append(order, text)
		whose[text] = []string{"libraries in " + strings.TrimPrefix(path, "../../internal/explorer/")}
	}
	var page strings.Builder
	page.WriteString(noticesHead)
	for _, text := range order {
		fmt.Fprintf(&page, "%s\n%s\n\n%s\n\n\n", strings.Repeat("=", 80), strings.Join(whose[text], "\n"), text)
	}
	if *update {
		if err := os.WriteFile("NOTICES.txt", []byte(page.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if notices != page.String() && !*update {
		t.Error("NOTICES.txt is not that of what is in the program: go generate ./cmd/entente")
	}
}

func TestVersionTellsTheLicences(t *testing.T) {
	got := call(t, "", nil, "version", "--licences")
	for _, words := range []string{"github.com/klauspost/compress", "Permission is hereby granted", "preact", "GeoNames", "Go and its standard library"} {
		if got.code != ok || !strings.Contains(got.out, words) {
			t.Errorf("%q is not in it: %.200s", words, got.err)
		}
	}
}
