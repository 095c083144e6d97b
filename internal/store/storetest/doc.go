// Package storetest checks that a store keeps every promise of package store. Run goes through the promises one by one,
// Versus asks two stores random questions and wants the same answers, and Model is a store so simple that it can be
// believed, to compare with. Sample and Random make the articles to put.
package storetest
