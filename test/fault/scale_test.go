package fault

import (
	"encoding/json"
	"testing"
	"time"
)

// least is the least work that a build of the site took in three tries, each
// after a change; noise only ever adds to it.
func (s *site) least(change func(), more ...string) time.Duration {
	s.t.Helper()
	least := time.Hour
	for range 3 {
		change()
		least = min(least, s.mustBuild(more...).work)
	}
	return least
}

// TestWorkFollowsTheSite: four times the cases are about four times the work, and
// the edit of one body renders one page, at a cost that hardly grows.
func TestWorkFollowsTheSite(t *testing.T) {
	small, large := corpusSite(t, 100), corpusSite(t, 400)
	nothing := func() {}
	a, b := small.least(nothing, "--clean"), large.least(nothing, "--clean")
	t.Logf("a clean build of 100 cases: %v of work, of 400: %v", a, b)
	if b > 6*a {
		t.Errorf("four times the cases are %.1f times the work", float64(b)/float64(a))
	}
	a, b = small.least(small.editOne), large.least(large.editOne)
	t.Logf("an edit among 100 cases: %v of work, among 400: %v", a, b)
	if b > 3*a {
		t.Errorf("an edit among four times the cases is %.1f times the work", float64(b)/float64(a))
	}
	for _, s := range []*site{small, large} {
		s.editOne()
		var report struct {
			Counts struct{ Rendered, Indexed int }
		}
		r := s.mustBuild("--json")
		if err := json.Unmarshal([]byte(r.stdout), &report); err != nil {
			t.Fatalf("%v\n%s", err, r)
		}
		if report.Counts.Rendered != 1 || report.Counts.Indexed != 1 {
			t.Errorf("an edit of one body: %d pages rendered, %d documents indexed", report.Counts.Rendered, report.Counts.Indexed)
		}
	}
}

// editOne makes the body of one case longer.
func (s *site) editOne() {
	const name = "content/cases/case-000003.md"
	s.write(name, s.read(name)+"\n又一段。\n")
}
