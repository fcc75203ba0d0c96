package check

import "gloss/internal/diag"

func noNextStep() rule {
	return rule{
		Rule: Rule{
			ID: "no-next-step", Severity: diag.Advice,
			Doc:     "The feedback names no next step.",
			Why:     "What to do next is what students miss most in feedback, and what they can use best.",
			Example: "next_steps: [Give the source of every figure], or next: on one of the remarks.",
		},
		run: func(c *context) []diag.Finding {
			if len(c.shown) == 0 || len(c.set.NextSteps) > 0 {
				return nil
			}
			for _, n := range c.shown {
				if n.Item.Next.Set || n.Item.Use.Set {
					return nil
				}
			}
			return []diag.Finding{c.file("no next step is named yet", "one or two are enough:\nnext_steps:\n  - …")}
		},
	}
}

func noOverall() rule {
	return rule{
		Rule: Rule{
			ID: "no-overall-comment", Severity: diag.Advice,
			Doc:     "The feedback has no overall comment.",
			Why:     "A sentence on the whole tells the student how to read all the others.",
			Example: "overall: A clear line of argument, and you keep to it. Check the scale of your figures.",
		},
		run: func(c *context) []diag.Finding {
			if len(c.shown) == 0 || c.set.Overall.Set {
				return nil
			}
			return []diag.Finding{c.file("there is no comment on the essay as a whole yet", "a sentence or two before the remarks:\noverall: …")}
		},
	}
}
