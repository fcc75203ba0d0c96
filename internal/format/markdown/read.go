// Package markdown reads essays written in Markdown (CommonMark with GitHub's
// extensions and footnotes) and writes reports in it.
//
// The text of an essay is what its reader sees: emphasis, links, entities and
// escapes resolved, soft line breaks as spaces, hard ones as line feeds, table
// cells apart by tabs, images as their alternative text, raw HTML as it is
// written, bullets and numbers left out. Blocks are apart by one blank line, the
// rows of a table by a line end. Footnotes stand after the text in the order of
// their references, which show as [1]. Front matter and link definitions are not
// shown. Every piece leads back to the file.
package markdown

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"gloss/internal/diag"
	"gloss/internal/essay"
	"gloss/internal/source"
)

// Format is the name of the format in essays and on the command line.
const Format = "markdown"

// Read makes an essay of the input. The encoding is the one named, or found out
// where that is empty. Findings are warnings about the file. An input that is no
// text is refused with a *source.Error, and so is one that is made to take the
// parser forever: with lists and quotations nested beyond reason, or with
// thousands of brackets in one paragraph. The title is the first heading of level
// 1, else the first heading.
func Read(in source.Input, encoding string) (*essay.Essay, []diag.Finding, error) {
	file, err := essay.TextFile(in, encoding)
	if err != nil {
		return nil, nil, err
	}
	r := reader{lines: newLines(file.Text), b: essay.NewBuilder(Format, file)}
	r.start = frontMatter(r.lines.text)
	r.src = r.lines.text[r.start:]
	r.bytes = []byte(r.src)
	if err := refuse(in.Name, r.lines.text); err != nil {
		return nil, nil, err
	}
	parser := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote)).Parser()
	r.blocks(parser.Parse(text.NewReader(r.bytes)), context{kind: essay.Paragraph})
	e := r.b.Essay()
	e.Title = title(e)
	return e, findings(file), nil
}

func findings(file *source.File) []diag.Finding {
	var out []diag.Finding
	for _, o := range essay.Oddities(file) {
		out = append(out, diag.Finding{
			Severity: diag.Warning, Rule: o.Rule, File: file, Span: o.Span, Message: o.Message, Help: []string{o.Help},
		})
	}
	return out
}

// title is the text of the first heading of level 1, else of the first heading.
func title(e *essay.Essay) string {
	first := ""
	for _, b := range e.Blocks {
		if b.Kind != essay.Heading {
			continue
		}
		if b.Level == 1 {
			return b.Span.Of(e.Text)
		}
		if first == "" {
			first = b.Span.Of(e.Text)
		}
	}
	return first
}
