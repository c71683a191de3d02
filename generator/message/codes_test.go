package message_test

import (
	"testing"

	"touyan/generator/check"
	"touyan/generator/message"
)

// TestEveryCheckHasWords asks for what is wrong and what to do, for the codes of the
// checks that no literal in the source may show.
func TestEveryCheckHasWords(t *testing.T) {
	p := message.New(message.Chinese)
	for _, c := range check.Codes() {
		for _, key := range []string{c.Name, c.Name + ".mend"} {
			if !p.Has(key) {
				t.Errorf("the catalogue lacks %s", key)
			}
		}
	}
}
