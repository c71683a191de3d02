package output

import (
	"strings"
	"unicode/utf8"
)

// validPath reports whether a slash-separated path can be a file below the site
// on every system: no empty, . or .. part, no character or name that Windows
// refuses, no part longer than 255 bytes.
func validPath(path string) bool {
	if !utf8.ValidString(path) {
		return false
	}
	start := 0
	for i := range len(path) {
		switch c := path[i]; {
		case c == '/':
			if !validPart(path[start:i]) {
				return false
			}
			start = i + 1
		case c < ' ', c == '<', c == '>', c == ':', c == '"', c == '|', c == '?', c == '*', c == '\\', c == 0x7f:
			return false
		}
	}
	return validPart(path[start:])
}

// validPart checks one name; . and .. end with a dot, as no name may.
func validPart(part string) bool {
	if part == "" || len(part) > 255 {
		return false
	}
	last := part[len(part)-1]
	return last != '.' && last != ' ' && !reserved(part)
}

// reserved reports whether Windows takes the name for a device, whatever its
// extension.
func reserved(part string) bool {
	name, _, _ := strings.Cut(part, ".")
	if len(name) < 3 || !strings.ContainsRune("cpanlCPANL", rune(name[0])) {
		return false
	}
	name = strings.ToUpper(strings.TrimRight(name, " "))
	switch name {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	digit, ok := strings.CutPrefix(name, "COM")
	if !ok {
		digit, ok = strings.CutPrefix(name, "LPT")
	}
	if !ok {
		return false
	}
	switch digit {
	case "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³":
		return true
	}
	return false
}

// parents yields the folders above a path, the nearest first.
func parents(path string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for {
			i := strings.LastIndexByte(path, '/')
			if i < 0 {
				return
			}
			path = path[:i]
			if !yield(path) {
				return
			}
		}
	}
}

// folder returns the folder of a path; that of a top-level file is ".".
func folder(path string) string {
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		return path[:i]
	}
	return "."
}
