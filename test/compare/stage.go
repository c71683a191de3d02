package main

import (
	"encoding/json"
	"fmt"
	"io"
)

// Stage is a step of touyan's clean build and its wall time.
type Stage struct {
	Name string  `json:"name"`
	MS   float64 `json:"ms"`
}

// exportStage is the step that writes the shards for the browser.
const exportStage = "export"

// readStages takes the steps from what "touyan build --json" printed.
func readStages(text []byte) ([]Stage, error) {
	var out struct {
		Stages []Stage `json:"stages"`
	}
	if err := json.Unmarshal(text, &out); err != nil {
		return nil, fmt.Errorf("read the build's times: %w", err)
	}
	return out.Stages, nil
}

// stageLine prints the steps of the clean build and what the export adds.
func (r *report) stageLine(w io.Writer) {
	if len(r.Stages) == 0 {
		return
	}
	fmt.Fprint(w, "touyan, clean build:")
	var all, export float64
	for _, s := range r.Stages {
		fmt.Fprintf(w, " %s %.0f ms,", s.Name, s.MS)
		all += s.MS
		if s.Name == exportStage {
			export = s.MS
		}
	}
	fmt.Fprintf(w, " together %.0f ms\n", all)
	if export == 0 {
		return
	}
	fmt.Fprintf(w, "touyan: exporting the shards is %.0f %% of the build", 100*export/all)
	for _, m := range r.Measurements {
		if m.Tool == yardstick {
			fmt.Fprintf(w, ", %.0f %% of the bare bleve index's time (aim: 30 %%)", export/m.WallSeconds/10)
		}
	}
	fmt.Fprintln(w)
}
