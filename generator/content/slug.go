package content

import (
	"strings"

	"touyan/generator/slug"
)

// maxSlug is the most characters of a slug: file names have their limits.
const maxSlug = 100

// Slug turns words into the form of an address, as [slug.Make] does.
func Slug(s string) string { return slug.Make(s, maxSlug) }

// IsSlug reports whether s has the form of a slug.
func IsSlug(s string) bool {
	if s == "" || len(s) > maxSlug || s[0] == '-' || s[len(s)-1] == '-' || strings.Contains(s, "--") {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return true
}
