package main

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"text/tabwriter"
)

// yardstick is the tool that the ratios refer to.
const yardstick = "bleve"

// Measurement is what one command took and made.
type Measurement struct {
	Tool        string  `json:"tool"`
	Scenario    string  `json:"scenario"`
	WallSeconds float64 `json:"wall_seconds"`
	CPUSeconds  float64 `json:"cpu_seconds"`
	PeakRSS     int64   `json:"peak_rss_bytes"`
	OutputBytes int64   `json:"output_bytes"`
	OutputFiles int     `json:"output_files"`
	Ratio       *Ratio  `json:"ratio_to_bleve,omitempty"`
}

// Ratio is a measurement divided by the bare index's.
type Ratio struct {
	Wall float64 `json:"wall"`
	CPU  float64 `json:"cpu"`
	RSS  float64 `json:"peak_rss"`
}

// report is all that a run found out.
type report struct {
	Cases        int               `json:"cases"`
	Seed         uint64            `json:"seed"`
	Go           string            `json:"go"`
	Platform     string            `json:"platform"`
	CPUs         int               `json:"cpus"`
	Versions     map[string]string `json:"versions"`
	Measurements []Measurement     `json:"measurements"`
	Queries      *Queries          `json:"queries,omitempty"`
	Stages       []Stage           `json:"stages,omitempty"`
	Browser      []Browsing        `json:"browser,omitempty"`
	Watch        []Watching        `json:"watch,omitempty"`
	Missing      []string          `json:"missing,omitempty"`
}

func (r *report) addVersion(tool, version string) {
	if r.Versions == nil {
		r.Versions = map[string]string{}
	}
	r.Versions[tool] = version
}

func (r *report) has(tool, scenario string) bool {
	for _, m := range r.Measurements {
		if m.Tool == tool && m.Scenario == scenario {
			return true
		}
	}
	return false
}

// print writes the report as a table or as JSON.
func (r *report) print(w io.Writer, asJSON bool) error {
	r.Go, r.Platform, r.CPUs = runtime.Version(), runtime.GOOS+"/"+runtime.GOARCH, runtime.NumCPU()
	r.addRatios()
	if asJSON {
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		if err := e.Encode(r); err != nil {
			return fmt.Errorf("print report: %w", err)
		}
		return nil
	}
	if err := r.table(w); err != nil {
		return fmt.Errorf("print report: %w", err)
	}
	return nil
}

// addRatios divides every measurement by the yardstick's, if that was taken.
func (r *report) addRatios() {
	for _, base := range r.Measurements {
		if base.Tool != yardstick {
			continue
		}
		for i := range r.Measurements {
			m := &r.Measurements[i]
			m.Ratio = &Ratio{
				Wall: quotient(m.WallSeconds, base.WallSeconds),
				CPU:  quotient(m.CPUSeconds, base.CPUSeconds),
				RSS:  quotient(float64(m.PeakRSS), float64(base.PeakRSS)),
			}
		}
	}
}

// quotient keeps infinity, which JSON has no word for, out of the report.
func quotient(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

func (r *report) table(w io.Writer) error {
	fmt.Fprintf(w, "%d cases, seed %d; %s, %s, %d CPUs; hugo %s, pagefind %s, bleve %s\n", r.Cases, r.Seed,
		r.Go, r.Platform, r.CPUs, orNone(r.Versions["hugo"]), orNone(r.Versions["pagefind"]), orNone(r.Versions["bleve"]))
	if err := r.commandTable(w); err != nil {
		return err
	}
	if q := r.Queries; q != nil {
		fmt.Fprintf(w, "touyan: %d queries, median %.1f ms, 95%% under %.1f ms; touyan search as a whole process %.0f ms\n", q.N, q.MedianMS, q.P95MS, q.ProcessMS)
	}
	r.stageLine(w)
	if err := r.browserTable(w); err != nil {
		return err
	}
	if err := r.watchTable(w); err != nil {
		return err
	}
	for _, s := range r.Missing {
		fmt.Fprintln(w, s)
	}
	return nil
}

// commandTable prints what was measured of whole commands.
func (r *report) commandTable(w io.Writer) error {
	if len(r.Measurements) == 0 {
		return nil
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w)
	fmt.Fprintln(t, "tool\twall s\tCPU s\tpeak MiB\toutput MiB\tfiles\twall ×\tCPU ×\tpeak ×\t  what")
	for _, m := range r.Measurements {
		fmt.Fprintf(t, "%s\t%.3f\t%.3f\t%.0f\t%.1f\t%d\t%s\t  %s\n", m.Tool, m.WallSeconds, m.CPUSeconds,
			mib(m.PeakRSS), mib(m.OutputBytes), m.OutputFiles, m.Ratio, m.Scenario)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(w, "\n× is the multiple of the bare bleve index.\n")
	return nil
}

// String writes the three ratios as columns of the table.
func (r *Ratio) String() string {
	if r == nil {
		return "-\t-\t-"
	}
	return fmt.Sprintf("%.3f\t%.3f\t%.3f", r.Wall, r.CPU, r.RSS)
}

func mib(n int64) float64 { return float64(n) / (1 << 20) }

func orNone(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
