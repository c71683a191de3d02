package check

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"touyan/generator/config"
	"touyan/generator/review"
)

func TestReviews(t *testing.T) {
	const all = "review:\n  - {step: 初审, by: 甲岗, date: 2026-01-01, text: now}\n  - {step: 复审, by: 乙岗, date: 2026-01-02, text: now}\n  - {step: 终审, by: 丙岗, date: 2026-01-03, text: now}\n"
	for name, c := range map[string]struct {
		front    string
		required int
		want     string
	}{
		"nothing asked":       {"", 0, ""},
		"none":                {"", 2, "2:8 error review-missing [2 初审（甲岗）、复审]\n"},
		"a draft":             {"draft: true\n", 2, ""},
		"all":                 {all, 3, ""},
		"one is lacking":      {strings.Replace(all, "终审", "复审", 1), 3, "2:8 error review-missing [3 终审]\n"},
		"two are enough":      {strings.Replace(all, "终审", "复审", 1), 2, ""},
		"edited":              {strings.Replace(all, "02, text: now", "02, text: old", 1), 0, "5:48 warning review-outdated [复审 乙岗 2026-01-02]\n6:12 error review-order [终审 复审]\n"},
		"edited and wanted":   {strings.ReplaceAll(all, "now", "old")[:strings.Index(all, "\n  - {step: 终审")+1], 3, "4:48 warning review-outdated [初审 甲岗 2026-01-01]\n5:48 warning review-outdated [复审 乙岗 2026-01-02]\n2:8 error review-missing [3 初审（甲岗）、复审（乙岗）、终审]\n"},
		"an unknown step":     {"review: [{step: 初申, by: 甲岗}]\n", 0, "3:17 error review-unknown-step [初申 初审 初审、复审、终审]\n"},
		"without fingerprint": {"review: [{step: 初审, by: 甲岗}]\n", 0, "3:17 hint review-unbound [初审]\n"},
		"out of order":        {"review: [{step: 复审, by: 甲岗, text: now}]\n", 0, "3:17 error review-order [复审 初审]\n"},
		"on an earlier day":   {strings.Replace(all, "2026-01-03", "2026-01-01", 1), 3, "6:12 error review-order [终审 复审]\n"},
		"by one role":         {strings.NewReplacer("乙岗", "甲岗", "丙岗", "甲岗").Replace(all), 3, "6:20 warning review-same-role [甲岗]\n"},
		"by two roles":        {strings.Replace(all, "丙岗", "甲岗", 1), 3, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := config.Default()
			s.Review.Required = c.required
			if c.front == "" || c.front == "draft: true\n" {
				s.Review.Roles = []string{"甲岗"}
			}
			k, _ := New(s)
			k.Source = fstest.MapFS{}
			p := pageOf(t, "about.md", "---\ntitle: t\n"+c.front+"---\n")
			now, err := review.NewFiles(k.Source).Fingerprint("about.md", p.Pieces, "")
			if err != nil {
				t.Fatal(err)
			}
			for i := range p.Content.Review {
				if e := &p.Content.Review[i]; e.Text == "now" {
					e.Text = now
				}
			}
			f := &findings{checker: k, page: p}
			k.reviews(p, f)
			if diff := cmp.Diff(c.want, told(f.list)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
