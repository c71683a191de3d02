package generator_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"touyan/generator"
	"touyan/themes"
)

// photograph is a JPEG whose EXIF and trailing bytes tell a secret; shade makes it
// another one.
func photograph(t *testing.T, w, h int, shade uint8) string {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetRGBA(x, y, color.RGBA{uint8(x ^ y), uint8(x*y>>8) + shade, uint8((x*31 + y*17) >> 3), 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	const secret = "Exif\x00\x00GPS 30.75N 120.75E"
	segment := append([]byte{0xff, 0xe1, 0, byte(2 + len(secret))}, secret...)
	data := slices.Concat(b.Bytes()[:2], segment, b.Bytes()[2:], []byte("GPS"))
	return string(data)
}

// album is a site of one case with a photo as its cover, one without, and a page.
func album(t *testing.T, photo string) *editor {
	t.Helper()
	e := &editor{t: t, dir: t.TempDir()}
	if err := os.WriteFile(filepath.Join(e.dir, "site.yaml"), []byte("title: 相册\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	const facts = "type: village\ndate: 2023-02-03\nsources: [{title: 报道}]\n---\n\n## 做法\n\n槜李。\n"
	e.write("cases/a/index.md", "---\ntitle: 甲\ncover: {src: photo.jpg, alt: 照片}\n"+facts)
	e.write("cases/a/photo.jpg", photo)
	e.write("cases/b.md", "---\ntitle: 乙\n"+facts)
	e.write("about.md", "---\ntitle: 关于\n---\n\n文字。\n")
	return e
}

// check builds a site, compares it with a fresh one and returns the names of its
// pictures.
func (e *editor) check(step string) (generator.Report, []string) {
	e.t.Helper()
	out, fresh := filepath.Join(e.dir, "public"), filepath.Join(e.t.TempDir(), "fresh")
	r := buildTo(e.t, e.dir, out, false)
	buildTo(e.t, e.dir, fresh, true)
	sameSite(e.t, step, out, fresh)
	var names []string
	for name, data := range siteFiles(e.t, out) {
		if strings.HasPrefix(name, "cases/a/") {
			names = append(names, strings.TrimPrefix(name, "cases/a/"))
			if bytes.Contains(data, []byte("GPS")) {
				e.t.Errorf("%s: %s tells where it was taken", step, name)
			}
		}
	}
	slices.Sort(names)
	return r, names
}

// cached returns the names of the made pictures that are kept for later builds.
func (e *editor) cached() []string {
	list, err := filepath.Glob(filepath.Join(e.dir, ".public.touyan", "cache", "picture-*"))
	if err != nil {
		e.t.Fatal(err)
	}
	return list
}

// TestPicturesFollowEdits: a picture is made once, and again when it changes; the
// pages that show it follow, and what was made of the old one goes.
func TestPicturesFollowEdits(t *testing.T) {
	e := album(t, photograph(t, 1200, 300, 0))
	_, first := e.check("first")
	if len(first) != 4 || first[3] != "photo.jpg" {
		t.Fatalf("published: %q", first)
	}
	before := e.cached()
	if r, _ := e.check("nothing"); r.Rendered != 0 || r.Written != 0 {
		t.Errorf("nothing changed, and %d pages were rendered, %d files written", r.Rendered, r.Written)
	}
	e.write("about.md", e.read("about.md")+"\n又一段。\n")
	if r, _ := e.check("another page"); r.Rendered != 1 {
		t.Errorf("one body changed, and %d pages were rendered", r.Rendered)
	}
	e.write("cases/a/photo.jpg", photograph(t, 1200, 300, 90))
	_, second := e.check("another picture")
	if second[0] == first[0] || len(second) != len(first) {
		t.Errorf("published: %q after %q", second, first)
	}
	if after := e.cached(); len(after) != 1 || slices.Equal(before, after) {
		t.Errorf("cached: %q after %q", after, before)
	}
	e.write("about.md", e.read("about.md")+"\n![甲](cases/a/photo.jpg)\n")
	if _, third := e.check("shown in a text too"); !slices.Equal(third, second) {
		t.Errorf("published: %q after %q", third, second)
	}
	e.write("cases/a/index.md", strings.Replace(e.read("cases/a/index.md"), "cover:", "draft: true\ncover:", 1))
	e.write("about.md", "---\ntitle: 关于\n---\n\n文字。\n")
	if _, none := e.check("a draft"); len(none) != 0 {
		t.Errorf("published: %q", none)
	}
}

// TestLargePicturesGoWhereTheyAreLinked: a page shows a smaller one, and the
// picture itself is published for a link alone.
func TestLargePicturesGoWhereTheyAreLinked(t *testing.T) {
	e := album(t, photograph(t, 2600, 100, 0))
	body := e.read("about.md")
	_, shown := e.check("shown")
	if slices.Contains(shown, "photo.jpg") || len(shown) != 4 || !strings.HasSuffix(shown[0], "-1440.jpg") {
		t.Errorf("published: %q", shown)
	}
	e.write("about.md", body+"\n[大图](cases/a/photo.jpg)\n")
	if _, linked := e.check("linked"); len(linked) != 5 || linked[4] != "photo.jpg" {
		t.Errorf("published: %q", linked)
	}
	e.write("about.md", body)
	if _, again := e.check("no longer linked"); !slices.Equal(again, shown) {
		t.Errorf("published: %q", again)
	}
	e.write("cases/a/index.md", strings.Replace(e.read("cases/a/index.md"), "cover: {src: photo.jpg, alt: 照片}\n", "", 1))
	if _, unused := e.check("not shown"); !slices.Equal(unused, []string{"photo.jpg"}) {
		t.Errorf("published: %q", unused)
	}
}

// faultsOf builds a site that has errors and returns them, places first.
func (e *editor) faultsOf() []string {
	e.t.Helper()
	r, err := generator.Build(context.Background(), generator.Options{
		Source: e.dir, Out: filepath.Join(e.dir, "public"), Now: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), Themes: themes.FS(), Version: "test",
	})
	if !errors.Is(err, generator.ErrContent) {
		e.t.Fatalf("want errors: %v", err)
	}
	var list []string
	for _, d := range r.Diagnostics {
		list = append(list, d.Pos.String()+" "+d.Code)
	}
	return list
}

// TestFaultyPicturesAreTold where they are shown, all at once, with other errors
// or without; one that nothing shows where it is.
func TestFaultyPicturesAreTold(t *testing.T) {
	photo := photograph(t, 600, 300, 0)
	e := album(t, photo)
	e.check("whole")
	damaged := []byte(photo)
	for i := len(damaged) / 2; i < len(damaged)/2+2000; i += 2 {
		damaged[i] = 0xff // among the dots: the segments are whole
		damaged[i+1] = 0
	}
	e.write("cases/a/photo.jpg", string(damaged))
	e.write("cases/a/alone.png", "no picture")
	e.write("cases/a/cut.jpg", photo[:len(photo)/2])
	e.write("cases/a/tu.png", photo)
	e.write("about.md", e.read("about.md")+"\n甲 ![](cases/a/tu.png)\n\n![](cases/a/photo.jpg) ![](cases/a/cut.jpg)\n")
	want := []string{
		"content/about.md:7:3 image-type",
		"content/about.md:9:1 broken-image",
		"content/about.md:9:24 broken-image",
		"content/cases/a/alone.png broken-image",
		"content/cases/a/index.md:3:14 broken-image",
	}
	for _, step := range []string{"first", "again"} {
		if got := e.faultsOf(); !slices.Equal(got, want) {
			t.Errorf("%s:\n got %q\nwant %q", step, got, want)
		}
	}
	e.write("cases/b.md", strings.Replace(e.read("cases/b.md"), "title:", "titel:", 1))
	if got := e.faultsOf(); len(got) < len(want)+1 || !slices.Contains(got, want[1]) || !slices.Contains(got, want[3]) {
		t.Errorf("with another error: %q", got)
	}
}

// TestPicturesOutliveAFailedBuild: what a build with errors has made of pictures,
// the next one takes.
func TestPicturesOutliveAFailedBuild(t *testing.T) {
	e := album(t, photograph(t, 600, 300, 0))
	e.write("about.md", e.read("about.md")+"\n[x](nowhere.md)\n")
	e.faultsOf()
	list := e.cached()
	if len(list) != 1 {
		t.Fatalf("kept: %q", list)
	}
	before, err := os.Stat(list[0])
	if err != nil {
		t.Fatal(err)
	}
	e.write("about.md", "---\ntitle: 关于\n---\n\n文字。\n")
	buildTo(t, e.dir, filepath.Join(e.dir, "public"), false)
	if after, err := os.Stat(list[0]); err != nil || !after.ModTime().Equal(before.ModTime()) {
		t.Errorf("made again: %v", err)
	}
}
