package essay

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/internal/source"
)

// Oddity is something about a file's characters that its teacher should know
// before quoting from it. It is nothing wrong with the work of reading.
type Oddity struct {
	Rule    string // "encoding-guessed", "damaged", "nul", "bidi-control" or "invisible"
	Span    source.Span
	Message string
	Help    string
}

// Oddities are the oddities of a decoded file: an encoding that only the bytes
// spoke for, bytes that could not be read, and characters that cannot be seen,
// one for every such character, at the first place where it stands.
func Oddities(f *source.File) []Oddity {
	var out []Oddity
	if f.Guessed {
		out = append(out, Oddity{
			Rule:    "encoding-guessed",
			Message: fmt.Sprintf("the file does not say its encoding; it is read as %s", f.Encoding),
			Help:    "if letters look wrong, name the encoding, as in --encoding windows-1251",
		})
	}
	if f.Damaged {
		at := max(0, strings.IndexRune(f.Text, utf8.RuneError))
		out = append(out, Oddity{
			Rule:    "damaged",
			Span:    source.Span{Start: at, End: min(len(f.Text), at+len("\uFFFD"))},
			Message: fmt.Sprintf("the file holds bytes that are no %s; they are shown as \uFFFD", f.Encoding),
			Help:    "save the essay anew, as UTF-8 if there is a choice, or name its encoding with --encoding",
		})
	}
	return append(out, unseen(f)...)
}

// unseen are the oddities of the characters that cannot be seen, in the order
// in which they first stand in the file.
func unseen(f *source.File) []Oddity {
	var out []Oddity
	index := map[rune]int{}
	count := map[rune]int{}
	for i, r := range f.Text {
		if r >= ' ' && r < 0x7F || r == '\n' {
			continue
		}
		rule := ruleOf(f.Text, i, r)
		if rule == "" {
			continue
		}
		if count[r]++; count[r] > 1 {
			continue
		}
		index[r] = len(out)
		out = append(out, Oddity{Rule: rule, Span: source.Span{Start: i, End: i + utf8.RuneLen(r)}})
	}
	for r, i := range index {
		out[i].Message, out[i].Help = unseenWords(out[i].Rule, r, count[r])
	}
	return out
}

func unseenWords(rule string, r rune, count int) (message, help string) {
	times := ""
	if count > 1 {
		times = fmt.Sprintf(", %d times in the file", count)
	}
	switch rule {
	case "nul":
		return "the text holds a NUL byte" + times, "it is kept; reports show it as a sign of its own"
	case "bidi-control":
		return fmt.Sprintf("the text holds %s, which changes the direction of the writing unseen%s", name(r), times),
			"what is shown may stand in another order than in the file"
	}
	return fmt.Sprintf("a word holds %s, which cannot be seen%s", name(r), times),
		"a quotation finds the word with or without it; it may hide words from a plagiarism search"
}

// ruleOf is the rule that a character which cannot be seen falls under; "" for
// characters that are harmless where they stand.
func ruleOf(text string, i int, r rune) string {
	switch {
	case r == 0:
		return "nul"
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return "bidi-control"
	case r >= 0xE0001 && r <= 0xE007F && !afterTag(text, i), invisible(r) && insideWord(text, i, utf8.RuneLen(r)):
		return "invisible"
	}
	return ""
}

// invisible are the characters without width that no Latin, Greek or Cyrillic
// word needs; a soft hyphen is left to word processors.
func invisible(r rune) bool {
	return r == 0x200B || r == 0x2060 || r == 0xFEFF || r == 0x200C || r == 0x200D
}

// insideWord reports whether letters of scripts that never need an invisible
// joiner stand on both sides of the character. In Arabic, Persian and the
// scripts of India joiners are spelling, between emoji they make one of several.
func insideWord(text string, i, size int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+size:])
	return plainLetter(before) && plainLetter(after)
}

func plainLetter(r rune) bool { return unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic) }

// afterTag reports whether the tag character follows the black flag or another
// tag, as in the flags of England, Scotland and Wales.
func afterTag(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	return before == 0x1F3F4 || before >= 0xE0020 && before <= 0xE007F
}

// name is the character's number and, for those that are met, its name.
func name(r rune) string {
	names := map[rune]string{
		0x200B: "zero width space", 0x200C: "zero width non-joiner", 0x200D: "zero width joiner",
		0x2060: "word joiner", 0xFEFF: "zero width no-break space",
		0x202A: "left-to-right embedding", 0x202B: "right-to-left embedding",
		0x202C: "pop directional formatting", 0x202D: "left-to-right override", 0x202E: "right-to-left override",
		0x2066: "left-to-right isolate", 0x2067: "right-to-left isolate",
		0x2068: "first strong isolate", 0x2069: "pop directional isolate",
	}
	if n, ok := names[r]; ok {
		return fmt.Sprintf("U+%04X (%s)", r, n)
	}
	return fmt.Sprintf("U+%04X", r)
}
