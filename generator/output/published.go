package output

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
)

// ReadManifest returns the files of a published folder with their SHA-256, and that
// of the manifest itself. The error is an *Error where the folder is not ours or its
// manifest is damaged.
func ReadManifest(public string) (files map[string]Sum, sum Sum, err error) {
	data, err := os.ReadFile(filepath.Join(public, ManifestName))
	if err != nil {
		return nil, sum, fmt.Errorf("read manifest: %w", err)
	}
	files, line := parseManifest(data)
	if line > 0 {
		return nil, sum, &Error{Code: "output-manifest", Args: []any{public, line}}
	}
	return files, sha256.Sum256(data), nil
}

// DecodeManifest returns the files that a manifest lists; ok is false where it is
// damaged.
func DecodeManifest(data []byte) (files map[string]Sum, ok bool) {
	files, line := parseManifest(data)
	return files, line == 0
}

// EncodeManifest returns the manifest of files, as a published folder has it.
func EncodeManifest(files map[string]Sum) []byte { return table(files).encode() }
