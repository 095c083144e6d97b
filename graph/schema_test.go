package graph_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph/generated"
	"entente/internal/diplo"
	"entente/internal/store"
)

func schemaFile(t *testing.T) *ast.Schema {
	t.Helper()
	text, err := os.ReadFile("../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphqls", Input: string(text)})
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestTheRelationsOfTheSchemaAreThoseOfTheOntologyWithTheirDescriptions(t *testing.T) {
	var want, got []string
	for _, info := range diplo.Ontology {
		want = append(want, string(info.Relation)+": "+info.Description)
	}
	for _, value := range schemaFile(t).Types["Relation"].EnumValues {
		got = append(got, value.Name+": "+value.Description)
	}
	if difference := cmp.Diff(want, got); difference != "" {
		t.Error(difference)
	}
}

func TestTheEventTypesOfTheSchemaAreThoseOfTheOntologyAndSayTheirQuadClass(t *testing.T) {
	var want, got []string
	for _, eventType := range diplo.EventTypes() {
		quad := strings.ToLower(strings.ReplaceAll(string(eventType.Quad()), "_", " "))
		want = append(want, string(eventType)+": "+quad)
	}
	for _, value := range schemaFile(t).Types["EventType"].EnumValues {
		quad, _, _ := strings.Cut(value.Description, ":")
		got = append(got, value.Name+": "+strings.ToLower(quad))
	}
	if difference := cmp.Diff(want, got); difference != "" {
		t.Error(difference)
	}
}

func TestTheOtherEnumsOfTheSchemaAreThoseOfTheDomain(t *testing.T) {
	schema := schemaFile(t)
	for name, want := range map[string][]string{
		"QuadClass":        texts(diplo.QuadClasses()),
		"ActorKind":        texts(diplo.ActorKinds()),
		"Modality":         texts(diplo.Modalities()),
		"Reliability":      texts(diplo.Reliabilities()),
		"EventStatus":      {string(diplo.Current), string(diplo.Corrected), string(diplo.Retracted)},
		"Dimension":        texts(store.Dimensions()),
		"SearchKind":       texts(store.SearchKinds()),
		"Scope":            {string(store.Self), string(store.Officials), string(store.Affiliated)},
		"EventOrder":       {string(store.NewestFirst), string(store.OldestFirst), string(store.RecentlyStoredFirst)},
		"ArticleDateBasis": {string(diplo.DateFromMetadata), string(diplo.DateFromDateline), string(diplo.DateFromText), string(diplo.DateFromMasthead), string(diplo.DateUnknown)},
		"DateBasis":        {string(diplo.BasisExplicit), string(diplo.BasisRelative), string(diplo.BasisPublication), string(diplo.BasisData), string(diplo.BasisCorrection), string(diplo.BasisNone)},
		"DatePrecision": {string(diplo.Undated), string(diplo.ToTheDay), string(diplo.ToTheWeek), string(diplo.ToTheMonth), string(diplo.ToTheYear),
			string(diplo.ToTheDecade), string(diplo.ToAnInterval)},
		"Role": {string(diplo.HeadOfState), string(diplo.HeadOfGovernment), string(diplo.ForeignMinister), string(diplo.DefenceMinister), string(diplo.Minister),
			string(diplo.Envoy), string(diplo.Official), string(diplo.Commander), string(diplo.HeadOfBody), string(diplo.Legislator), string(diplo.OtherRole)},
	} {
		var got []string
		for _, value := range schema.Types[name].EnumValues {
			got = append(got, value.Name)
		}
		if difference := cmp.Diff(want, got); difference != "" {
			t.Errorf("%s: %s", name, difference)
		}
	}
}

func texts[T ~string](values []T) []string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = string(v)
	}
	return list
}

func TestEverythingInTheSchemaIsDescribedInASentence(t *testing.T) {
	told := func(what, description string) {
		if description == "" || !strings.ContainsAny(description[len(description)-1:], ".…") {
			t.Errorf("%s is described as %q", what, description)
		}
	}
	for name, definition := range schemaFile(t).Types {
		if definition.BuiltIn {
			continue
		}
		told(name, definition.Description)
		for _, value := range definition.EnumValues {
			told(name+"."+value.Name, value.Description)
		}
		for _, field := range definition.Fields {
			if strings.HasPrefix(field.Name, "__") {
				continue
			}
			told(name+"."+field.Name, field.Description)
			for _, argument := range field.Arguments {
				told(name+"."+field.Name+"("+argument.Name+")", argument.Description)
			}
		}
	}
}

func TestTheGeneratedCodeIsOfTheSchemaFile(t *testing.T) {
	file, code := schemaFile(t), generated.NewExecutableSchema(generated.Config{}).Schema()
	for name, definition := range file.Types {
		other := code.Types[name]
		if other == nil {
			t.Errorf("the generated code has no type %s; run go generate ./graph", name)
			continue
		}
		if !slices.EqualFunc(definition.Fields, other.Fields, sameField) || definition.Description != other.Description {
			t.Errorf("type %s differs in the generated code; run go generate ./graph", name)
		}
	}
}

func sameField(a, b *ast.FieldDefinition) bool {
	return a.Name == b.Name && a.Description == b.Description && a.Type.String() == b.Type.String() &&
		slices.EqualFunc(a.Arguments, b.Arguments, func(x, y *ast.ArgumentDefinition) bool {
			return x.Name == y.Name && x.Description == y.Description && x.Type.String() == y.Type.String()
		})
}
