package serve

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// accepted returns the codings of ours that an Accept-Encoding header (RFC 9110,
// 12.5.3) takes, the best first; of equals brotli, which is smaller.
func accepted(header string) []string {
	if header == "" {
		return nil
	}
	type wish struct {
		coding string
		q      float64
	}
	wishes := []wish{{"br", -1}, {"gzip", -1}}
	every := -1.0
	for part := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(part, ";")
		name = strings.ToLower(strings.TrimSpace(name))
		q := quality(params)
		if name == "*" {
			every = q
		}
		for i := range wishes {
			if wishes[i].coding == name || name == "x-gzip" && wishes[i].coding == "gzip" {
				wishes[i].q = q
			}
		}
	}
	for i := range wishes {
		if wishes[i].q < 0 {
			wishes[i].q = every
		}
	}
	wishes = slices.DeleteFunc(wishes, func(w wish) bool { return w.q <= 0 })
	slices.SortStableFunc(wishes, func(a, b wish) int { return cmp.Compare(b.q, a.q) })
	var list []string
	for _, w := range wishes {
		list = append(list, w.coding)
	}
	return list
}

// quality reads the weight of a coding: 1 where none is given, 0 where it is none.
func quality(params string) float64 {
	for param := range strings.SplitSeq(params, ";") {
		key, value, ok := strings.Cut(strings.TrimSpace(param), "=")
		if !ok || !strings.EqualFold(strings.TrimSpace(key), "q") {
			continue
		}
		q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil || !(q >= 0 && q <= 1) {
			return 0
		}
		return q
	}
	return 1
}
