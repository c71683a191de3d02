package privacy

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A sample is a text of the labelled set and what is personal in it.
type sample struct {
	place string
	text  string
	spans []Match
}

// readSamples reads a file of the set; its form is described in internal/gen.
func readSamples(t *testing.T, name string) []sample {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var all []sample
	for i, line := range strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n") {
		text, err := strconv.Unquote(`"` + strings.ReplaceAll(line, `"`, `\"`) + `"`)
		if err != nil {
			t.Fatalf("%s:%d: %v", name, i+1, err)
		}
		s := sample{place: fmt.Sprintf("%s:%d", name, i+1)}
		for {
			before, rest, ok := strings.Cut(text, "⟦")
			s.text += before
			if !ok {
				break
			}
			span, behind, _ := strings.Cut(rest, "⟧")
			code, value, ok := strings.Cut(span, ":")
			k := slices.IndexFunc(Kinds(), func(k Kind) bool { return k.Code() == code })
			if !ok || k < 0 {
				t.Fatalf("%s: bad span %q", s.place, span)
			}
			s.spans = append(s.spans, Match{Kind: Kinds()[k], Start: len(s.text), End: len(s.text) + len(value)})
			s.text += value
			text = behind
		}
		all = append(all, s)
	}
	return all
}

// same is whether a match tells of a span: the kind, and most of the place.
func same(m, span Match) bool {
	common := min(m.End, span.End) - max(m.Start, span.Start)
	return m.Kind == span.Kind && 5*common >= 4*(span.End-span.Start) && 5*common >= 3*(m.End-m.Start)
}

// A score counts spans, matches, and those that are one another's.
type score struct{ spans, found, matches, right int }

func (s score) recall() float64    { return 100 * float64(s.found) / float64(max(1, s.spans)) }
func (s score) precision() float64 { return 100 * float64(s.right) / float64(max(1, s.matches)) }

// measure gives the score of each kind, the sum under 0, and what went wrong.
func measure(f *Finder, samples []sample) (map[Kind]score, []string) {
	scores := map[Kind]score{}
	var wrong []string
	count := func(k Kind, change func(*score)) {
		for _, k := range []Kind{k, 0} {
			s := scores[k]
			change(&s)
			scores[k] = s
		}
	}
	for _, x := range samples {
		got := f.Find(x.text)
		for _, span := range x.spans {
			hit := slices.ContainsFunc(got, func(m Match) bool { return same(m, span) })
			count(span.Kind, func(s *score) { s.spans++; s.found += btoi(hit) })
			if !hit {
				wrong = append(wrong, fmt.Sprintf("%s: missed %s %q in %q", x.place, span.Kind.Code(), x.text[span.Start:span.End], x.text))
			}
		}
		for _, m := range got {
			hit := slices.ContainsFunc(x.spans, func(span Match) bool { return same(m, span) })
			count(m.Kind, func(s *score) { s.matches++; s.right += btoi(hit) })
			if !hit {
				wrong = append(wrong, fmt.Sprintf("%s: wrong %s %q in %q", x.place, m.Kind.Code(), x.text[m.Start:m.End], x.text))
			}
		}
	}
	return scores, wrong
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// TestLabelled holds the finder to recall of 99.5 % and precision of 98 % on the set
// that it was made with. The part held out was written before the finder was first
// run, and nothing was changed for what it showed; at that first run it was found with
// recall 99.46 % and precision 99.82 %. With PRIVACY_WRONG=FOLDER what is missed and
// what is wrong is written there.
func TestLabelled(t *testing.T) {
	f := New(Options{})
	for _, part := range []struct {
		name              string
		files             []string
		recall, precision float64
	}{
		{"tuned", []string{"generated.txt", "written.txt"}, 99.5, 98},
		{"held out", []string{"heldout.txt", "heldout-written.txt"}, 99, 98},
	} {
		t.Run(part.name, func(t *testing.T) {
			var samples []sample
			negatives := 0
			for _, name := range part.files {
				samples = append(samples, readSamples(t, name)...)
			}
			for _, s := range samples {
				negatives += btoi(len(s.spans) == 0)
			}
			scores, wrong := measure(f, samples)
			for _, k := range slices.Sorted(maps.Keys(scores)) {
				s := scores[k]
				t.Logf("%-16s recall %6.2f %% of %4d, precision %6.2f %% of %4d", cmp.Or(k.Code(), "all"), s.recall(), s.spans, s.precision(), s.matches)
			}
			t.Logf("%d texts without personal data", negatives)
			if all := scores[0]; all.recall() < part.recall || all.precision() < part.precision {
				t.Errorf("recall %.2f %%, precision %.2f %%", all.recall(), all.precision())
			}
			if dir := os.Getenv("PRIVACY_WRONG"); dir != "" {
				if err := os.WriteFile(filepath.Join(dir, part.name+".txt"), []byte(strings.Join(wrong, "\n")+"\n"), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}
