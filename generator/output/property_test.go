package output

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// draw is a random sequence of builds and of what people do between them.
type draw struct {
	t      *testing.T
	r      *rand.Rand
	out    string
	o      Options
	site   site // as published
	theirs site
}

// TestAnySequenceOfBuildsEqualsAFreshOne: whatever came before, the site is as if
// built for the first time, and people's files are as they left them.
func TestAnySequenceOfBuildsEqualsAFreshOne(t *testing.T) {
	seeds, rounds := 20, 15
	if testing.Short() {
		seeds = 4
	}
	ways := []Options{{}, {}, {copies: true}, {exchange: means("renames")}, {exchange: means("replace"), copies: true}}
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			d := draw{t: t, r: rand.New(rand.NewPCG(uint64(seed), 0)), out: outIn(t), site: site{}, theirs: site{}}
			d.o = ways[seed%len(ways)]
			d.build()
			for range rounds {
				if d.r.IntN(2) == 0 {
					d.meddle()
				}
				d.build()
			}
		})
	}
}

// path draws one of few paths, so that they meet again, as files and as folders.
func (d *draw) path() string {
	parts := []string{"a", "b", "c.html", "d.html"}
	p := parts[d.r.IntN(4)]
	for d.r.IntN(2) == 0 {
		p += "/" + parts[d.r.IntN(4)]
	}
	return p
}

func (d *draw) next() site {
	s := maps.Clone(d.site)
	for range d.r.IntN(6) {
		if p := d.path(); d.r.IntN(3) == 0 {
			delete(s, p)
		} else {
			for other := range s {
				if strings.HasPrefix(other, p+"/") || strings.HasPrefix(p, other+"/") {
					delete(s, other)
				}
			}
			s[p] = strings.Repeat("x", d.r.IntN(4))
		}
	}
	return s
}

func (d *draw) build() {
	d.t.Helper()
	s, o := d.next(), d.o
	o.Fresh = d.r.IntN(8) == 0
	w, err := Open(d.out, o)
	if err != nil {
		d.t.Fatal(err)
	}
	err = d.stage(w, s)
	if err == nil && d.r.IntN(5) == 0 && exists(d.out) {
		err = errors.Join(errors.New("given up"), w.Abort())
	}
	if err == nil {
		_, err = w.Publish()
	}
	if err == nil {
		d.site = s
	} else if e := (*Error)(nil); errors.As(err, &e) && e.Code != "output-foreign-file" {
		d.t.Fatal(err)
	}
	_ = w.Abort()
	wantSite(d.t, d.out, d.site, d.theirs)
	fresh := outIn(d.t)
	build(d.t, fresh, d.site)
}

// stage hands the files over in the different ways there are.
func (d *draw) stage(w *Writer, s site) error {
	sub := ""
	if d.r.IntN(2) == 0 {
		sub = []string{"a", "b"}[d.r.IntN(2)]
	}
	if _, file := s[sub]; file {
		sub = ""
	}
	for p, text := range s {
		var err error
		switch how := d.r.IntN(3); {
		case sub != "" && strings.HasPrefix(p, sub+"/"):
		case how == 0 && w.Keep(p, hashText(text)) == nil:
		case how == 1:
			_, err = w.Copy(p, fstest.MapFS{"x": {Data: []byte(text)}}, "x")
		default:
			_, err = w.Write(p, []byte(text))
		}
		if err != nil {
			return err
		}
	}
	if sub == "" {
		return nil
	}
	return d.stageDir(w, sub, s)
}

// stageDir is another writer's work: it changes files in place.
func (d *draw) stageDir(w *Writer, sub string, s site) error {
	dir, err := w.CopyDir(sub, func(name string) bool { return strings.HasSuffix(name, ".html") })
	if err != nil {
		return err
	}
	for p, text := range readTree(d.t, dir) {
		if want, ok := s[sub+"/"+p]; !ok || want != text && strings.HasSuffix(p, ".html") {
			if err := os.RemoveAll(filepath.Join(dir, p)); err != nil {
				return err
			}
		}
	}
	for p, text := range s {
		name, ok := strings.CutPrefix(p, sub+"/")
		if !ok {
			continue
		}
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// meddle does what people do in a published folder.
func (d *draw) meddle() {
	for range d.r.IntN(3) {
		name := fmt.Sprintf("%s-theirs-%d", []string{"x", "a/x", "a/b/x", "u/v/x"}[d.r.IntN(4)], d.r.IntN(3))
		if _, file := d.theirs[name]; file && d.r.IntN(2) == 0 {
			if err := os.Remove(filepath.Join(d.out, name)); err != nil {
				d.t.Fatal(err)
			}
			delete(d.theirs, name)
			for dir := range parents(name) { // an empty folder would stay as theirs
				_ = os.Remove(filepath.Join(d.out, dir))
			}
			continue
		}
		for p := range d.site {
			if strings.HasPrefix(name, p+"/") {
				return
			}
		}
		text := strings.Repeat("t", d.r.IntN(5))
		put(d.t, d.out, site{name: text})
		d.theirs[name] = text
	}
}
