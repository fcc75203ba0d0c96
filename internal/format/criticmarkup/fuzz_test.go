package criticmarkup_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/diag"
	"gloss/internal/essay"
	"gloss/internal/format/criticmarkup"
	"gloss/internal/format/markdown"
	"gloss/internal/format/plaintext"
	"gloss/internal/report"
	"gloss/internal/source"
)

// FuzzWrite puts remarks and a replacement into any essay. Rejecting all gives the
// file, byte for byte; accepting all gives it with the replacement put in, though
// line ends stay, or as it was where the replacement had to become a comment.
func FuzzWrite(f *testing.F) {
	f.Add("One two three.\r\n\r\nFour *five* six.", "a remark", "deux", 4, 7, 20)
	f.Add("++} a --} b ~~} c <<} d ==} ~> [x]{", "{++ <<} {>>", "~>", 2, 9, 30)
	f.Add("- item `co--de`\n- [li nk](x)\n\n> **qu\n> ote**", "", "", 5, 20, 3)
	f.Add("{", "}", "{", 0, 1, 1)
	f.Fuzz(func(t *testing.T, text, remark, words string, start, end, other int) {
		if !utf8.ValidString(text + remark + words) {
			t.Skip()
		}
		for _, read := range readers() {
			in := source.Input{Name: "essay.txt", Data: []byte(text)}
			e, _, err := read(in, "utf-8")
			if err != nil {
				continue
			}
			span, second := spanOf(e.Text, start, end), spanOf(e.Text, other, end)
			r := &report.Report{Essay: e, Notes: []report.Note{
				{Number: 1, Kind: annotation.Correction, Comment: "k1 " + remark, Replacement: &words, Places: []report.Place{
					{Verdict: anchor.Exact, Span: span, Replaced: true},
				}},
				{Number: 2, Kind: annotation.Comment, Comment: "k2 " + remark, Places: []report.Place{{Verdict: anchor.Exact, Span: second}}},
				{Number: 3, Kind: annotation.Comment, Comment: "k3 " + remark},
			}}
			var b strings.Builder
			if err := criticmarkup.Write(&b, r); err != nil {
				if held := new(criticmarkup.HeldError); !errors.As(err, &held) || !strings.Contains(e.File.Text, held.Sign) {
					t.Fatalf("%v", err)
				}
				continue
			}
			out := strings.TrimPrefix(b.String(), "\uFEFF")
			if got := reject(out); got != e.File.Text {
				t.Fatalf("rejecting all of %q gives %q, want %q", out, got, e.File.Text)
			}
			said := strings.Join(comments(out), "\n")
			for _, k := range []string{"k1", "k2", "k3"} {
				if !strings.Contains(said, k) {
					t.Fatalf("%s is missing in %q", k, out)
				}
			}
			// In Markdown the signs at the beginning of a line stay, too.
			want := e.Text[:span.Start] + words + e.Text[span.End:]
			if got := accept(out); e.Format == "txt" && got != e.File.Text && !slices.Equal(strings.Fields(got), strings.Fields(want)) {
				t.Fatalf("accepting all of %q gives %q", out, got)
			}
		}
	})
}

func readers() []func(source.Input, string) (*essay.Essay, []diag.Finding, error) {
	return []func(source.Input, string) (*essay.Essay, []diag.Finding, error){plaintext.Read, markdown.Read}
}

// spanOf is a span on borders of characters, which begins and ends in a block.
func spanOf(text string, start, end int) source.Span {
	on := func(i int) int {
		i = max(0, min(i, len(text)))
		for i < len(text) && !utf8.RuneStart(text[i]) {
			i++
		}
		return i
	}
	s := source.Span{Start: on(min(start, end)), End: on(max(start, end))}
	trimmed := strings.TrimSpace(s.Of(text))
	s.Start += strings.Index(s.Of(text), trimmed)
	s.End = s.Start + len(trimmed)
	return s
}
