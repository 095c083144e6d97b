// Package extract reads an article from beginning to end: text into blocks, sentences,
// actors, candidate events, and those into events with evidence, actions and a trace. It
// does no input or output.
package extract
