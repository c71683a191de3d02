package release

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"touyan/generator/output"
)

// Fingerprinted reports whether a path of a site has a name that stands for its
// content: such a file never changes, and may be kept by readers for ever.
func Fingerprinted(path string) bool {
	return strings.HasPrefix(path, "assets/") || strings.HasPrefix(path, searchDir+"/shards/")
}

// Lingering returns the SHA-256 of a file with a fingerprint that the current release
// lacks and an earlier one had.
func (s *Store) Lingering(path string) (output.Sum, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l, ok := s.lingering[path]
	return l.sum, ok && l.until.After(s.o.Now())
}

// linger notes what the current release has and the next lacks, and forgets what the
// next has and what has been kept long enough.
func (s *Store) linger(next *Release) error {
	last, _ := s.Current() // of one that cannot be read nothing lingers
	now := s.o.Now()
	var expired []output.Sum
	s.mu.Lock()
	if last != nil {
		for path, sum := range last.Files {
			if Fingerprinted(path) && next.Files[path] != sum {
				s.lingering[path] = lingering{sum, now.Add(s.o.Linger)}
			}
		}
	}
	for path, l := range s.lingering {
		if sum, ok := next.Files[path]; ok && sum == l.sum {
			delete(s.lingering, path)
		} else if !l.until.After(now) {
			delete(s.lingering, path)
			expired = append(expired, l.sum)
		}
	}
	text := s.lingeringText()
	s.mu.Unlock()
	if err := s.replace(lingerName, text); err != nil {
		return err
	}
	return s.forget(expired)
}

// forget removes expired files that no release has.
func (s *Store) forget(sums []output.Sum) error {
	if len(sums) == 0 {
		return nil
	}
	gone := map[output.Sum]bool{}
	for _, sum := range sums {
		gone[sum] = true
	}
	ids, err := s.IDs()
	if err != nil {
		return err
	}
	return s.removeFiles(gone, ids)
}

func (s *Store) lingeringText() []byte {
	var b bytes.Buffer
	for _, path := range slices.Sorted(maps.Keys(s.lingering)) {
		l := s.lingering[path]
		fmt.Fprintf(&b, "%d %x %s\n", l.until.Unix(), l.sum, path)
	}
	return b.Bytes()
}

// readLingering reads what lingered when the store was last changed. Lines that cannot
// be read are passed over: a link from an old page leads nowhere then.
func (s *Store) readLingering() {
	data, err := os.ReadFile(filepath.Join(s.dir, lingerName))
	if err != nil {
		return
	}
	for lines := bufio.NewScanner(bytes.NewReader(data)); lines.Scan(); {
		until, rest, _ := strings.Cut(lines.Text(), " ")
		digits, path, _ := strings.Cut(rest, " ")
		seconds, err := strconv.ParseInt(until, 10, 64)
		sum, bad := hex.DecodeString(digits)
		if err == nil && bad == nil && len(sum) == len(output.Sum{}) && Fingerprinted(path) {
			s.lingering[path] = lingering{output.Sum(sum), time.Unix(seconds, 0)}
		}
	}
}
