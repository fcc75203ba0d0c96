package yamlfile

import (
	"fmt"
	"slices"

	"gloss/internal/diag"
	"gloss/internal/source"
)

// Parse reads a file. The tree is never nil and holds what could be understood;
// where there are errors among the findings, it may be without parts of the file,
// and where the file cannot be read as YAML at all it is absent.
func Parse(f *source.File, opts Options) (*Node, []diag.Finding) {
	r, root := Open(f, opts)
	return root, r.Findings()
}

// Open is Parse for those who read values out of the tree: the Reader has the
// findings so far. About places that are mended already it takes in no more.
func Open(f *source.File, opts Options) (*Reader, *Node) {
	r := NewReader(f)
	return r, r.parse(opts.withDefaults())
}

func (r *Reader) parse(opts Options) *Node {
	if len(r.file.Text) > opts.Bytes {
		r.Error("file-size", source.Span{}, fmt.Sprintf("the file is larger than %d MiB", opts.Bytes>>20), "is it the right file?")
		return &Node{}
	}
	r.opts = opts
	p := parsing{file: r.file, opts: opts}
	over, doc := p.run()
	var mended []source.Span
	for _, s := range p.slips {
		if s.finding.Message != "" {
			r.Add(s.finding)
		}
		for _, fix := range s.patches {
			if !fix.at.IsEmpty() && s.finding.Message != "" {
				mended = append(mended, fix.at)
			}
		}
	}
	r.mended = mended
	return r.convert(over, doc, opts)
}

func (r *Reader) convert(over *overlay, doc document, opts Options) *Node {
	if doc.root == nil {
		return &Node{}
	}
	c := &converter{over: over, at: newCursor(over.text), opts: opts, r: r}
	root, _ := c.node(doc.root, place{column: -1})
	if doc.second != nil {
		start := c.at.at(doc.second.Line, doc.second.Column)
		r.Error("second-document", c.span(start, lineEnd(over.text, start)),
			`a second document begins after "---", and only the first would be read`,
			"delete the --- line, or put this into a file of its own")
	}
	return root
}

// parsing is one file on its way through the library.
type parsing struct {
	file  *source.File
	opts  Options
	slips []slip // those that count
}

// maxTries is how often a file is parsed again, with one more value in quotes.
const maxTries = 20

// maxWork is how many bytes may go through the library for one file.
const maxWork = 12 << 20

// run parses the file, mending in memory what is in the way: first what nobody
// could have meant otherwise, then everything that the scanner found, then the
// values that the library stumbles over, one after the other.
func (p *parsing) run() (*overlay, document) {
	scan := newScanner(p.file, p.opts)
	scan.scan()
	if scan.deep >= 0 {
		p.slips = []slip{{finding: nesting(source.Span{Start: scan.deep, End: scan.deep + 1}, p.opts.Depth)}}
		return newOverlay(p.file.Text, nil), document{}
	}
	found := append(characters(p.file), scan.slips...)
	for _, s := range found {
		if s.silent {
			p.slips = append(p.slips, s)
		}
	}
	over := newOverlay(p.file.Text, patches(p.slips))
	doc, bad := decode(over.text)
	if bad == nil {
		return over, doc
	}
	p.slips = found
	work := 2 * len(p.file.Text)
	for try := 0; ; try++ {
		over = newOverlay(p.file.Text, patches(p.slips))
		if doc, bad = decode(over.text); bad == nil {
			return p.spare(len(found), over, doc)
		}
		work += len(over.text)
		suspect, ok := p.suspect(scan, over, bad)
		if !ok || try >= maxTries || work > maxWork {
			// None of the values in quotes was the cause, so nothing is said of them.
			over = newOverlay(p.file.Text, patches(found))
			_, bad = decode(over.text)
			p.slips = append(found, p.hopeless(over, bad))
			return over, document{}
		}
		p.slips = append(p.slips, suspect)
	}
}

// spare takes back what was said of values that were no fault: those after the
// first known slips that can go without their quotes, now that the file can be
// read. The mended file and the document are handed in as they are.
func (p *parsing) spare(known int, over *overlay, doc document) (*overlay, document) {
	for i := known; i < len(p.slips) && len(p.slips) > known+1; {
		without := slices.Delete(slices.Clone(p.slips), i, i+1)
		o := newOverlay(p.file.Text, patches(without))
		d, bad := decode(o.text)
		if bad != nil {
			i++
			continue
		}
		p.slips, over, doc = without, o, d
	}
	return over, doc
}

func patches(slips []slip) []patch {
	var out []patch
	for _, s := range slips {
		out = append(out, s.patches...)
	}
	return out
}
