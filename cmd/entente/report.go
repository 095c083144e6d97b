package main

import (
	"encoding/json"
	"fmt"
	"io"
)

// textReport is a report that can be written for people; as JSON it is for programs.
type textReport interface {
	WriteText(w io.Writer) error
}

// report writes what a run did, in the form that the user asked for: text or json.
func (w *world) report(report textReport, form string) error {
	if form != "json" {
		return report.WriteText(w.Out)
	}
	encoded, err := json.MarshalIndent(report, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w.Out, "%s\n", encoded)
	return err
}
