package output

import (
	"errors"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The sites that the killed process builds in turn: files that change, appear,
// vanish, and turn from file to folder, and many that stay.
func killSites() [2]site {
	a, b := site{}, site{}
	for i := range 30 {
		name := "cases/same-" + strconv.Itoa(i) + ".html"
		a[name], b[name] = "same "+name, "same "+name
	}
	for i := range 10 {
		name := "cases/x-" + strconv.Itoa(i) + ".html"
		a[name], b[name] = "a", strings.Repeat("b", 5_000)
		a["only/a-"+strconv.Itoa(i)] = "a"
		b["other/b-"+strconv.Itoa(i)] = "b"
	}
	a["turns"], b["turns/x.html"] = "file", "folder"
	return [2]site{a, b}
}

var killTheirs = site{".gitignore": "*", "uploads/x.pdf": "x", "cases/note": "n", "link": "-> cases", "empty/": ""}

// TestMain builds in a loop, to be killed, where it is asked to.
func TestMain(m *testing.M) {
	out := os.Getenv("OUTPUT_TEST_KILL")
	if out == "" {
		os.Exit(m.Run())
	}
	o := Options{exchange: means(os.Getenv("OUTPUT_TEST_MEANS"))}
	for {
		for i, s := range killSites() {
			if _, err := publishTo(out, s, o); err != nil {
				os.Stdout.WriteString(err.Error())
				os.Exit(1)
			}
			if i == 0 {
				os.Stdout.WriteString(".")
			}
		}
	}
}

// means returns one of the ways to put a tree in place; nil is the system's.
func means(name string) func(a, b string) error {
	switch name {
	case "renames":
		return func(_, _ string) error { return errNoExchange }
	case "replace":
		return func(_, _ string) error { return &os.LinkError{Op: "rename", Err: errOtherDevice} }
	}
	return nil
}

// TestKill kills builds at random moments. With an exchange readers must find the
// old or the new site at every one of them; otherwise the next Open has to put
// one in place.
func TestKill(t *testing.T) {
	kills := map[string]int{"exchange": 120, "renames": 40, "replace": 40}
	if testing.Short() {
		kills = map[string]int{"exchange": 20, "renames": 10, "replace": 10}
	}
	if n, err := strconv.Atoi(os.Getenv("OUTPUT_TEST_KILLS")); err == nil {
		kills = map[string]int{"exchange": n, "renames": n, "replace": n}
	}
	for _, name := range slices.Sorted(maps.Keys(kills)) {
		t.Run(name, func(t *testing.T) {
			out := outIn(t)
			put(t, out, site{".gitignore": "*"})
			sites := killSites()
			if _, err := publishTo(out, sites[0], Options{}); err != nil {
				t.Fatal(err)
			}
			put(t, out, killTheirs)
			phases := map[phase]int{}
			for range kills[name] {
				killOne(t, out, name)
				phases[stateOf(t, out).phase]++
				if name == "exchange" {
					wantEither(t, out, sites)
				}
				w, err := Open(out, Options{exchange: means(name)})
				if err != nil {
					t.Fatal(err)
				}
				wantEither(t, out, sites)
				if err := w.Abort(); err != nil {
					t.Fatal(err)
				}
				rebuild(t, out, name, sites[rand.IntN(2)])
			}
			t.Logf("killed in the phases %v", phases)
		})
	}
}

func killOne(t *testing.T, out, means string) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "OUTPUT_TEST_KILL="+out, "OUTPUT_TEST_MEANS="+means)
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := make([]byte, 300)
	n, _ := pipe.Read(said)
	time.Sleep(time.Duration(rand.IntN(15_000)) * time.Microsecond)
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	if string(said[:n]) == "" || strings.Trim(string(said[:n]), ".") != "" {
		t.Fatalf("the builder said %q", said[:n])
	}
}

func stateOf(t *testing.T, out string) state {
	t.Helper()
	root, err := os.OpenRoot(workFolder(out))
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	return readState(root)
}

func wantEither(t *testing.T, out string, sites [2]site) {
	t.Helper()
	got := readTree(t, out)
	a, b := differ(got, sites[0], killTheirs), differ(got, sites[1], killTheirs)
	if a != "" && b != "" {
		t.Fatalf("neither site A:\n%s\nnor B:\n%s", a, b)
	}
}

// rebuild publishes after a kill and looks for litter.
func rebuild(t *testing.T, out, name string, s site) {
	t.Helper()
	o := Options{exchange: means(name)}
	if _, err := publishTo(out, s, o); err != nil {
		t.Fatal(err)
	}
	wantSite(t, out, s, killTheirs)
	names, err := os.ReadDir(workFolder(out))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range names {
		if !slices.Contains([]string{"lock", "stage", "state"}, e.Name()) {
			t.Fatalf("litter in the work folder: %s", e.Name())
		}
	}
	st := stateOf(t, out)
	if st.phase == clean && st.stage == (Sum{}) {
		left, _ := os.ReadDir(filepath.Join(workFolder(out), "stage"))
		if len(left) > 0 {
			t.Fatalf("litter in stage: %v", left)
		}
		return // the tree itself was put in place
	}
	stage := readTree(t, filepath.Join(workFolder(out), "stage"))
	list, line := parseManifest([]byte(stage[ManifestName]))
	delete(stage, ManifestName)
	if st.phase != clean || line != 0 || len(list) != len(stage) {
		t.Fatalf("litter in stage: phase %s, manifest wrong at %d, %d files listed, %d there", st.phase, line, len(list), len(stage))
	}
	for path, sum := range list {
		if hashText(stage[path]) != sum {
			t.Fatalf("stage has another %s", path)
		}
	}
}

