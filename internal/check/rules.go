package check

import "gloss/internal/diag"

// Rule is what the help says about one rule.
type Rule struct {
	ID       string
	Severity diag.Severity
	Doc      string // one sentence: what the rule looks for
	Why      string // why it matters
	Example  string // what it speaks of, and what to write instead
}

// rule is a Rule and the function that looks for it; run is nil where Criteria
// does.
type rule struct {
	Rule
	run func(*context) []diag.Finding
}

// Rules are all rules: errors first, then warnings, then advice.
func Rules() []Rule {
	var out []Rule
	for _, r := range rules() {
		out = append(out, r.Rule)
	}
	return out
}

func rules() []rule {
	return []rule{
		orphan(), ambiguous(), beyondEssay(), linesWithoutLines(),
		unknownCriterion(), unknownLevel(), marksBeyondCriterion(),

		fuzzy(), outside(), overlap(), sameReplacement(), nowhere(), twice(),
		marksBelowFloor(), scoreAndMarks(), unscored(), unknownEntry(),

		misspeltCategory(), saysNothing(), vague(), unexplainedCode(), majorUnexplained(), withoutSource(), withoutQuestionMark(),
		personPraise(), harsh(), nothingPositive(), bleakPage(), noNextStep(), noOverall(),
		tooManyOfAKind(), crowdedParagraph(), longerThanParagraph(),
	}
}

// stamp fills in what all findings of a rule have in common.
func (r rule) stamp(found []diag.Finding) []diag.Finding {
	for i := range found {
		found[i].Rule, found[i].Severity = r.ID, r.Severity
	}
	return found
}
