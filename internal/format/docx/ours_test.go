package docx_test

import (
	"testing"

	"gloss/internal/format/docx"
)

// A file is ours by its comments, by its summary or by having been made by gloss,
// and not by words that happen to be those of a mark.
func TestOurs(t *testing.T) {
	plain := minimal(t, `<w:p><w:r><w:t>Some words of an essay.</w:t></w:r></w:p>`)
	e := read(t, plain)
	silent := scattered(e, 2, 1)
	silent.Head.Overall = ""
	whole := reportOn(e)
	whole.Head.Overall = "A clear line."
	for name, c := range map[string]struct {
		data []byte
		want bool
	}{
		"an essay":                  {plain, false},
		"an essay about our marks":  {minimal(t, `<w:p><w:r><w:t>The tag is gloss-summary.</w:t></w:r></w:p>`), false},
		"another's content control": {minimal(t, `<w:sdt><w:sdtPr><w:alias w:val="gloss-summary"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>x</w:t></w:r></w:p></w:sdtContent></w:sdt>`), false},
		"comments alone":            {write(t, silent, docx.Options{}), true},
		"a summary alone":           {write(t, whole, docx.Options{}), true},
		"no Word file":              {[]byte("plain text"), false},
	} {
		if got := docx.Ours(c.data); got != c.want {
			t.Errorf("%s: ours is %v, want %v", name, got, c.want)
		}
	}
}
