package preview

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"touyan/generator/diag"
	"touyan/generator/message"
)

// within is set for a test that runs again in a user namespace of its own, where it
// may lower what belongs to this namespace alone: nobody else's limits change.
const within = "TOUYAN_TEST_NAMESPACE"

// ownNamespace runs the test again where user_namespaces(7) can be had, and reports
// whether this is that run.
func ownNamespace(t *testing.T) bool {
	t.Helper()
	if os.Getenv(within) != "" {
		return true
	}
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), within+"=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	text, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	switch {
	case err != nil && !errors.As(err, &exit):
		t.Skipf("no user namespace to lower limits in: %v", err)
	case err != nil:
		t.Fatalf("in a user namespace:\n%s", text)
	case strings.Contains(string(text), "--- SKIP"):
		t.Skipf("in a user namespace:\n%s", text)
	}
	return false
}

// lower sets a limit of this user namespace.
func lower(t *testing.T, name string, to int) {
	t.Helper()
	if err := os.WriteFile("/proc/sys/user/"+name, fmt.Append(nil, to), 0o644); err != nil {
		t.Skipf("limits cannot be lowered here: %v", err)
	}
}

// notes are what a watcher warned of.
type notes struct {
	mu   sync.Mutex
	list diag.List
}

func (n *notes) note(d diag.Diagnostic) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.list = append(n.list, d)
}

// one makes sure that there was one warning, which names the setting to raise.
func (n *notes) one(t *testing.T, setting string) {
	t.Helper()
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.list) != 1 || n.list[0].Code != "watch-limit" || n.list[0].Severity != diag.Warning {
		t.Fatalf("noted: %v", n.list)
	}
	for _, language := range message.Languages() {
		mend := message.New(language).Mend(n.list[0])
		if !strings.Contains(mend, "sudo sysctl fs.inotify."+setting+"=") {
			t.Errorf("the mend is %q", mend)
		}
	}
}

// limitedFolder is a folder that is watched with few watches to be had.
func limitedFolder(t *testing.T, folders int) (*folder, *notes) {
	t.Helper()
	f, n := &folder{t: t, root: t.TempDir()}, &notes{}
	f.write("site.yaml", "one")
	for i := range folders {
		f.write(fmt.Sprintf("content/cases/c%d/index.md", i), "one")
	}
	ctx, stop := context.WithCancel(context.Background())
	t.Cleanup(stop)
	w, err := Watch(ctx, f.root, false, n.note)
	f.must(err)
	f.w = w
	return f, n
}

// Where the system's limit does not even suffice for the folders there are, they are
// looked at again and again, and one warning tells which setting to raise.
func TestTooFewWatches(t *testing.T) {
	if !ownNamespace(t) {
		return
	}
	for _, c := range []struct {
		limit, setting string
		to             int
	}{
		{"max_inotify_watches", "max_user_watches", 3},
		{"max_inotify_instances", "max_user_instances", 0},
	} {
		lower(t, c.limit, c.to)
		f, n := limitedFolder(t, 9)
		n.one(t, c.setting)
		f.write("content/cases/c7/index.md", "two and more")
		f.hears("content/cases/c7/index.md")
		f.write("content/brands/new/index.md", "x")
		f.hears("content/brands/new/index.md")
		n.one(t, c.setting)
		lower(t, c.limit, 1000)
	}
}

// The limit may be reached on the way, by folders that come later: then nothing that
// they brought is missed, nor anything after that.
func TestTooFewWatchesForWhatComes(t *testing.T) {
	if !ownNamespace(t) {
		return
	}
	lower(t, "max_inotify_watches", 20)
	f, n := limitedFolder(t, 9)
	f.write("content/cases/c7/index.md", "two and more")
	f.hears("content/cases/c7/index.md")
	if len(n.list) > 0 {
		t.Fatalf("noted: %v", n.list)
	}
	var all []string
	for i := range 60 {
		all = append(all, fmt.Sprintf("content/cases/d%d/deep/index.md", i))
		f.write(all[i], "x")
	}
	f.hears(all...)
	n.one(t, "max_user_watches")
	f.drain()
	f.write(all[59], "edited after that")
	f.hears(all[59])
	f.write("content/cases/c7/index.md", "three and yet more")
	f.hears("content/cases/c7/index.md")
	n.one(t, "max_user_watches")
}

