package browser

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

var update = flag.Bool("update", false, "write the packed tables into the theme")

const assets = "../../../../../themes/default/assets"

// made is how each file begins.
const made = "// Made by go test ./generator/search/analysis/internal/browser -update: do not edit.\n" +
	"// Sources and licences of the data: generator/search/analysis/NOTICE.\n"

// TestTheme compares the theme's files with the tables. It looks at what is
// packed, for another version of Go may compress otherwise.
func TestTheme(t *testing.T) {
	basic, err := Basic()
	if err != nil {
		t.Fatal(err)
	}
	table, err := Table()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []struct {
		name, before, after string
		data                []byte
	}{
		{"_search-basic.js", "/** The characters of nearly all texts, packed; see the package that makes it. */\nvar BASIC = \"", "\";\n", basic},
		{"search-table.js", "touyan.table(\"", "\");\n", table},
		{"search-pinyin.js", "touyan.pinyin(\"", "\");\n", Pinyin()},
	} {
		name := filepath.Join(assets, f.name)
		text, err := os.ReadFile(name)
		if err == nil && bytes.Equal(unpack(t, text), f.data) && bytes.HasPrefix(text, []byte(made+f.before)) {
			continue
		}
		if !*update {
			t.Errorf("%s is not what the tables say: run this test with -update", f.name)
			continue
		}
		packed, err := base64Deflate(f.data)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(made+f.before+packed+f.after), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d characters", f.name, len(packed))
	}
}

// unpack returns what a file's text holds, or nil.
func unpack(t *testing.T, text []byte) []byte {
	t.Helper()
	m := regexp.MustCompile(`"([0-9A-Za-z+/=]+)"`).FindSubmatch(text)
	if m == nil {
		return nil
	}
	packed, err := base64.StdEncoding.DecodeString(string(m[1]))
	if err != nil {
		return nil
	}
	data, err := io.ReadAll(flate.NewReader(bytes.NewReader(packed)))
	if err != nil {
		return nil
	}
	return data
}
