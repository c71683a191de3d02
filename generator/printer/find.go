package printer

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// ErrMissing is returned where no Chromium is found.
var ErrMissing = errors.New("no Chromium found")

// Find returns the program to print with: the named one, else that of the
// environment's CHROME_PATH, else the first of the usual names and places. An
// explicit name that leads to no program is an error, not a reason to look on.
func Find(name string, getenv func(string) string) (string, error) {
	if name == "" {
		name = getenv("CHROME_PATH")
	}
	if name != "" {
		return exec.LookPath(name)
	}
	for _, candidate := range candidates(runtime.GOOS, getenv) {
		if path, err := exec.LookPath(candidate); err == nil {
			return path, nil
		}
	}
	return "", ErrMissing
}

// candidates are names on the PATH and places where installers put Chromium, Chrome
// and Edge, which print alike.
func candidates(system string, getenv func(string) string) []string {
	list := []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge"}
	switch system {
	case "windows":
		for _, root := range []string{"ProgramFiles", "ProgramFiles(x86)", "LocalAppData"} {
			dir := getenv(root)
			if dir == "" {
				continue
			}
			for _, app := range []string{`Google\Chrome`, `Chromium`, `Microsoft\Edge`} {
				exe := "chrome.exe"
				if app == `Microsoft\Edge` {
					exe = "msedge.exe"
				}
				list = append(list, dir+`\`+app+`\Application\`+exe)
			}
		}
	case "darwin":
		for _, app := range []string{"Google Chrome", "Chromium", "Microsoft Edge"} {
			place := "/Applications/" + app + ".app/Contents/MacOS/" + app
			list = append(list, place, filepath.Join(getenv("HOME"), place))
		}
	default:
		list = append(list, "/snap/bin/chromium", "/opt/google/chrome/chrome")
	}
	return list
}

// root reports whether this is run by the superuser, for whom Chromium has no
// sandbox.
func root() bool { return os.Geteuid() == 0 }
