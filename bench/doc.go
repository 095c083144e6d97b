// Package bench measures stores side by side: how fast they load a graph, and how fast they answer what analysts ask most, at the size of
// ICEWS18 and at several times that. It asks the verbs of package store; neither HTTP nor GraphQL is in it.
package bench
