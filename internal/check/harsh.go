package check

import (
	"regexp"

	"gloss/internal/annotation"
	"gloss/internal/diag"
)

func harsh() rule {
	return rule{
		Rule: Rule{
			ID: "harsh-words", Severity: diag.Advice,
			Doc:     "A remark judges the student, or the work with a word that only hurts (in English).",
			Why:     "Whoever feels judged reads no further; what is wrong in the text can be mended.",
			Example: `"You are careless": better "Three of the dates are a year off; check each against your notes."`,
		},
		run: func(c *context) []diag.Finding {
			if !c.english {
				return nil
			}
			texts := append([]annotation.Text{c.set.Overall}, c.set.NextSteps...)
			for _, n := range c.shown {
				texts = append(texts, n.Item.Comment, n.Item.Next)
			}
			return c.phrases(texts, hurtful(), "%s is hard to hear, and says little to work on",
				"name what goes wrong in the text, and one thing to try")
		},
	}
}

// hurtful matches a judgement of the person, "you are lazy", and words for the work
// that only hurt, "this is rubbish".
func hurtful() *regexp.Regexp {
	const more = `(?:(?:so|such|very|really|just|clearly|obviously|simply|being|too|quite|rather|absolute|absolutely|total|totally|complete|completely|utter|utterly|a|an)\s+)*`
	return regexp.MustCompile(`(?i)\byou(?:['’]re|\s+are)\s+` + more + `(?:lazy|stupid|dumb|careless|sloppy|hopeless|useless|clueless|ignorant|thick|incompetent|a\s+disgrace|weak\s+(?:student|writer))\b` +
		`|\b(?:this|that|your\s+\w+)(?:['’]s|\s+is)\s+` + more + `(?:stupid|rubbish|garbage|trash|crap|pathetic|laughable|nonsense|a\s+disgrace|an\s+embarrassment)\b`)
}
