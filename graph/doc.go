// Package graph is the GraphQL door: the resolvers of schema.graphqls, request-scoped loaders, errors, limits and
// the HTTP transport. A resolver parses, asks and wraps; what an answer means is decided in internal/query and the
// stores. Only this package and those below it know gqlgen.
//
// The resolvers of a type stand in the file of its name. Package bind below holds the Go types that the generated
// code binds to; generated and model are the generator's output.
package graph

//go:generate go tool gqlgen generate
