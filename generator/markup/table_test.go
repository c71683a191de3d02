package markup

import (
	"strings"
	"testing"
)

func TestTablesHaveNoStyles(t *testing.T) {
	html, _ := convert("| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 |\n\n甲\n\n| e |\n|---|")
	want := `<div class="table" role="region" aria-label="表格" tabindex="0"><table>
<thead>
<tr>
<th scope="col">a</th>
<th scope="col">b</th>
<th scope="col" class="center">c</th>
<th scope="col" class="num">d</th>
</tr>
</thead>
<tbody>
<tr>
<td>1</td>
<td></td>
<td></td>
<td></td>
</tr>
</tbody>
</table></div>
<p>甲</p>
<div class="table" role="region" aria-label="表格 2" tabindex="0"><table>
<thead>
<tr>
<th scope="col">e</th>
</tr>
</thead>
</table></div>`
	if html != want {
		t.Errorf("got\n%s", html)
	}
}

// TestWithoutWords says that no label is made up where none was given: a region
// without a name would be one more for a screen reader to stop at.
func TestWithoutWords(t *testing.T) {
	doc, _ := New(Options{}).Convert(source("甲[^1]\n\n| a |\n|---|\n\n[^1]: 乙"))
	if s := string(doc.HTML); strings.Contains(s, "aria-label") || strings.Contains(s, `role="region"`) {
		t.Error(s)
	}
}
