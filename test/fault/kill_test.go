package fault

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// variant is one of the two states of a site between which it is edited.
type variant struct {
	name string
	edit func(*site)
	want published
	// answers are those of a fresh build.
	answers map[string]string
}

// asked are words of one variant, of the other, and of both.
var asked = []string{"独角兽出没", "麒麟出没", "党建 服务", "jin qi lin"}

// variants returns the two states: text, facts, a picture and the choice of
// pages differ.
func variants(s *site) []*variant {
	const text, facts = "content/cases/case-000003.md", "content/cases/case-000005.md"
	plainText, plainFacts := s.read(text), s.read(facts)
	own := func(title string) string {
		return "---\ntitle: " + title + "\ntype: village\ndate: 2024-05-06\nproblems: [集体经济薄弱]\nsources: [{title: 报道}]\n---\n\n## 做法\n\n见[别处](/cases/case-000001.md)。\n"
	}
	list := []*variant{
		{name: "A", edit: func(s *site) {
			s.write(text, plainText+"\n独角兽出没。\n")
			s.write(facts, plainFacts)
			s.write("content/cases/only-a.md", own("只有甲"))
			s.must(os.RemoveAll(s.path("content/cases/only-b")))
			s.write("content/cases/kept/index.md", own("留下的"))
			s.write("content/cases/kept/tu.svg", svg(10))
		}},
		{name: "B", edit: func(s *site) {
			s.write(text, plainText+"\n麒麟出没。\n")
			s.write(facts, strings.Replace(plainFacts, "title: ", "title: 金麒麟", 1))
			s.must(os.RemoveAll(s.path("content/cases/only-a.md")))
			s.write("content/cases/only-b/index.md", own("只有乙"))
			s.write("content/cases/only-b/tu.svg", svg(30))
			s.write("content/cases/kept/tu.svg", svg(20))
		}},
	}
	for _, v := range list {
		v.edit(s)
		v.want, v.answers = s.fresh("fresh-"+v.name), map[string]string{}
		for _, q := range asked {
			v.answers[q] = s.answer(s.base+"/fresh-"+v.name+"/public", q)
		}
	}
	return list
}

func svg(size int) string {
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d"/>`, size, size)
}

// published finds out which variant is published, which must be one as a whole,
// and asks its index one question.
func (s *site) publishedOf(list []*variant) *variant {
	s.t.Helper()
	got := verified(s.t, s.out).pages()
	for _, v := range list {
		if differences(got, v.want.pages()) == "" {
			if a := s.answer(s.out, asked[0]); a != v.answers[asked[0]] {
				s.t.Errorf("the pages are those of %s, the index is not: %s gives %s, want %s", v.name, asked[0], a, v.answers[asked[0]])
			}
			return v
		}
	}
	s.t.Fatalf("what is published is neither site:\nA:%s\nB:%s", differences(got, list[0].want.pages()), differences(got, list[1].want.pages()))
	return nil
}

// is asserts that a variant is published, pages, answers and all.
func (s *site) is(v *variant) {
	s.t.Helper()
	if d := differences(verified(s.t, s.out).pages(), v.want.pages()); d != "" {
		s.t.Fatalf("site %s differs from a fresh one:%s", v.name, d)
	}
	for _, q := range asked {
		if a := s.answer(s.out, q); a != v.answers[q] {
			s.t.Errorf("site %s answers %s with %s, want %s", v.name, q, a, v.answers[q])
		}
	}
}

// kill starts a build and kills it after a while. It reports false where the
// build was faster.
func (s *site) kill(after time.Duration, more ...string) bool {
	s.t.Helper()
	c := s.command(context.Background(), s.args(more...)...)
	s.must(c.Start())
	time.Sleep(after)
	s.must(ignoreDone(c.Process.Kill()))
	var exit *exec.ExitError
	err := c.Wait()
	switch {
	case err == nil:
		return false
	case errors.As(err, &exit):
		if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signaled() {
			return true
		}
	}
	s.t.Fatalf("the build failed before it was killed: %v", err)
	return false
}

func ignoreDone(err error) error {
	if errors.Is(err, os.ErrProcessDone) {
		return nil
	}
	return err
}

// moment chooses when to kill a build that usually takes so long: at any time, or
// about its end, where the sites are exchanged.
func moment(r *rand.Rand, usual time.Duration) time.Duration {
	part := r.Float64()
	if r.IntN(2) == 0 {
		part = 0.7 + 0.4*part
	}
	return time.Duration(part * float64(usual))
}

// TestKilledBuildLeavesOneWholeSite kills builds at random moments, one to three
// in a row, while the site is edited to and fro. What is published is one of the
// sites as a whole each time, and a build that may finish puts all in order.
func TestKilledBuildLeavesOneWholeSite(t *testing.T) {
	kills := 64
	if testing.Short() {
		kills = 10
	}
	s := corpusSite(t, 60)
	list := variants(s)
	s.mustBuild()
	r := rand.New(rand.NewPCG(uint64(kills), 3))
	// usual is how long a build takes with and without --clean.
	usual := map[bool]time.Duration{true: s.mustBuild("--clean").took}
	list[0].edit(s)
	usual[false] = s.mustBuild().took
	before := list[0]
	reached := map[string]int{}
	for round, killed := 0, 0; killed < kills; round++ {
		if round > 2*kills {
			t.Fatalf("only %d of the builds could be killed", killed)
		}
		clean := round%4 == 0
		var more []string
		if clean {
			more = []string{"--clean"}
		}
		for range 1 + r.IntN(3) {
			list[r.IntN(2)].edit(s)
			if s.kill(moment(r, usual[clean]), more...) {
				killed++
			}
			after := s.publishedOf(list)
			reached[map[bool]string{true: "old", false: "new"}[after == before]]++
			before = after
		}
		before = list[r.IntN(2)]
		before.edit(s)
		usual[clean] = (usual[clean] + s.mustBuild(more...).took) / 2
		s.is(before)
		s.noLitter()
		if t.Failed() {
			t.Fatalf("in round %d", round)
		}
	}
	t.Logf("after a kill: the old site %d times, the new one %d times", reached["old"], reached["new"])
}
