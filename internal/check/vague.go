package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"gloss/internal/annotation"
	"gloss/internal/diag"
)

func saysNothing() rule {
	return rule{
		Rule: Rule{
			ID: "says-nothing", Severity: diag.Advice,
			Doc:     "An annotation marks words and says nothing about them.",
			Why:     "The student sees that something was noticed, and has to guess what.",
			Example: "quote: and so on, and nothing else; even a category would be a hint.",
		},
		run: func(c *context) []diag.Finding {
			var out []diag.Finding
			for _, n := range c.notes {
				if n.hasSubstance() || n.comment != "" || n.Category != "" || n.Item.Marks.Set {
					continue
				}
				f := c.at(n.Item.Key, "this marks the words and says nothing about them",
					"add what you noticed, as in\ncomment: …", "or name at least a category, such as spelling")
				if next := c.below(n); next != nil && next.Selector.IsEmpty() && len(next.Also) == 0 {
					f.Help = append(f.Help, "if the item below says it, leave out the - before it, so that both are one")
					f.Notes = append(f.Notes, c.here(next.Key, "the item below, which names no place"))
				}
				out = append(out, f)
			}
			return out
		},
	}
}

// below is the annotation that the file has below another, or nil.
func (c *context) below(n note) *annotation.Annotation {
	i := slices.Index(c.set.Annotations, n.Item)
	if i < 0 || i+1 >= len(c.set.Annotations) {
		return nil
	}
	return c.set.Annotations[i+1]
}

func vague() rule {
	return rule{
		Rule: Rule{
			ID: "vague-comment", Severity: diag.Advice,
			Doc:     "A comment tells where something is and hardly what (in English).",
			Why:     "Students can use a remark that says what was seen, why it matters and what to try.",
			Example: `"Vague": better "Which reform do you mean? Name one, and the reader can check the claim."`,
		},
		run: func(c *context) []diag.Finding {
			if !c.english {
				return nil
			}
			book := newCodebook()
			var out []diag.Finding
			for _, n := range c.notes {
				code, _ := book.find(n.comment, nil)
				if n.comment == "" || n.hasSubstance() || mechanical(n.Category) || code != "" || !isVague(n.comment) || n.asksForOneThing() {
					continue
				}
				f := c.at(n.remark(), fmt.Sprintf("%s shows where, and the student may not see what you saw", quoted(n.comment)),
					"say what you noticed, and one thing to try")
				if n.Kind == annotation.Praise {
					f.Message = fmt.Sprintf("%s is good to hear, and better with the reason", quoted(n.comment))
					f.Help = []string{"say what works here, so that it can be done again"}
				}
				out = append(out, f)
			}
			return out
		},
	}
}

func majorUnexplained() rule {
	return rule{
		Rule: Rule{
			ID: "major-unexplained", Severity: diag.Advice,
			Doc:     "A remark of major severity explains nothing.",
			Why:     "What weighs most is what a student most needs to understand.",
			Example: "severity: major with a replacement alone; add in a comment why the first wording is wrong.",
		},
		run: func(c *context) []diag.Finding {
			var out []diag.Finding
			for _, n := range c.notes {
				i := n.Item
				if n.Severity == annotation.Major && n.comment == "" && !i.Correction.Set && !i.Next.Set && !i.Use.Set {
					out = append(out, c.at(i.SevText.Span, "this weighs a lot and is not explained",
						"a sentence will do: what is wrong, or why it matters\ncomment: …"))
				}
			}
			return out
		},
	}
}

// hasSubstance reports whether the annotation says something beside its comment.
func (n note) hasSubstance() bool {
	i := n.Item
	return i.Correction.Set || i.Replacement.Set || i.Next.Set || i.Use.Set || len(i.Sources) > 0
}

// mechanical reports whether a category names faults that a word can name.
func mechanical(category string) bool {
	return slices.Contains([]string{"spelling", "grammar", "punctuation"}, category)
}

// asksForOneThing reports whether the annotation is a question of one word, such
// as Who?, that can be answered beside the words that it is about.
func (n note) asksForOneThing() bool {
	word := strings.ToLower(strings.TrimRight(n.comment, "? "))
	return n.Kind == annotation.Question && slices.Contains([]string{"who", "whom", "whose", "when", "where", "which"}, word)
}

// isVague reports whether a comment is a sign, a single word or one of the
// phrases that say as little.
func isVague(comment string) bool {
	words := strings.FieldsFunc(strings.ToLower(comment), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '\'' && r != '’'
	})
	switch len(words) {
	case 0:
		return true
	case 1:
		// A language that writes no spaces has whole sentences of one word.
		return !strings.ContainsFunc(words[0], func(r rune) bool { return !unicode.Is(unicode.Latin, r) && r != '\'' && r != '’' })
	}
	return slices.Contains(stockPhrases(), strings.Join(words, " "))
}

// stockPhrases are remarks of several words that need another remark to be
// understood.
func stockPhrases() []string {
	return []string{
		"very good", "well done", "good job", "good point", "nice work", "good work", "great work", "great job",
		"i like this", "i like it", "like this", "very nice", "so what", "and so", "be specific", "be more specific", "more specific",
		"more detail", "more details", "more detail needed", "needs more detail", "needs work", "needs more work",
		"expand on this", "expand this", "explain this", "explain more", "please explain", "explain further", "say more", "develop this",
		"develop further", "not clear", "unclear sentence", "not sure", "not really", "not quite", "not good", "too vague", "a bit vague",
		"makes no sense", "doesn't make sense", "does not make sense", "no sense", "check this", "rewrite this", "rephrase this",
		"be careful", "try harder", "could be better", "what do you mean", "how so", "why this", "says who", "see me", "fix this",
		"awkward phrasing", "awkward wording", "poor wording", "word choice", "wrong word", "run on", "sentence fragment",
	}
}
