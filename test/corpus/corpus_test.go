package corpus

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

const testSeed = 7

// written holds the files of a written corpus by their slash-separated path.
type written map[string][]byte

func write(t *testing.T, f func(string, Options) error, o Options) written {
	t.Helper()
	dir := t.TempDir()
	if err := f(dir, o); err != nil {
		t.Fatal(err)
	}
	out := written{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		out[filepath.ToSlash(rel)] = data
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// cases returns the paths of the case pages in order.
func (w written) cases() []string {
	var out []string
	for name := range w {
		if strings.HasPrefix(name, "content/cases/case-") && strings.HasSuffix(name, ".md") {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// page parses a page's front matter and returns it with the body.
func (w written) page(t *testing.T, name string) (map[string]any, string) {
	t.Helper()
	front, body, ok := strings.Cut(strings.TrimPrefix(string(w[name]), "---\n"), "\n---\n")
	if !ok {
		t.Fatalf("%s: no front matter", name)
	}
	var keys map[string]any
	if err := yaml.Unmarshal([]byte(front), &keys); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return keys, body
}

func TestSameSeedSameBytes(t *testing.T) {
	for name, f := range map[string]func(string, Options) error{"touyan": Write, "hugo": WriteHugo} {
		a := write(t, f, Options{N: 120, Seed: testSeed})
		b := write(t, f, Options{N: 120, Seed: testSeed})
		if !maps.EqualFunc(a, b, bytes.Equal) {
			t.Errorf("%s: two runs differ", name)
		}
	}
	if bytes.Equal(Case(testSeed, 0), Case(testSeed+1, 0)) {
		t.Error("another seed gives the same case")
	}
}

func TestSmallCorpusIsPrefix(t *testing.T) {
	for name, f := range map[string]func(string, Options) error{"touyan": Write, "hugo": WriteHugo} {
		small := write(t, f, Options{N: 50, Seed: testSeed})
		large := write(t, f, Options{N: 200, Seed: testSeed})
		if len(small.cases()) != 50 || len(large.cases()) != 200 {
			t.Fatalf("%s: %d and %d cases, want 50 and 200", name, len(small.cases()), len(large.cases()))
		}
		for file, data := range small {
			if !bytes.Equal(data, large[file]) {
				t.Errorf("%s: %s differs in the larger corpus", name, file)
			}
		}
	}
}

func TestCaseAloneEqualsCaseWritten(t *testing.T) {
	w := write(t, Write, Options{N: 60, Seed: testSeed})
	for i, name := range w.cases() {
		if !bytes.Equal(Case(testSeed, i), w[name]) {
			t.Errorf("Case(%d) differs from %s", i, name)
		}
	}
}

var linkPattern = regexp.MustCompile(`\]\(([^)]+)\)`)

func TestReferencesExist(t *testing.T) {
	w := write(t, Write, Options{N: 400, Seed: testSeed})
	links, images, brands := 0, 0, 0
	for _, name := range w.cases() {
		keys, body := w.page(t, name)
		if b, ok := keys["brand"].(string); ok {
			brands++
			if w["content/brands/"+b+".md"] == nil {
				t.Errorf("%s: no brand %s", name, b)
			}
		}
		for _, m := range linkPattern.FindAllStringSubmatch(body, -1) {
			target := path.Join(path.Dir(name), m[1])
			if w[target] == nil || target == name {
				t.Errorf("%s: link to %s", name, m[1])
			}
			if strings.HasSuffix(target, ".md") {
				links++
			} else {
				images++
			}
		}
	}
	if links < 700 || images == 0 || brands < 200 {
		t.Errorf("%d links, %d images, %d brands: too few", links, images, brands)
	}
}

// known lists the keys that touyan's front matter reference has.
var known = strings.Fields("title summary date updated type region sector level organization brand started " +
	"problems tags practices outcomes members conditions lessons sources slogan essence")

func TestFrontMatterIsYAML(t *testing.T) {
	w := write(t, Write, Options{N: 1000, Seed: testSeed})
	for name := range w {
		if !strings.HasSuffix(name, ".md") {
			continue
		}
		keys, _ := w.page(t, name)
		for k := range keys {
			if !slices.Contains(known, k) {
				t.Errorf("%s: unknown key %s", name, k)
			}
		}
	}
	checkValues(t, w, New(testSeed))
}

// checkValues compares the values that YAML yields with those drawn: a colon, a
// dash or a bracket in the grammar would change them silently.
func checkValues(t *testing.T, w written, g *Generator) {
	t.Helper()
	for i, name := range w.cases() {
		keys, _ := w.page(t, name)
		f := g.Facts(i)
		for key, want := range map[string]string{
			"title": f.Title, "summary": f.Summary, "date": f.Date, "type": f.Type,
			"sector": f.Sector, "level": f.Level, "organization": f.Organization,
		} {
			if keys[key] != want {
				t.Errorf("%s: %s is %q, want %q", name, key, keys[key], want)
			}
		}
		for key, want := range map[string][]string{
			"region": f.Region, "problems": f.Problems, "tags": f.Tags, "lessons": f.Lessons,
		} {
			if got := stringsOf(keys[key]); !slices.Equal(got, want) {
				t.Errorf("%s: %s is %q, want %q", name, key, got, want)
			}
		}
		for key, want := range map[string]int{
			"practices": len(f.Practices), "outcomes": len(f.Outcomes), "sources": len(f.Sources), "members": len(f.Members),
		} {
			if got, _ := keys[key].([]any); len(got) != want {
				t.Errorf("%s: %d %s, want %d", name, len(got), key, want)
			}
		}
	}
}

func stringsOf(v any) []string {
	var out []string
	list, _ := v.([]any)
	for _, x := range list {
		s, _ := x.(string)
		out = append(out, s)
	}
	return out
}

func TestBodyLength(t *testing.T) {
	w := write(t, Write, Options{N: 400, Seed: testSeed})
	sum := 0
	for _, name := range w.cases() {
		_, body := w.page(t, name)
		n := hanCount(body)
		if n < bodyHan-2*bodySpread || n > bodyHan+2*bodySpread {
			t.Errorf("%s: %d Han characters", name, n)
		}
		sum += n
	}
	if mean := sum / 400; mean < bodyHan*95/100 || mean > bodyHan*105/100 {
		t.Errorf("%d Han characters a body, want about %d", mean, bodyHan)
	}
}

func TestHugoHasTheSameCases(t *testing.T) {
	touyan := write(t, Write, Options{N: 150, Seed: testSeed})
	hugo := write(t, WriteHugo, Options{N: 150, Seed: testSeed})
	if !slices.Equal(touyan.cases(), hugo.cases()) {
		t.Fatal("the two layouts have different cases")
	}
	for _, name := range touyan.cases() {
		want, wantBody := touyan.page(t, name)
		got, gotBody := hugo.page(t, name)
		if gotBody != wantBody {
			t.Errorf("%s: bodies differ", name)
		}
		want["casetype"] = want["type"]
		delete(want, "type")
		delete(got, "year")
		if a, b := marshal(t, got), marshal(t, want); a != b {
			t.Errorf("%s: front matter differs:\n%s\n%s", name, a, b)
		}
		if b, ok := got["brand"].(string); ok && hugo["content/brand/"+b+"/_index.md"] == nil {
			t.Errorf("%s: no brand %s for Hugo", name, b)
		}
	}
	for name, data := range touyan {
		if strings.HasSuffix(name, ".svg") && !bytes.Equal(hugo[name], data) {
			t.Errorf("%s: images differ", name)
		}
	}
}

// marshal writes a map with its keys in order.
func marshal(t *testing.T, keys map[string]any) string {
	t.Helper()
	var out strings.Builder
	for _, k := range slices.Sorted(maps.Keys(keys)) {
		b, err := yaml.Marshal(keys[k])
		if err != nil {
			t.Fatal(err)
		}
		out.WriteString(k + ": " + string(b))
	}
	return out.String()
}

func TestPlainHugoHasNoRelatedPages(t *testing.T) {
	for plain, want := range map[bool]bool{false: true, true: false} {
		w := write(t, WriteHugo, Options{N: 1, Seed: testSeed, Plain: plain})
		var config struct{ Params struct{ Related bool } }
		if err := yaml.Unmarshal(w["hugo.yaml"], &config); err != nil {
			t.Fatal(err)
		}
		if config.Params.Related != want {
			t.Errorf("plain %t: related pages are %t", plain, config.Params.Related)
		}
	}
}
