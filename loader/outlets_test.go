package loader_test

import (
	"strings"
	"testing"

	"entente/internal/diplo"
	"entente/loader"
)

func FuzzReadOutlets(f *testing.F) {
	for _, seed := range []string{"outlet\tcountry\tgrade\nThe Quay\tNOR\tB\n", "# none\n\n", "\ufeffThe Quay\nthe quay\n", "x\tNorway\t\n", "x\t\tZ\n", "\t\t\t\t\n", "a\tfra\te\textra\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		outlets, err := loader.ReadOutlets(strings.NewReader(text))
		if err != nil && diplo.KindOf(err) != diplo.Invalid {
			t.Fatalf("refused as %s: %v", diplo.KindOf(err), err)
		}
		for name, outlet := range outlets {
			if name == "" || outlet.Country != "" && len(outlet.Country) != 3 {
				t.Fatalf("%q is %+v", name, outlet)
			}
		}
	})
}
