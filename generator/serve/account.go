package serve

import (
	"bufio"
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/crypto/bcrypt"

	"touyan/generator/diag"
)

// Limits of a file of passwords. A hash of the dearest cost takes about a second.
const (
	mostAccounts = 10_000
	mostCost     = 14
	mostUser     = 255
	mostPassword = 1024
)

// Accounts are the people who may read a site: names, and bcrypt hashes of passwords.
// A password that was right once is known again by a keyed hash that lives with the
// process, so that not every request costs what bcrypt does.
type Accounts struct {
	hashes map[string][]byte
	// decoy is compared for a name that there is not, which takes as long.
	decoy []byte
	key   [32]byte
	// turns bounds how many passwords are compared at once.
	turns chan struct{}

	mu    sync.RWMutex
	known map[[sha256.Size]byte]bool
}

// ParseAccounts reads a file of lines NAME:HASH, as htpasswd -B writes it; blank lines
// and those that begin with # are passed over. file is the name for diagnostics. It
// returns nil where there are errors.
func ParseAccounts(file string, data []byte) (*Accounts, diag.List) {
	a := &Accounts{hashes: map[string][]byte{}, known: map[[sha256.Size]byte]bool{}, turns: make(chan struct{}, 2)}
	_, _ = rand.Read(a.key[:]) // it never fails
	var list diag.List
	cost := bcrypt.DefaultCost
	lines := bufio.NewScanner(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		c, code, arg := a.add(line)
		if code != "" {
			list.Add(diag.Position{File: file, Line: n, Col: 1}, code, arg)
		}
		cost = max(cost, c)
	}
	if err := lines.Err(); err != nil {
		list.Add(diag.Position{File: file}, "account-line", "…")
	}
	if len(list) == 0 && len(a.hashes) == 0 {
		list.Add(diag.Position{File: file}, "account-none")
	}
	if len(list) > 0 {
		return nil, list
	}
	return a, a.makeDecoy(file, cost)
}

// makeDecoy makes the hash of a password that nobody has.
func (a *Accounts) makeDecoy(file string, cost int) (list diag.List) {
	var err error
	if a.decoy, err = bcrypt.GenerateFromPassword(a.key[:16], cost); err != nil {
		list.Add(diag.Position{File: file}, "account-line", "…")
	}
	return list
}

// add reads a line. The code is that of what is wrong with it, or "".
func (a *Accounts) add(line string) (cost int, code, arg string) {
	name, hash, ok := strings.Cut(line, ":")
	if !ok || name == "" || len(name) > mostUser || !utf8.ValidString(name) {
		return 0, "account-line", strconv.Itoa(utf8.RuneCountInString(line))
	}
	cost, err := bcrypt.Cost([]byte(hash))
	_, again := a.hashes[name]
	switch {
	case err != nil || len(hash) != 60:
		return 0, "account-hash", name
	case cost > mostCost:
		return 0, "account-cost", name
	case again:
		return 0, "account-twice", name
	case len(a.hashes) >= mostAccounts:
		return 0, "account-many", strconv.Itoa(mostAccounts)
	}
	a.hashes[name] = []byte(hash)
	return cost, "", ""
}

// Len returns how many there are.
func (a *Accounts) Len() int { return len(a.hashes) }

// Known reports whether a password was right before. It takes the same time whatever
// the name and the password are.
func (a *Accounts) Known(user, password string) bool {
	sum := a.sum(user, password)
	a.mu.RLock()
	defer a.mu.RUnlock()
	return a.known[sum]
}

// Check reports whether a password is right; the error says that too many are being
// compared.
func (a *Accounts) Check(user, password string) (bool, error) {
	if len(user) > mostUser || len(password) > mostPassword {
		return false, nil
	}
	select {
	case a.turns <- struct{}{}:
		defer func() { <-a.turns }()
	default:
		return false, errAccountsBusy
	}
	hash, ok := a.hashes[user]
	if !ok {
		hash = a.decoy
	}
	if err := bcrypt.CompareHashAndPassword(hash, []byte(password)); err != nil || !ok {
		return false, nil
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.known) >= 2*mostAccounts { // of one account only one password is right: never more
		clear(a.known)
	}
	a.known[a.sum(user, password)] = true
	return true, nil
}

var errAccountsBusy = errors.New("too many passwords are being compared")

// sum is the keyed hash of a name and a password.
func (a *Accounts) sum(user, password string) (sum [sha256.Size]byte) {
	h := hmac.New(sha256.New, a.key[:])
	fmt.Fprintf(h, "%d:%s%s", len(user), user, password)
	h.Sum(sum[:0])
	return sum
}