// shortQueue has the next watchers get a queue of so few events. The setting is the
// machine's, so it is put back at once: it counts for queues that are made meanwhile.
func shortQueue(t *testing.T, events int, open func()) {
	t.Helper()
	const setting = "/proc/sys/fs/inotify/max_queued_events"
	before, err := os.ReadFile(setting)
	if err == nil {
		err = os.WriteFile(setting, fmt.Append(nil, events), 0o644)
	}
	if err != nil {
		t.Skipf("the queue of events cannot be shortened here: %v", err)
	}
	defer func() {
		if err := os.WriteFile(setting, before, 0o644); err != nil {
			t.Errorf("%s is not put back to %s: %v", setting, before, err)
		}
	}()
	open()
}

// Where more happens than the system keeps for the watcher, everything is looked at,
// and what is new is watched: nothing is missed, then or later.
func TestLostEvents(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root may shorten the queue of events")
	}
	f := &folder{t: t, root: t.TempDir()}
	f.write("site.yaml", "one")
	for i := range 30 {
		f.write(fmt.Sprintf("content/cases/c%d/index.md", i), "one")
	}
	ctx, stop := context.WithCancel(context.Background())
	t.Cleanup(stop)
	shortQueue(t, 2, func() {
		w, err := Watch(ctx, f.root, false, func(d diag.Diagnostic) { t.Errorf("noted: %v", d) })
		f.must(err)
		f.w = w
	})
	f.avalanche()
	f.hearsAll()
	f.drain()
	// Each of these could be deaf now: folders that came, that were made anew and
	// that took another's place.
	for _, rel := range []string{
		"content/cases/c5/index.md", "content/new/n77/index.md", "content/cases/c7/index.md",
		"content/cases/c8/index.md", "content/cases/c9/index.md",
	} {
		f.write(rel, "two, when all is calm")
		f.hears(rel)
		f.drain()
	}
}

// avalanche changes thousands of files at once.
func (f *folder) avalanche() {
	f.t.Helper()
	for i := range 3000 {
		f.write(fmt.Sprintf("content/cases/c%d/index.md", i%30), fmt.Sprint("two ", i))
	}
	for i := range 300 {
		f.write(fmt.Sprintf("content/new/n%d/index.md", i), "x")
	}
	f.must(os.RemoveAll(f.at("content/cases/c7")))
	f.write("content/cases/c7/index.md", "anew")
	f.rename("content/cases/c8", "content/cases/old")
	f.rename("content/cases/c9", "content/cases/c8")
	f.rename("content/cases/old", "content/cases/c9")
}

// hearsAll waits for a change of everything.
func (f *folder) hearsAll() {
	f.t.Helper()
	end := time.After(long)
	for {
		select {
		case paths := <-f.w.Changes():
			if paths == nil {
				return
			}
		case <-end:
			f.t.Fatal("the loss of events goes unnoticed")
		}
	}
}

func TestNetworkDrives(t *testing.T) {
	for name, c := range map[string]struct {
		magic  uint32
		silent bool
	}{
		"nfs": {0x6969, true}, "cifs": {0xff534d42, true}, "smb2": {0xfe534d42, true}, "fuse": {0x65735546, true},
		"9p": {0x01021997, true}, "vboxsf": {0x786f4256, true}, "ceph": {0x00c36400, true},
		"ext4": {unix.EXT4_SUPER_MAGIC, false}, "xfs": {unix.XFS_SUPER_MAGIC, false}, "btrfs": {unix.BTRFS_SUPER_MAGIC, false},
		"tmpfs": {unix.TMPFS_MAGIC, false}, "overlay": {unix.OVERLAYFS_SUPER_MAGIC, false},
	} {
		if silentType(c.magic) != c.silent {
			t.Errorf("%s: silent is %v", name, !c.silent)
		}
	}
	if silent(t.TempDir()) {
		t.Log("this machine's temporary folder is on a network drive")
	}
	if silent("/nowhere/at/all") {
		t.Error("what is not there is taken for a network drive")
	}
}
