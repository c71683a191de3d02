package feed

import "time"

// layouts are the forms of a date of W3C's note on date and time formats
// (https://www.w3.org/TR/NOTE-datetime).
func layouts() []string {
	return []string{"2006-01-02", "2006-01", "2006", time.RFC3339, "2006-01-02T15:04Z07:00"}
}

// parse reads a date and says which form it has; "" for none.
func parse(s string, loc *time.Location) (time.Time, string) {
	for _, layout := range layouts() {
		if t, err := time.ParseInLocation(layout, s, loc); err == nil && t.Year() > 0 {
			return t, layout
		}
	}
	return time.Time{}, ""
}

// moment returns a date's first moment in a zone, or the zero time.
func moment(s string, loc *time.Location) time.Time {
	t, layout := parse(s, loc)
	if layout == "" {
		return time.Time{}
	}
	return t.In(loc)
}

// w3c returns a date as exact as it is, or "" if it is none. It is written anew
// since the parser is more lenient with hours and fractions than the note.
func w3c(s string) string {
	t, layout := parse(s, time.UTC)
	if layout == "" {
		return ""
	}
	return t.Format(layout)
}
