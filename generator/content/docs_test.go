package content_test

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"touyan/generator/content"
)

// The reference names every key, and its examples are right.
func TestReferenceIsTrue(t *testing.T) {
	data, err := os.ReadFile("../../docs/content.md")
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	meta := reflect.TypeFor[content.Meta]()
	for i := range meta.NumField() {
		if key := meta.Field(i).Tag.Get("key"); !strings.Contains(text, "| `"+key+"`") {
			t.Errorf("docs/content.md says nothing of %s", key)
		}
	}
	examples := 0
	for i, block := range strings.Split(text, "```") {
		if i%2 == 0 {
			continue
		}
		examples++
		_, page, _ := strings.Cut(block, "\n")
		path := "cases/x.md"
		if strings.Contains(page, "\ncollection:") {
			path = "booklets/x.md"
		}
		if p, list := content.Parse(path, []byte(page), vocabulary()); p == nil || len(list) > 0 {
			t.Errorf("example %d: %v", examples, list)
		}
	}
	if examples < 4 {
		t.Errorf("only %d examples", examples)
	}
}
