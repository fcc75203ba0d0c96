package yamlfile

import (
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"

	"gloss/internal/diag"
	"gloss/internal/source"
)

// refuse reports an alias, an anchor or a tag on a node, and returns where the
// value itself begins.
func (c *converter) refuse(n *yaml.Node, start int) int {
	if n.Kind == yaml.AliasNode {
		c.refuseAlias(start)
		return start
	}
	if n.Anchor == "" && n.Style&yaml.TaggedStyle == 0 {
		return start
	}
	text := c.over.text
	for start < len(text) && (text[start] == '&' || text[start] == '!') {
		end := start + wordLen(text[start:])
		c.refuseProperty(start, end)
		start = end + spaceRun(text[end:])
	}
	return start
}

// wordLen is the length of what stands before the first white space.
func wordLen(s string) int {
	if i := strings.IndexAny(s, " \t\r\n"); i >= 0 {
		return i
	}
	return len(s)
}

func (c *converter) refuseAlias(start int) {
	word := c.over.text[start : start+wordLen(c.over.text[start:])]
	word = strings.TrimRight(word, ",]}")
	c.r.Add(diag.Finding{
		Severity: diag.Error, Rule: "alias", Span: c.span(start, start+len(word)),
		Message: fmt.Sprintf("%q repeats a value from elsewhere, and that is not possible here", word),
		Help:    []string{"write the value out", fmt.Sprintf("if it is text, put it in quotes: %s", quote(word))},
	})
}

func (c *converter) refuseProperty(start, end int) {
	text := c.over.text
	word := text[start:end]
	line := strings.TrimSpace(text[start:lineEnd(text, start)])
	f := diag.Finding{Severity: diag.Error, Span: c.span(start, end)}
	if word[0] == '&' {
		f.Rule = "anchor"
		f.Message = fmt.Sprintf("%q at the beginning of a value names it for use elsewhere, and that is not possible here", word)
	} else {
		f.Rule = "tag"
		f.Message = fmt.Sprintf("%q at the beginning of a value says of what type it is, and that is not possible here", word)
	}
	f.Help = []string{fmt.Sprintf("if it is text, put it in quotes: %s", quote(line))}
	c.r.Add(f)
}

func (c *converter) tooDeep(start int) {
	if c.deep {
		return
	}
	c.deep = true
	c.r.Add(nesting(c.span(start, min(start+1, len(c.over.text))), c.opts.Depth))
}

func nesting(at source.Span, depth int) diag.Finding {
	return diag.Finding{
		Severity: diag.Error, Rule: "nesting", Span: at,
		Message: fmt.Sprintf("lists and maps are nested more than %d deep", depth),
		Help:    []string{"no key of this file needs more than a few levels; is this a stray bracket or dash?"},
	}
}

func (c *converter) tooManyKeys(start int) {
	c.r.Add(diag.Finding{
		Severity: diag.Error, Rule: "too-many-keys", Span: c.span(start, min(start+1, len(c.over.text))),
		Message: fmt.Sprintf("more than %d keys in one place", c.opts.Keys),
		Help:    []string{"is this the right file?"},
	})
}

// keySet finds the keys of one map that cannot stand.
type keySet struct {
	c    *converter
	in   place
	seen map[string]source.Span
	// first is the map's first key. Where it comes again in an item of a list, a
	// new item was meant, and its other keys are no further faults.
	first     string
	forgotten bool
	// run is set while the keys are all here a second time. In an item of a list
	// that has one cause.
	run bool
}

func newKeySet(c *converter, in place) *keySet {
	return &keySet{c: c, in: in, seen: map[string]source.Span{}}
}

// add reports whether the pair can be kept.
func (k *keySet) add(key, value *Node) bool {
	switch {
	case key.Kind != Scalar:
		k.c.r.Add(diag.Finding{
			Severity: diag.Error, Rule: "wrong-type", Span: key.Span,
			Message: "a key must be a word",
			Help:    []string{"is a value missing its quotes? brackets and a question mark at the beginning have a meaning of their own"},
		})
		return false
	case key.Value == "<<" && key.Style == Plain:
		k.c.r.Add(diag.Finding{
			Severity: diag.Error, Rule: "merge-key", Span: key.Span,
			Message: `"<<" takes keys over from elsewhere, and that is not possible here`,
			Help:    []string{"write the keys out"},
		})
		return false
	}
	if len(k.seen) == 0 {
		k.first = key.Value
	}
	before, twice := k.seen[key.Value]
	if !twice {
		k.seen[key.Value], k.run = key.Span, false
		return true
	}
	if !key.Span.IsEmpty() && !k.forgotten && (!k.run || !k.in.inList) { // one that only mends the file has no place in it
		k.duplicate(key, value, before)
	}
	k.run = true
	return false
}

func (k *keySet) duplicate(key, value *Node, before source.Span) {
	f := diag.Finding{
		Severity: diag.Error, Rule: "duplicate-key", Span: key.Span,
		Message: fmt.Sprintf("%q is here a second time", key.Value),
		Notes:   []diag.Note{{File: k.c.r.file, Span: before, Message: "the first time is here"}},
	}
	if (k.in.inList || k.in.depth > 0) && key.Value == k.first {
		k.forgotten = true
		f.Help = []string{fmt.Sprintf("did you forget the - that begins a new item? write: - %s", k.c.r.line(Pair{Key: key, Value: value}))}
	} else {
		f.Help = []string{"keep one of the two"}
		if value.Kind == List {
			f.Help = []string{"move the items of this list to the end of the first one, and delete this line"}
		}
		if k.in.inList {
			f.Help = []string{"keep one of the two; if a new item begins above, put a - before its first key"}
		}
	}
	k.c.r.Add(f)
}
