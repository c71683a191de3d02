package external

import (
	"encoding/json"
	"fmt"
	"maps"
	"time"

	"touyan/generator/output"
)

const (
	// blob is the name results are kept under.
	blob = "links"
	// format is the version of their form.
	format = 1
	// saveEvery is how much a run that is killed may forget.
	saveEvery = 10 * time.Second
)

// file is the form results are kept in.
type file struct {
	Version int               `json:"version"`
	Results map[string]Result `json:"results"`
}

// memory is what is known from earlier runs and this one.
type memory struct {
	c       *Checker
	store   *output.Cache
	results map[string]Result
	saved   time.Time
	changed bool
}

// remember reads what is known.
func (c *Checker) remember() *memory {
	m := &memory{c: c, results: map[string]Result{}, saved: c.clock.Now()}
	if c.o.Dir == "" {
		return m
	}
	m.store = output.OpenCache(c.o.Dir, fmt.Sprintf("external %d", format))
	if data, ok := m.store.Get(blob); ok {
		m.results = decode(data)
	}
	// What has had its time goes with the next save.
	maps.DeleteFunc(m.results, func(_ string, r Result) bool { return !m.fresh(r) })
	return m
}

// decode reads kept results; what is no such file holds none.
func decode(data []byte) map[string]Result {
	var f file
	if json.Unmarshal(data, &f) != nil || f.Version != format || f.Results == nil {
		return map[string]Result{}
	}
	return f.Results
}

// encode is the way back.
func encode(results map[string]Result) ([]byte, error) {
	return json.Marshal(file{format, results})
}

// fresh reports whether a result still holds. One from the future does not, nor
// one with a certificate that has ended since.
func (m *memory) fresh(r Result) bool {
	now := m.c.clock.Now()
	limit := m.c.o.Bad
	if c := r.Problem.Class(); c == Good || c == Hint {
		limit = m.c.o.Good
	}
	age := now.Sub(r.Checked)
	return age >= 0 && age < limit && (r.Expires.IsZero() || r.Expires.After(now))
}

// get returns what an earlier run found.
func (m *memory) get(address string) (Result, bool) {
	r, ok := m.results[address]
	r.Cached = true
	return r, ok
}

// put takes what was found, and saves it now and then.
func (m *memory) put(o outcome) error {
	if o.skipped || o.Problem.Class() == Skipped || m.store == nil {
		return nil
	}
	m.results[o.address], m.changed = o.Result, true
	// Until something answered, this machine may be offline.
	if o.Status == 0 || m.c.clock.Now().Sub(m.saved) < saveEvery {
		return nil
	}
	return m.save()
}

// save writes what is known.
func (m *memory) save() error {
	if m.store == nil || !m.changed {
		return nil
	}
	m.saved, m.changed = m.c.clock.Now(), false
	data, err := encode(m.results)
	if err != nil {
		return fmt.Errorf("external: keep results: %w", err)
	}
	if err := m.store.Put(blob, data); err != nil {
		return fmt.Errorf("external: keep results: %w", err)
	}
	return nil
}
