package loader

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/internal/fold"
)

// Outlets are what a user says of outlets, by their folded names.
type Outlets map[string]Outlet

// Outlet is where an outlet is, as an ISO 3166-1 alpha-3 code, and how far it is relied on; each "" when nobody has said so.
type Outlet struct {
	Country     string
	Reliability diplo.Reliability
}

// ReadOutlets reads a table of outlets: on each line a name, a country and a grade from A to F, with tabs between them; the last two may
// be left out. Empty lines, those that begin with "#", and a heading that begins with "outlet" say nothing. A line that is wrong is
// diplo.Invalid.
func ReadOutlets(in io.Reader) (Outlets, error) {
	outlets := Outlets{}
	lines := bufio.NewScanner(in)
	for number := 1; lines.Scan(); number++ {
		line := strings.TrimRight(strings.TrimPrefix(lines.Text(), "\uFEFF"), " \t\r")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := append(strings.Split(line, "\t"), "", "")
		for i := range fields {
			fields[i] = strings.TrimSpace(fields[i])
		}
		name := fold.String(fields[0])
		outlet := Outlet{strings.ToUpper(fields[1]), diplo.Reliability(strings.ToUpper(fields[2]))}
		_, twice := outlets[name]
		switch {
		case number == 1 && name == "outlet":
			continue
		case len(fields) > 5 || name == "":
			return nil, wrongOutlet(number, "it has an outlet, a country and a grade, with tabs between them")
		case outlet.Country != "" && len(outlet.Country) != 3:
			return nil, wrongOutlet(number, "%q is not the code of a country, such as FRA", fields[1])
		case outlet.Reliability != "" && !slices.Contains(diplo.Reliabilities(), outlet.Reliability):
			return nil, wrongOutlet(number, "%q is not a grade from A, reliable, to E, unreliable, or F, which can't be judged", fields[2])
		case twice:
			return nil, wrongOutlet(number, "%s stands there twice", fields[0])
		}
		outlets[name] = outlet
	}
	if err := lines.Err(); err != nil {
		return nil, diplo.Errorf(diplo.Invalid, "the table of outlets: %w", err)
	}
	return outlets, nil
}

func wrongOutlet(line int, format string, args ...any) error {
	return diplo.Errorf(diplo.Invalid, "line %d of the table of outlets: %s", line, fmt.Sprintf(format, args...))
}

// Grade puts what is said of the document's outlet into the document.
func (o Outlets) Grade(d *extract.Document) {
	if d.Outlet == "" || len(o) == 0 {
		return
	}
	outlet := o[fold.String(d.Outlet)]
	d.Country, d.Reliability = outlet.Country, outlet.Reliability
}
