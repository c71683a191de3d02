package theme

import (
	"strings"
	"testing"
)

func TestScriptsHoldTheirImports(t *testing.T) {
	paths, data := assetsOf(t,
		"x/all.js", "(function () {\n  // @import \"_a.js\";\n\t// @import \"../_b.js\"\n  window.f = one + two; // @import is only a line of its own\n})();",
		"x/_a.js", "/** One. */\nvar one = count(1);", "_b.js", "// @import \"x/_c.js\";\r\nvar two = count(2)\n", "x/_c.js", "function count(n) { return n * 10 }",
	)
	if len(paths) != 1 {
		t.Errorf("published: %v", paths)
	}
	js := data["x/all.js"]
	for _, want := range []string{"window.f=", "(1)", "(2)", "*10"} {
		if !strings.Contains(js, want) {
			t.Errorf("the script has no %s: %s", want, js)
		}
	}
	if strings.Contains(js, "import") || strings.Contains(js, "One") {
		t.Errorf("the script is not minified: %s", js)
	}
}

// TestScriptFaults gives the place in the file where the fault is, not in what it
// is imported into.
func TestScriptFaults(t *testing.T) {
	for _, c := range []struct{ part, want string }{
		{"\nlet a =\n= 1", `assets/_p.js:3:1: error: asset-syntax`},
		{"let a = 1\n\n// @import \"_q.js\";", `assets/_p.js:3:1: error: asset-missing "_q.js"`},
		{"// @import \"a.js\";", `assets/_p.js:1:1: error: asset-loop "a.js"`},
	} {
		fs := small("themes/small/assets/a.js", "let b = 2\n\n// @import \"_p.js\";\nlet c = 3", "themes/small/assets/_p.js", c.part)
		_, l := Load(fs, nil, "small", "en", nowhere)
		if len(l) == 0 || !strings.Contains(l[0].String(), c.want) {
			t.Errorf("got %v, want %s", l, c.want)
		}
	}
}
