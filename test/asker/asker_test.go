package asker

import (
	"encoding/json"
	"testing"
	"unicode/utf16"
)

// TestTextArrives checks that a text is the same units on the other side.
func TestTextArrives(t *testing.T) {
	for _, s := range []string{"", `a"b\c</script>`, "槜李", "🙂", "a\xffb", "\x00\u2028"} {
		data, err := json.Marshal(NewText(s))
		if err != nil {
			t.Fatal(err)
		}
		var back string
		if err := json.Unmarshal(data, &back); err != nil {
			t.Fatalf("%s: %v", data, err)
		}
		if want := string(utf16.Decode(NewText(s))); back != want {
			t.Errorf("%q arrives as %q", s, back)
		}
	}
	if got := (Text{'a', 0xd800, 'b'}).String(); got != "a\uFFFDb" {
		t.Errorf("a lone surrogate is read as %q", got)
	}
}
