package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// browserTable prints the searches in the browser beside each other.
func (r *report) browserTable(w io.Writer) error {
	if len(r.Browser) == 0 {
		return nil
	}
	fmt.Fprintf(w, "\nsearch in the browser, %d queries: median / 95 %% / most; KB and MB are thousands and millions of bytes\n\n", r.Browser[0].N)
	err := printTable(w, r.Browser, func(b *Browsing) (string, string) { return b.Tool, b.Host }, r.browserRows())
	if err != nil {
		return err
	}
	r.heaviest(w)
	return nil
}

// browserRows are the lines with the aims for this number of cases.
func (r *report) browserRows() []row[Browsing] {
	first, further := "", ""
	switch {
	case r.Cases <= 1000:
		first, further = "60", "40"
	case r.Cases <= 10000:
		first, further = "120", "40"
	case r.Cases <= 50000:
		first = "200"
	}
	rows := []row[Browsing]{{"first query, KB", first, func(b *Browsing) string { return b.First.Bytes.kilo() }}}
	for _, part := range []string{"client", "root", "table", "pinyin", "shards"} {
		rows = append(rows, row[Browsing]{"  " + part + ", KB", "", func(b *Browsing) string {
			p := b.Parts[part]
			switch p.Of {
			case 0:
				return "-"
			case b.N:
				return fmt.Sprintf("%.1f", p.Bytes/1000)
			}
			return fmt.Sprintf("%.1f in %d", p.Bytes/1000, p.Of)
		}})
	}
	return append(rows,
		row[Browsing]{"  requests", "", func(b *Browsing) string { return b.First.Requests.String() }},
		row[Browsing]{"  ms", "95 % under 150", func(b *Browsing) string { return b.First.MS.String() }},
		row[Browsing]{"further query, KB", further, func(b *Browsing) string { return b.Further.Bytes.kilo() }},
		row[Browsing]{"  requests", "", func(b *Browsing) string { return b.Further.Requests.String() }},
		row[Browsing]{"  ms", "95 % under 150", func(b *Browsing) string { return b.Further.MS.String() }},
		row[Browsing]{"the same again, ms", "95 % under 30", func(b *Browsing) string { return b.Again.String() }},
		row[Browsing]{"on the host, MB", r.halfOfPagefind(), func(b *Browsing) string { return fmt.Sprintf("%.1f", float64(b.IndexBytes)/1e6) }},
		row[Browsing]{"  files", "under 2000", func(b *Browsing) string { return fmt.Sprint(b.IndexFiles) }},
		row[Browsing]{"queries without a result", "", func(b *Browsing) string { return fmt.Sprint(b.Empty) }},
	)
}

// mostShown is how many of the heaviest queries are named.
const mostShown = 5

// heaviest names the queries that load the most as a reader's first one.
func (r *report) heaviest(w io.Writer) {
	for _, b := range r.Browser {
		each := slices.SortedFunc(slices.Values(b.Each), func(x, y Asked) int { return cmp.Compare(y.Bytes, x.Bytes) })
		fmt.Fprintf(w, "heaviest, %s, %s:", b.Tool, b.Host)
		for _, a := range each[:min(mostShown, len(each))] {
			fmt.Fprintf(w, " %s %.0f KB;", a.Query, a.Bytes/1000)
		}
		fmt.Fprintln(w)
	}
}

// halfOfPagefind is the aim for the size on the host.
func (r *report) halfOfPagefind() string {
	for _, b := range r.Browser {
		if b.Tool == "pagefind" {
			return fmt.Sprintf("%.1f", float64(b.IndexBytes)/2e6)
		}
	}
	return "half of pagefind's"
}

// kilo writes numbers of bytes in thousands.
func (s Spread) kilo() string { return Spread{s.Median / 1000, s.P95 / 1000, s.Max / 1000}.String() }

// String writes the three figures, with a digit after the point where any is small.
func (s Spread) String() string {
	format := "%.0f / %.0f / %.0f"
	if s.Median < 20 && s.Median != float64(int(s.Median)) {
		format = strings.ReplaceAll(format, ".0f", ".1f")
	}
	return fmt.Sprintf(format, s.Median, s.P95, s.Max)
}
