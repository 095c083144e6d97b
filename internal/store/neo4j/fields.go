package neo4j

import (
	"fmt"
	"strings"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/internal/diplo"
)

// fields reads the columns of a row or the properties of a node. What is missing or null reads as the zero value, for
// such properties are not stored; what is of another type is remembered as an error, to be asked for once at the end.
type fields struct {
	of  string // what they are the fields of, for the error
	get func(name string) (any, bool)
	err error
}

// field reads a value of type T.
func field[T any](f *fields, name string) T {
	value, _ := f.get(name)
	typed, ok := value.(T)
	if !ok && value != nil && f.err == nil {
		f.err = diplo.Errorf(diplo.Internal, "%s: %s is a %T and not a %T", f.of, name, value, typed)
	}
	return typed
}

func (f *fields) text(name string) string       { return field[string](f, name) }
func (f *fields) count(name string) int         { return int(field[int64](f, name)) }
func (f *fields) instant(name string) time.Time { return field[time.Time](f, name).UTC() }

// day reads a day; what is missing is diplo.NoDay.
func (f *fields) day(name string) diplo.Day {
	if value, _ := f.get(name); value == nil {
		return diplo.NoDay
	}
	return diplo.Day(field[int64](f, name))
}

// texts reads a list of texts, nil when it is empty.
func (f *fields) texts(name string) []string {
	list := field[[]any](f, name)
	if len(list) == 0 {
		return nil
	}
	texts := make([]string, len(list))
	for i, value := range list {
		text, ok := value.(string)
		if !ok && f.err == nil {
			f.err = diplo.Errorf(diplo.Internal, "%s: %s holds a %T and not only strings", f.of, name, value)
		}
		texts[i] = text
	}
	return texts
}

// node reads the properties of the node in a column.
func (f *fields) node(name string) *fields {
	node := field[driver.Node](f, name)
	return &fields{
		of:  fmt.Sprintf("%v %v", node.Labels, node.Props["id"]),
		get: func(name string) (any, bool) { value, ok := node.Props[name]; return value, ok },
		err: f.err,
	}
}

// readable is the day as Neo4j shows dates to people; nil, which is not stored, when it is not known.
func readable(day diplo.Day) any {
	if day == diplo.NoDay {
		return nil
	}
	return driver.DateOf(day.Time())
}

// put stores the text under the name unless it is empty.
func putText[T ~string](properties map[string]any, name string, text T) {
	if text != "" {
		properties[name] = string(text)
	}
}

// orNull is the text as a query takes it: what is empty is null, which is not stored.
func orNull[T ~string](text T) any {
	if text == "" {
		return nil
	}
	return string(text)
}

// propertyMap is the Cypher of a map of properties whose values stand in the list r from that place on.
func propertyMap(from int, names []string) string { return "{" + propertyList(from, names) + "}" }

// propertyList is the inside of that map, for more to be added.
func propertyList(from int, names []string) string {
	properties := make([]string, len(names))
	for i, name := range names {
		properties[i] = fmt.Sprintf("%s: r[%d]", name, from+i)
	}
	return strings.Join(properties, ", ")
}
