package essay_test

import (
	"strings"
	"testing"

	"gloss/internal/essay"
	"gloss/internal/source"
)

func TestFlows(t *testing.T) {
	const wrapped = "The First Five Year Plan began in October 1928 and was declared\nfinished at the end of 1932, nine months early. In this essay I\nargue that it was a success."
	for name, c := range map[string]struct {
		format string
		kind   essay.BlockKind
		text   string
		want   bool
	}{
		"a file wrapped at a width": {"txt", essay.Paragraph, wrapped, true},
		"another alphabet":          {"txt", essay.Paragraph, "Перша п'ятирічка почалася в жовтні 1928 року і була оголошена\nзавершеною наприкінці 1932 року.", true},
		"one line":                  {"txt", essay.Paragraph, strings.Repeat("word ", 14), false},
		"a hard break":              {"markdown", essay.Paragraph, wrapped, false},
		"a break in Word":           {"docx", essay.Paragraph, wrapped, false},
		"preformatted":              {"txt", essay.Code, wrapped, false},
		"short lines":               {"txt", essay.Paragraph, "Садок вишневий коло хати,\nхрущі над вишнями гудуть,\nплугатарі з плугами йдуть", false},
		"a long line of verse":      {"txt", essay.Paragraph, "This is the forest primeval. The murmuring pines and the hemlocks,\nBearded with moss, and in garments green, indistinct in the twilight,\nStand like Druids of eld", false},
		"a list":                    {"txt", essay.Paragraph, "- the targets were raised so often that nobody could have reached them\n- there were not enough skilled workers", false},
		"a paragraph to the line":   {"txt", essay.Paragraph, strings.Repeat("word ", 60) + "\nand another paragraph", false},
		"an initial, and a year":    {"txt", essay.Paragraph, "The number of those who died in the famine has been put by Professor\nR. W. Davies (and others) at millions, for those years up to and with\n1933. (see his book, which nobody who has read it and thought doubts)\nand so on", true},
		"a list after a sentence":   {"txt", essay.Paragraph, "There were three reasons why most of the targets were still missed:\n1. the targets were raised so often that nobody could have reached them\nat all", false},
	} {
		e := &essay.Essay{Format: c.format, Text: c.text}
		if got := e.Flows(essay.Block{Kind: c.kind, Span: source.Span{End: len(c.text)}}); got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

// A file that is wrapped is wrapped all through: a paragraph whose lines happen to
// begin with capitals flows where another shows it.
func TestFlowsElsewhere(t *testing.T) {
	const capitals = "The Program refers to any copyrightable work licensed under this\nLicense. Each licensee is addressed as you."
	const wrapped = "The Program refers to any copyrightable work licensed under this\nlicense."
	e := &essay.Essay{Format: "txt", Text: capitals + "\n\n" + wrapped}
	first := essay.Block{Kind: essay.Paragraph, Span: source.Span{End: len(capitals)}}
	e.Blocks = []essay.Block{first}
	if e.Flows(first) {
		t.Error("capitals alone flow")
	}
	e.Blocks = append(e.Blocks, essay.Block{Kind: essay.Paragraph, Span: source.Span{Start: len(capitals) + 2, End: len(e.Text)}})
	if !e.Flows(first) {
		t.Error("a paragraph of a wrapped file does not flow")
	}
}
