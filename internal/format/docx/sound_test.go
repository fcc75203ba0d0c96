package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/beevik/etree"
)

// unsound looks a whole package over the way a strict reader would, with other
// means than those that wrote it: that every part is well-formed and has a type,
// that every relationship leads somewhere and every r:id to a relationship, that
// ids are unique, and that comments hang together. It says everything it finds.
//
// Parts of which before holds the name and text are somebody else's.
func unsound(data []byte, before map[string]bool) []error {
	c := &checker{parts: map[string]*etree.Element{}, all: map[string]bool{}}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return []error{err}
	}
	for _, f := range r.File {
		if c.all[f.Name] {
			c.fault("the part %s stands twice", f.Name)
		}
		c.all[f.Name] = true
		in, err := f.Open()
		if err != nil {
			return append(c.faults, err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			return append(c.faults, fmt.Errorf("%s: %w", f.Name, err))
		}
		if _, old := before[f.Name+string(text)]; !old && (strings.HasSuffix(f.Name, ".xml") || strings.HasSuffix(f.Name, ".rels")) {
			c.parse(f.Name, text)
		}
	}
	c.types()
	c.relationships()
	c.ids()
	c.comments()
	c.namespaces()
	return c.faults
}

type checker struct {
	parts  map[string]*etree.Element
	all    map[string]bool
	faults []error
}

func (c *checker) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Errorf(format, args...))
}

func (c *checker) parse(name string, text []byte) {
	if bytes.HasPrefix(text, []byte("\xff\xfe")) {
		return // UTF-16 that was left alone
	}
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	doc := etree.NewDocument()
	if err := errors.Join(wellFormed(text), doc.ReadFromBytes(text)); err != nil || doc.Root() == nil {
		c.fault("%s is not well-formed: %w", name, err)
		return
	}
	c.parts[name] = doc.Root()
}

