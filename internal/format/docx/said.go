package docx

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"gloss/internal/annotation"
)

// Said is what a comment says, by the keys of an annotation. All but the sources
// is Markdown.
type Said struct {
	Correction, Comment, Next string
	Sources                   []string
}

// The labels that stand before what a comment of ours says.
const (
	shouldBe     = "Should be:"
	sourceLabel  = "Source:"
	nextLabel    = "Next:"
	changedSince = "Changed since:"
	notPlaced    = "Not placed:"
	nearest      = "Nearest:"
	taskLabel    = "Task:"
	replySign    = "↳ "
	asAbove      = "As above:"
	about        = "About:"
)

// about are the words that a comment of ours says it is about; "" where they are
// those under it.
func (n *ImportedNote) about() string {
	if !n.Ours {
		return ""
	}
	for line := range strings.Lines(n.Text) {
		if rest, ok := strings.CutPrefix(line, about+" “"); ok {
			return rest[:max(strings.LastIndex(rest, "”"), 0)]
		}
	}
	return ""
}

// classify takes in the first line of a comment of ours: "Correction · fact · major ·
// −2 marks (Argument)".
func (n *ImportedNote) classify(heading string) {
	kind, rest, _ := strings.Cut(heading, " · ")
	n.Kind = strings.ToLower(kind)
	for part := range strings.SplitSeq(rest, " · ") {
		words := strings.Fields(part)
		switch {
		case slices.Contains(annotation.Severities(), annotation.Severity(part)):
			n.Severity = part
		case len(words) > 1 && strings.HasPrefix(words[1], "mark") && plainNumber(words[0]) != "":
			n.Marks = plainNumber(words[0])
		case len(words) == 2 && words[1] == "places" && plainNumber(words[0]) != "":
		case n.Category == "":
			n.Category = part
		}
	}
}

// plainNumber is a number as it is printed, as annotations have it; "" for what is
// none.
func plainNumber(word string) string {
	d, err := decimal.NewFromString(strings.Replace(word, "−", "-", 1))
	if err != nil {
		return ""
	}
	return d.String()
}

// Said takes a comment of ours apart again; any other is a comment as a whole.
// What follows a label and has none is part of the comment.
func (n *ImportedNote) Said() Said {
	if !n.Ours {
		return Said{Comment: n.Comment}
	}
	var s Said
	var rest []string
	for p := range strings.SplitSeq(n.Comment, "\n\n") {
		label, text, found := strings.Cut(p, ": ")
		switch label + ":" {
		case shouldBe:
			s.Correction = text
		case sourceLabel:
			s.Sources = append(s.Sources, text)
		case nextLabel:
			s.Next = text
		case changedSince, about:
		default:
			found = false
		}
		if !found {
			rest = append(rest, p)
		}
	}
	s.Comment = strings.Join(rest, "\n\n")
	return s
}
