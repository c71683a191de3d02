package content

// Ignored reports whether [Walk] passes over files and folders of that name:
// hidden ones, and what editors and systems leave behind.
func Ignored(name string) bool { return skipped(name) }
