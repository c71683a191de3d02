package hosting

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// testUpload uploads the site to a folder, which rclone treats as any bucket; where
// there is no rclone it is skipped, for it is large and wanted by this test alone.
func testUpload(t *testing.T, public string) {
	if _, err := exec.LookPath("rclone"); err != nil {
		t.Skip("rclone is missing")
	}
	bucket := filepath.Join(t.TempDir(), "bucket")
	upload := func(args ...string) {
		c := exec.Command("sh", append([]string{uploadScript, public, bucket}, args...)...)
		c.Env = append(os.Environ(), "RCLONE_CONFIG="+os.DevNull)
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	upload()
	want := slices.DeleteFunc(paths(t, public), func(name string) bool {
		raw := strings.HasPrefix(name, "search/") && name != "search/root.js" && !strings.HasPrefix(name, "search/shards/")
		hidden := strings.HasPrefix(name, ".git/") || strings.Contains(name, ".htpasswd") || strings.Contains(name, ".draft")
		return raw || hidden || name == "manifest.sha256" || strings.HasSuffix(name, ".gz") || strings.HasSuffix(name, ".br")
	})
	if got := paths(t, bucket); !slices.Equal(got, want) {
		t.Errorf("uploaded %d files, want %d:\n%q\n%q", len(got), len(want), got, want)
	}
	for _, old := range []string{"old.html", "assets/old.css", "search/shards/old.js"} {
		write(t, filepath.Join(bucket, filepath.FromSlash(old)), "of the site before")
	}
	if upload(); len(paths(t, bucket)) != len(want)+3 {
		t.Error("an upload takes files away that readers of old pages need")
	}
	if upload("tidy"); !slices.Equal(paths(t, bucket), want) {
		t.Error("tidying leaves what is gone, or takes what is there")
	}
}

// paths returns the files in a folder, in order.
func paths(t *testing.T, dir string) []string {
	t.Helper()
	var list []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			list = append(list, filepath.ToSlash(strings.TrimPrefix(path, dir+string(filepath.Separator))))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(list)
	return list
}
