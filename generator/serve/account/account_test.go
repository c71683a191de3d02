package account_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/bcrypt"

	"touyan/generator/serve/account"
)

func hash(t testing.TB, password string, cost int) string {
	t.Helper()
	h, err := bcrypt.GenerateFromPassword([]byte(password), cost)
	if err != nil {
		t.Fatal(err)
	}
	return string(h)
}

func TestParse(t *testing.T) {
	good := hash(t, "槜李", bcrypt.MinCost)
	dear := strings.Replace(good, "$04$", "$15$", 1)
	for _, c := range []struct{ name, text, want string }{
		{"one", "liu:" + good, ""},
		{"htpasswd's own form", "liu:" + strings.Replace(good, "$2a$", "$2y$", 1), ""},
		{"comments, blanks, CRLF, a mark", "\ufeff# people\r\n\r\nliu:" + good + "\r\n", ""},
		{"nobody", "# people\n", "p: error: account-none"},
		{"empty", "", "p: error: account-none"},
		{"no colon", "liu\n", "p:1:1: error: account-line"},
		{"no name", ":" + good, "p:1:1: error: account-line"},
		{"MD5", "liu:$apr1$abcdefgh$0123456789012345678901", `p:1:1: error: account-hash "liu"`},
		{"SHA-1", "liu:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=", `p:1:1: error: account-hash "liu"`},
		{"in the clear", "\nliu:password", `p:2:1: error: account-hash "liu"`},
		{"a cut hash", "liu:" + good[:59], `p:1:1: error: account-hash "liu"`},
		{"too dear", "liu:" + dear, `p:1:1: error: account-cost "liu" "14"`},
		{"as dear as may be", "liu:" + strings.Replace(good, "$04$", "$14$", 1), ""},
		{"twice", "liu:" + good + "\nliu:" + good, `p:2:1: error: account-twice "liu"`},
	} {
		set, list := account.Parse("p", []byte(c.text))
		got := ""
		if len(list) > 0 {
			got = list[0].String()
		}
		if got != c.want || (set == nil) != (c.want != "") {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestCheck(t *testing.T) {
	set, list := account.Parse("p", []byte("liu:"+hash(t, "槜李", bcrypt.MinCost)+"\nwang:"+hash(t, "b", bcrypt.MinCost)))
	if set == nil {
		t.Fatal(list)
	}
	for _, c := range []struct {
		user, password string
		want           bool
	}{
		{"liu", "槜李", true}, {"liu", "b", false}, {"wang", "b", true}, {"li", "u槜李", false}, {"", "", false}, {"nobody", "槜李", false},
		{strings.Repeat("a", 10_000), "b", false}, {"liu", strings.Repeat("b", 10_000), false},
	} {
		if set.Known(c.user, c.password) {
			t.Errorf("%.20q is known before it is checked", c.user)
		}
		if got, err := set.Check(c.user, c.password); got != c.want || err != nil {
			t.Errorf("%.20q: %v %v", c.user, got, err)
		}
		if got := set.Known(c.user, c.password); got != c.want {
			t.Errorf("%.20q: known %v", c.user, got)
		}
	}
}

// A password that was right before costs far less than its first check, and a name that
// there is not takes as long as one that there is.
func TestTimes(t *testing.T) {
	set, list := account.Parse("p", []byte("liu:"+hash(t, "槜李", 10)))
	if set == nil {
		t.Fatal(list)
	}
	// A busy machine slows one of the two now and then: the least of several counts,
	// and all is measured again before it is a fault.
	fault := ""
	for range 5 {
		if fault = timesOf(set); fault == "" {
			return
		}
	}
	t.Error(fault)
}

// timesOf says what is wrong with the times that passwords take.
func timesOf(set *account.Set) string {
	first, nobody, known := time.Hour, time.Hour, time.Hour
	took := func(f func()) time.Duration {
		start := time.Now()
		f()
		return time.Since(start)
	}
	for range 5 {
		first = min(first, took(func() { _, _ = set.Check("liu", "wrong") }))
		nobody = min(nobody, took(func() { _, _ = set.Check("nobody", "wrong") }))
	}
	_, _ = set.Check("liu", "槜李")
	for range 5 {
		known = min(known, took(func() { set.Known("liu", "槜李") }))
	}
	switch {
	case known*100 > first:
		return fmt.Sprintf("known in %v, checked in %v", known, first)
	case nobody*2 < first:
		return fmt.Sprintf("nobody in %v, somebody in %v", nobody, first)
	}
	return ""
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("liu:"+hash(f, "a", bcrypt.MinCost)+"\n# x\n"), "liu")
	f.Add([]byte("a:b:c\n:\n\xff:x"), "a")
	f.Fuzz(func(t *testing.T, data []byte, user string) {
		set, list := account.Parse("p", data)
		if (set == nil) != (len(list) > 0) {
			t.Fatalf("a set %v and %d findings", set != nil, len(list))
		}
		if set != nil && set.Known(user, "x") {
			t.Fatal("somebody is known before any check")
		}
	})
}
