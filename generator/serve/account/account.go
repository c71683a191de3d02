// Package account knows who may read a site that is not for everyone: names with
// bcrypt hashes of their passwords, as htpasswd -B writes them.
//
// # The file
//
// A line is NAME:HASH; blank lines and those that begin with # are passed over. Other
// forms of htpasswd than bcrypt ($2y$, $2b$, $2a$) are not taken, since they are
// found out too easily.
//
// # Diagnostics
//
// All are errors.
//
//	account-line    no name, a colon and a hash
//	account-hash    1 the name: no bcrypt hash
//	account-cost    1 the name, 2 the most: comparing costs too much
//	account-twice   1 the name
//	account-many    1 how many there may be
//	account-none    nobody is named
package account

import (
	"bufio"
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
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
	hashSize     = 60
)

// Set is the people who may read a site. It may be used by many goroutines.
// A password that was right once is known again by a keyed hash that lives with the
// process, so that not every request costs what bcrypt does.
type Set struct {
	hashes map[string][]byte
	// decoy is compared for a name that there is not, which takes as long.
	decoy []byte
	key   [32]byte
	// turns bounds how many passwords are compared at once.
	turns chan struct{}

	mu    sync.RWMutex
	known map[[sha256.Size]byte]bool
}

// Parse reads a file of passwords; file is its name for diagnostics. It returns nil
// where there are errors.
func Parse(file string, data []byte) (*Set, diag.List) {
	a := &Set{hashes: map[string][]byte{}, known: map[[sha256.Size]byte]bool{}, turns: make(chan struct{}, 2)}
	_, _ = rand.Read(a.key[:]) // it never fails
	var list diag.List
	cost := bcrypt.DefaultCost
	lines := bufio.NewScanner(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cost = max(cost, a.add(diag.Position{File: file, Line: n, Col: 1}, line, &list))
	}
	if err := lines.Err(); err != nil {
		list.Add(diag.Position{File: file}, "account-line")
	}
	if len(list) == 0 && len(a.hashes) == 0 {
		list.Add(diag.Position{File: file}, "account-none")
	}
	if len(list) > 0 {
		return nil, list
	}
	// Digits are in bcrypt's alphabet; no password is known to have this hash.
	a.decoy = fmt.Appendf(nil, "$2a$%02d$%x", cost, a.key[:27])[:hashSize]
	return a, nil
}

// add reads a line, and returns what comparing its hash costs.
func (a *Set) add(pos diag.Position, line string, list *diag.List) int {
	name, hash, ok := strings.Cut(line, ":")
	if !ok || name == "" || len(name) > mostUser || !utf8.ValidString(name) {
		list.Add(pos, "account-line")
		return 0
	}
	cost, err := bcrypt.Cost([]byte(hash))
	_, again := a.hashes[name]
	switch {
	case err != nil || len(hash) != hashSize:
		list.Add(pos, "account-hash", name)
	case cost > mostCost:
		list.Add(pos, "account-cost", name, mostCost)
	case again:
		list.Add(pos, "account-twice", name)
	case len(a.hashes) >= mostAccounts:
		list.Add(pos, "account-many", mostAccounts)
	default:
		a.hashes[name] = []byte(hash)
		return cost
	}
	return 0
}

// Len returns how many there are.
func (a *Set) Len() int { return len(a.hashes) }

// Known reports whether a password was right before. It takes the same time whatever
// the name and the password are.
func (a *Set) Known(user, password string) bool {
	sum := a.sum(user, password)
	a.mu.RLock()
	defer a.mu.RUnlock()
	return a.known[sum]
}

// Check reports whether a password is right; the error is ErrBusy where too many
// are being compared.
func (a *Set) Check(user, password string) (bool, error) {
	if len(user) > mostUser || len(password) > mostPassword {
		return false, nil
	}
	select {
	case a.turns <- struct{}{}:
		defer func() { <-a.turns }()
	default:
		return false, ErrBusy
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

// ErrBusy is returned where too many passwords are being compared.
var ErrBusy = errors.New("too many passwords are being compared")

// sum is the keyed hash of a name and a password.
func (a *Set) sum(user, password string) (sum [sha256.Size]byte) {
	h := hmac.New(sha256.New, a.key[:])
	fmt.Fprintf(h, "%d:%s%s", len(user), user, password)
	h.Sum(sum[:0])
	return sum
}
