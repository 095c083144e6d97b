package graph_test

import (
	"bufio"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// release takes the schema over as the released one, when a version is released: go test ./graph -run Released -release. Declared breaks are then
// released, too, and can go from the list.
var release = flag.Bool("release", false, "take schema.graphqls over as the released schema")

const (
	released = "testdata/released.graphqls"
	declared = "testdata/breaks.txt"
)

func TestNothingThatWasReleasedBreaksUnlessItIsDeclared(t *testing.T) {
	now := readSchema(t, "../schema.graphqls")
	if *release {
		text, err := os.ReadFile("../schema.graphqls")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(released, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	allowed := readBreaks(t)
	for _, broken := range breaks(readSchema(t, released), now) {
		at := slices.Index(allowed, broken)
		if at < 0 {
			t.Errorf("clients of the released schema break: %s\nIf it has to be, declare it: add that line to %s, with a comment that says why", broken, declared)
			continue
		}
		allowed = slices.Delete(allowed, at, at+1)
	}
	for _, line := range allowed {
		t.Errorf("%s declares what does not break: %s", declared, line)
	}
}

func readSchema(t *testing.T, path string) *ast.Schema {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return schemaOf(t, string(text))
}

func schemaOf(t *testing.T, text string) *ast.Schema {
	t.Helper()
	schema, err := gqlparser.LoadSchema(&ast.Source{Input: text})
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func readBreaks(t *testing.T) []string {
	t.Helper()
	file, err := os.Open(declared)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var lines []string
	for scanner := bufio.NewScanner(file); scanner.Scan(); {
		if line := strings.TrimSpace(scanner.Text()); line != "" && !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	return lines
}

// breaks are the changes after which an operation that was valid is not any more, or has an answer that its client can't read, sorted. What is
// added breaks nothing, but for arguments and input fields that must be given.
func breaks(old, now *ast.Schema) []string {
	var found []string
	tell := func(parts ...string) { found = append(found, strings.Join(parts, "")) }
	for name, was := range old.Types {
		is := now.Types[name]
		switch {
		case was.BuiltIn:
			continue
		case is == nil:
			tell("type ", name, " is gone")
			continue
		case is.Kind != was.Kind:
			tell(name, " was ", string(was.Kind), " and is ", string(is.Kind))
			continue
		}
		for _, value := range was.EnumValues {
			if is.EnumValues.ForName(value.Name) == nil {
				tell(name, ".", value.Name, " is gone")
			}
		}
		for _, member := range was.Types {
			if !slices.Contains(is.Types, member) {
				tell(name, " has no member ", member, " any more")
			}
		}
		for _, implemented := range was.Interfaces {
			if !slices.Contains(is.Interfaces, implemented) {
				tell(name, " is no ", implemented, " any more")
			}
		}
		for _, field := range was.Fields {
			if strings.HasPrefix(field.Name, "__") {
				continue
			}
			path, same := name+"."+field.Name, is.Fields.ForName(field.Name)
			switch {
			case same == nil:
				tell(path, " is gone")
			case was.Kind == ast.InputObject:
				if !takesAll(field.Type, same.Type) {
					tell(path, " took ", field.Type.String(), " and takes ", same.Type.String())
				}
			default:
				if !takesAll(same.Type, field.Type) {
					tell(path, " was ", field.Type.String(), " and is ", same.Type.String())
				}
				found = append(found, brokenArguments(path, field.Arguments, same.Arguments)...)
			}
		}
		for _, field := range is.Fields {
			if is.Kind == ast.InputObject && was.Fields.ForName(field.Name) == nil && field.Type.NonNull && field.DefaultValue == nil {
				tell(name, ".", field.Name, " must be given")
			}
		}
	}
	for name, was := range old.Directives {
		is := now.Directives[name]
		if is == nil {
			tell("directive @", name, " is gone")
			continue
		}
		found = append(found, brokenArguments("@"+name, was.Arguments, is.Arguments)...)
	}
	slices.Sort(found)
	return found
}

func brokenArguments(path string, old, now ast.ArgumentDefinitionList) []string {
	var found []string
	for _, argument := range old {
		same := now.ForName(argument.Name)
		switch {
		case same == nil:
			found = append(found, path+"("+argument.Name+") is gone")
		case !takesAll(argument.Type, same.Type):
			found = append(found, path+"("+argument.Name+") took "+argument.Type.String()+" and takes "+same.Type.String())
		case defaultOf(argument) != defaultOf(same):
			found = append(found, path+"("+argument.Name+") was "+defaultOf(argument)+" by default and is "+defaultOf(same))
		}
	}
	for _, argument := range now {
		if old.ForName(argument.Name) == nil && argument.Type.NonNull && argument.DefaultValue == nil {
			found = append(found, path+"("+argument.Name+") must be given")
		}
	}
	return found
}

func defaultOf(argument *ast.ArgumentDefinition) string {
	if argument.DefaultValue == nil {
		return "nothing"
	}
	return argument.DefaultValue.String()
}

// takesAll tells whether every value of the narrow type is one of the wide type too: null, where one may be given or come, is what differs.
func takesAll(narrow, wide *ast.Type) bool {
	if wide.NonNull && !narrow.NonNull {
		return false
	}
	if narrow.Elem != nil && wide.Elem != nil {
		return takesAll(narrow.Elem, wide.Elem)
	}
	return narrow.Elem == nil && wide.Elem == nil && narrow.NamedType == wide.NamedType
}

func TestABreakIsSeenAndAnAdditionIsNone(t *testing.T) {
	const before = `
		directive @mark(by: String) on FIELD_DEFINITION
		type Query { a(x: Int, y: Int! = 1): [Thing!] b: String! c: U k: Kind }
		interface Named { name: String }
		type Thing implements Named { name: String size: Int }
		type Other { id: ID }
		union U = Thing | Other
		enum Kind { ONE TWO }
		input Where { like: String, least: Int! }
		type Uses { f(w: Where): Int }`
	replaced := func(old, new string) string {
		if !strings.Contains(before, old) {
			t.Fatalf("%q is not there", old)
		}
		return strings.Replace(before, old, new, 1)
	}
	for name, c := range map[string]struct {
		after string
		want  []string
	}{
		"nothing":                          {before, nil},
		"a new field":                      {replaced("b: String!", "b: String! d: Int"), nil},
		"a new type":                       {before + " type New { a: Int }", nil},
		"a new argument":                   {replaced("x: Int,", "x: Int, z: Int,"), nil},
		"a new enum value":                 {replaced("ONE TWO", "ONE TWO THREE"), nil},
		"an answer that is never null now": {replaced("size: Int", "size: Int!"), nil},
		"an argument that may be left out": {replaced("least: Int!", "least: Int"), nil},
		"a field that is gone":             {replaced("size: Int", ""), []string{"Thing.size is gone"}},
		"a field of another type":          {replaced("size: Int", "size: Float"), []string{"Thing.size was Int and is Float"}},
		"an answer that may be null now":   {replaced("b: String!", "b: String"), []string{"Query.b was String! and is String"}},
		"entries that may be null now":     {replaced("[Thing!]", "[Thing]"), []string{"Query.a was [Thing!] and is [Thing]"}},
		"an argument that is gone":         {replaced("x: Int, ", ""), []string{"Query.a(x) is gone"}},
		"an argument that must be given":   {replaced("x: Int,", "x: Int, z: Int!,"), []string{"Query.a(z) must be given"}},
		"an argument of another type":      {replaced("x: Int,", "x: String,"), []string{"Query.a(x) took Int and takes String"}},
		"another default":                  {replaced("= 1", "= 2"), []string{"Query.a(y) was 1 by default and is 2"}},
		"an input that must be given":      {replaced("like: String", "like: String!"), []string{"Where.like took String and takes String!"}},
		"a new input that must be given":   {replaced("like: String", "like: String, most: Int!"), []string{"Where.most must be given"}},
		"an enum value that is gone":       {replaced("ONE TWO", "ONE"), []string{"Kind.TWO is gone"}},
		"a member that is gone":            {replaced("Thing | Other", "Thing"), []string{"U has no member Other any more"}},
		"an interface that is gone":        {replaced(" implements Named", ""), []string{"Thing is no Named any more"}},
		"a type that is gone":              {strings.Replace(replaced("Thing | Other", "Thing"), "type Other { id: ID }", "", 1), []string{"U has no member Other any more", "type Other is gone"}},
		"a type of another kind":           {replaced("enum Kind { ONE TWO }", "scalar Kind"), []string{"Kind was ENUM and is SCALAR"}},
		"a directive that is gone":         {replaced("directive @mark(by: String) on FIELD_DEFINITION", ""), []string{"directive @mark is gone"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := breaks(schemaOf(t, before), schemaOf(t, c.after)); !slices.Equal(got, c.want) {
				t.Errorf("found %q, want %q", got, c.want)
			}
		})
	}
}
