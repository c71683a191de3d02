package main

import (
	"fmt"
	"io"
)

// watchTable prints the previews beside each other.
func (r *report) watchTable(w io.Writer) error {
	if len(r.Watch) == 0 {
		return nil
	}
	fmt.Fprintf(w, "\npreview, %d edits of each kind, from before the save to the changed text in Chromium: median / 95 %% / most\n\n", r.Watch[0].N)
	return printTable(w, r.Watch, func(m *Watching) (string, string) { return m.Tool, m.What }, r.watchRows())
}

// watchRows are the lines with the aims for this number of cases.
func (r *report) watchRows() []row[Watching] {
	body, title, warm, memory := "60, 95 % under 100", "95 % under 200", "2", "under 1024"
	if r.Cases > 10_000 {
		body, title, warm, memory = "95 % under 150", "", "", ""
	}
	return []row[Watching]{
		{"first start to a page, s", "", func(w *Watching) string { return seconds(w.ColdMS) }},
		{"  at work after that, s", "", func(w *Watching) string { return fmt.Sprintf("%.2f", w.BusyMS/1000) }},
		{"started again to a page, s", warm, func(w *Watching) string { return seconds(w.WarmMS) }},
		{"body edited, its page, ms", body, func(w *Watching) string { return w.Body.String() }},
		{"title edited, its page, ms", title, func(w *Watching) string { return w.Title.String() }},
		{"title edited, the list, ms", title, func(w *Watching) string { return w.List.String() }},
		{"problems edited, its page, ms", title, func(w *Watching) string { return w.Problem.String() }},
		{"processor time, body / title / list / problems, ms", "", func(w *Watching) string {
			return fmt.Sprintf("%.0f / %.0f / %.0f / %.0f", w.CPU.Body, w.CPU.Title, w.CPU.List, w.CPU.Problem)
		}},
		{"edits never shown", "0", func(w *Watching) string { return fmt.Sprint(w.Missed) }},
		{"memory after the edits, MiB", memory, func(w *Watching) string { return orUnknown(w.RSS) }},
		{"  peak, MiB", memory, func(w *Watching) string { return orUnknown(w.Peak) }},
		{"  peak of the first start, MiB", memory, func(w *Watching) string { return orUnknown(w.ColdPeak) }},
		{"load average at the start", "", func(w *Watching) string { return orNone(w.LoadStart) }},
		{"  before and after the edits", "", func(w *Watching) string { return orNone(w.LoadBefore) + ", " + orNone(w.LoadAfter) }},
	}
}

// seconds writes a time, "-" for none.
func seconds(ms float64) string {
	if ms == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f", ms/1000)
}

// orUnknown writes a number of bytes in MiB.
func orUnknown(n int64) string {
	if n == 0 {
		return "-"
	}
	return fmt.Sprintf("%.0f", mib(n))
}
