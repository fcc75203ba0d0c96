package store

import (
	"errors"
	"strings"
	"testing"
)

// naughty are strings that YAML writers and readers stumble over.
func naughty() []string {
	out := []string{
		// words and numbers that some reader takes for something else
		"NO", "no", "n", "N", "y", "Y", "yes", "on", "OFF", "true", "True", "null", "Null", "~", "nil", "NaN", ".nan", ".inf", "-.INF", "Infinity",
		"012", "0o17", "0x1F", "0b1", "1_000", "1e3", "3e5", "1.", ".5", "-1", "+1", "-0", "1:30", "12:30:45", "190:20:30", "2024-01-01",
		"2001-12-14t21:59:43.10-05:00", "=", "<<", "1,000", "1.0", "0.1e-7", "e1", "0", "-",
		// what begins something
		"- a dash", "-", "--", "---", "--- a", "...", "... a", "? a", "?", ": a", ":", "a: b", "a:", "a :b", "a #b", "#", "# a", "a# b", "[sic] the", "[a]", "{a}",
		"{a: b}", "]", "}", ",", ", a", "&a", "*a", "**Good** point", "*Really?*", "!a", "!!str a", "!<a>", "|", "|-", "|+2", ">", "> 5%", ">-", "%", "%YAML 1.1", "@x", "`x`",
		// quotation marks and escapes
		`"`, `'`, `''`, `""`, `"a`, `a"`, `'a`, `a'`, `"To be" is`, `'twas`, `it's "so"`, `\`, `\n`, `a\`, `\"`, `"\`, `\u0041`, `\x`, `C:\new\table`, `"a" 'b' \c`,
		// spaces, tabs and line ends
		" ", "  ", " a", "a ", " a ", "\t", "\ta", "a\t", "a\tb", "\n", "\n\n", "\na", "a\n", "a\n\n", "a\nb", "a\n\nb", "a\n b", " a\nb", "a\nb ", "a\n \nb", "a\n\t\nb", "\n a",
		"a\n\n\n", "a\n b\n  c\n", "  a\nb\n", "\ta\nb\n", "a\n\tb\n", "a\r", "a\rb", "\r", "\r\n", "a\r\nb", "a\r\n", "a\n\rb", "a\nb: c\n- d\n# e\n", "- a\n- b\n", "a\n---\nb", "a\n...\nb\n", "# a\nb\n",
		"a \nb\t\nc\n", "a\n   ", "a\n   \n", "|\n a", "%YAML\n---\n", strings.Repeat("a\n", 50), "\n\n\na\n\n\n",
		// letters and others
		"é", "e\u0301", "\u0301a", "漢字", "עברית", "\u202Eabc\u202C", "\u2066a\u2069", "a\u200Bb", "\u200Da", "👩\u200d👩\u200d👧", "🏳\ufe0f\u200d🌈", "a\u00a0b", "\u00a0", "a\u00a0", "\u00a0a\nb", "a\u3000", "\u2003a",
		"a\u00adb", "\u2028", "a\u2028b", "a\u2029b\n", "\u0085", "a\u0085b", "a\u0085\nb", "\ufeff", "\ufeffa", "a\ufeffb", "\ufffd", "\ufffe", "\uffff", "\U0001ffff", "\U0010fffd", "\ue000", "\U000e0041", "\u061c",
		"\x00", "a\x00b", "\x01", "\x07", "\x08", "\x1b[31m", "\x7f", "\u0080", "\u009f", "ﷺ", "Ω≈ç√∫", "¯\\_(ツ)_/¯", "–", "“quoted”", "‘a’", "−2", "…", "[…]",
		// what others do harm with
		"<script>alert(1)</script>", "' OR 1=1--", "=1+1", "+44", "@SUM(A1)", "$HOME", "${a}", "$(rm)", "`rm`", "../../etc/passwd", "%s%n", "{{7*7}}", "a,b;c", "http://a.b/c?d=e&f=g#h", "a://b: c", "user@host",
		strings.Repeat("long ", 400), strings.Repeat("x", 5000), strings.Repeat("- ", 200), strings.Repeat("[", 200), strings.Repeat("a: ", 100),
	}
	return out
}

// Rows Y10, Y13: what is written is read back as it was given, from wherever in
// the file, or is refused before anything is written.
func TestTextsComeBack(t *testing.T) {
	t.Parallel()
	for _, base := range []string{
		"annotations:\n  - quote: one\n    comment: first\n    tags: [a, b]\n",
		"annotations: [{quote: one, comment: first, tags: [a]}]\n",
		"{\"annotations\": [{\"quote\": \"one\", \"comment\": \"first\", \"tags\": [\"a\"]}]}\n",
		"annotations:\r\n- comment: |\r\n    first\r\n  quote: one\r\n  tags:\r\n  - a",
	} {
		f := inMemory(t, []byte(base))
		id := f.Set.Annotations[0].ID.Value
		for _, s := range naughty() {
			after, err := f.Preview(Edit(id, text("comment", s), text("replacement", s)), Add(text("quote", s), text("by", s), text("comment", s)))
			if err != nil {
				t.Errorf("%.40q: %v", s, err)
				continue
			}
			// One final line end is no part of any text but comments.
			bare := strings.TrimSuffix(s, "\n")
			edited, added := after.Set.Annotations[0], after.Set.Annotations[1]
			for _, got := range []struct{ what, want, got string }{
				{"comment", s, added.Comment.Value},
				{"replacement", bare, edited.Replacement.Value},
				{"quote", bare, added.Selector.Quote.Value},
				{"by", bare, added.By.Value},
				{"edited comment", bare, strings.TrimSuffix(edited.Comment.Value, "\n")},
			} {
				if got.want != got.got {
					t.Errorf("%s %.40q became %.40q\n%.300s", got.what, got.want, got.got, after.Data)
				}
			}
		}
	}
}

func TestLongTextsComeBack(t *testing.T) {
	t.Parallel()
	f := inMemory(t, []byte("annotations:\n  - quote: one\n"))
	for _, s := range []string{strings.Repeat("1 MB of text\n", 80_000), strings.Repeat("1 MB of text: ", 75_000)} {
		after, err := f.Preview(Add(text("comment", s)))
		if err != nil {
			t.Fatal(err)
		}
		if after.Set.Annotations[1].Comment.Value != s {
			t.Error("it came back as something else")
		}
	}
	_, err := f.Preview(Add(text("comment", strings.Repeat("too much\n", 600_000))))
	if !errors.Is(err, ErrInvalid) || !strings.Contains(err.Error(), "4 MiB") {
		t.Errorf("error %v", err)
	}
}

// What is no text is refused before anything is written.
func TestNoText(t *testing.T) {
	f := inMemory(t, []byte("annotations:\n  - quote: one\n"))
	for _, s := range []string{"\xff", "a\xc3", "\xed\xa0\x80"} {
		if after, err := f.Preview(Add(text("comment", s))); err == nil {
			t.Errorf("%q was written: %q", s, after.Data)
		}
	}
}
