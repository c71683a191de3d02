package theme

import (
	"testing"

	"touyan/generator/view"
)

func TestPicture(t *testing.T) {
	drawing := &view.Image{URL: "cases/a/图.svg", Alt: `"图"`, Width: 8, Height: 6}
	photo := &view.Image{URL: "a/x.jpg", Alt: "照片", Width: 960, Height: 720, Variants: []view.Variant{{URL: "a/x.0-480.webp", Width: 480}, {URL: "a/x.0-960.webp", Width: 960}}}
	for _, c := range []struct {
		image *view.Image
		as    []string
		want  string
	}{
		{nil, nil, ""},
		{drawing, nil, `<img src="../cases/a/%E5%9B%BE.svg" class="k" alt="&#34;图&#34;" width="8" height="6" loading="lazy" decoding="async">`},
		{&view.Image{URL: "a.svg"}, []string{"first"}, `<img src="../a.svg" class="k" alt="" fetchpriority="high">`},
		{photo, []string{"mute"}, `<picture><source type="image/webp" srcset="../a/x.0-480.webp 480w, ../a/x.0-960.webp 960w" sizes="50vw"><img src="../a/x.jpg" class="k" alt="" width="960" height="720" loading="lazy" decoding="async"></picture>`},
		{&view.Image{URL: "a.png", Variants: photo.Variants[:1]}, nil, `<picture><source type="image/webp" srcset="../a/x.0-480.webp"><img src="../a.png" class="k" alt="" loading="lazy" decoding="async"></picture>`},
	} {
		if got, err := picture("../", c.image, "k", "50vw", c.as...); string(got) != c.want || err != nil {
			t.Errorf("got  %s %v\nwant %s", got, err, c.want)
		}
	}
	if _, err := picture("", photo, "", "", "eager"); err == nil {
		t.Error("an unknown way to show a picture")
	}
}
