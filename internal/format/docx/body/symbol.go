package body

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// symbol is the character that a w:sym stands for. The fonts Symbol and
// Wingdings have codes of their own, for which the Unicode character of the same
// look is taken; a code that is not known stays as it is.
func (w *walker) symbol(i int) string {
	font, _ := w.doc.Attr(i, "w", "font")
	code, _ := w.doc.Attr(i, "w", "char")
	n, err := strconv.ParseUint(code, 16, 32)
	if err != nil || n == 0 || n > 0x10FFFF || n >= 0xD800 && n < 0xE000 || n < 0x20 || n == 0xFFFE || n == 0xFFFF {
		return ""
	}
	return sign(font, rune(n))
}

// sign is the character of the same look as one of a font for signs.
func sign(font string, r rune) string {
	at := r
	if isPrivate(r) {
		at = r - firstPrivate
	}
	switch strings.ToLower(font) {
	case "symbol":
		if s, ok := symbolFont(at); ok {
			return s
		}
	case "wingdings":
		if s, ok := wingdings()[at]; ok {
			return s
		}
	case "wingdings 2":
		if s, ok := wingdings2()[at]; ok {
			return s
		}
	default:
		if at != r && at >= 0x20 && at < 0x7F && !strings.Contains(strings.ToLower(font), "dings") {
			return string(at)
		}
	}
	return string(r)
}

// firstPrivate is where the characters of fonts for signs stand in Unicode, up
// to lastPrivate.
const (
	firstPrivate = 0xF000
	lastPrivate  = 0xF0FF
)

func isPrivate(r rune) bool { return r >= firstPrivate && r <= lastPrivate }

// signFont is the font of a run if it is one for signs and the text has any.
func (w *walker) signFont(run int, text string) string {
	if !strings.ContainsFunc(text, isPrivate) {
		return ""
	}
	fonts := w.doc.Child(w.doc.Child(run, "w", "rPr"), "w", "rFonts")
	if fonts < 0 {
		return ""
	}
	font, _ := w.doc.Attr(fonts, "w", "ascii")
	switch strings.ToLower(font) {
	case "symbol", "wingdings", "wingdings 2":
		return font
	}
	return ""
}

// shownOtherwise finds the first character of a text that is shown as another: a
// line end, or one of a font for signs. at is where it stands and length how long
// it is; at is the length of the text where there is none.
func shownOtherwise(text, font string) (at, length int, shown string) {
	for at, r := range text {
		switch {
		case r == '\n':
			return at, 1, " "
		case font != "" && isPrivate(r):
			if s := sign(font, r); s != string(r) {
				return at, utf8.RuneLen(r), s
			}
		}
	}
	return len(text), 0, ""
}

// symbolFont is the font Symbol, after Adobe's table of its encoding.
func symbolFont(at rune) (string, bool) {
	const low = " !∀#∃%&∍()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
	const high = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\uF8FF〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
	table, first := []rune(low), rune(0x20)
	if at >= 0xA0 {
		table, first = []rune(high), 0xA0
	}
	if at < first || int(at-first) >= len(table) {
		return "", false
	}
	return string(table[at-first]), true
}

// wingdings are the signs of that font that are met in essays.
func wingdings() map[rune]string {
	return map[rune]string{
		0x20: " ", 0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x3C: "💾", 0x41: "✌", 0x43: "👍", 0x44: "👎", 0x46: "☞",
		0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x4E: "☠", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑",
		0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDC: "➲", 0xDF: "←", 0xE0: "→",
		0xE1: "↑", 0xE2: "↓", 0xE7: "←", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
	}
}

// wingdings2 are the boxes and ticks of that font.
func wingdings2() map[rune]string {
	return map[rune]string{
		0x20: " ", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "•", 0xA2: "■", 0xA3: "□", 0x30: "☐",
	}
}
