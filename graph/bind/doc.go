// Package bind holds the Go types that the generated code needs for what the schema has and the domain has
// not: actors by their concrete type, unions, connections, scalars. It stands apart from package graph because the
// generated code imports it, and graph imports the generated code.
package bind
