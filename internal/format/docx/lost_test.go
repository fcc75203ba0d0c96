package docx_test

import (
	"strings"
	"testing"

	"gloss/internal/format/docx"
)

// What a teacher wrote into a marked file by hand is spoken of before the file is
// written anew; what the new file holds too, and what gloss wrote, is not.
func TestLost(t *testing.T) {
	essay := read(t, corpus(t)["word-comments"])
	r := scattered(essay, 6, 1)
	marked := write(t, r, tracked())
	changed := func(part string, oldnew ...string) []byte {
		var all []string
		for name, text := range parts(t, marked) {
			if name == part {
				now := strings.NewReplacer(oldnew...).Replace(text)
				if now == text {
					t.Fatalf("%s: nothing of %q stands there", part, oldnew)
				}
				text = now
			}
			all = append(all, name, text)
		}
		return zipped(t, all...)
	}
	for name, c := range map[string]struct {
		old  []byte
		want string
	}{
		"the same file":    {marked, ""},
		"the essay itself": {essay.Raw, ""},
		"another report":   {write(t, scattered(essay, 3, 2), tracked()), ""},
		"a comment": {
			changed("word/comments.xml", "</w:comments>", `<w:comment w:id="99" w:author="Ms Okafor" w:date="2026-12-01T10:00:00Z"><w:p><w:r><w:t>By hand.</w:t></w:r></w:p></w:comment></w:comments>`),
			"the comment “By hand.” by Ms Okafor",
		},
		"a changed comment": {changed("word/comments.xml", "A </w:t>", "Another </w:t>"), "the comment “"},
		"a tracked change": {
			changed("word/document.xml", "</w:p><w:sectPr", `<w:ins w:id="98" w:author="Ms Okafor" w:date="2026-12-01T10:00:00Z"><w:r><w:t>by hand</w:t></w:r></w:ins></w:p><w:sectPr`,
				"</w:sdtContent>", `<w:p><w:ins w:id="98" w:author="Ms Okafor" w:date="2026-12-01T10:00:00Z"><w:r><w:t>by hand</w:t></w:r></w:ins></w:p></w:sdtContent>`,
				"<w:body>", `<w:body><w:p><w:ins w:id="97" w:author="Ms Okafor" w:date="2026-12-01T10:00:00Z"><w:r><w:t>by hand</w:t></w:r></w:ins></w:p>`),
			"a tracked change by Ms Okafor",
		},
		"saved by LibreOffice": {likeLibreOffice(t, marked), ""},
		"no Word file":         {[]byte("plain"), ""},
	} {
		if got := docx.Lost(c.old, marked); !strings.HasPrefix(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%s: lost is %q, want %q", name, got, c.want)
		}
	}
}

// A tracked change by hand is seen where all comments are ours and unchanged, too.
func TestLostAmongOurs(t *testing.T) {
	marked := write(t, resavable(t), tracked())
	if got := docx.Lost(marked, marked); got != "" {
		t.Errorf("lost is %q", got)
	}
	var all []string
	for name, text := range parts(t, marked) {
		all = append(all, name, strings.Replace(text, "<w:body>", `<w:body><w:p><w:del w:id="97" w:author="Dr Weiss" w:date="2026-12-01T10:00:00Z"><w:r><w:delText>x</w:delText></w:r></w:del></w:p>`, 1))
	}
	if got := docx.Lost(zipped(t, all...), marked); got != "a tracked change by Dr Weiss" {
		t.Errorf("lost is %q", got)
	}
}
