package document

import (
	"bytes"
	"compress/zlib"
	"errors"
	"strings"
	"testing"
	"time"
)

// TestHostilePDF is that files made to keep a reader busy end in an error or a little
// text, soon.
func TestHostilePDF(t *testing.T) {
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	for range 100 {
		z.Write(bytes.Repeat([]byte{' '}, 1<<20))
	}
	z.Close()
	var again bytes.Buffer
	z = zlib.NewWriter(&again)
	z.Write(packed.Bytes())
	z.Close()
	catalog := "<</Type/Catalog/Pages 2 0 R>>"
	pages := "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 9 9]>>"
	page := "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>"
	self := strings.Repeat("/X Do ", 20)
	loop := bytes.Replace(onePage(simpleFont, "BT /F 9 Tf (1) Tj ET"), []byte("/Root 1 0 R"), []byte("/Root 1 0 R/Prev 9"), 1)
	for what, raw := range map[string][]byte{
		"tree":     pdf(catalog, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2000000000/MediaBox[0 0 9 9]>>"),
		"parent":   pdf(catalog, "<</Type/Pages/Parent 2 0 R/Kids[3 0 R]/Count 3/MediaBox[0 0 9 9]>>", "<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 2>>"),
		"forms":    pdf(catalog, pages, page, stream("", self), simpleFont, stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>", self)),
		"bomb":     pdf(catalog, pages, page, stream("/Filter/FlateDecode", packed.String()), simpleFont),
		"twice":    pdf(catalog, pages, page, stream("/Filter[/FlateDecode/FlateDecode]", again.String()), simpleFont),
		"length":   pdf(catalog, pages, page, "<</Length 4 0 R>>\nstream\nBT\nendstream", simpleFont),
		"previous": loop,
		"size":     bytes.Replace(loop, []byte("/Size 8"), []byte("/Size 99999999999"), 1),
		"depth":    pdf(catalog, strings.Repeat("[", 200_000)),
		"names":    pdf(catalog, pages, strings.Repeat("<</A", 100_000)),
		"ranges":   onePage("<</Type/Font/Subtype/Type1/BaseFont/A/ToUnicode 8 0 R>>", "BT /F 9 Tf ("+strings.Repeat("abcdefgh", 10_000)+") Tj ET", stream("", "2 beginbfrange "+strings.Repeat("<6162> <ffff> <0001> ", 50_000)+" endbfrange")),
	} {
		start := time.Now()
		done := make(chan error, 1)
		go func() {
			_, err := texts("a.pdf", raw)
			done <- err
		}()
		select {
		case err := <-done:
			if err != nil && !errors.Is(err, ErrBroken) && !errors.Is(err, ErrTooLarge) && !errors.Is(err, ErrNoText) {
				t.Errorf("%s: %v", what, err)
			}
			t.Logf("%s: %.0f ms, %v", what, time.Since(start).Seconds()*1000, err)
		case <-time.After(maxPDFTime + 10*time.Second):
			t.Errorf("%s: does not end", what)
		}
	}
}
