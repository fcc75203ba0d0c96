package check

import (
	"fmt"
	"regexp"
	"strings"

	"gloss/internal/annotation"
	"gloss/internal/diag"
	"gloss/internal/source"
)

func personPraise() rule {
	return rule{
		Rule: Rule{
			ID: "praise-of-the-person", Severity: diag.Advice,
			Doc:     "Praise speaks of the student and not of the work (in English).",
			Why:     "Praise of what somebody did can be acted on again; praise of what somebody is cannot.",
			Example: `"You are brilliant": better "This comparison is new, and you back both halves of it."`,
		},
		run: func(c *context) []diag.Finding {
			if !c.english {
				return nil
			}
			texts := append([]annotation.Text{c.set.Overall}, c.set.Strengths...)
			for _, n := range c.notes {
				texts = append(texts, n.Item.Comment, n.Item.Next)
			}
			return c.phrases(texts, praiseOfThePerson(), "%s praises the person",
				"name what was done well in this work, and it can be done again")
		},
	}
}

// phrases are findings on the first words of each text that match; message has a %s
// for them.
func (c *context) phrases(texts []annotation.Text, pattern *regexp.Regexp, message, help string) []diag.Finding {
	var out []diag.Finding
	for _, t := range texts {
		if phrase := pattern.FindString(plain(t.Value)); phrase != "" {
			out = append(out, c.at(c.within(t, phrase), fmt.Sprintf(message, quoted(excerpt(phrase, 60))), help))
		}
	}
	return out
}

// praiseOfThePerson matches praise of the person: "you are such a clever boy", "you're
// brilliant", "good girl", "what a star".
func praiseOfThePerson() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\byou(?:['’]re|\s+are)\s+` +
		`(?:(?:so|such|very|really|truly|clearly|obviously|certainly|just|quite|a|an|the)\s+)*` +
		`(?:` + greatness + `\s+` + whom +
		`|(?:brilliant|clever|smart|gifted|talented|intelligent|bright|genius|wonderful|amazing|a\s+natural|a\s+star|superstar))\b` +
		`|\b(?:good|clever|smart|bright)\s+(?:boy|girl|lad)\b` +
		`|\bwhat\s+a\s+(?:star|genius|` + greatness + `\s+` + whom + `)\b`)
}

const (
	greatness = `(?:brilliant|clever|smart|gifted|talented|intelligent|bright|good|great|excellent|wonderful|amazing|natural|born|top|star)`
	whom      = `(?:student|pupil|historian|writer|scientist|mathematician|thinker|scholar|boy|girl|lad|child|kid|young\s+(?:man|woman|lady))`
)

func nothingPositive() rule {
	return rule{
		Rule: Rule{
			ID: "nothing-positive", Severity: diag.Advice,
			Doc:     "Nothing in the feedback is marked as good.",
			Why:     "A student who does not know what worked cannot do it again on purpose.",
			Example: "An annotation with kind: praise, or a line under strengths.",
		},
		run: func(c *context) []diag.Finding {
			if len(c.shown) == 0 || c.praised() {
				return nil
			}
			if n, ok := c.soundsLikePraise(); ok {
				return []diag.Finding{c.at(n.remark(), "nothing is marked as good yet, and this sounds as if it could be",
					"so that the student sees it as praise, add\nkind: praise")}
			}
			return []diag.Finding{c.file("nothing is marked yet as good about the essay",
				"mark one passage with\nkind: praise", "or add\nstrengths:\n  - …")}
		},
	}
}

// praised reports whether the feedback says anything good.
func (c *context) praised() bool {
	if len(c.set.Strengths) > 0 {
		return true
	}
	for _, n := range c.shown {
		if n.Kind == annotation.Praise {
			return true
		}
	}
	return false
}

// soundsLikePraise is the first remark that begins like praise and takes nothing
// back (in English).
func (c *context) soundsLikePraise() (note, bool) {
	begins := regexp.MustCompile(`(?i)^(?:[✓✔👍]|(?:a |an |some |this is |very |really )*(?:good|great|nice|excellent|lovely|strong|effective|thoughtful|brilliant|perceptive)\b|well (?:done|said|put|argued|chosen|explained|observed)\b|i (?:really )?(?:like|love|enjoyed)\b)`)
	but := regexp.MustCompile(`(?i)\b(?:but|however|though|although|if only|yet|except|could|should|would)\b|\?`)
	for _, n := range c.shown {
		if c.english && n.Item.Kind == annotation.Comment && !n.Item.KindText.Set && n.Severity == "" && begins.MatchString(n.comment) && !but.MatchString(n.comment) {
			return n, true
		}
	}
	return note{}, false
}

const (
	pageWords   = 350 // about one page of an essay
	bleakEnough = 6   // that many remarks make a page crowded
)

func bleakPage() rule {
	return rule{
		Rule: Rule{
			ID: "nothing-positive-on-a-page", Severity: diag.Advice,
			Doc:     "About a page of the essay has many remarks, and none of them is praise.",
			Why:     "Readers judge a page by its margin; one good word there keeps them reading.",
			Example: "Seven corrections in a row; say also which of the sentences needs none.",
		},
		run: func(c *context) []diag.Finding {
			if !c.praised() {
				return nil // nothingPositive says it of the whole
			}
			var out []diag.Finding
			for _, p := range c.pages() {
				if len(p.notes) < bleakEnough {
					continue
				}
				f := c.at(p.notes[0].Item.Key, fmt.Sprintf("from here on %s follow each other on about a page, and none is praise",
					count(len(p.notes), "remark")), "is there something on it that went well?")
				f.Notes = append(f.Notes, c.inEssay(p.from, "the page begins here")...)
				out = append(out, f)
			}
			return out
		},
	}
}

// page is a stretch of about pageWords words and the notes that begin on it; no
// notes where one of them is praise.
type page struct {
	from  source.Span
	notes []note
}

// pages are the essay's pages, cut at paragraphs.
func (c *context) pages() []page {
	var out []page
	var ends []int
	words := pageWords
	for _, b := range c.essay.Blocks {
		if words >= pageWords {
			out, ends, words = append(out, page{from: b.Span}), append(ends, 0), 0
		}
		words += len(strings.Fields(b.Span.Of(c.essay.Text)))
		ends[len(ends)-1] = b.Span.End
	}
	bright := make([]bool, len(out))
	i := 0
	for _, n := range c.shown {
		first, ok := n.First()
		if !ok {
			continue // after those in the text
		}
		for i < len(out) && first.Start >= ends[i] {
			i++
		}
		if i == len(out) {
			break
		}
		out[i].notes = append(out[i].notes, n)
		bright[i] = bright[i] || n.Kind == annotation.Praise
	}
	for i := range out {
		if bright[i] {
			out[i].notes = nil
		}
	}
	return out
}
