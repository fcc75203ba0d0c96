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
	} {
		e := &essay.Essay{Format: c.format, Text: c.text}
		if got := e.Flows(essay.Block{Kind: c.kind, Span: source.Span{End: len(c.text)}}); got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}