func wellFormed(text []byte) error {
	d := xml.NewDecoder(bytes.NewReader(text))
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func (c *checker) types() {
	types := c.parts["[Content_Types].xml"]
	if types == nil {
		c.fault("there are no content types")
		return
	}
	known, ends := map[string]bool{}, map[string]bool{}
	for _, e := range types.ChildElements() {
		if name := strings.TrimPrefix(e.SelectAttrValue("PartName", ""), "/"); name != "" {
			if known[name] {
				c.fault("the content type of %s stands twice", name)
			}
			known[name] = true
			if !c.all[name] {
				c.fault("a content type names %s, which is not there", name)
			}
		}
		ends[e.SelectAttrValue("Extension", "")] = true
	}
	for name := range c.all {
		if name != "[Content_Types].xml" && !strings.HasSuffix(name, "/") && !known[name] && !ends[strings.TrimPrefix(path.Ext(name), ".")] {
			c.fault("%s has no content type", name)
		}
		if strings.Contains(path.Base(name), "comments") && strings.HasSuffix(name, ".xml") && !known[name] {
			c.fault("%s has no content type of its own", name)
		}
	}
}

func (c *checker) relationships() {
	for name, root := range c.parts {
		if !strings.HasSuffix(name, ".rels") {
			continue
		}
		owner := path.Join(path.Dir(path.Dir(name)), strings.TrimSuffix(path.Base(name), ".rels"))
		ids := map[string]bool{}
		for _, e := range root.ChildElements() {
			id, target := e.SelectAttrValue("Id", ""), e.SelectAttrValue("Target", "")
			if id == "" || ids[id] {
				c.fault("%s has the id %q twice or empty", name, id)
			}
			ids[id] = true
			to := path.Join(path.Dir(owner), target)
			if after, ok := strings.CutPrefix(target, "/"); ok {
				to = after
			}
			if e.SelectAttrValue("TargetMode", "") != "External" && !c.all[to] && !strings.HasPrefix(target, "#") {
				c.fault("%s leads to %s, which is not there", name, to)
			}
		}
		if doc := c.parts[owner]; doc != nil {
			for _, e := range doc.FindElements("//*") {
				if id := e.SelectAttrValue("r:id", ""); id != "" && !ids[id] {
					c.fault("%s uses the relationship %s, which %s does not have", owner, id, name)
				}
			}
		}
	}
}

// story are the elements of the main part, footnotes and endnotes.
func (c *checker) story() []*etree.Element {
	var out []*etree.Element
	for name, root := range c.parts {
		if root.Tag == "document" || root.Tag == "footnotes" || root.Tag == "endnotes" {
			_ = name
			out = append(out, root.FindElements("//*")...)
		}
	}
	return out
}

// ids looks over the ids of everything that shares one space of numbers, and of
// paragraphs.
func (c *checker) ids() {
	shared := map[string]string{}
	paras := map[string]bool{}
	controls := map[string]bool{}
	for _, name := range sortedKeys(c.parts) {
		for _, e := range c.parts[name].FindElements("//*") {
			switch e.Tag {
			case "bookmarkStart", "ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart", "rPrChange", "pPrChange", "comment":
				id := e.SelectAttrValue("w:id", "")
				if was, ok := shared[id]; ok && id != "" {
					c.fault("the id %s stands at <%s> and <%s>", id, was, e.Tag)
				}
				shared[id] = e.Tag
				if n, err := strconv.Atoi(id); id != "" && (err != nil || n < 0 || n > 1<<31-1) {
					c.fault("the id %q of <%s> is no number that Word takes", id, e.Tag)
				}
			case "p":
				id := e.SelectAttrValue("w14:paraId", "")
				if id == "" {
					continue
				}
				if n, err := strconv.ParseUint(id, 16, 64); err != nil || len(id) != 8 || n == 0 || n >= 0x80000000 {
					c.fault("the paraId %q is out of range", id)
				}
				if paras[id] && !within(e, "Fallback") {
					c.fault("the paraId %s stands twice", id)
				}
				paras[id] = true
			case "sdtPr":
				if id := e.SelectElement("id"); id != nil {
					if v := id.SelectAttrValue("w:val", ""); controls[v] {
						c.fault("the content control id %s stands twice", v)
					} else {
						controls[v] = true
					}
				}
			}
		}
	}
}

func within(e *etree.Element, tag string) bool {
	for ; e != nil; e = e.Parent() {
		if e.Tag == tag {
			return true
		}
	}
	return false
}

// comments looks over how comments, their anchors and their rows fit together.
func (c *checker) comments() {
	count := map[string][3]int{}
	defined, lastParas := map[string]bool{}, map[string]bool{}
	for _, root := range c.parts {
		switch root.Tag {
		case "comments":
			for _, e := range root.ChildElements() {
				defined[e.SelectAttrValue("w:id", "")] = true
				ps := e.SelectElements("p")
				if len(ps) == 0 {
					c.fault("a comment has no paragraph")
					continue
				}
				lastParas[ps[len(ps)-1].SelectAttrValue("w14:paraId", "")] = true
			}
		}
	}
	for _, e := range c.story() {
		for i, tag := range []string{"commentRangeStart", "commentRangeEnd", "commentReference"} {
			if e.Tag == tag && !within(e, "Fallback") {
				n := count[e.SelectAttrValue("w:id", "")]
				n[i]++
				count[e.SelectAttrValue("w:id", "")] = n
			}
		}
		switch {
		case e.Tag == "t" && within(e, "del") && e.Space == "w":
			c.fault("there is a w:t in a w:del: %q", e.Text())
		case e.Tag == "delText" && !within(e, "del") && !within(e, "moveFrom"):
			c.fault("there is a w:delText outside w:del: %q", e.Text())
		}
	}
	for id := range defined {
		if count[id] != [3]int{1, 1, 1} {
			c.fault("comment %s has %v starts, ends and references", id, count[id])
		}
	}
	for id := range count {
		if !defined[id] {
			c.fault("the text refers to comment %s, which is not there", id)
		}
	}
	for _, root := range c.parts {
		if root.Tag != "commentsEx" {
			continue
		}
		rows := map[string]bool{}
		for _, e := range root.ChildElements() {
			id := e.SelectAttrValue("w15:paraId", "")
			if rows[id] || !lastParas[id] {
				c.fault("the row of comments %s stands twice or belongs to no comment", id)
			}
			rows[id] = true
			if parent := e.SelectAttrValue("w15:paraIdParent", ""); parent != "" && !lastParas[parent] {
				c.fault("a reply belongs to %s, which is no comment", parent)
			}
		}
	}
}

// namespaces looks for prefixes that stand for nothing, and for ignorable ones
// that are not declared.
func (c *checker) namespaces() {
	for name, root := range c.parts {
		declared := map[string]bool{"xml": true, "xmlns": true}
		for _, e := range root.FindElements("//*") {
			for _, a := range e.Attr {
				if a.Space == "xmlns" {
					declared[a.Key] = true
				}
			}
		}
		for _, a := range root.Attr {
			if a.Space == "xmlns" {
				declared[a.Key] = true
			}
		}
		for p := range strings.FieldsSeq(root.SelectAttrValue("mc:Ignorable", "")) {
			if !declared[p] {
				c.fault("%s calls %s ignorable without declaring it", name, p)
			}
		}
		for _, e := range root.FindElements("//*") {
			if e.Space != "" && !declared[e.Space] {
				c.fault("%s uses the prefix %s: without declaring it", name, e.Space)
			}
		}
	}
}
