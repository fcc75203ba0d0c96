package check

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"gloss/internal/diag"
)

func unexplainedCode() rule {
	return rule{
		Rule: Rule{
			ID: "unexplained-code", Severity: diag.Advice,
			Doc:     "A remark is or holds a marking code that the file nowhere explains (in English).",
			Why:     "A code that was learnt in one class is noise in another, and at home.",
			Example: `"ww": write "wrong word", or explain the codes once in overall.`,
		},
		run: func(c *context) []diag.Finding {
			if !c.english {
				return nil
			}
			book, explained := newCodebook(), c.explanations()
			var out []diag.Finding
			for _, n := range c.notes {
				code, meaning := book.find(n.comment, explained)
				if code == "" {
					continue
				}
				explained[strings.ToLower(code)] = true // said once
				out = append(out, c.at(c.within(n.Item.Comment, code),
					fmt.Sprintf("%s is a code, and the report does not explain it", quoted(code)),
					fmt.Sprintf("if it stands for %s, say so here, or explain your codes once in overall", quoted(meaning))))
			}
			return out
		},
	}
}

// codebook is what the codes mean.
type codebook struct {
	alone    map[string]string // as a whole remark, in lower case
	anywhere map[string]string
}

func newCodebook() codebook { return codebook{alone: codes(), anywhere: jargon()} }

// find finds a marking code: a remark that is nothing else, or one of the
// abbreviations that are codes wherever they stand. Those that are explained, in
// lower case, are passed over.
func (b codebook) find(comment string, explained map[string]bool) (code, meaning string) {
	bare := strings.TrimFunc(comment, func(r rune) bool { return !unicode.IsLetter(r) && r != '¶' && r != '^' })
	if meaning, ok := b.alone[strings.ToLower(bare)]; ok && !explained[strings.ToLower(bare)] {
		return bare, meaning
	}
	for _, word := range strings.FieldsFunc(comment, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) {
		if explained[strings.ToLower(word)] {
			continue
		}
		if meaning, ok := b.anywhere[word]; ok {
			return word, meaning
		}
		// The assessment objectives of examination boards: AO1.
		if len(word) == 3 && strings.HasPrefix(word, "AO") && word[2] >= '1' && word[2] <= '9' {
			return word, "assessment objective " + word[2:]
		}
	}
	return "", ""
}

// codes are what teachers write in a margin, in lower case, and what they mean
// by it.
func codes() map[string]string {
	return map[string]string{
		"awk": "awkward", "sp": "spelling", "gr": "grammar", "ww": "wrong word", "wc": "word choice", "wo": "word order",
		"frag": "sentence fragment", "ro": "run-on sentence", "cs": "comma splice", "sva": "subject and verb do not agree",
		"s/v": "subject and verb do not agree", "vt": "verb tense", "t": "tense", "p": "punctuation", "pn": "punctuation",
		"cap": "capital letter", "nc": "no capital letter", "np": "new paragraph", "¶": "new paragraph", "^": "something is missing",
		"rep": "repetition", "red": "redundant", "irrel": "irrelevant", "ir": "irrelevant", "dm": "dangling modifier",
		"mm": "misplaced modifier", "exp": "expression", "ref": "reference needed", "cit": "citation needed",
		"ev": "evidence needed", "eg": "example needed", "dev": "develop this", "und": "understanding", "kn": "knowledge",
		"an": "analysis", "bod": "benefit of the doubt", "ecf": "error carried forward", "nar": "narrative", "tv": "too vague",
		"nbd": "needs better development", "k": "knowledge", "log": "logic", "trans": "transition", "ts": "topic sentence",
	}
}

// jargon are abbreviations of the trade that pupils are not born with.
func jargon() map[string]string {
	return map[string]string{
		"SPaG": "spelling, punctuation and grammar", "SPAG": "spelling, punctuation and grammar",
		"WWW": "what went well", "EBI": "even better if", "PEE": "point, evidence, explanation",
		"PEEL": "point, evidence, explanation, link", "PEAL": "point, evidence, analysis, link",
		"TEEL": "topic sentence, evidence, explanation, link", "BOD": "benefit of the doubt",
	}
}

// explanations are the codes, in lower case, that the feedback or the rubric
// explains: "AO1 = knowledge", "knowledge (AO1)", "AO1 means", and in the overall
// comment also "AO1: knowledge".
func (c *context) explanations() map[string]bool {
	explaining := regexp.MustCompile(`([\pL\pN/^¶]+)\**\s*(?:=|\(|means\b|stands for\b)|\(([\pL\pN/]+)\)`)
	listing := regexp.MustCompile(`([\pL\pN/^¶]+)\**\s*:()`) // in a list of codes
	explained := map[string]bool{}
	add := func(look *regexp.Regexp, text string) {
		for _, m := range look.FindAllStringSubmatch(text, -1) {
			explained[strings.ToLower(m[1])], explained[strings.ToLower(m[2])] = true, true
		}
	}
	add(listing, c.set.Overall.Value)
	add(explaining, c.set.Overall.Value)
	for _, n := range c.notes {
		add(explaining, n.comment)
	}
	if c.rubric != nil {
		for _, k := range c.rubric.Criteria {
			explained[strings.ToLower(k.ID)], explained[strings.ToLower(k.Title)] = true, true
			add(explaining, k.Title)
		}
	}
	return explained
}
