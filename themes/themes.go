// Package themes holds the themes that are built into the program, so that one
// binary makes a whole site anywhere. Package generator/theme says what a theme
// is made of; docs/themes.md how to change one.
package themes

import (
	"embed"
	"io/fs"
)

//go:embed all:default
var builtin embed.FS

// FS returns a file system with a folder for each built-in theme.
func FS() fs.FS { return builtin }
