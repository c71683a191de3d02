package main

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// row is a line of a table of tools beside each other, of which T holds the figures.
type row[T any] struct {
	name string
	// aim is what touyan should reach, "" if nothing is asked.
	aim string
	// value is the cell of one tool.
	value func(t *T) string
}

// printTable prints tools beside each other; head gives the two lines above a column.
func printTable[T any](w io.Writer, tools []T, head func(t *T) (tool, what string), rows []row[T]) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	above, below := "\t", "\t"
	for i := range tools {
		tool, what := head(&tools[i])
		above, below = above+tool+"\t", below+what+"\t"
	}
	fmt.Fprint(t, above+"aim\n"+below+"\n")
	for _, row := range rows {
		fmt.Fprintf(t, "%s\t", row.name)
		for i := range tools {
			fmt.Fprintf(t, "%s\t", row.value(&tools[i]))
		}
		fmt.Fprintln(t, row.aim)
	}
	return t.Flush()
}