// TestStatesOfTwoRenames are the moments between the renames.
func TestStatesOfTwoRenames(t *testing.T) {
	a, b := site{"x.html": "a"}, site{"x.html": "b"}
	for name, move := range map[string][][2]string{
		"public gone":       {{"public", ".public.touyan/old"}},
		"stage published":   {{"public", ".public.touyan/old"}, {".public.touyan/stage", "public"}},
		"made by hand":      {{"public", ".public.touyan/old"}},
		"nothing to go for": {{"public", ".public.touyan/old"}, {".public.touyan/stage", "elsewhere"}},
	} {
		t.Run(name, func(t *testing.T) {
			out := outIn(t)
			build(t, out, a)
			w, err := stageAll(out, b, Options{exchange: func(_, _ string) error { return errors.New("killed") }})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Publish(); err == nil {
				t.Fatal("published")
			}
			wantSite(t, out, a)
			for _, m := range move {
				if err := os.Rename(filepath.Join(filepath.Dir(out), m[0]), filepath.Join(filepath.Dir(out), m[1])); err != nil {
					t.Fatal(err)
				}
			}
			want := b
			switch name {
			case "nothing to go for":
				want = a
			case "made by hand":
				put(t, out, site{".gitignore": "*"})
				w, err := Open(out, Options{})
				if err != nil {
					t.Fatal(err)
				}
				if err := w.Abort(); err != nil {
					t.Fatal(err)
				}
				if len(w.report.Rescued) != 1 {
					t.Fatalf("rescued %v", w.report.Rescued)
				}
				wantSite(t, filepath.Join(w.report.Rescued[0], "public"), a)
				return
			}
			w, err = Open(out, Options{})
			if err != nil {
				t.Fatal(err)
			}
			wantSite(t, out, want)
			if err := w.Abort(); err != nil {
				t.Fatal(err)
			}
			build(t, out, a)
			build(t, out, b)
		})
	}
}

// TestPowerCut: after the machine was started again, files that never reached
// the disk are found and written again, in both trees.
func TestPowerCut(t *testing.T) {
	out := outIn(t)
	s := site{"a.html": "a", "b.html": "b", "c.html": "c"}
	build(t, out, s)
	build(t, out, site{"a.html": "a", "b.html": "b2", "c.html": "c"})
	build(t, out, s)
	boot := func() {
		path := filepath.Join(workFolder(out), stateName)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Replace(string(data), "boot "+bootID(), "boot before", 1)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	boot()
	if err := os.Truncate(filepath.Join(out, "a.html"), 0); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(filepath.Join(workFolder(out), "stage", "b.html"), 0); err != nil {
		t.Fatal(err)
	}
	w, err := Open(out, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := w.Published("a.html"); ok {
		t.Error("a torn file counts as published")
	}
	if err := w.Abort(); err != nil {
		t.Fatal(err)
	}
	build(t, out, s)
	build(t, out, site{"a.html": "a", "b.html": "b2", "c.html": "c"})
	build(t, out, s)

	// What was found whole is not read again in the same boot.
	boot()
	build(t, out, s)
	if st := stateOf(t, out); st.boot != bootID() {
		t.Errorf("the state is still of boot %s", st.boot)
	}
}

// TestWorkFolderMayGo: all that is in it can be made again.
func TestWorkFolderMayGo(t *testing.T) {
	out := outIn(t)
	a, b := site{"a.html": "a", "b.html": "b"}, site{"a.html": "a2", "b.html": "b"}
	for _, gone := range []string{".", "stage", "state", "lock", "stage/b.html", "stage/" + ManifestName} {
		build(t, out, a)
		build(t, out, b)
		if err := os.RemoveAll(filepath.Join(workFolder(out), gone)); err != nil {
			t.Fatal(err)
		}
		build(t, out, a)
		build(t, out, b)
		if err := os.RemoveAll(out); err != nil {
			t.Fatal(err)
		}
		build(t, out, a)
	}
}

func TestStateThatIsTornIsNone(t *testing.T) {
	s := state{boot: "x", phase: swapping, public: Sum{1}, stage: Sum{2}, durable: true}
	data := s.encode()
	if got := parseState(data); got != s {
		t.Fatalf("%+v", got)
	}
	for n := range data {
		if got := parseState(data[:n]); got != (state{}) {
			t.Errorf("%d bytes give %+v", n, got)
		}
	}
}

// TestReplacedMeanwhile: the folder that was looked at is not the one that is
// there now.
func TestReplacedMeanwhile(t *testing.T) {
	for name, theirs := range map[string]site{"folder": {"public/x": "x"}, "link": {"public": "-> elsewhere", "elsewhere/x": "x"}} {
		t.Run(name, func(t *testing.T) {
			out := outIn(t)
			build(t, out, site{"a.html": "a"})
			w, err := stageAll(out, site{"a.html": "b"}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if err := os.RemoveAll(out); err != nil {
				t.Fatal(err)
			}
			put(t, filepath.Dir(out), theirs)
			_, err = w.Publish()
			wantCode(t, err, "output-replaced")
			if data, err := os.ReadFile(filepath.Join(out, "x")); string(data) != "x" {
				t.Error(err)
			}
			if _, err := os.Stat(filepath.Join(out, "a.html")); !errors.Is(err, fs.ErrNotExist) {
				t.Error("published into another folder")
			}
		})
	}
}
